/** A letter, `_` or `:` first; then no character that XML keeps for other things. */
const NAME = /^[\p{L}_:][\p{L}\p{M}\p{N}_:.·-]*$/u;

const SLOTS = 256;

/** Longer names are none. */
const LONGEST = 1000;

/** The distinct element names of a text, numbered. Nearly every tag repeats one of a few dozen, which a small cache answers. */
export class XmlNames {
  readonly #text: string;
  readonly #texts: string[] = [];
  /** Where each name stands for the first time. */
  readonly #starts: number[] = [];
  readonly #plain: boolean[] = [];
  readonly #numbers = new Map<string, number>();
  readonly #cache: Int32Array = new Int32Array(SLOTS).fill(-1);
  readonly #byLocal = new Map<string, number[]>();

  constructor(text: string) {
    this.#text = text;
  }

  get count(): number {
    return this.#texts.length;
  }

  /**
   * The number of the name between two offsets; -1 where it is no name.
   * @param hash of its characters; two names may share one
   */
  number(start: number, end: number, hash: number): number {
    const slot = (hash ^ (hash >>> 11)) & (SLOTS - 1);
    const cached = this.#cache[slot] ?? -1;
    if (cached >= 0 && this.lengthOf(cached) === end - start && this.isAt(cached, start)) return cached;
    const number = this.#look(start, end);
    if (number >= 0) this.#cache[slot] = number;
    return number;
  }

  lengthOf(number: number): number {
    return this.#texts[number]?.length ?? 0;
  }

  /** True where this name stands at an offset. Character by character: names are short, and a call of `startsWith` costs more. */
  isAt(number: number, start: number): boolean {
    const text = this.#text;
    const first = this.#starts[number] ?? 0;
    const length = this.lengthOf(number);
    for (let i = 0; i < length; i++) {
      if (text.charCodeAt(first + i) !== text.charCodeAt(start + i)) return false;
    }
    return true;
  }

  /** True for a name without a prefix. */
  isPlain(number: number): boolean {
    return this.#plain[number] ?? false;
  }

  /** The name as written, with its prefix. */
  text(number: number): string {
    return this.#texts[number] ?? "";
  }

  /** Every name with this part after the prefix, as numbers. */
  withLocal(local: string): readonly number[] {
    return this.#byLocal.get(local) ?? NONE;
  }

  #look(start: number, end: number): number {
    const name = this.#text.slice(start, Math.min(end, start + LONGEST + 1));
    const known = this.#numbers.get(name);
    if (known !== undefined) return known;
    if (name.length > LONGEST || !NAME.test(name)) return -1;
    const number = this.#texts.push(name) - 1;
    this.#starts.push(start);
    this.#plain.push(!name.includes(":"));
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
