import type { Block, Cell, Table, TableRow } from "../model/prose.ts";
import type { Span } from "../model/span.ts";
import type { Directive } from "./rstDirectives.ts";
import { plainRst } from "./rstInline.ts";
import { isBlank, type RstLine } from "./rstLines.ts";
import { indentedEnd, movedLine, type RstContext, spanOfLines } from "./rstPieces.ts";

const MARK = /^[-*+](?:\s+|$)/;
const MOST_ROWS = 20_000;

/** `.. list-table::`, a list of rows that are lists of cells. */
export function readListTable(directive: Directive, context: RstContext): Block[] {
  const rows = itemsOf(directive.content).map((row): TableRow => {
    const cells = itemsOf(row.lines).map((cell) => cellOf(cell.lines, cell.mark, context.source));
    const span = spanOfLines(row.lines);
    return { span: span.end > span.start ? span : row.mark, cells };
  });
  return tableOf(directive, rows, Number(directive.options.get("header-rows") ?? 0));
}

interface Item {
  readonly lines: readonly RstLine[];
  readonly mark: Span;
}

function itemsOf(lines: readonly RstLine[]): Item[] {
  const items: Item[] = [];
  for (let i = 0; i < lines.length && items.length < MOST_ROWS; ) {
    const line = lines[i];
    const marker = line && MARK.exec(line.text);
    if (!line || !marker) {
      i++;
      continue;
    }
    const end = indentedEnd(lines, i + 1, line.indent);
    items.push({
      lines: [movedLine(line, marker[0].length), ...lines.slice(i + 1, end)],
      mark: { start: line.at, end: line.at + 1 },
    });
    i = end;
  }
  return items;
}

function cellOf(lines: readonly RstLine[], mark: Span, source: string): Cell {
  const span = spanOfLines(lines);
  if (span.end <= span.start) return { span: mark, text: "" };
  const text = lines
    .filter((line) => !isBlank(line))
    .map((line) => line.text.replace(/^(?:[-*+|]|\d{1,3}\.)\s+/, ""))
    .join(" ");
  return { span: { start: span.start, end: Math.min(source.length, span.end) }, text: plainRst(text) };
}

/** `.. csv-table::` with its rows in the document. */
export function readCsvTable(directive: Directive, context: RstContext): Block[] {
  const delimiter = directive.options.get("delim") ?? ",";
  const mark = delimiter === "tab" ? "\t" : delimiter === "space" ? " " : (delimiter[0] ?? ",");
  const within = spanOfLines(directive.content);
  const rows = within.end > within.start ? csvRows(context.source, within, mark) : [];
  const headerRows = Number(directive.options.get("header-rows") ?? 0);
  const named = directive.options.get("header");
  if (named === undefined) return tableOf(directive, rows, headerRows);
  const line = directive.argument;
  const header = csvRows(named, { start: 0, end: named.length }, mark).flatMap((row) => row.cells);
  // Where the header stands in an option, its cells are shown at the directive.
  const place = isBlank(line) ? { start: line.start, end: line.start } : { start: line.at, end: line.end };
  return tableOf(directive, [{ span: place, cells: header.map(({ text }) => ({ span: place, text })) }, ...rows], 1);
}

/** Rows of comma separated values with exact places; a quoted value may run over lines. */
function csvRows(source: string, within: Span, mark: string): TableRow[] {
  const rows: TableRow[] = [];
  let cells: Cell[] = [];
  let rowStart = within.start;
  for (let at = within.start; at <= within.end && rows.length < MOST_ROWS; ) {
    while (at < within.end && (source[at] === " " || source[at] === "\t") && source[at] !== mark) at++;
    if (cells.length === 0) rowStart = at;
    const value =
      source[at] === '"'
        ? quotedValue(source, at, within.end)
        : plainValue(source, { start: at, end: within.end }, mark);
    cells.push(value.cell);
    at = value.next;
    while (at < within.end && source[at] !== mark && source[at] !== "\n") at++;
    if (at < within.end && source[at] === mark) {
      at++;
      continue;
    }
    if (cells.some((cell) => cell.text !== ""))
      rows.push({ span: { start: rowStart, end: value.cell.span.end }, cells });
    cells = [];
    at++;
  }
  return rows;
}

function quotedValue(source: string, start: number, end: number): { cell: Cell; next: number } {
  let close = start + 1;
  while (close < end && (source[close] !== '"' || source[close + 1] === '"')) close += source[close] === '"' ? 2 : 1;
  const raw = source.slice(start + 1, close);
  const empty = raw.trim() === "";
  const span = empty ? { start, end: Math.min(end, close + 1) } : { start: start + 1, end: close };
  return { cell: { span, text: plainRst(raw.replaceAll('""', '"')) }, next: Math.min(end, close + 1) };
}

function plainValue(source: string, within: Span, mark: string): { cell: Cell; next: number } {
  let next = within.start;
  while (next < within.end && source[next] !== mark && source[next] !== "\n") next++;
  const text = source.slice(within.start, next).trimEnd();
  const end = text === "" ? Math.min(within.end, within.start + 1) : within.start + text.length;
  return { cell: { span: { start: within.start, end }, text: plainRst(text) }, next };
}

function tableOf(directive: Directive, rows: readonly TableRow[], headerRows: number): Block[] {
  const blocks: Block[] = [];
  const { argument } = directive;
  if (!isBlank(argument)) {
    blocks.push({ kind: "paragraph", span: { start: argument.at, end: argument.end }, text: plainRst(argument.text) });
  }
  const [first, last] = [rows[0], rows.at(-1)];
  if (!first || !last) return blocks;
  const table: Table = {
    kind: "table",
    span: { start: Math.min(first.span.start, last.span.start), end: Math.max(first.span.end, last.span.end) },
    header: headerRows > 0 ? first.cells : [],
    rows: rows.slice(Number.isFinite(headerRows) ? Math.max(0, headerRows) : 0),
  };
  blocks.push(table);
  return blocks;
}
