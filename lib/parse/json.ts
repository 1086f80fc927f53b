import type { SourceText } from "../model/sourceText.ts";
import type { Problem } from "../model/span.ts";
import { ChunkedText } from "./chunkedText.ts";
import { FirstOf } from "./firstOf.ts";
import type { JsonDocument, JsonElement, JsonPath } from "./jsonDocument.ts";
import { firstJsonError } from "./jsonError.ts";
import { indexJson, type JsonIndex, lastBefore } from "./jsonIndex.ts";
import { JsonLocator } from "./jsonLocator.ts";
import { placeAt } from "./jsonPlaces.ts";
import { type ContainerIndex, indexContainer, skipSpace, skipValue } from "./jsonScan.ts";
import { JsonSpot } from "./jsonSpot.ts";

export type { JsonDocument, JsonElement, JsonPath } from "./jsonDocument.ts";
export { inner, JsonSpot } from "./jsonSpot.ts";

/** A container with the offset of its opening bracket. */
interface TopArray {
  readonly start: number;
  readonly index: ContainerIndex;
}

/** Texts up to this length (UTF-16 units) are parsed whole: below it the tree costs less than the care. */
const WHOLE_UP_TO = 4_000_000;

/** Elements of a huge array that are parsed in one call, and UTF-16 units of them: enough to spare most calls, few enough to die young. */
const BATCH = 256;
const BATCH_UNITS = 40_000;

/**
 * Parses a JSON text. Never throws: what is wrong stands in `problems`.
 * @param wholeUpTo longest text that is parsed in one go; one that is read in chunks never is
 */
export function parseJson(text: SourceText, wholeUpTo = WHOLE_UP_TO): JsonDocument {
  return new ParsedJson(text, wholeUpTo);
}

class ParsedJson implements JsonDocument {
  readonly text: SourceText;
  readonly #problems: Problem[] = [];
  readonly #start: number;
  readonly #index: JsonIndex | undefined;
  readonly #locator: JsonLocator;
  /** The brackets fit together and everything outside the lists is sound; an element may still turn out broken. */
  readonly #sound: boolean;
  #root: { readonly value: unknown } | undefined;
  readonly #members = new Map<string, unknown>();
  /** Starts of the arrays that have been walked to the end, and of the elements that are broken. */
  readonly #checked = new Set<number>();
  readonly #broken = new Set<number>();

