import type { Cell, Table, TableRow } from "../model/prose.ts";
import { plainRst } from "./rstInline.ts";
import { isBlank, type RstLine } from "./rstLines.ts";

const BORDER = /^=+(?: +=+)+$/;
/** A line under a row that joins columns. */
const JOINER = /^-+(?: +-+)*$/;
const MOST_LINES = 20_000;

/** Where the simple table that starts at a line ends; that line where none starts. */
export function simpleTableEnd(lines: readonly RstLine[], from: number): number {
  if (!BORDER.test(lines[from]?.text ?? "")) return from;
  let borders = 1;
  for (let i = from + 1; i < lines.length && i - from < MOST_LINES; i++) {
    if (!/^=[= ]*$/.test(lines[i]?.text ?? "")) continue;
    borders++;
    // The second border ends the table where nothing follows it, else it ends the header.
    if (borders === 3 || isBlank(lines[i + 1])) return i + 1;
  }
  return from;
}

interface Column {
  readonly start: number;
  readonly end: number;
}

/** Reads a table that is ruled with `=====  =====`. The columns are those of the rule; the last one has no right end. */
export function readSimpleTable(lines: readonly RstLine[], source: string): Table[] {
  const [first, last] = [lines[0], lines.at(-1)];
  if (!first || !last) return [];
  const columns: Column[] = [...first.text.matchAll(/=+/g)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }));
  const body = lines.slice(1, -1);
  const ruled = body.findIndex((line) => /^=[= ]*$/.test(line.text));
  const rows = (part: readonly RstLine[]) => rowsOf(part, { columns, base: first.indent, source });
  const head = ruled < 0 ? [] : rows(body.slice(0, ruled));
  const [title, ...more] = head;
  const header = (title?.cells ?? []).map((cell, i) => ({
    span: cell.span,
    text: [cell.text, ...more.map((row) => row.cells[i]?.text ?? "")].filter((text) => text !== "").join(" "),
  }));
  return [{ kind: "table", span: { start: first.at, end: last.end }, header, rows: rows(body.slice(ruled + 1)) }];
}

interface Layout {
  readonly columns: readonly Column[];
  readonly base: number;
  readonly source: string;
}

/** Lines whose first column is blank go on with the row above. */
function rowsOf(lines: readonly RstLine[], layout: Layout): TableRow[] {
  const groups: RstLine[][] = [];
  let afterBlank = false;
  for (const line of lines) {
    if (isBlank(line)) {
      afterBlank = true;
      continue;
    }
    if (JOINER.test(line.text)) continue;
    const continues = line.indent - layout.base >= (layout.columns[0]?.end ?? 0) && groups.length > 0;
    if (continues && !(afterBlank && groups.length === 0)) groups.at(-1)?.push(line);
    else groups.push([line]);
    afterBlank = false;
  }
  return groups.map((group) => rowOf(group, layout));
}

function rowOf(lines: readonly RstLine[], layout: Layout): TableRow {
  const [first, last] = [lines[0], lines.at(-1)];
  const cells = layout.columns.map((column, i) =>
    cellOf(lines, column, { ...layout, isLast: i === layout.columns.length - 1 }),
  );
  return { span: { start: first?.at ?? 0, end: last?.end ?? 0 }, cells };
}

function cellOf(lines: readonly RstLine[], column: Column, layout: Layout & { readonly isLast: boolean }): Cell {
  const parts: string[] = [];
  let span: { start: number; end: number } | undefined;
  for (const line of lines) {
    // Offsets in the line and columns of the table differ by what the line is indented more than the rule.
    const shift = line.indent - layout.base;
    const from = Math.max(0, column.start - shift);
    const to = layout.isLast ? line.text.length : Math.max(0, column.end - shift);
    const raw = line.text.slice(from, to);
    const text = raw.trim();
    if (text === "") continue;
    const start = line.at + from + raw.indexOf(text);
    span ??= { start, end: start + text.length };
    parts.push(text);
  }
  const first = lines[0];
  const end = first?.end ?? 0;
  const start = Math.max(first?.at ?? 0, Math.min(end - 1, (first?.at ?? 0) + column.start));
  const text = parts.join(" ");
  return {
    span: span ?? { start, end: Math.min(layout.source.length, start + 1) },
    text: text === "\\" ? "" : plainRst(text),
  };
}
