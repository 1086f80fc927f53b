import type { Problem } from "../model/span.ts";
import type { JsonDocument, JsonElement, JsonPath } from "./jsonDocument.ts";
import { firstJsonError } from "./jsonError.ts";
import { elementAround, placeAt, placeIn } from "./jsonPlaces.ts";
import { type ContainerIndex, findMember, indexContainer, skipSpace, skipValue } from "./jsonScan.ts";
import { JsonSpot, type Locator, type Place } from "./jsonSpot.ts";

export type { JsonDocument, JsonElement, JsonPath } from "./jsonDocument.ts";
export { inner, JsonSpot } from "./jsonSpot.ts";

/** A container with the offset of its opening bracket. */
interface TopArray {
  readonly start: number;
  readonly index: ContainerIndex;
}

/** Texts up to this length (UTF-16 units) are parsed whole: below it the tree costs less than the care. */
const WHOLE_UP_TO = 4_000_000;

/** Elements of a huge array that are parsed in one call: enough to spare most calls, few enough to die young. */
const BATCH = 32;

/** Containers longer than this keep their index, so that places in them are not looked for from the start each time. */
const KEEP_INDEX_FROM = 2_000;

/**
 * Parses a JSON text. Never throws: what is wrong stands in `problems`.
 * @param wholeUpTo longest text that is parsed in one go
 */
export function parseJson(text: string, wholeUpTo = WHOLE_UP_TO): JsonDocument {
  return new ParsedJson(text, wholeUpTo);
}

class ParsedJson implements JsonDocument, Locator {
  readonly text: string;
  readonly #problems: Problem[] = [];
  readonly #whole: boolean;
  readonly #start: number;
  readonly #indexes = new Map<number, ContainerIndex>();
  #top: ContainerIndex | undefined;
  /** The brackets fit together and everything outside the lists is sound; an element may still turn out broken. */
  readonly #sound: boolean;
  #root: { readonly value: unknown } | undefined;
  readonly #members = new Map<string, unknown>();
  /** Starts of the arrays that have been walked to the end, and of the elements that are broken. */
  readonly #checked = new Set<number>();
  readonly #broken = new Set<number>();