  constructor(text: SourceText, wholeUpTo: number) {
    this.text = text;
    const chunked = text instanceof ChunkedText ? text.index : undefined;
    const whole = chunked ? "" : text.toString();
    const isWhole = !chunked && text.length <= wholeUpTo;
    this.#start = chunked?.start ?? skipSpace(whole, whole.charCodeAt(0) === 0xfeff ? 1 : 0);
    const isOpening = whole[this.#start] === "{" || whole[this.#start] === "[";
    this.#index = chunked ?? (isOpening ? indexJson(whole, this.#start, !isWhole) : undefined);
    this.#locator = new JsonLocator(text, this.#index);
    const end = this.#index?.top.end ?? (isOpening ? -1 : skipValue(whole, this.#start));
    if (end < 0) this.#fail(this.#start);
    else if (isWhole || !this.#index) this.#parseWhole(end);
    else this.#parseSmallMembers(this.#index);
    this.#sound = this.#broken.size === 0;
    if (!this.#sound) return;
    if (!chunked) this.#refuseTail(whole, end);
    this.#tellRepeated();
  }

  get usable(): boolean {
    return this.#sound && this.#broken.size === 0;
  }

  get problems(): readonly Problem[] {
    if (this.#sound && !this.#root) {
      for (const name of this.memberNames()) {
        if (this.#checked.has(this.#locator.step(this.#start, name)?.start ?? -1)) continue;
        for (const _ of this.elements(name));
      }
    }
    return this.#problems;
  }

  root(): unknown {
    if (this.usable) this.#root ??= this.#parse(this.#start, this.#index?.top.end ?? this.text.length);
    return this.#root?.value;
  }

  memberNames(): readonly string[] {
    return this.#sound && this.#index ? [...this.#index.top.byKey.keys()] : [];
  }

  member(name: string): unknown {
    if (!this.#sound || !this.#index?.top.byKey.has(name)) return undefined;
    if (this.#root) return own(this.#root.value, name);
    if (this.#members.has(name)) return this.#members.get(name);
    const place = this.#locator.step(this.#start, name);
    return place && this.#parse(place.start, place.end)?.value;
  }

  elements(name: string): Iterable<JsonElement> {
    const array = this.#array(name);
    return array ? { [Symbol.iterator]: () => this.#walk(name, array) } : [];
  }

  elementsWith(name: string, ...needles: readonly string[]): Iterable<JsonElement> {
    const array = this.#array(name);
    return array ? { [Symbol.iterator]: () => this.#search(name, array, needles) } : [];
  }

  at(path: JsonPath): JsonSpot {
    return new JsonSpot(this.#locator, this.#start, path);
  }

  #array(name: string): TopArray | undefined {
    const place = this.#sound && this.#index ? this.#locator.step(this.#start, name) : undefined;
    const index = place && this.#index?.arrays.has(place.start) ? this.#locator.known(place.start) : undefined;
    return place && index && { start: place.start, index };
  }

  *#walk(name: string, array: TopArray): Generator<JsonElement> {
    const batched = this.#root === undefined;
    let { index } = array;
    for (let first = 0; first < index.count; ) {
      const next = batchEnd(index, first);
      const values = batched ? this.#parseBatch(index, first, next) : undefined;
      if (!values && index.guessed) {
        const { start } = placeAt(index, first);
        const exact = this.#exact(array.start);
        if (!exact) return;
        index = exact;
        first = lastBefore(index, start);
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
      const { start } = placeAt(index, first);
      const { end } = placeAt(index, next - 1);
      const text = this.text.bracketed?.(start, end) ?? `[${this.text.slice(start, end)}]`;
      const values: unknown[] = JSON.parse(text);
      return values.length === next - first ? values : undefined;
    } catch {
      return undefined;
    }
  }

  /** Indexes an array again bracket by bracket, because its lines do not show where its elements end. */
  #exact(start: number): ContainerIndex | undefined {
    const index = indexContainer(this.text.toString(), start);
    if (index) this.#locator.keep(start, index);
    else this.#fail(start);
    return index;
  }

  #spotted(index: ContainerIndex, i: number, value: unknown): JsonElement {
    const place = placeAt(index, i);
    return { value, spot: new JsonSpot(this.#locator, place.start, [], place) };
  }

  *#search(name: string, array: TopArray, needles: readonly string[]): Generator<JsonElement> {
    const index = array.index.guessed ? this.#exact(array.start) : array.index;
    if (!index) return;
    for (let first = 0; first < index.count; ) {
      const next = typeof this.text === "string" ? index.count : batchEnd(index, first);
      const base = placeAt(index, first).start;
      const text = this.text.slice(base, placeAt(index, next - 1).end);
      const search = new FirstOf(text, needles);
      for (let at = search.from(0); at < text.length; ) {
        const i = lastBefore(index, base + at);
        const element = this.#element(name, index, i);
        if (element) yield element;
        at = search.from(Math.max(placeAt(index, i).end - base, at + 1));
      }
      first = next;
    }
  }

  #element(name: string, index: ContainerIndex, i: number): JsonElement | undefined {
    const place = placeAt(index, i);
    const spot = new JsonSpot(this.#locator, place.start, [], place);
    const whole = this.#root && own(this.#root.value, name);
    if (Array.isArray(whole)) return { value: whole[i], spot };
    const parsed = this.#parse(place.start, place.end);
    return parsed && { value: parsed.value, spot };
  }

  #parseWhole(end: number): void {
    this.#root = this.#parse(this.#start, end);
  }

  /** In a large text the members that are no arrays are parsed at once: they are few, and their syntax is then known. */
  #parseSmallMembers({ start, top, arrays }: JsonIndex): void {
    if (this.text.slice(start, start + 1) === "[") {
      this.#parseWhole(top.end);
      return;
    }
    for (const member of top.repeated) {
      const place = placeAt(top, member);
      this.#parse(place.start, place.end);
    }
    for (const [name, member] of top.byKey) {
      if (this.#broken.size > 0) return;
      const place = placeAt(top, member);
      if (arrays.has(place.start)) continue;
      const parsed = this.#parse(place.start, place.end);
      if (parsed) this.#members.set(name, parsed.value);
    }
  }

  #parse(start: number, end: number): { readonly value: unknown } | undefined {
    try {
      return { value: JSON.parse(this.text.slice(start, end)) };
    } catch {
      this.#fail(start);
      return undefined;
    }
  }

  #fail(start: number): void {
    if (this.#broken.has(start)) return;
    this.#broken.add(start);
    const text = this.text.toString();
    const problem = firstJsonError(text, start) ?? firstJsonError(text, this.#start);
    const message = "The JSON cannot be read from here on; check brackets, commas and quotes.";
    this.#problems.push(problem ?? { message, span: { start, end: Math.min(start + 1, text.length) } });
  }

  #refuseTail(text: string, end: number): void {
    const start = skipSpace(text, end);
    if (start >= text.length) return;
    const message = "Text follows after the end of the JSON value and is not read; take it out.";
    this.#problems.push({ message, span: { start, end: start + text.slice(start).trimEnd().length } });
  }

  #tellRepeated(): void {
    for (const member of this.#index?.top.repeated ?? []) {
      const { keyStart, keyEnd } = placeAt((this.#index as JsonIndex).top, member);
      const name = this.text.slice(keyStart + 1, keyEnd - 1);
      const message = `The member \`${name}\` stands more than once; only the last one counts.`;
      this.#problems.push({ message, span: { start: keyStart, end: keyEnd } });
    }
  }
}

function batchEnd(index: ContainerIndex, first: number): number {
  const limit = placeAt(index, first).start + BATCH_UNITS;
  const most = Math.min(first + BATCH, index.count);
  let next = first + 1;
  while (next < most && placeAt(index, next).end <= limit) next++;
  return next;
}

/** A member of the value itself; `__proto__` and the like are ordinary names in JSON. */
function own(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, name)
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined;
}
