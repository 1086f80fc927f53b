import type { Span } from "../model/span.ts";

/** A letter, `_` or `:` first; then no character that XML keeps for other things. */
const NAME = /^[\p{L}_:][\p{L}\p{M}\p{N}_:.·-]*$/u;

const SLOTS = 256;

/** The distinct element names of a text, numbered. Nearly every tag repeats one of a few dozen, which a small cache answers. */
export class XmlNames {
  readonly #texts: string[] = [];
  readonly #numbers = new Map<string, number>();
  readonly #cache: Int32Array = new Int32Array(SLOTS).fill(-1);
  readonly #byLocal = new Map<string, number[]>();

  get count(): number {
    return this.#texts.length;
  }

  /**
   * The number of the name that stands at this place; -1 where it is no name.
   * @param hash of its characters; two names may share one
   */
  number(text: string, { start, end }: Span, hash: number): number {
    const slot = (hash ^ (hash >>> 11)) & (SLOTS - 1);
    const cached = this.#cache[slot] ?? -1;
    if (cached >= 0) {
      const name = this.#texts[cached] ?? "";
      if (name.length === end - start && text.startsWith(name, start)) return cached;
    }
    const number = this.#look(text.slice(start, end));
    if (number >= 0) this.#cache[slot] = number;
    return number;
  }

  /** The name as written, with its prefix. */
  text(number: number): string {
    return this.#texts[number] ?? "";
  }

  /** Every name with this part after the prefix, as numbers. */
  withLocal(local: string): readonly number[] {
    return this.#byLocal.get(local) ?? NONE;
  }

  #look(name: string): number {
    const known = this.#numbers.get(name);
    if (known !== undefined) return known;
    if (name.length > 1000 || !NAME.test(name)) return -1;
    const number = this.#texts.push(name) - 1;
    this.#numbers.set(name, number);
    const local = localName(name);
    const same = this.#byLocal.get(local);
    if (same) same.push(number);
    else this.#byLocal.set(local, [number]);
    return number;
  }
}

const NONE: readonly number[] = [];

/** The part after the prefix. */
export function localName(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}

/** The part before the colon; empty where there is none. */
export function prefixOf(name: string): string {
  return name.slice(0, Math.max(0, name.indexOf(":")));
}
