import type { SourceText } from "../model/sourceText.ts";
import type { Span } from "../model/span.ts";
import { type Cell, cellsOf } from "./terminalText.ts";

/** The line of a finding and the carets under it, both cut to the same window. */
export interface Excerpt {
  readonly line: string;
  readonly carets: string;
}

/** More than this is never looked at: a minified file is one line of many megabytes. */
const REACH = 600;
/** What stays visible before the finding when the line has to be cut. */
const LEAD = 24;

/**
 * The first line of a span with a caret under each of its characters. A long line is cut to a window around the span.
 * @param span offsets into the text
 * @param column of the span's start, from 1
 * @param width columns that the excerpt may take
 */
export function excerptOf(
  text: SourceText,
  { span, column, width }: { span: Span; column: number; width: number },
): Excerpt {
  const lineStart = span.start - (column - 1);
  const from = Math.max(lineStart, span.start - REACH);
  const rest = text.slice(span.start, span.start + REACH);
  const lineRest = /^[^\r\n]*/.exec(rest)?.[0] ?? "";
  const covered = lineRest.slice(0, Math.max(0, span.end - span.start));
  const whole = {
    before: cellsOf(text.slice(from, span.start)),
    covered: cellsOf(covered),
    after: cellsOf(lineRest.slice(covered.length)),
    cutBefore: from > lineStart,
    cutAfter: lineRest.length === REACH,
  };
  return drawn(cut(whole, width));
}

interface Pieces {
  readonly before: readonly Cell[];
  readonly covered: readonly Cell[];
  readonly after: readonly Cell[];
  readonly cutBefore: boolean;
  readonly cutAfter: boolean;
}

function cut(pieces: Pieces, width: number): Pieces {
  const { before, covered, after } = pieces;
  if (widthOf(before) + widthOf(covered) + widthOf(after) <= width && !pieces.cutBefore && !pieces.cutAfter)
    return pieces;
  const tight = widthOf(before) + widthOf(covered) > width || pieces.cutBefore;
  const keptBefore = tight ? tail(before, LEAD) : before;
  const keptCovered = head(covered, width - widthOf(keptBefore));
  const keptAfter =
    keptCovered.length < covered.length ? [] : head(after, width - widthOf(keptBefore) - widthOf(covered));
  return {
    before: keptBefore,
    covered: keptCovered,
    after: keptAfter,
    cutBefore: pieces.cutBefore || keptBefore.length < before.length,
    cutAfter: pieces.cutAfter || keptCovered.length + keptAfter.length < covered.length + after.length,
  };
}

function drawn({ before, covered, after, cutBefore, cutAfter }: Pieces): Excerpt {
  const mark = cutBefore ? "…" : "";
  const show = (cells: readonly Cell[]) => cells.map((cell) => cell.text).join("");
  return {
    line: `${mark}${show(before)}${show(covered)}${show(after)}${cutAfter ? "…" : ""}`.trimEnd(),
    carets: " ".repeat(mark.length + widthOf(before)) + "^".repeat(Math.max(1, widthOf(covered))),
  };
}

function widthOf(cells: readonly Cell[]): number {
  return cells.reduce((sum, cell) => sum + cell.width, 0);
}

function head(cells: readonly Cell[], width: number): Cell[] {
  let taken = 0;
  const end = cells.findIndex((cell) => {
    taken += cell.width;
    return taken > width;
  });
  return cells.slice(0, end < 0 ? cells.length : end);
}

function tail(cells: readonly Cell[], width: number): Cell[] {
  return head([...cells].reverse(), width).reverse();
}
