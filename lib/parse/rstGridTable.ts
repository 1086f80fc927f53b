import type { Cell, Table, TableRow } from "../model/prose.ts";
import { plainRst } from "./rstInline.ts";
import { isBlank, type RstLine } from "./rstLines.ts";

/** A table of more lines nobody drew by hand. */
const MOST_LINES = 5000;
const BORDER = /^\+(?:[-=]+\+)+$/;

/** Where the grid table that starts at a line ends; that line where none starts. */
export function gridTableEnd(lines: readonly RstLine[], from: number): number {
  const first = lines[from];
  if (!first || !BORDER.test(first.text)) return from;
  let end = from + 1;
  while (end < lines.length && end - from < MOST_LINES && /^[+|]/.test(lines[end]?.text ?? "")) end++;
  return end - from >= 3 ? end : from;
}

interface Box {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/** Reads a drawn table. A cell of several lines is shown on its first line, because its text is not one stretch of the file. */
export function readGridTable(lines: readonly RstLine[], source: string): Table[] {
  const [first, last] = [lines[0], lines.at(-1)];
  if (!first || !last) return [];
  const grid = lines.map((line) => line.text);
  const boxes = boxesOf(grid);
  if (boxes.length === 0) return [];
  const tops = [...new Set(boxes.map((box) => box.top))].sort((a, b) => a - b);
  const lefts = [...new Set(boxes.map((box) => box.left))].sort((a, b) => a - b);
  const ruled = grid.findIndex((line, i) => i > 0 && /^\+[=+]+\+$/.test(line));
  const cellsByRow = spreadBoxes(boxes, { tops, lefts, cell: (box) => cellOf(box, lines, source) });
  const rows: (TableRow & { readonly inHead: boolean })[] = tops.map((top) => {
    const cells = [...(cellsByRow.get(top) ?? [])].sort((a, b) => a[0] - b[0]).map(([, cell]) => cell);
    return { span: rowSpan(lines, top), cells, inHead: top < ruled };
  });
  const head = rows.filter((row) => row.inHead);
  return [
    {
      kind: "table",
      span: { start: first.at, end: last.end },
      header: joinedHeader(head),
      rows: rows.filter((row) => !row.inHead).map(({ span, cells }) => ({ span, cells })),
    },
  ];
}

/** Every cell in each row and column that it spans, by the line of the row. */
function spreadBoxes(
  boxes: readonly Box[],
  places: { readonly tops: readonly number[]; readonly lefts: readonly number[]; readonly cell: (box: Box) => Cell },
): Map<number, Map<number, Cell>> {
  const rows = new Map(places.tops.map((top) => [top, new Map<number, Cell>()]));
  for (const box of boxes) {
    const cell = places.cell(box);
    for (let i = places.tops.indexOf(box.top); (places.tops[i] ?? box.bottom) < box.bottom; i++) {
      const row = rows.get(places.tops[i] ?? -1);
      for (const left of places.lefts) if (left >= box.left && left < box.right) row?.set(left, cell);
    }
  }
  return rows;
}

/** Of several header rows each column keeps what it says, from top to bottom. */
function joinedHeader(rows: readonly TableRow[]): readonly Cell[] {
  const [first] = rows;
  if (!first) return [];
  return first.cells.map((cell, column) => {
    const texts = new Set(rows.map((row) => row.cells[column]?.text ?? "").filter((text) => text !== ""));
    return { span: cell.span, text: [...texts].join(" ") };
  });
}

function rowSpan(lines: readonly RstLine[], top: number): { start: number; end: number } {
  const line = lines[top + 1] ?? lines[top];
  return { start: line?.at ?? 0, end: line?.end ?? 0 };
}

/** Follows the lines of the drawing from each upper left corner, as the reStructuredText specification has it. */
function boxesOf(grid: readonly string[]): Box[] {
  const boxes: Box[] = [];
  const waiting: [number, number][] = [[0, 0]];
  const seen = new Set<string>();
  const width = grid[0]?.length ?? 0;
  for (let corner = waiting.pop(); corner; corner = waiting.pop()) {
    const [top, left] = corner;
    const key = `${top},${left}`;
    if (seen.has(key) || top >= grid.length - 1 || left >= width - 1 || grid[top]?.[left] !== "+") continue;
    seen.add(key);
    const box = boxAt(grid, top, left);
    if (!box) continue;
    boxes.push(box);
    waiting.push([top, box.right], [box.bottom, left]);
  }
  return boxes;
}

function boxAt(grid: readonly string[], top: number, left: number): Box | undefined {
  const edge = grid[top] ?? "";
  for (let right = left + 1; right < edge.length; right++) {
    if (edge[right] === "+") {
      const bottom = bottomOf(grid, { top, left, right });
      if (bottom !== undefined) return { top, left, bottom, right };
    } else if (edge[right] !== "-" && edge[right] !== "=") return undefined;
  }
  return undefined;
}

function bottomOf(grid: readonly string[], box: Omit<Box, "bottom">): number | undefined {
  for (let bottom = box.top + 1; bottom < grid.length; bottom++) {
    const line = grid[bottom] ?? "";
    const [a, b] = [line[box.left], line[box.right]];
    if (a === "+" && b === "+" && /^\+[-=+]+\+$/.test(line.slice(box.left, box.right + 1))) return bottom;
    if ((a !== "|" && a !== "+") || (b !== "|" && b !== "+")) return undefined;
  }
  return undefined;
}

function cellOf(box: Box, lines: readonly RstLine[], source: string): Cell {
  const parts: string[] = [];
  let span: { start: number; end: number } | undefined;
  for (let row = box.top + 1; row < box.bottom; row++) {
    const line = lines[row];
    if (!line || isBlank(line)) continue;
    const raw = line.text.slice(box.left + 1, box.right);
    const text = raw.trim();
    if (text === "") continue;
    const start = line.at + box.left + 1 + raw.indexOf(text);
    span ??= { start, end: start + text.length };
    // Line blocks keep their breaks inside cells; the bar is no text.
    parts.push(text.replace(/^\|\s/, ""));
  }
  const line = lines[box.top + 1];
  const start = Math.min(source.length, (line?.at ?? 0) + box.left + 1);
  return { span: span ?? { start, end: start + 1 }, text: plainRst(parts.join(" ")) };
}
