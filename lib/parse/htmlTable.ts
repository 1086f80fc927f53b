import type { Cell, Table, TableRow } from "../model/prose.ts";
import type { Span } from "../model/span.ts";
import { collapse, decodeEntities } from "./markdownInline.ts";

/** Spans that a cell claims beyond this are a mistake. */
const MOST_SPANNED = 40;
/** Cells of a table that are read; a longer one nobody wrote by hand. */
const MOST_CELLS = 50_000;

interface RawCell extends Cell {
  readonly isHeader: boolean;
  readonly columns: number;
  readonly rows: number;
}

interface RawRow {
  readonly span: Span;
  readonly inHead: boolean;
  readonly cells: readonly RawCell[];
}

/** Where the HTML table that starts at an offset ends, tables inside it counted; the end of the text for one that is not closed. */
export function htmlTableEnd(source: string, start: number): number {
  let depth = 0;
  const tag = /<(\/?)table\b[^<>]*>/gi;
  tag.lastIndex = start;
  for (let match = tag.exec(source); match; match = tag.exec(source)) {
    depth += match[1] === "/" ? -1 : 1;
    if (depth <= 0) return match.index + match[0].length;
  }
  return source.length;
}

/** Reads `<table>` as a table with exact places; a cell over several columns or rows stands in each of them. Undefined for one without cells. */
export function readHtmlTable(source: string, span: Span): Table | undefined {
  const rows = rawRows(source, span);
  const [first] = rows;
  if (!first) return undefined;
  const marked = first.cells.length > 0 && (first.inHead || first.cells.every((cell) => cell.isHeader));
  const grid = spread(rows);
  const header = marked ? (grid[0]?.cells ?? []) : [];
  return { kind: "table", span, header, rows: marked ? grid.slice(1) : grid };
}

/** Row and cell tags in order; a cell ends where the next row or cell begins. */
function rawRows(source: string, within: Span): RawRow[] {
  const reader = new RowReader(source);
  const tag = /<(\/?)(table|thead|tbody|tfoot|tr|td|th)\b([^<>]*)>/gi;
  tag.lastIndex = within.start;
  let depth = 0;
  for (let match = tag.exec(source); match && match.index < within.end; match = tag.exec(source)) {
    const name = (match[2] ?? "").toLowerCase();
    const opens = match[1] !== "/";
    if (name === "table") depth += opens ? 1 : -1;
    else if (depth === 1)
      reader.tag({ name, opens, attributes: match[3] ?? "", start: match.index, end: tag.lastIndex });
    if (depth === 0 || reader.count > MOST_CELLS) break;
  }
  reader.endRow(Math.min(within.end, source.length));
  return reader.rows;
}

interface Tag {
  readonly name: string;
  readonly opens: boolean;
  readonly attributes: string;
  readonly start: number;
  readonly end: number;
}

class RowReader {
  readonly rows: RawRow[] = [];
  count = 0;
  readonly #source: string;
  #inHead = false;
  #cells: RawCell[] = [];
  #rowStart = -1;
  #open: Tag | undefined;

  constructor(source: string) {
    this.#source = source;
  }

  tag(tag: Tag): void {
    if (tag.name === "td" || tag.name === "th") {
      this.#endCell(tag.start);
      if (!tag.opens) return;
      if (this.#rowStart < 0) this.#rowStart = tag.start;
      this.#open = tag;
      this.count++;
      return;
    }
    this.endRow(tag.opens ? tag.start : tag.end);
    if (tag.name === "tr" && tag.opens) this.#rowStart = tag.start;
    if (tag.name === "thead") this.#inHead = tag.opens;
  }

  endRow(at: number): void {
    this.#endCell(at);
    if (this.#cells.length > 0) {
      const span = { start: this.#rowStart, end: at };
      this.rows.push({ span, inHead: this.#inHead, cells: this.#cells });
    }
    this.#cells = [];
    this.#rowStart = -1;
  }

  #endCell(at: number): void {
    const open = this.#open;
    if (!open) return;
    this.#open = undefined;
    const limit = /<\/?(?:tr|thead|tbody|tfoot|table)\b[^<>]*>\s*$/i.exec(this.#source.slice(open.end, at))?.index;
    const end = limit === undefined ? at : open.end + limit;
    const raw = this.#source.slice(open.end, end);
    const content = raw.trim();
    const start = open.end + (content === "" ? 0 : raw.indexOf(content));
    // An empty cell is shown at its tag.
    const span = content === "" ? { start: open.start, end: open.end } : { start, end: start + content.length };
    this.#cells.push({
      span,
      text: textOfHtml(content),
      isHeader: open.name === "th",
      columns: spanned(open.attributes, "colspan"),
      rows: spanned(open.attributes, "rowspan"),
    });
  }
}

function spanned(attributes: string, name: string): number {
  const match = new RegExp(String.raw`\b${name}\s*=\s*["']?(\d{1,4})`, "i").exec(attributes);
  return Math.min(MOST_SPANNED, Math.max(1, Number(match?.[1] ?? 1)));
}

/** Puts each cell into every column and row that it spans. */
function spread(rows: readonly RawRow[]): TableRow[] {
  const below: { cell: Cell; left: number }[] = [];
  return rows.map((row) => {
    const cells: Cell[] = [];
    const waiting = [...row.cells];
    for (let column = 0; waiting.length > 0 || (below[column]?.left ?? 0) > 0; column++) {
      const above = below[column];
      if (above && above.left > 0) {
        above.left--;
        cells.push(above.cell);
        continue;
      }
      const next = waiting.shift();
      if (!next) break;
      const cell = { span: next.span, text: next.text };
      for (let i = 0; i < next.columns; i++) {
        cells.push(cell);
        if (next.rows > 1) below[column + i] = { cell, left: next.rows - 1 };
      }
      column += next.columns - 1;
    }
    return { span: row.span, cells };
  });
}

/** Text of raw HTML as a reader sees it: a break is a blank, tags and comments are nothing. */
export function textOfHtml(html: string): string {
  return collapse(decodeEntities(withoutTags(html)));
}

/** The same with its blanks and character references left as they are. */
export function withoutTags(html: string): string {
  return html
    .replace(/<!--[\s\S]*?(?:-->|$)/g, "")
    .replace(/<(?:br|\/?(?:p|div|li|tr|td|th|h[1-6]))(?:\s[^<>]*)?\/?>/gi, " ")
    .replace(/<[^<>]*>/g, "");
}
