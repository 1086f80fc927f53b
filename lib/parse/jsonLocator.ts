import type { SourceText } from "../model/sourceText.ts";
import { type JsonIndex, stretchAround } from "./jsonIndex.ts";
import { moved, placeAt, placeIn } from "./jsonPlaces.ts";
import { type ContainerIndex, findMember, indexContainer, skipValue } from "./jsonScan.ts";
import type { Locator, Place } from "./jsonSpot.ts";

/** Containers longer than this keep their index, so that places in them are not looked for from the start each time. */
const KEEP_INDEX_FROM = 2_000;

/** A part of the text in which places are looked for, and what stands before it. */
interface Stretch {
  readonly text: string;
  readonly base: number;
}

/** An index of a container inside a stretch. */
interface Kept {
  readonly index: ContainerIndex;
  readonly base: number;
}

/** Finds places in a JSON text: inside a huge text that is not at hand, in the one element that they lie in. */
export class JsonLocator implements Locator {
  readonly text: SourceText;
  readonly #index: JsonIndex | undefined;
  readonly #kept = new Map<number, Kept>();
  #stretch: Stretch;

  constructor(text: SourceText, index: JsonIndex | undefined) {
    this.text = text;
    this.#index = index;
    this.#stretch = { text: typeof text === "string" ? text : "", base: 0 };
    if (!index) return;
    this.#kept.set(index.start, { index: index.top, base: 0 });
    for (const [start, array] of index.arrays) this.keep(start, array);
  }

  /** Takes over the index of a container of the document. */
  keep(start: number, index: ContainerIndex): void {
    this.#kept.set(start, { index, base: 0 });
  }

  /** The index of a container, where it has been made. */
  known(start: number): ContainerIndex | undefined {
    return this.#kept.get(start)?.index;
  }

  step(container: number, key: string | number): Place | undefined {
    const kept = this.#kept.get(container);
    if (kept) return placeOf(kept, key);
    const { text, base } = this.#around(container);
    const at = container - base;
    if (typeof key === "number" || text[at] !== "{") return placeOf(this.#indexAt(container), key);
    const { member, end } = findMember(text, at, key);
    if (end - at >= KEEP_INDEX_FROM) this.#indexAt(container);
    return member && moved(placeIn(member, 0), base);
  }

  endOf(start: number): number {
    const kept = this.#kept.get(start);
    if (kept) return kept.index.end + kept.base;
    const { text, base } = this.#around(start);
    return Math.max(skipValue(text, start - base) + base, start);
  }

  excerpt(start: number, end: number): string | undefined {
    if (typeof this.text === "string") return undefined;
    // A slice would keep all of the stretch that it is a part of.
    return JSON.parse(JSON.stringify(this.text.slice(start, end))) as string;
  }

  #indexAt(container: number): Kept | undefined {
    const { text, base } = this.#around(container);
    const at = container - base;
    const index = text[at] === "{" || text[at] === "[" ? indexContainer(text, at) : undefined;
    if (!index) return undefined;
    const kept = { index, base };
    if (index.end - at >= KEEP_INDEX_FROM) this.#kept.set(container, kept);
    return kept;
  }

  #around(offset: number): Stretch {
    const { text, base } = this.#stretch;
    if (typeof this.text === "string" || !this.#index) return this.#stretch;
    if (offset < base || offset >= base + text.length) {
      const { start, end } = stretchAround(this.#index, offset);
      this.#stretch = { text: this.text.slice(start, end), base: start };
    }
    return this.#stretch;
  }
}

function placeOf(kept: Kept | undefined, key: string | number): Place | undefined {
  if (!kept) return undefined;
  const { index, base } = kept;
  const i = typeof key === "string" ? index.byKey.get(key) : key;
  if (i === undefined || i >= index.count || (typeof key === "number" && index.byKey.size > 0)) return undefined;
  return base === 0 ? placeAt(index, i) : moved(placeAt(index, i), base);
}
