import type { Block, Cell, TableRow } from "../model/prose.ts";
import type { ParseBlocks, PlainLine, PlainSource } from "./markdownPlainBlocks.ts";
import { plainInlineText } from "./markdownPlainInline.ts";

const DELIMITER = /^\|(?:[ ]*:?-+:?[ ]*\|)+$/;

/** A row in so many that is not plain; with more the parser reads the whole table. */
const PLAIN_ROWS = 3;

/** Reads a table whose lines all begin and end with a bar; undefined for any other. An own reader, because the parser takes about 10 µs a character here. */
export function readPipeTable(lines: readonly PlainLine[], { piece, parse }: PlainSource): Block[] | undefined {
  const [head, rule] = lines;
  if (!head || !rule || !DELIMITER.test(rule.text)) return undefined;
  for (const line of lines) if (line.indent > 0 || !isRow(line.text)) return undefined;
  const header = cellsOf(head, piece);
  if (!header || head.stop > head.end || header.length !== count(rule.text, "|") - 1) return undefined;
  const rows: TableRow[] = [];
  let hard = 0;
  for (const line of lines.slice(2)) {
    const own = cellsOf(line, piece);
    // Blanks behind the last bar move the place of empty cells at the end.
    const odd = line.stop > line.end && (own?.at(-1)?.text === "" || (own?.length ?? 0) < header.length);
    const plain = odd ? undefined : own;
    if (!plain && ++hard * PLAIN_ROWS > lines.length) return undefined;
    const cells =
      plain ??
      (parse && parsedCells(piece.slice(line.at, line.stop), line.at, { head: `${head.text}\n${rule.text}\n`, parse }));
    if (!cells || cells.length > header.length) return undefined;
    const end = { start: Math.max(line.at, line.stop - 1), end: line.stop };
    while (cells.length < header.length) cells.push({ span: end, text: "" });
    rows.push({ span: { start: line.at, end: line.stop }, cells });
  }
  const last = lines.at(-1) ?? rule;
  return [{ kind: "table", span: { start: head.at, end: last.stop }, header, rows }];
}

/** The cells of one row as the parser reads them below the head of its table. */
function parsedCells(
  row: string,
  start: number,
  { head, parse }: { readonly head: string; readonly parse: ParseBlocks },
): Cell[] | undefined {
  const [table, ...more] = parse(head + row);
  const only = table?.kind === "table" && table.rows.length === 1 && more.length === 0 ? table.rows[0] : undefined;
  const by = start - head.length;
  return only?.cells.map(({ span, text }) => ({ span: { start: span.start + by, end: span.end + by }, text }));
}

function isRow(text: string): boolean {
  return (
    text.length > 1 && text.charCodeAt(0) === 124 && text.charCodeAt(text.length - 1) === 124 && !text.includes("\\")
  );
}

function count(text: string, mark: string): number {
  let found = 0;
  for (let at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + 1)) found++;
  return found;
}

function cellsOf(line: PlainLine, piece: string): Cell[] | undefined {
  const cells: Cell[] = [];
  for (let bar = line.at; bar < line.end - 1; ) {
    const next = piece.indexOf("|", bar + 1);
    let start = bar + 1;
    let end = next;
    while (start < end && isBlank(piece.charCodeAt(start))) start++;
    while (end > start && isBlank(piece.charCodeAt(end - 1))) end--;
    if (start === end) {
      // `||` leaves nothing between the bars; the bar before it is then shown.
      const place = next > bar + 1 ? bar + 1 : bar;
      cells.push({ span: { start: place, end: place + 1 }, text: "" });
    } else {
      const text = plainInlineText(piece.slice(start, end));
      if (text === undefined || text === "") return undefined;
      cells.push({ span: { start, end }, text });
    }
    bar = next;
  }
  return cells;
}

function isBlank(code: number): boolean {
  return code === 32 || code === 9;
}
