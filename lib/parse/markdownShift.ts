import type { Block, Cell } from "../model/prose.ts";
import type { Span } from "../model/span.ts";

interface Placed {
  readonly by: number;
  readonly blocks: readonly Block[];
}

const LAST = new WeakMap<readonly Block[], Placed>();

/** The same for the blocks of a cached section: after an edit the sections above it stand where they stood, and their copies are still good. */
export function placeBlocks(blocks: readonly Block[], by: number): readonly Block[] {
  if (by === 0 || blocks.length === 0) return blocks;
  const last = LAST.get(blocks);
  if (last?.by === by) return last.blocks;
  const placed = shiftBlocks(blocks, by);
  LAST.set(blocks, { by, blocks: placed });
  return placed;
}

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
