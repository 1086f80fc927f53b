import type { Problem, Span } from "../model/span.ts";

/**
 * A text of `Tag: value` lines as SPDX 2 writes them (SPDX 2.3, clause 6.1 and annex C), entry by entry in the order of the file.
 * Only offsets are kept: tags and values are cut out of the text when somebody asks for them.
 */
export interface TagValueDocument {
  readonly text: string;
  /** Lines that are no entries, and a `<text>` that is never closed. */
  readonly problems: readonly Problem[];
  /** How many entries there are. */
  readonly count: number;
  tag(entry: number): string;
  /** A number for each tag, the same for the same tag; -1 for one that does not occur. */
  tagNumber(tag: string): number;
  tagNumberOf(entry: number): number;
  /** Without blanks around it and without `<text>` and `</text>`; empty where none is given. */
  value(entry: number): string;
  tagSpan(entry: number): Span;
  /** The value's text; the tag where there is none, because an empty span cannot be shown. */
  valueSpan(entry: number): Span;
  /** From the tag to the end of the value, `</text>` included. */
  span(entry: number): Span;
}

/** Numbers kept of an entry. */
const TAG = 0;
const TAG_START = 1;
const VALUE_START = 2;
const VALUE_END = 3;
/** Where the entry ends: after `</text>`, else after the value. */
const END = 4;
const STRIDE = 5;

const OPEN = "<text>";
const CLOSE = "</text>";

const NEWLINE = 0x0a;
const HASH = 0x23;
const COLON = 0x3a;
const SPACE = 0x20;
const TAB = 0x09;
const RETURN = 0x0d;

/** A file of prose has nothing but such lines; more than these help nobody. */
const PROBLEMS_AT_MOST = 50;

/** Parses tag-value text. Never throws: what is no entry stands in `problems`. */
export function parseTagValue(text: string): TagValueDocument {
  return new TagValueScan(text);
}

class TagValueScan implements TagValueDocument {
  readonly text: string;
  readonly problems: Problem[] = [];
  count = 0;
  #entries = new Int32Array(1024 * STRIDE);
  readonly #numbers = new Map<string, number>();
  readonly #tags: string[] = [];
  /** Set once no `</text>` follows any more, so that a file full of `<text>` is not searched to its end for each. */
  #noneCloses = false;

  constructor(text: string) {
    this.text = text;
    let at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
    while (at < text.length) at = this.#line(at);
    this.#entries = this.#entries.slice(0, this.count * STRIDE);
  }

  tag(entry: number): string {
    return this.#tags[this.#of(entry, TAG)] ?? "";
  }

  tagNumber(tag: string): number {
    return this.#numbers.get(tag) ?? -1;
  }

  tagNumberOf(entry: number): number {
    return this.#of(entry, TAG);
  }

  value(entry: number): string {
    return this.text.slice(this.#of(entry, VALUE_START), this.#of(entry, VALUE_END));
  }

  tagSpan(entry: number): Span {
    const start = this.#of(entry, TAG_START);
    return { start, end: start + this.tag(entry).length };
  }

  valueSpan(entry: number): Span {
    const start = this.#of(entry, VALUE_START);
    const end = this.#of(entry, VALUE_END);
    return start === end ? this.tagSpan(entry) : { start, end };
  }

  span(entry: number): Span {
    return { start: this.#of(entry, TAG_START), end: this.#of(entry, END) };
  }

  #of(entry: number, which: number): number {
    return this.#entries[entry * STRIDE + which] ?? 0;
  }

  /** Reads the line that begins at an offset, or the lines of a `<text>`; gives the offset of the next one. */
  #line(from: number): number {
    const { text } = this;
    const newline = text.indexOf("\n", from);
    const next = newline < 0 ? text.length : newline + 1;
    const end = this.#trimEnd(from, newline < 0 ? text.length : newline);
    const start = this.#skipBlanks(from, end);
    if (start === end || text.charCodeAt(start) === HASH) return next;
    const tagEnd = tagEndIn(text, start, end);
    const colon = tagEnd === start ? end : this.#skipBlanks(tagEnd, end);
    if (colon >= end || text.charCodeAt(colon) !== COLON) {
      this.#refuse(start, end);
      return next;
    }
    const valueStart = this.#skipBlanks(colon + 1, end);
    if (text.startsWith(OPEN, valueStart)) return this.#textBlock(start, tagEnd, { valueStart, end, next });
    this.#add(start, tagEnd, [valueStart, end, end]);
    return next;
  }

