import type { Block } from "../model/prose.ts";
import { isRule } from "./markdownLines.ts";
import { readPipeTable } from "./markdownPipeTable.ts";
import { plainInlineText } from "./markdownPlainInline.ts";

/** A longer stretch is left to the parser, which cuts it. */
const LONGEST = 60_000;
const LONGEST_TABLE = 20_000_000;
const LONGEST_LINE = 5000;
const BAR = 124;

export interface PlainLine {
  /** Offset of the first character that is no blank. */
  readonly at: number;
  /** Offset behind the last one. */
  readonly end: number;
  /** The same with the blanks behind it. */
  readonly stop: number;
  readonly indent: number;
  /** From `at` to `end`. */
  readonly text: string;
}

/**
 * Reads a stretch that begins after a blank line in column 0: one paragraph, list, table or fence of the plain kind that most text is made of.
 * `parse` reads the rows of a table that are not plain. Undefined for everything else, which the parser reads; what is read here is exactly what the parser would give (a test holds them together).
 */
export function readPlainBlocks(piece: string, parse?: ParseBlocks): Block[] | undefined {
  if (piece.length > (piece.charCodeAt(0) === BAR ? LONGEST_TABLE : LONGEST)) return undefined;
  const lines = linesOf(piece);
  if (!lines || lines.length === 0) return lines && [];
  const [first] = lines;
  // A rule between sections holds nothing.
  if (lines.length === 1 && first && first.indent < 4 && isRule(first.text, 0, first.text.length)) return [];
  return readLines(lines, { piece, parse });
}

/** What reads the stretches that are not plain. */
export type ParseBlocks = (piece: string) => readonly Block[];

/** The text that lines are from, and what reads a row of a table that is not plain. */
export interface PlainSource {
  readonly piece: string;
  readonly parse: ParseBlocks | undefined;
}

/** Lines without the blank ones at the end; undefined with a tab, or a blank line in between, outside fences. */
function linesOf(piece: string): PlainLine[] | undefined {
  const lines: PlainLine[] = [];
  const fenced = /^(?:`{3}|~{3})/.test(piece);
  let blank = false;
  for (let start = 0; start < piece.length; ) {
    const newline = piece.indexOf("\n", start);
    const stop = newline < 0 ? piece.length : newline;
    if (stop - start > LONGEST_LINE) return undefined;
    let at = start;
    while (at < stop && piece.charCodeAt(at) === 32) at++;
    const lineStop = piece.charCodeAt(stop - 1) === 13 && stop > start ? stop - 1 : stop;
    let end = stop;
    while (end > at && isBlankCode(piece.charCodeAt(end - 1))) end--;
    const code = piece.charCodeAt(at);
    if (at < end && code <= 32 && !fenced) return undefined;
    if (at >= end && !fenced) blank = true;
    else if (blank) return undefined;
    else {
      end = Math.max(at, end);
      lines.push({ at, end, stop: Math.max(lineStop, end), indent: at - start, text: piece.slice(at, end) });
    }
    start = stop + 1;
  }
  return lines;
}

function isBlankCode(code: number): boolean {
  return code === 32 || code === 9 || code === 13;
}

function readLines(lines: readonly PlainLine[], source: PlainSource): Block[] | undefined {
  const [first] = lines;
  if (!first || first.indent > 0) return undefined;
  const code = first.text.charCodeAt(0);
  if (code === BAR) return readPipeTable(lines, source);
  if (code === 96 || code === 126) {
    const fence = readFence(lines, source.piece);
    if (fence || /^(?:`{3}|~{3})/.test(first.text)) return fence;
  }
  if (markerOf(first.text)) return readList(lines);
  return readParagraph(lines, source);
}

function readFence(lines: readonly PlainLine[], piece: string): Block[] | undefined {
  const [first] = lines;
  const opening = first && /^(`{3,}|~{3,})[ ]*([\w+#.-]*)(?: [^`~&\\]*)?$/.exec(first.text);
  if (!first || !opening) return undefined;
  const mark = opening[1] ?? "";
  const closing = lines.findIndex((line, i) => i > 0 && line.indent < 4 && line.text === mark);
  if (closing < 0 || lines.slice(closing + 1).some((line) => line.text !== "")) return undefined;
  // A longer run of marks closes too; that is for the parser to see.
  if (lines.slice(1, closing).some((line) => line.text.startsWith(mark))) return undefined;
  const last = lines[closing];
  const start = piece.indexOf("\n") + 1;
  const lineStart = piece.lastIndexOf("\n", (last?.at ?? 0) - 1) + 1;
  const body = closing === 1 ? "" : piece.slice(start, lineStart - 1);
  if (!last || last.indent > 0 || body.includes("\r")) return undefined;
  const textSpan = { start, end: Math.max(start, lineStart - 1) };
  return [
    {
      kind: "fence",
      span: { start: 0, end: last.end },
      language: (opening[2] ?? "").toLowerCase(),
      text: body,
      textSpan,
    },
  ];
}

