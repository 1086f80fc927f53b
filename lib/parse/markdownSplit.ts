import type { Span } from "../model/span.ts";
import { bomLength, findFrontMatter } from "./markdownFrontMatter.ts";
import { closesFence, htmlBlock, isDefinition, isRule, isTableRule } from "./markdownLines.ts";

/** A heading and the text up to the next heading, found without parsing the text. */
export interface RawSection {
  /** 0 for the text before the first heading. */
  readonly level: number;
  /** The heading's text between its marks, inline marks included; empty at the start for level 0. */
  readonly headingSpan: Span;
  readonly span: Span;
  /** Where the text below the heading starts. */
  readonly body: number;
}

export interface RawSplit {
  /** With both `---` lines. */
  readonly frontMatter: Span | undefined;
  /** The YAML between them. */
  readonly frontMatterText: Span | undefined;
  readonly sections: readonly RawSection[];
}

/** Text in which headings do not count, until `closes` says so. `indent` is that of the list item around it. */
interface Verbatim {
  readonly indent: number;
  /** True when this line, `depth` columns further in than the list item around it, is the last. */
  closes(line: string, depth: number): boolean;
  /** True when the block ended before this (blank) line. */
  readonly untilBlank: boolean;
}

const SPACE = 32;
const TAB = 9;
const HASH = 35;
/** `|`, `:`, `-` */
const TABLE_RULE_START = new Set([124, 58, 45]);

/**
 * Splits a document at its ATX and setext headings in one pass over the lines. Fences, HTML blocks, comments, front matter,
 * indented code and list items are followed as CommonMark 0.31 has them as far as they can hide a heading.
 */
export function splitMarkdown(text: string): RawSplit {
  const frontMatter = findFrontMatter(text);
  const splitter = new Splitter(text, frontMatter?.whole.end ?? bomLength(text));
  return {
    frontMatter: frontMatter?.whole,
    frontMatterText: frontMatter?.inner,
    sections: splitter.split(),
  };
}

/** Offsets in a text at which it may be cut in two without changing how the blocks on either side are read. */
export function safeCuts(text: string): number[] {
  const splitter = new Splitter(text, 0);
  splitter.split();
  return splitter.cuts;
}

class Splitter {
  readonly cuts: number[] = [];
  readonly #text: string;
  readonly #from: number;
  readonly #sections: RawSection[] = [];
  #level = 0;
  #heading: Span;
  #start: number;
  #body: number;
  /** Start of the line after the current one. */
  #next = 0;
  #verbatim: Verbatim | undefined;
  /** Start of the paragraph that the current line may continue; -1 when there is none at the top level. */
  #paragraph = -1;
  /** True in the rows of a table and in lines that continue a quote: none of them is a heading's text. */
  #noHeading = false;
  #lineBefore: Span = { start: 0, end: 0 };
  /** Column at which the content of the open list item starts; 0 outside lists. */
  #listIndent = 0;
  #afterBlank = true;

  constructor(text: string, from: number) {
    this.#text = text;
    this.#from = from;
    this.#start = from;
    this.#body = from;
    this.#heading = { start: from, end: from };
  }

  split(): readonly RawSection[] {
    const text = this.#text;
    for (let at = this.#from; at < text.length; ) {
      const newline = text.indexOf("\n", at);
      this.#next = newline < 0 ? text.length : newline + 1;
      this.#line(at, newline < 0 ? text.length : newline);
      at = this.#next;
    }
    this.#close(text.length);
    return this.#sections;
  }

  #close(end: number): void {
    if (this.#level === 0 && this.#text.slice(this.#start, end).trim() === "") return;
    const span = { start: this.#start, end };
    this.#sections.push({ level: this.#level, headingSpan: this.#heading, span, body: this.#body });
  }

  #open(level: number, start: number, heading: Span): void {
    this.#close(start);
    this.#level = level;
    this.#start = start;
    this.#heading = heading;
    this.#body = this.#next;
    this.#endParagraph();
    this.#listIndent = 0;
    this.#afterBlank = false;
  }

  #line(start: number, newline: number): void {
    const text = this.#text;
    const end = newline > start && text.charCodeAt(newline - 1) === 13 ? newline - 1 : newline;
    let at = start;
    let indent = 0;
    for (; at < end; at++) {
      const code = text.charCodeAt(at);
      if (code === SPACE) indent++;
      else if (code === TAB) indent += 4 - (indent % 4);
      else break;
    }
    const blank = at >= end;
    if (this.#verbatim && this.#insideVerbatim(this.#verbatim, blank, indent, start, end)) return;
    if (blank) {
      this.#noHeading = false;
      this.#paragraph = -1;
      this.#afterBlank = true;
      return;
    }
    this.#content(start, at, end, indent);
    this.#lineBefore = { start: at, end };
    this.#afterBlank = false;
  }

