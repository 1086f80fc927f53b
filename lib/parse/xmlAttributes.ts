import type { XmlEntities, XmlProblems } from "./xmlProblems.ts";

const LETTER_X = 0x78;
const QUOTE = 0x22;
const APOSTROPHE = 0x27;
const SLASH = 0x2f;
const LESS = 0x3c;
const EQUALS = 0x3d;
const GREATER = 0x3e;

/** More attributes than a tag of any format has; behind them, twins are no longer looked for. */
const MOST_COMPARED = 50;

/** Where one attribute stands: its name, and its value without the quotes. */
export interface AttributePlace {
  readonly nameStart: number;
  readonly nameEnd: number;
  readonly start: number;
  readonly end: number;
}

/** Goes through the attributes of start tags and looks whether they are sound. */
export class XmlAttributes {
  readonly #text: string;
  readonly #problems: XmlProblems;
  readonly #entities: XmlEntities;
  readonly #onDeclaration: (attribute: AttributePlace) => void;
  /** Name starts and ends of the attributes of the tag at hand. */
  readonly #seen: number[] = [];

  /** @param onDeclaration is handed every attribute that begins with `xmlns` */
  constructor(
    text: string,
    problems: XmlProblems,
    {
      entities,
      onDeclaration,
    }: { readonly entities: XmlEntities; readonly onDeclaration: (attribute: AttributePlace) => void },
  ) {
    this.#text = text;
    this.#problems = problems;
    this.#entities = entities;
    this.#onDeclaration = onDeclaration;
  }

  /** Offset after the start tag that opens at `less` and whose name ends at `from`; -1 where it is broken. */
  scan(less: number, from: number): number {
    const text = this.#text;
    this.#seen.length = 0;
    let at = from;
    for (;;) {
      const before = at;
      while (isSpace(text.charCodeAt(at))) at++;
      const c = text.charCodeAt(at);
      if (c === GREATER) return at + 1;
      if (c === SLASH && text.charCodeAt(at + 1) === GREATER) return at + 2;
      if (at >= text.length)
        return this.#problems.fail("The file ends inside the tag that opens here.", less, less + 1);
      if (c === LESS) return this.#problems.fail("This tag has no closing `>`.", less, less + 1);
      if (at === before && at > from && c !== SLASH) {
        return this.#problems.fail("A space is missing before this attribute.", at, at + 1);
      }
      at = this.#attribute(at);
      if (at < 0) return -1;
    }
  }

  /** Offset after the attribute that begins at `from`; -1 where it is broken. */
  #attribute(from: number): number {
    const text = this.#text;
    const nameEnd = attributeNameEnd(text, from);
    if (nameEnd === from) return this.#problems.fail("This does not belong in a tag.", from, from + 1);
    let at = nameEnd;
    while (isSpace(text.charCodeAt(at))) at++;
    if (text.charCodeAt(at) !== EQUALS) {
      return this.#problems.fail("This attribute has no value.", from, nameEnd);
    }
    do at++;
    while (isSpace(text.charCodeAt(at)));
    const quote = text.charCodeAt(at);
    if (quote !== QUOTE && quote !== APOSTROPHE) {
      return this.#problems.fail("The value of this attribute stands without quotes.", from, nameEnd);
    }
    const start = at + 1;
    let c = text.charCodeAt(++at);
    while (c !== quote && c !== LESS && at < text.length) c = text.charCodeAt(++at);
    if (c !== quote) {
      const why = c === LESS ? ", or a plain `<` stands in it" : "";
      return this.#problems.fail(`The value of this attribute has no closing quote${why}.`, from, nameEnd);
    }
    this.#entities.check(at);
    this.#refuseTwin(from, nameEnd);
    if (text.charCodeAt(from) === LETTER_X && text.startsWith("xmlns", from))
      this.#onDeclaration({ nameStart: from, nameEnd, start, end: at });
    return at + 1;
  }

  #refuseTwin(from: number, nameEnd: number): void {
    const text = this.#text;
    const seen = this.#seen;
    for (let i = 0; i < seen.length; i += 2) {
      const start = seen[i] ?? 0;
      if ((seen[i + 1] ?? 0) - start !== nameEnd - from || !text.startsWith(text.slice(from, nameEnd), start)) continue;
      this.#problems.note("This attribute stands twice in the tag; the first one is read.", from, nameEnd);
      return;
    }
    if (seen.length < 2 * MOST_COMPARED) seen.push(from, nameEnd);
  }
}

/** The attributes between `from` and the end of a tag that `XmlAttributes` found sound. */
export function* attributePlaces(text: string, from: number, tagEnd: number): Generator<AttributePlace> {
  let at = from;
  for (;;) {
    while (isSpace(text.charCodeAt(at))) at++;
    if (at >= tagEnd - 1 || text.charCodeAt(at) === SLASH) return;
    const nameStart = at;
    const nameEnd = attributeNameEnd(text, at);
    at = nameEnd;
    while (text.charCodeAt(at) !== QUOTE && text.charCodeAt(at) !== APOSTROPHE) at++;
    const start = at + 1;
    const end = text.indexOf(text.charAt(at), start);
    yield { nameStart, nameEnd, start, end };
    at = end + 1;
  }
}

function attributeNameEnd(text: string, from: number): number {
  let at = from;
  let c = text.charCodeAt(at);
  while (c > 0x20 && c !== EQUALS && c !== GREATER && c !== SLASH && c !== LESS && c !== QUOTE && c !== APOSTROPHE) {
    c = text.charCodeAt(++at);
  }
  return at;
}

/** White space as XML knows it. */
export function isSpace(c: number): boolean {
  return c === 0x20 || c === 0x0a || c === 0x0d || c === 0x09;
}