  /** A value in `<text>` ends at the next `</text>`, on whichever line that stands. */
  #textBlock(
    tagStart: number,
    tagEnd: number,
    { valueStart, end, next }: { readonly valueStart: number; readonly end: number; readonly next: number },
  ): number {
    const { text } = this;
    const inside = valueStart + OPEN.length;
    const close = this.#noneCloses ? -1 : text.indexOf(CLOSE, inside);
    if (close < 0) {
      this.#noneCloses = true;
      const message = `The \`${OPEN}\` that opens here is never closed, so only its first line is read; write \`${CLOSE}\` after the text.`;
      this.#problem(message, { start: valueStart, end: inside });
      this.#add(tagStart, tagEnd, [this.#skipBlanks(inside, end), end, end]);
      return next;
    }
    let last = close;
    while (last > inside && isSpace(text.charCodeAt(last - 1))) last--;
    let first = inside;
    while (first < last && isSpace(text.charCodeAt(first))) first++;
    this.#add(tagStart, tagEnd, [first, last, close + CLOSE.length]);
    const newline = text.indexOf("\n", close);
    return newline < 0 ? text.length : newline + 1;
  }

  #add(tagStart: number, tagEnd: number, rest: readonly [number, number, number]): void {
    const tag = this.text.slice(tagStart, tagEnd);
    let number = this.#numbers.get(tag);
    if (number === undefined) {
      number = this.#tags.length;
      this.#numbers.set(tag, number);
      this.#tags.push(tag);
    }
    const at = this.count * STRIDE;
    if (at === this.#entries.length) {
      const longer = new Int32Array(at * 2);
      longer.set(this.#entries);
      this.#entries = longer;
    }
    this.#entries[at] = number;
    this.#entries[at + TAG_START] = tagStart;
    this.#entries[at + VALUE_START] = rest[0];
    this.#entries[at + VALUE_END] = rest[1];
    this.#entries[at + END] = rest[2];
    this.count++;
  }

  /** Lines that follow each other are told as one problem: a value of several lines without `<text>` makes many of them. */
  #refuse(start: number, end: number): void {
    const last = this.problems.at(-1);
    if (last?.message === NO_ENTRY && this.text.slice(last.span.end, start).trim() === "") {
      this.problems[this.problems.length - 1] = { message: NO_ENTRY, span: { start: last.span.start, end } };
    } else this.#problem(NO_ENTRY, { start, end });
  }

  #problem(message: string, span: Span): void {
    if (this.problems.length < PROBLEMS_AT_MOST) this.problems.push({ message, span });
  }

  #skipBlanks(from: number, end: number): number {
    let at = from;
    while (at < end && isBlank(this.text.charCodeAt(at))) at++;
    return at;
  }

  #trimEnd(from: number, end: number): number {
    let at = end;
    while (at > from && isSpace(this.text.charCodeAt(at - 1))) at--;
    return at;
  }
}

const NO_ENTRY = `This is not of the form \`Tag: value\` and is not read; put a text of several lines between \`${OPEN}\` and \`${CLOSE}\`.`;

/** The end of the letters, digits, `-` and `_` that a tag is made of; where it begins when it does not begin with a letter. */
function tagEndIn(text: string, start: number, end: number): number {
  let at = start;
  while (at < end) {
    const c = text.charCodeAt(at);
    const isLetter = (c >= 0x61 && c <= 0x7a) || (c >= 0x41 && c <= 0x5a);
    const isInner = (c >= 0x30 && c <= 0x39) || c === 0x2d || c === 0x5f;
    if (!isLetter && (!isInner || at === start)) break;
    at++;
  }
  return at;
}

function isBlank(c: number): boolean {
  return c === SPACE || c === TAB;
}

function isSpace(c: number): boolean {
  return isBlank(c) || c === RETURN || c === NEWLINE;
}
