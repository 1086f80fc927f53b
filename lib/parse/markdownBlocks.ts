import type { Html, TableCell as MdCell, Table as MdTable, Nodes, PhrasingContent } from "mdast";
import remarkGfm from "remark-gfm";
import remarkParse from "remark-parse";
import { unified } from "unified";
import type { Block, Cell, Table, TableRow } from "../model/prose.ts";
import type { Span } from "../model/span.ts";
import { htmlTableEnd, readHtmlTable, textOfHtml, withoutTags } from "./htmlTable.ts";
import { noteOrQuote, paragraphBlocks } from "./markdownExtras.ts";
import { collapse } from "./markdownInline.ts";

const processor = unified().use(remarkParse).use(remarkGfm).freeze();

/** Nesting deeper than this is not looked into; nobody reads it either. */
const MAX_DEPTH = 60;

/** The blocks of a piece of Markdown in order, flattened; spans are offsets into the piece. The piece's own headings are left out. */
export function parseBlocks(piece: string): Block[] {
  const blocks: Block[] = [];
  let done = 0;
  for (const node of processor.parse(piece).children) {
    const { start } = spanOf(node);
    // What stands between the tags of a table that holds blank lines has been read with it.
    if (start < done) continue;
    if (node.type === "html" && /<table\b/i.test(node.value)) done = htmlBlocks(node, piece, blocks);
    else flatten(node, piece, -1, blocks, 0);
  }
  return blocks;
}

/** Raw HTML with its tables as tables; returns where it ends, which may be behind the node. */
function htmlBlocks(node: Html, piece: string, into: Block[]): number {
  const span = spanOf(node);
  let from = span.start;
  const rest = (end: number) => {
    const text = textOfHtml(piece.slice(from, end));
    if (text !== "") into.push({ kind: "html", span: { start: from, end }, text });
  };
  for (;;) {
    const opening = /<table\b/i.exec(piece.slice(from, span.end));
    if (!opening) break;
    const start = from + opening.index;
    const end = htmlTableEnd(piece, start);
    const table = readHtmlTable(piece, { start, end });
    if (!table) break;
    rest(start);
    into.push(table);
    from = end;
  }
  if (from < span.end) rest(span.end);
  return Math.max(from, span.end);
}

function flatten(node: Nodes, piece: string, listDepth: number, into: Block[], nesting: number): void {
  const span = spanOf(node);
  if (nesting > MAX_DEPTH) return;
  switch (node.type) {
    case "paragraph":
      into.push(...paragraphBlocks({ kind: "paragraph", span, text: inlineText(node) }, piece));
      break;
    case "heading":
      // A section's heading is known to it; one inside a list item or quote is text like any other.
      if (nesting > 0) into.push({ kind: "paragraph", span, text: inlineText(node) });
      break;
    case "list":
      for (const item of node.children) flatten(item, piece, listDepth + 1, into, nesting + 1);
      break;
    case "listItem": {
      const [first, ...rest] = node.children;
      const own = first?.type === "paragraph" ? first : undefined;
      into.push({
        kind: "list-item",
        span: own ? itemSpan(piece, spanOf(own)) : markerSpan(piece, span),
        text: own ? inlineText(own) : "",
        depth: listDepth,
        ticked: node.checked ?? undefined,
      });
      for (const child of own ? rest : node.children) flatten(child, piece, listDepth, into, nesting + 1);
      break;
    }
    case "table":
      into.push(tableOf(node, piece));
      break;
    case "code":
      into.push({ kind: "fence", span, language: language(node.lang), text: node.value, ...fenceText(piece, span) });
      break;
    case "blockquote":
      into.push(noteOrQuote({ kind: "quote", span, text: inlineText(node) }));
      break;
    case "html":
      into.push({ kind: "html", span, text: textOfHtml(node.value) });
      break;
    case "footnoteDefinition":
      for (const child of node.children) flatten(child, piece, listDepth, into, nesting + 1);
      break;
  }
}

function spanOf(node: Nodes): Span {
  return { start: node.position?.start.offset ?? 0, end: node.position?.end.offset ?? 0 };
}

