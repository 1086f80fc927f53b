import type { Span } from "../model/span.ts";
import type { RstLine } from "./rstLines.ts";

/** `:name: value` on one line. */
export interface RstField {
  readonly name: string;
  readonly nameSpan: Span;
  /** Empty behind the name where nothing stands. */
  readonly value: Span;
}

/** The field that a line is; undefined for a line that only begins with a role (`:ref:` with a text behind it). */
export function fieldAt(line: RstLine): RstField | undefined {
  const match = /^:((?![\s:`])(?:\\.|[^:\\`]){1,80}):(?=\s|$)\s*/.exec(line.text);
  if (!match) return undefined;
  const name = match[1] ?? "";
  return {
    name,
    nameSpan: { start: line.at + 1, end: line.at + 1 + name.length },
    value: { start: Math.min(line.end, line.at + match[0].length), end: line.end },
  };
}
