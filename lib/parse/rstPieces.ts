import type { Block } from "../model/prose.ts";
import type { Span } from "../model/span.ts";
import { isBlank, type RstLine } from "./rstLines.ts";

/** What the readers of elements share. */
export interface RstContext {
  readonly source: string;
  /** Depth of the list around; -1 outside lists. */
  readonly listDepth: number;
  readonly nesting: number;
  /** Reads the lines of an element's body. */
  parse(lines: readonly RstLine[], context: RstContext): Block[];
}

/** The index behind the lines that are indented further than `indent`, blank lines between them included, those at the end not. */
export function indentedEnd(lines: readonly RstLine[], from: number, indent: number): number {
  let end = from;
  for (let i = from; i < lines.length; i++) {
    const line = lines[i];
    if (!line || isBlank(line)) continue;
    if (line.indent <= indent) break;
    end = i + 1;
  }
  return end;
}

/** A line without its first characters, as the first line of what stands behind a marker. */
export function movedLine(line: RstLine, by: number, indent?: number): RstLine {
  const at = Math.min(line.end, line.at + by);
  if (at >= line.end) return { ...line, at: line.start, end: line.start, indent: 0, text: "" };
  return { ...line, at, indent: indent ?? line.indent + by, text: line.text.slice(by) };
}

/** From the first character to the last of some lines. */
export function spanOfLines(lines: readonly RstLine[]): Span {
  const said = lines.filter((line) => !isBlank(line));
  return { start: said[0]?.at ?? 0, end: said.at(-1)?.end ?? 0 };
}

/** A literal block with its common indent taken away. */
export function literal(lines: readonly RstLine[], language: string): Block[] {
  const said = lines.filter((line) => !isBlank(line));
  const [first, last] = [said[0], said.at(-1)];
  if (!first || !last) return [];
  const common = Math.min(...said.slice(0, 5000).map((line) => line.indent));
  const body = lines.slice(lines.indexOf(first), lines.indexOf(last) + 1);
  const text = body
    .map((line) => (isBlank(line) ? "" : " ".repeat(Math.max(0, line.indent - common)) + line.text))
    .join("\n");
  const span = { start: first.start, end: last.end };
  return [{ kind: "fence", span, language, text, textSpan: span }];
}
