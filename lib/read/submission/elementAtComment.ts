import type { ReadFile } from "../../model/readFile.ts";
import type { Span } from "../../model/span.ts";

/** Tags that begin something new in an SPDX tag-value file. */
const SECTION_TAG =
  /^[ \t]*(?:SPDXVersion|PackageName|FileName|SnippetSPDXID|LicenseID|Relationship|Annotator|Reviewer)[ \t]*:/;

/**
 * What a `#` comment stands at: in YAML the key or list item on its line, else the one below it, with everything under it;
 * in tag-value the package (or other section) that it stands in or before.
 */
export function elementAtComment(file: ReadFile, comment: Span): Span {
  const text = file.text.toString();
  const lines = new LineReader(text);
  const own = lines.at(comment.start);
  const shared = text.slice(own.start, comment.start).trim() !== "";
  const first = shared ? own : lines.nextWithContent(own.end);
  if (!first) return own;
  return file.serialization === "tag-value" ? tagSection(lines, first) : indentedBlock(lines, first);
}

/** All lines that are indented deeper than the first one. */
function indentedBlock(lines: LineReader, first: Span): Span {
  const depth = lines.indent(first);
  let end = first.end;
  for (let next = lines.nextWithContent(end); next; next = lines.nextWithContent(next.end)) {
    // The items of a list may stand as deep as its key.
    const deeper =
      lines.indent(next) > depth || (lines.indent(next) === depth && lines.isItem(next) && !lines.isItem(first));
    if (!deeper) break;
    end = next.end;
  }
  return { start: first.start, end };
}

function tagSection(lines: LineReader, first: Span): Span {
  let start = first;
  for (let at: Span | undefined = first; at; at = lines.before(at.start)) {
    start = at;
    if (SECTION_TAG.test(lines.text(at))) break;
  }
  let end = first.end;
  for (let next = lines.nextWithContent(end); next; next = lines.nextWithContent(next.end)) {
    if (SECTION_TAG.test(lines.text(next))) break;
    end = next.end;
  }
  return { start: start.start, end };
}

/** Walks over lines by offset. */
class LineReader {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  at(offset: number): Span {
    const start = this.#text.lastIndexOf("\n", offset - 1) + 1;
    const end = this.#text.indexOf("\n", offset);
    return { start, end: end < 0 ? this.#text.length : end };
  }

  /** The next line at or behind an end of line that is neither blank nor a comment. */
  nextWithContent(end: number): Span | undefined {
    for (let offset = end + 1; offset < this.#text.length; ) {
      const line = this.at(offset);
      if (/^\s*[^\s#]/.test(this.text(line))) return line;
      offset = line.end + 1;
    }
    return undefined;
  }

  before(start: number): Span | undefined {
    return start === 0 ? undefined : this.at(start - 1);
  }

  text(line: Span): string {
    return this.#text.slice(line.start, line.end);
  }

  indent(line: Span): number {
    return /^[ ]*/.exec(this.text(line))?.[0].length ?? 0;
  }

  isItem(line: Span): boolean {
    return /^ *-(?:\s|$)/.test(this.text(line));
  }
}
