/** Brackets nested deeper than this are refused: no real document comes near it, and whoever walks the value may recurse. */
export const MAX_DEPTH = 500;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
/** `[` and `]` differ from `{` and `}` in this bit only, so one comparison serves both. */
const FOLD = 0x20;

/** Where the members of one object or the elements of one array stand. */
export interface ContainerIndex {
  /** Offset after the closing bracket. */
  readonly end: number;
  /** Key start, key end, value start, value end per member; start and end per element. */
  readonly places: ArrayLike<number>;
  /** Numbers in `places` for each member or element. */
  readonly perPlace: number;
  readonly count: number;
  /** Member number by key, the last one of each name as in `JSON.parse`; empty for an array. */
  readonly byKey: ReadonlyMap<string, number>;
  /** The ends of elements were found by their lines; parsing has to confirm them. */
  readonly guessed?: boolean;
  /** Keys that stand more than once, as member numbers of the earlier ones. */
  readonly repeated: readonly number[];
}

/** The numbers per member in `ContainerIndex.places`. */
export const PLACE = 4;

/** The numbers per element. */
const ELEMENT_PLACE = 2;

export function skipSpace(text: string, from: number): number {
  let i = from;
  for (;;) {
    const c = text.charCodeAt(i);
    if (c !== 0x20 && c !== 0x0a && c !== 0x0d && c !== 0x09) return i;
    i++;
  }
}

/**
 * Offset after the string that opens at `from`, or -1 when it does not end.
 * Jumping from quote to quote is about twice as fast as looking at every character.
 */
export function skipString(text: string, from: number): number {
  let i = from;
  do {
    i = text.indexOf('"', i + 1);
    if (i < 0) return -1;
  } while (text.charCodeAt(i - 1) === BACKSLASH && isEscaped(text, i));
  return i + 1;
}

/** An odd number of backslashes stands before the quote. */
function isEscaped(text: string, quote: number): boolean {
  let i = quote - 2;
  while (text.charCodeAt(i) === BACKSLASH) i--;
  return (quote - i) % 2 === 0;
}

/**
 * Offset after the value that begins at `from`, or -1 when it does not end or is nested too deep.
 * Only strings and brackets are looked at: what is inside is for `JSON.parse` to check.
 */
export function skipValue(text: string, from: number): number {
  const first = text.charCodeAt(from);
  if (first === QUOTE) return skipString(text, from);
  if ((first | FOLD) !== OPEN_BRACE) return skipScalar(text, from);
  return skipBrackets(text, from);
}

function skipBrackets(text: string, from: number): number {
  const end = text.length;
  let depth = 0;
  let i = from;
  while (i < end) {
    const c = text.charCodeAt(i);
    if (c === QUOTE) {
      i = skipString(text, i);
      if (i < 0) return -1;
      continue;
    }
    // White space, digits and commas are most of what is left, so one comparison lets them all through.
    if (c >= OPEN_BRACKET) {
      if ((c | FOLD) === OPEN_BRACE) {
        if (++depth > MAX_DEPTH) return -1;
      } else if ((c | FOLD) === CLOSE_BRACE && --depth === 0) return i + 1;
    }
    i++;
  }
  return -1;
}

function skipScalar(text: string, from: number): number {
  const end = text.length;
  let i = from;
  while (i < end) {
    const c = text.charCodeAt(i);
    if (c === COMMA || c === COLON || c === QUOTE || c <= 0x20) break;
    if ((c | FOLD) === CLOSE_BRACE || (c | FOLD) === OPEN_BRACE) break;
    i++;
  }
  return i > from ? i : -1;
}

/**
 * Indexes the object or array that opens at `start`; undefined where its brackets, commas and colons do not fit together.
 * @param inside takes the indexes of the members that are arrays, made in the same pass
 */
export function indexContainer(text: string, start: number, inside?: ArraysInside): ContainerIndex | undefined {
  return text.charCodeAt(start) === OPEN_BRACKET ? indexArray(text, start) : indexObject(text, start, inside);
}

/** Who takes the indexes of arrays inside an object, and whether their elements may be found by lines. */
export interface ArraysInside {
  readonly byLines: boolean;
  onArray(member: number, index: ContainerIndex): void;
}

function indexArray(text: string, start: number, byLines = false): ContainerIndex | undefined {
  const places: number[] = [];
  let i = skipSpace(text, start + 1);
  if (text.charCodeAt(i) === CLOSE_BRACKET) return arrayIndex(places, i + 1);
  let closer = byLines ? closerByLine(text, i) : undefined;
  const guessed = closer !== undefined;
  for (;;) {
    let end = closer === undefined ? -1 : endByLine(text, i, closer);
    if (end < 0) {
      closer = undefined;
      end = skipValue(text, i);
    }
    if (end < 0) return undefined;
    places.push(i, end);
    i = skipSpace(text, end);
    const c = text.charCodeAt(i);
    if (c === CLOSE_BRACKET) return arrayIndex(places, i + 1, guessed);
    if (c !== COMMA) return undefined;
    i = skipSpace(text, i + 1);
  }
}