/** The item's text without its box, which the parser leaves in when a mark follows it. */
function itemSpan(piece: string, span: Span): Span {
  const box = /^\[[ xX]\]\s+/.exec(piece.slice(span.start, Math.min(span.end, span.start + 8)));
  return box ? { start: Math.min(span.end, span.start + box[0].length), end: span.end } : span;
}

function markerSpan(piece: string, span: Span): Span {
  const marker = /^\S+/.exec(piece.slice(span.start, span.end));
  return { start: span.start, end: span.start + (marker?.[0].length ?? 0) };
}

function language(info: string | null | undefined): string {
  return (/^[^\s{,]+/.exec(info ?? "")?.[0] ?? "").toLowerCase();
}

function fenceText(piece: string, span: Span): { textSpan: Span } {
  const source = piece.slice(span.start, span.end);
  const opening = /^[ \t]*(?:`{3,}|~{3,})[^\n]*(?:\n|$)/.exec(source);
  if (!opening) return { textSpan: span };
  const start = span.start + opening[0].length;
  const closing = source.lastIndexOf("\n");
  const closed = closing >= opening[0].length - 1 && /^[ \t>]*(?:`{3,}|~{3,})[ \t]*$/.test(source.slice(closing + 1));
  return { textSpan: { start, end: Math.max(start, closed ? span.start + closing : span.end) } };
}

/** The text that a reader sees. Walks with a list of its own because inline marks can be nested without limit. */
function inlineText(root: Nodes): string {
  const parts: string[] = [];
  const waiting: Nodes[] = [root];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    switch (node.type) {
      case "text":
        parts.push(withoutReferences(node.value));
        break;
      case "inlineCode":
      case "code":
        parts.push(node.value);
        break;
      case "image":
      case "imageReference":
        parts.push(node.alt ?? "");
        break;
      case "break":
        parts.push(" ");
        break;
      case "html":
        parts.push(withoutTags(node.value));
        break;
      default:
        if ("children" in node) {
          if (isBlock(node)) parts.push(" ");
          for (let i = node.children.length - 1; i >= 0; i--) {
            const child = node.children[i];
            if (child) waiting.push(child);
          }
        }
    }
  }
  return collapse(parts.join(""));
}

function isBlock(node: Nodes): boolean {
  return ["paragraph", "heading", "listItem", "tableRow", "tableCell", "blockquote"].includes(node.type);
}

/** A reference whose definition is not in the document still shows its text. */
function withoutReferences(text: string): string {
  if (!text.includes("[")) return text;
  return text.replace(/\[\^[^\]\s]{1,60}\]/g, "").replace(/\[([^[\]]{1,300})\]\[[^[\]]{0,200}\]/g, "$1");
}

function tableOf(node: MdTable, piece: string): Table {
  const [head, ...body] = node.children;
  const header = (head?.children ?? []).map((cell) => cellOf(cell, piece));
  const rows = body.map((row): TableRow => {
    const span = spanOf(row);
    const cells = row.children.map((cell) => cellOf(cell, piece));
    // A row that ends early has empty cells; the place to write them is its end.
    const end = { start: Math.max(span.start, span.end - 1), end: span.end };
    while (cells.length < header.length) cells.push({ span: end, text: "" });
    return { span, cells };
  });
  return { kind: "table", span: spanOf(node), header, rows };
}

function cellOf(cell: MdCell, piece: string): Cell {
  const first: PhrasingContent | undefined = cell.children[0];
  const last = cell.children.at(-1);
  if (first && last) return { span: { start: spanOf(first).start, end: spanOf(last).end }, text: inlineText(cell) };
  const whole = spanOf(cell);
  let { start, end } = whole;
  if (piece[start] === "|") start++;
  if (end > start && piece[end - 1] === "|") end--;
  // `||` leaves nothing between the bars; the bar before it is then shown.
  if (start >= end)
    return { span: { start: Math.max(whole.start, start - 1), end: Math.max(start, whole.start + 1) }, text: "" };
  return { span: end - start > 1 ? { start, end: start + 1 } : { start, end }, text: "" };
}