const BULLET = /^([-*+]) (?=\S)/;
const NUMBER = /^(\d{1,9})[.)] (?=\S)/;

interface Marker {
  readonly width: number;
  /** A number other than 1 does not begin a list inside a paragraph. */
  readonly interrupts: boolean;
}

function markerOf(text: string): Marker | undefined {
  const bullet = BULLET.exec(text);
  if (bullet) return isRule(text, 0, text.length) ? undefined : { width: 2, interrupts: true };
  const number = NUMBER.exec(text);
  return number ? { width: number[0].length, interrupts: number[1] === "1" } : undefined;
}

/** Marks that begin a block, or may; a line with one of them is only read where the block is known. */
const BLOCK_START =
  /^(?:[#>|<=:-]|\[(?![^[\]]+\]\()|[*+](?:\s|$)|[*_](?:\s*[*_]){2,}\s*$|\d{1,9}[.)](?:\s|$)|`{3}|~{3}|!!!|\?\?\?)/;

function isText(text: string): boolean {
  return !BLOCK_START.test(text);
}

interface OpenItem {
  readonly column: number;
  readonly lines: PlainLine[];
  readonly depth: number;
  readonly ticked: boolean | undefined;
}

/** Items of one paragraph each, nested by their columns. */
function readList(lines: readonly PlainLine[]): Block[] | undefined {
  const items: OpenItem[] = [];
  const open: OpenItem[] = [];
  for (const line of lines) {
    const marker = markerOf(line.text);
    if (!marker) {
      const top = open.at(-1);
      // A line that goes on with an item stands under its text; one that stands elsewhere is for the parser.
      if (!top || line.indent !== top.column || !isText(line.text)) return undefined;
      top.lines.push(line);
      continue;
    }
    const before = open.at(-1);
    while (open.length > 0 && line.indent < (open.at(-1)?.column ?? 0)) open.pop();
    const parent = open.at(-1);
    const offset = line.indent - (parent?.column ?? 0);
    if (offset !== 0 || (parent !== undefined && parent === before && !marker.interrupts)) return undefined;
    const item = itemOf(line, marker.width, open.length);
    if (!item) return undefined;
    items.push(item);
    open.push(item);
  }
  return blocksOf(items);
}

function itemOf(line: PlainLine, width: number, depth: number): OpenItem | undefined {
  const box = /^\[([ xX])\] (?=\S)/.exec(line.text.slice(width));
  const lead = width + (box?.[0].length ?? 0);
  const text = line.text.slice(lead);
  if (!isText(text)) return undefined;
  const first = { at: line.at + lead, end: line.end, stop: line.stop, indent: line.indent + lead, text };
  return { column: line.indent + width, lines: [first], depth, ticked: box ? box[1] !== " " : undefined };
}

function blocksOf(items: readonly OpenItem[]): Block[] | undefined {
  const blocks: Block[] = [];
  for (const { lines, depth, ticked } of items) {
    const text = plainInlineText(lines.map((line) => line.text).join("\n"));
    if (text === undefined || text === "") return undefined;
    const span = { start: lines[0]?.at ?? 0, end: lines.at(-1)?.stop ?? 0 };
    blocks.push({ kind: "list-item", span, text, depth, ticked });
  }
  return blocks;
}

/** A paragraph, and the list that follows it without a blank line. */
function readParagraph(lines: readonly PlainLine[], source: PlainSource): Block[] | undefined {
  const [first] = lines;
  if (!first || !isText(first.text) || /^[!?]/.test(first.text)) return undefined;
  let end = 1;
  for (; end < lines.length; end++) {
    const line = lines[end];
    if (!line || isText(line.text)) continue;
    break;
  }
  const after = lines.slice(end);
  const [next] = after;
  if (next && (next.indent > 0 || !markerOf(next.text)?.interrupts)) return undefined;
  const last = lines[end - 1];
  const text = plainInlineText(
    lines
      .slice(0, end)
      .map((line) => line.text)
      .join("\n"),
  );
  if (text === undefined || text === "" || !last) return undefined;
  const own: Block = { kind: "paragraph", span: { start: first.at, end: last.stop }, text };
  const rest = next ? readLines(after, source) : [];
  return rest && [own, ...rest];
}