/**
 * The line that closes the elements of a printed array: a line break, the indentation of the first element, a brace.
 * No string of sound JSON holds a line break, so such a line is never inside one. Undefined where elements do not stand on lines of their own.
 */
function closerByLine(text: string, element: number): string | undefined {
  const line = text.lastIndexOf("\n", element);
  const indent = text.slice(line, element);
  const opens = text.charCodeAt(element) === OPEN_BRACE && line >= 0 && indent.length < 200 && indent.trim() === "";
  return opens ? `${indent}}` : undefined;
}

/** End of an element by the next closing line; -1 where the element is not printed over several lines. */
function endByLine(text: string, element: number, closer: string): number {
  const next = text.charCodeAt(element + 1);
  if (text.charCodeAt(element) !== OPEN_BRACE || (next !== 0x0a && next !== 0x0d)) return -1;
  const at = text.indexOf(closer, element);
  return at < 0 ? -1 : at + closer.length;
}

function indexObject(text: string, start: number, inside?: ArraysInside): ContainerIndex | undefined {
  const places: number[] = [];
  const keys: string[] = [];
  let i = skipSpace(text, start + 1);
  if (text.charCodeAt(i) === CLOSE_BRACE) return objectIndex(places, keys, i + 1);
  for (;;) {
    const keyStart = i;
    const keyEnd = text.charCodeAt(i) === QUOTE ? skipString(text, i) : -1;
    const key = keyEnd < 0 ? undefined : keyText(text.slice(keyStart, keyEnd));
    i = skipSpace(text, keyEnd);
    if (key === undefined || text.charCodeAt(i) !== COLON) return undefined;
    i = skipSpace(text, i + 1);
    const isIndexed = inside !== undefined && text.charCodeAt(i) === OPEN_BRACKET;
    const array = isIndexed ? indexArray(text, i, inside.byLines) : undefined;
    const end = isIndexed ? (array?.end ?? -1) : skipValue(text, i);
    if (end < 0) return undefined;
    if (array) inside?.onArray(keys.length, array);
    keys.push(key);
    places.push(keyStart, keyEnd, i, end);
    i = skipSpace(text, end);
    const c = text.charCodeAt(i);
    if (c === CLOSE_BRACE) return objectIndex(places, keys, i + 1);
    if (c !== COMMA) return undefined;
    i = skipSpace(text, i + 1);
  }
}

/**
 * Makes the index of an object.
 * @param places key start, key end, value start, value end per member
 * @param end offset after the closing brace
 */
export function objectIndex(places: ArrayLike<number>, keys: readonly string[], end: number): ContainerIndex {
  const byKey = new Map<string, number>();
  const repeated: number[] = [];
  keys.forEach((key, member) => {
    const earlier = byKey.get(key);
    if (earlier !== undefined) repeated.push(earlier);
    byKey.set(key, member);
  });
  return { end, places, perPlace: PLACE, count: keys.length, byKey, repeated };
}

const NO_KEYS: ReadonlyMap<string, number> = new Map();

/**
 * Makes the index of an array.
 * @param places start and end per element
 * @param end offset after the closing bracket
 */
export function arrayIndex(places: ArrayLike<number>, end: number, guessed = false): ContainerIndex {
  const count = places.length / ELEMENT_PLACE;
  return { end, places, perPlace: ELEMENT_PLACE, count, byKey: NO_KEYS, repeated: [], guessed };
}

/**
 * Finds one member of a sound object without indexing the others: keys are compared where they stand. The last one of the name wins.
 * `end` is the offset after the object.
 */
export function findMember(
  text: string,
  start: number,
  key: string,
): { readonly member: readonly number[] | undefined; readonly end: number } {
  let member: number[] | undefined;
  let i = skipSpace(text, start + 1);
  while (text.charCodeAt(i) === QUOTE) {
    const keyStart = i;
    const keyEnd = skipString(text, i);
    i = skipSpace(text, skipSpace(text, keyEnd) + 1);
    const end = skipValue(text, i);
    if (keyEnd < 0 || end < 0) return { member, end: text.length };
    if (isKey(text, keyStart, keyEnd, key)) member = [keyStart, keyEnd, i, end];
    i = skipSpace(text, end);
    if (text.charCodeAt(i) === COMMA) i = skipSpace(text, i + 1);
  }
  return { member, end: i + 1 };
}

function isKey(text: string, start: number, end: number, key: string): boolean {
  const length = end - start - 2;
  if (length === key.length) return text.startsWith(key, start + 1);
  // A key with escapes is longer in writing than what it says.
  return length > key.length && text.slice(start, end).includes("\\") && keyText(text.slice(start, end)) === key;
}

/** A character that cannot stand in a key as it is. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: raw control characters are what is looked for
const UNUSUAL = /[\u0000-\u001f\\]/;

/** What a key with its quotes says, with its escapes resolved; undefined when it is broken. */
export function keyText(written: string): string | undefined {
  const raw = written.slice(1, -1);
  if (!UNUSUAL.test(raw)) return raw;
  try {
    return JSON.parse(written) as string;
  } catch {
    return undefined;
  }
}
