import type { Span } from "../model/span.ts";
import { bomLength } from "./markdownFrontMatter.ts";
import { isAdornment, isBlank, type RstLine, rstLines } from "./rstLines.ts";

/** A heading and the text up to the next one. */
export interface RawRstSection {
  /** 0 for the text before the first heading, else 1 to 6 in the order in which the styles of headings first appear. */
  readonly level: number;
  readonly headingSpan: Span;
  readonly span: Span;
  /** Where the text below the heading starts. */
  readonly body: number;
}

/** A shorter line under a title is text (docutils does the same). */
const SHORTEST_UNDERLINE = 4;
const DEEPEST = 6;

/** Splits a document at its headings: a line of text over a line of punctuation, with or without one above it. */
export function splitRst(text: string): RawRstSection[] {
  const lines = rstLines(text, { start: bomLength(text), end: text.length });
  const styles: string[] = [];
  const sections: RawRstSection[] = [];
  let open = {
    level: 0,
    headingSpan: at(lines[0]?.start ?? 0),
    start: lines[0]?.start ?? 0,
    body: lines[0]?.start ?? 0,
  };
  let behindTitle = 0;
  const close = (end: number) => {
    if (open.level > 0 || text.slice(open.start, end).trim() !== "") {
      sections.push({
        level: open.level,
        headingSpan: open.headingSpan,
        span: { start: open.start, end },
        body: open.body,
      });
    }
  };
  for (let i = 0; i < lines.length; i++) {
    const title = isBlank(lines[i - 1]) || i === behindTitle ? titleAt(lines, i) : undefined;
    if (!title) continue;
    if (!styles.includes(title.style)) styles.push(title.style);
    close(lines[i]?.start ?? 0);
    const last = i + title.lines;
    open = {
      level: Math.min(DEEPEST, styles.indexOf(title.style) + 1),
      headingSpan: title.span,
      start: lines[i]?.start ?? 0,
      body: lines[last]?.start ?? text.length,
    };
    i = last - 1;
    behindTitle = last;
  }
  close(text.length);
  return sections;
}

function at(offset: number): Span {
  return { start: offset, end: offset };
}

interface Title {
  readonly style: string;
  readonly span: Span;
  /** How many lines it takes. */
  readonly lines: number;
}

function titleAt(lines: readonly RstLine[], i: number): Title | undefined {
  const [line, next, third] = [lines[i], lines[i + 1], lines[i + 2]];
  if (!line || isBlank(line) || isBlank(next) || !next) return undefined;
  if (line.indent === 0 && isAdornment(line.text)) {
    if (!third || third.text !== line.text || third.indent > 0 || isAdornment(next.text)) return undefined;
    if (line.text.length < Math.min(SHORTEST_UNDERLINE, next.text.length)) return undefined;
    return { style: `over ${line.text[0]}`, span: { start: next.at, end: next.end }, lines: 3 };
  }
  if (line.indent > 0 || next.indent > 0 || !isAdornment(next.text)) return undefined;
  const enough = Math.min(SHORTEST_UNDERLINE, line.text.length);
  // Three dots or colons under a word are an ellipsis or a mark of a literal block, not a heading.
  if (next.text.length < enough || (next.text === "::" && line.text.length > 2)) return undefined;
  return { style: next.text[0] ?? "", span: { start: line.at, end: line.end }, lines: 2 };
}