  #insideVerbatim(verbatim: Verbatim, blank: boolean, indent: number, start: number, end: number): boolean {
    const left = !blank && verbatim.indent > 0 && indent < verbatim.indent;
    if (left) this.#listIndent = 0;
    if (left || (blank && verbatim.untilBlank)) {
      this.#verbatim = undefined;
      return false;
    }
    if (verbatim.closes(this.#text.slice(start, end), indent - verbatim.indent)) this.#verbatim = undefined;
    return true;
  }

  #content(start: number, at: number, end: number, indent: number): void {
    if (this.#listIndent > 0 && this.#afterBlank && indent < this.#listIndent) this.#listIndent = 0;
    const code = this.#text.charCodeAt(at);
    const inside = this.#listIndent > 0 && indent >= this.#listIndent ? this.#listIndent : 0;
    const depth = indent - inside;
    // Four columns are indented code, or the continuation of a paragraph; neither starts anything.
    if (depth >= 4) return;
    if (this.#afterBlank && indent === 0) this.cuts.push(start);
    switch (code) {
      case HASH:
        if (inside === 0 && this.#atx(start, at, end)) return;
        break;
      case 96: // `
      case 126: // ~
        if (this.#fence(at, end, inside)) return;
        break;
      case 60: // <
        if (this.#html(at, end, inside)) return;
        break;
      case 61: // =
      case 45: // -
        if (inside === 0 && this.#setext(at, end, code)) return;
        break;
      case 62: // >
        this.#endParagraph();
        this.#listIndent = 0;
        this.#noHeading = true;
        return;
    }
    if (code >= 65 && code !== 95) {
      // A letter or what lies beyond: the usual line of text, and nothing else to look for.
      if (this.#listIndent === 0) this.#plain(start, at, end);
    } else if (isRule(this.#text, at, end)) {
      this.#endParagraph();
      if (inside === 0) this.#listIndent = 0;
    } else if (!this.#listItem(at, end, indent) && this.#listIndent === 0) this.#plain(start, at, end);
  }

  /** True when an ordinary line here would go on with a paragraph, be it in a quote or list item. */
  #continuesText(): boolean {
    return this.#paragraph >= 0 || this.#noHeading || (this.#listIndent > 0 && !this.#afterBlank);
  }

  #endParagraph(): void {
    this.#paragraph = -1;
    this.#noHeading = false;
  }

  #plain(start: number, at: number, end: number): void {
    if (this.#noHeading) return;
    const text = this.#text;
    if (this.#paragraph < 0) {
      if (text.charCodeAt(at) !== 91 || !isDefinition(text.slice(at, end))) this.#paragraph = start;
    } else if (
      TABLE_RULE_START.has(text.charCodeAt(at)) &&
      isTableRule(text.slice(at, end), text.slice(this.#lineBefore.start, this.#lineBefore.end))
    ) {
      this.#endParagraph();
      this.#noHeading = true;
    }
  }

  #atx(start: number, at: number, end: number): boolean {
    const text = this.#text;
    let level = 1;
    while (level < 8 && text.charCodeAt(at + level) === HASH) level++;
    const after = text.charCodeAt(at + level);
    if (level > 6 || (at + level < end && after !== SPACE && after !== TAB)) return false;
    const span = trimmed(text, at + level, end);
    this.#open(level, start, withoutClosingMarks(text, span));
    return true;
  }

  #setext(at: number, end: number, code: number): boolean {
    if (this.#paragraph < 0) return false;
    const text = this.#text;
    let mark = at;
    while (mark < end && text.charCodeAt(mark) === code) mark++;
    if (trimmed(text, mark, end).end > mark) return false;
    this.#open(code === 61 ? 1 : 2, this.#paragraph, trimmed(text, this.#paragraph, at));
    return true;
  }

  #fence(at: number, end: number, inside: number): boolean {
    const text = this.#text;
    const code = text.charCodeAt(at);
    let count = 0;
    while (at + count < end && text.charCodeAt(at + count) === code) count++;
    if (count < 3) return false;
    if (code === 96 && text.slice(at + count, end).includes("`")) return false;
    this.#endParagraph();
    const mark = text[at] ?? "`";
    this.#verbatim = {
      indent: inside,
      untilBlank: false,
      closes: (line, depth) => depth < 4 && closesFence(line, mark, count),
    };
    return true;
  }

  #html(at: number, end: number, inside: number): boolean {
    const line = this.#text.slice(at, Math.min(end, at + 2000));
    const kind = htmlBlock(line, this.#continuesText());
    if (!kind) return false;
    this.#endParagraph();
    const rest = this.#text.slice(at, end);
    if (kind === "until blank") this.#verbatim = { indent: inside, untilBlank: true, closes: () => false };
    else if (!kind(rest)) this.#verbatim = { indent: inside, untilBlank: false, closes: kind };
    return true;
  }

  /** Follows the outermost markers of a line (`- 1. text`) to where the content starts. */
  #listItem(at: number, end: number, indent: number): boolean {
    let column = indent;
    let from = at;
    let found = false;
    for (let nesting = 0; nesting < 20; nesting++) {
      const marker = /^(?:[-+*]|\d{1,9}[.)])(?=[ \t]|$)/.exec(this.#text.slice(from, Math.min(end, from + 12)));
      if (!marker || isRule(this.#text, from, end)) break;
      found = true;
      const after = trimmed(this.#text, from + marker[0].length, end).start;
      const gap = after - from - marker[0].length;
      // More than four blanks: the content is code that starts one blank behind the marker.
      column += marker[0].length + (gap > 4 || gap === 0 ? 1 : gap);
      from = after;
    }
    if (!found) return false;
    this.#endParagraph();
    this.#listIndent = column;
    const code = this.#text.charCodeAt(from);
    if (code === 96 || code === 126) this.#fence(from, end, column);
    else if (code === 60) this.#html(from, end, column);
    return true;
  }
}

function trimmed(text: string, start: number, end: number): Span {
  let from = start;
  let to = end;
  while (from < to && text.charCodeAt(from) <= SPACE) from++;
  while (to > from && text.charCodeAt(to - 1) <= SPACE) to--;
  return { start: from, end: to };
}

/** `## Title ##`: the marks at the end belong to the heading's form. */
function withoutClosingMarks(text: string, span: Span): Span {
  let end = span.end;
  while (end > span.start && text.charCodeAt(end - 1) === HASH) end--;
  if (end === span.end) return span;
  if (end > span.start && text.charCodeAt(end - 1) > SPACE) return span;
  return trimmed(text, span.start, end);
}
