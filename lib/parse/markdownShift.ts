import type { Block, Cell } from "../model/prose.ts";
import type { Span } from "../model/span.ts";

/** Copies of blocks whose offsets are moved by `by`. */
export function shiftBlocks(blocks: readonly Block[], by: number): readonly Block[] {
  return by === 0 ? blocks : blocks.map((block) => shiftBlock(block, by));
}

function shiftBlock(block: Block, by: number): Block {
  const span = moved(block.span, by);
  if (block.kind === "fence") return { ...block, span, textSpan: moved(block.textSpan, by) };
  if (block.kind === "definition") {
    return { ...block, span, termSpan: moved(block.termSpan, by), textSpan: moved(block.textSpan, by) };
  }
  if (block.kind !== "table") return { ...block, span };
  const cells = (row: readonly Cell[]) => row.map((cell) => ({ span: moved(cell.span, by), text: cell.text }));
  return {
    kind: "table",
    span,
    header: cells(block.header),
    rows: block.rows.map((row) => ({ span: moved(row.span, by), cells: cells(row.cells) })),
  };
}

function moved(span: Span, by: number): Span {
  return { start: span.start + by, end: span.end + by };
}
