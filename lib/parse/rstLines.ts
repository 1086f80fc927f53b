import type { Span } from "../model/span.ts";

/** One line of a reStructuredText file. */
export interface RstLine {
  /** Offset of its first character, blanks included. */
  readonly start: number;
  /** Offset behind its last character that is no blank; `start` for a blank line. */
  readonly end: number;
  /** Column of its first character that is no blank; a tab goes to the next multiple of 8. */
  readonly indent: number;
  /** Offset of that character. */
  readonly at: number;
  readonly text: string;
}

export const BLANK_LINE = "";

/** Lines of a stretch of a text; offsets are those of the whole text. */
export function rstLines(text: string, within: Span): RstLine[] {
  const lines: RstLine[] = [];
  for (let start = within.start; start < within.end; ) {
    const newline = text.indexOf("\n", start);
    const stop = newline < 0 || newline > within.end ? within.end : newline;
    lines.push(lineOf(text, start, stop));
    start = stop + 1;
  }
  return lines;
}

function lineOf(text: string, start: number, stop: number): RstLine {
  let at = start;
  let indent = 0;
  for (; at < stop; at++) {
    const code = text.charCodeAt(at);
    if (code === 32) indent++;
    else if (code === 9) indent += 8 - (indent % 8);
    else break;
  }
  let end = stop;
  while (end > at && text.charCodeAt(end - 1) <= 32) end--;
  if (end <= at) return { start, end: start, indent: 0, at: start, text: BLANK_LINE };
  return { start, end, indent, at, text: text.slice(at, end) };
}

export function isBlank(line: RstLine | undefined): boolean {
  return line === undefined || line.text === BLANK_LINE;
}

/** A line of one punctuation mark only, as it underlines headings and divides text. */
export function isAdornment(text: string): boolean {
  const mark = text.charCodeAt(0);
  if (text.length < 1 || !isPunctuation(mark)) return false;
  for (let i = 1; i < text.length; i++) if (text.charCodeAt(i) !== mark) return false;
  return true;
}

function isPunctuation(code: number): boolean {
  return (code > 32 && code < 48) || (code > 57 && code < 65) || (code > 90 && code < 97) || (code > 122 && code < 127);
}
