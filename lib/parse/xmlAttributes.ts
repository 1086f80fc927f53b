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
  /** Name starts and ends of the attributes of the tag at hand; the first `#count` of them, because emptying a list costs more. */
  readonly #seen = new Int32Array(2 * MOST_COMPARED);
  #count = 0;

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

  /**
   * Offset after a start tag whose name ends at `from`; -1 where it is broken.
   * @param less where the tag opens
   * @param next where the next `<` stands, which cannot be in this tag
   */
  scan(from: number, less: number, next: number): number {
    const text = this.#text;
    this.#count = 0;
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
      at = this.#attribute(at, next);
      if (at < 0) return -1;
    }
  }

  /** Offset after the attribute that begins at `from`; -1 where it is broken. */
  #attribute(from: number, next: number): number {
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
    const end = text.indexOf(quote === QUOTE ? '"' : "'", start);
    if (end < 0 || end > next) {
      const why = next < text.length ? ", or a plain `<` stands in it" : "";
      return this.#problems.fail(`The value of this attribute has no closing quote${why}.`, from, nameEnd);
    }
    if (this.#entities.next < end) this.#entities.check(end);
    this.#refuseTwin(from, nameEnd);
    if (text.charCodeAt(from) === LETTER_X && text.startsWith("xmlns", from))
      this.#onDeclaration({ nameStart: from, nameEnd, start, end });
    return end + 1;
  }

  #refuseTwin(from: number, nameEnd: number): void {
    const text = this.#text;
    const seen = this.#seen;
    for (let i = 0; i < this.#count; i += 2) {
      const start = seen[i] ?? 0;
      if ((seen[i + 1] ?? 0) - start !== nameEnd - from || !text.startsWith(text.slice(from, nameEnd), start)) continue;
      this.#problems.note("This attribute stands twice in the tag; the first one is read.", from, nameEnd);
      return;
    }
    if (this.#count === seen.length) return;
    seen[this.#count++] = from;
    seen[this.#count++] = nameEnd;
  }
}

/** The first attribute at or after `from` in a tag that `XmlAttributes` found sound; undefined behind the last one. */
export function nextAttribute(text: string, from: number, tagEnd: number): AttributePlace | undefined {
  let at = from;
  while (isSpace(text.charCodeAt(at))) at++;
  if (at >= tagEnd - 1 || text.charCodeAt(at) === SLASH) return undefined;
  const nameStart = at;
  const nameEnd = attributeNameEnd(text, at);
  at = nameEnd;
  while (text.charCodeAt(at) !== QUOTE && text.charCodeAt(at) !== APOSTROPHE) at++;
  const start = at + 1;
  const end = text.indexOf(text.charAt(at), start);
  return { nameStart, nameEnd, start, end };
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