  constructor(text: string, wholeUpTo: number) {
    this.text = text;
    this.#whole = text.length <= wholeUpTo;
    this.#start = skipSpace(text, text.charCodeAt(0) === 0xfeff ? 1 : 0);
    const end = this.#index();
    if (end < 0) this.#fail(this.#start);
    else if (this.#whole || !this.#top) this.#parseWhole(end);
    else this.#parseSmallMembers();
    this.#sound = this.#broken.size === 0;
    if (!this.#sound) return;
    this.#refuseTail(end);
    this.#tellRepeated();
  }

  get usable(): boolean {
    return this.#sound && this.#broken.size === 0;
  }

  get problems(): readonly Problem[] {
    if (this.#sound && !this.#root) {
      for (const name of this.memberNames()) {
        const start = this.#place(this.#top, name)?.start ?? -1;
        if (this.#checked.has(start)) continue;
        for (const _ of this.elements(name));
      }
    }
    return this.#problems;
  }

  root(): unknown {
    if (this.usable) this.#root ??= this.#parse(this.#start, this.#end());
    return this.#root?.value;
  }

  memberNames(): readonly string[] {
    return this.#sound && this.#top ? [...this.#top.byKey.keys()] : [];
  }

  member(name: string): unknown {
    if (!this.#sound || !this.#top?.byKey.has(name)) return undefined;
    if (this.#root) return own(this.#root.value, name);
    if (this.#members.has(name)) return this.#members.get(name);
    const place = this.#place(this.#top, name);
    return place && this.#parse(place.start, place.end)?.value;
  }

  elements(name: string): Iterable<JsonElement> {
    const array = this.#array(name);
    return array ? { [Symbol.iterator]: () => this.#walk(name, array) } : [];
  }

  elementsWith(name: string, needle: string): Iterable<JsonElement> {
    const array = this.#array(name);
    return array ? { [Symbol.iterator]: () => this.#search(name, array, needle) } : [];
  }

  at(path: JsonPath): JsonSpot {
    return new JsonSpot(this, this.#start, path);
  }

  step(container: number, key: string | number): Place | undefined {
    const index = this.#indexes.get(container);
    if (index) return this.#place(index, key);
    if (typeof key === "number" || this.text[container] !== "{") return this.#place(this.#indexAt(container), key);
    const { member, end } = findMember(this.text, container, key);
    if (end - container >= KEEP_INDEX_FROM) this.#indexAt(container);
    return member && placeIn(member, 0);
  }

  endOf(start: number): number {
    return this.#indexes.get(start)?.end ?? Math.max(skipValue(this.text, start), start);
  }

  #indexAt(container: number): ContainerIndex | undefined {
    const opening = this.text[container];
    const index = opening === "{" || opening === "[" ? indexContainer(this.text, container) : undefined;
    if (!index) return undefined;
    if (index.end - container >= KEEP_INDEX_FROM) this.#indexes.set(container, index);
    return index;
  }

  #array(name: string): TopArray | undefined {
    const place = this.#sound ? this.#place(this.#top, name) : undefined;
    const index = place && this.text[place.start] === "[" ? this.#indexes.get(place.start) : undefined;
    return place && index && { start: place.start, index };
  }

  *#walk(name: string, array: TopArray): Generator<JsonElement> {
    const batched = this.#root === undefined;
    let { index } = array;
    for (let first = 0; first < index.count; ) {
      const next = Math.min(first + BATCH, index.count);
      const values = batched ? this.#parseBatch(index, first, next) : undefined;
      if (!values && index.guessed) {
        const { start } = placeAt(index, first);
        const exact = this.#exact(array.start);
        if (!exact) return;
        index = exact;
        first = elementAround(index, start);
        continue;
      }
      for (let i = first; i < next; i++) {
        const element = values ? this.#spotted(index, i, values[i - first]) : this.#element(name, index, i);
        if (element) yield element;
      }
      first = next;
    }
    this.#checked.add(array.start);
  }

  /** Parses neighbouring elements in one call; undefined when one of them is broken, so that each is tried by itself. */
  #parseBatch(index: ContainerIndex, first: number, next: number): readonly unknown[] | undefined {
    try {
      const text = this.text.slice(placeAt(index, first).start, placeAt(index, next - 1).end);
      const values: unknown[] = JSON.parse(`[${text}]`);
      return values.length === next - first ? values : undefined;
    } catch {
      return undefined;
    }
  }

  /** Indexes an array again bracket by bracket, because its lines do not show where its elements end. */
  #exact(start: number): ContainerIndex | undefined {
    const index = indexContainer(this.text, start);
    if (index) this.#indexes.set(start, index);
    else this.#fail(start);
    return index;
  }

  #spotted(index: ContainerIndex, i: number, value: unknown): JsonElement {
    const place = placeAt(index, i);
    return { value, spot: new JsonSpot(this, place.start, [], place) };
  }

  *#search(name: string, array: TopArray, needle: string): Generator<JsonElement> {
    const index = array.index.guessed ? this.#exact(array.start) : array.index;
    if (!index) return;
    let from = array.start;
    for (;;) {
      const at = this.text.indexOf(needle, from);
      if (at < 0 || at >= index.end) return;
      const i = elementAround(index, at);
      const element = this.#element(name, index, i);
      if (element) yield element;
      from = Math.max(placeAt(index, i).end, at + 1);
    }
  }

  #element(name: string, index: ContainerIndex, i: number): JsonElement | undefined {
    const place = placeAt(index, i);
    const spot = new JsonSpot(this, place.start, [], place);
    const whole = this.#root && own(this.#root.value, name);
    if (Array.isArray(whole)) return { value: whole[i], spot };
    const parsed = this.#parse(place.start, place.end);
    return parsed && { value: parsed.value, spot };
  }

  /** Finds members and elements; gives the offset after the value, or -1 where the brackets do not fit together. */
  #index(): number {
    const opening = this.text[this.#start];
    if (opening !== "{" && opening !== "[") return skipValue(this.text, this.#start);
    const arrays: { member: number; index: ContainerIndex }[] = [];
    const onArray = (member: number, index: ContainerIndex) => arrays.push({ member, index });
    let top = this.#whole ? undefined : indexContainer(this.text, this.#start, { byLines: true, onArray });
    if (!top) {
      arrays.length = 0;
      top = indexContainer(this.text, this.#start, { byLines: false, onArray });
    }
    if (!top) return -1;
    for (const { member, index } of arrays) this.#indexes.set(placeAt(top, member).start, index);
    this.#indexes.set(this.#start, top);
    this.#top = top;
    return top.end;
  }

  #parseWhole(end: number): void {
    this.#root = this.#parse(this.#start, end);
  }

  /** In a large text the members that are no arrays are parsed at once: they are few, and their syntax is then known. */
  #parseSmallMembers(): void {
    if (this.text[this.#start] === "[") {
      this.#parseWhole(this.#end());
      return;
    }
    for (const member of this.#top?.repeated ?? []) {
      const { start, end } = placeAt(this.#top as ContainerIndex, member);
      this.#parse(start, end);
    }
    for (const [name, member] of this.#top?.byKey ?? []) {
      if (!this.#top || this.#broken.size > 0) return;
      const place = placeAt(this.#top, member);
      if (this.text[place.start] === "[") continue;
      const parsed = this.#parse(place.start, place.end);
      if (parsed) this.#members.set(name, parsed.value);
    }
  }

  #parse(start: number, end: number): { readonly value: unknown } | undefined {
    try {
      return { value: JSON.parse(start === 0 && end === this.text.length ? this.text : this.text.slice(start, end)) };
    } catch {
      this.#fail(start);
      return undefined;
    }
  }

  #fail(start: number): void {
    if (this.#broken.has(start)) return;
    this.#broken.add(start);
    const problem = firstJsonError(this.text, start) ?? firstJsonError(this.text, this.#start);
    const message = "The JSON cannot be read from here on; check brackets, commas and quotes.";
    this.#problems.push(problem ?? { message, span: { start, end: Math.min(start + 1, this.text.length) } });
  }

  #refuseTail(end: number): void {
    const start = skipSpace(this.text, end);
    if (start >= this.text.length) return;
    const message = "Text follows after the end of the JSON value and is not read; take it out.";
    this.#problems.push({ message, span: { start, end: start + this.text.slice(start).trimEnd().length } });
  }

  #tellRepeated(): void {
    for (const member of this.#top?.repeated ?? []) {
      const { keyStart, keyEnd } = placeAt(this.#top as ContainerIndex, member);
      const name = this.text.slice(keyStart + 1, keyEnd - 1);
      const message = `The member \`${name}\` stands more than once; only the last one counts.`;
      this.#problems.push({ message, span: { start: keyStart, end: keyEnd } });
    }
  }

  #end(): number {
    return this.#top?.end ?? this.text.length;
  }

  #place(index: ContainerIndex | undefined, key: string | number): Place | undefined {
    if (!index) return undefined;
    const i = typeof key === "string" ? index.byKey.get(key) : key;
    if (i === undefined || i >= index.count || (typeof key === "number" && index.byKey.size > 0)) return undefined;
    return placeAt(index, i);
  }
}

/** A member of the value itself; `__proto__` and the like are ordinary names in JSON. */
function own(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, name)
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined;
}
