import type { Block, Prose, Table } from "../model/prose.ts";
import type { ReadFile } from "../model/readFile.ts";
import { mayHoldTable } from "../read/prose/mayHoldTable.ts";
import { standInKind } from "../read/standInWords.ts";

/** The prose that a file holds, if it holds any. */
export function proseOf(file: ReadFile): Prose | undefined {
  return file.models.find((model): model is Prose => model.kind === "prose");
}

/** Tables of a document in order; only sections whose text may hold one are parsed. */
export function tablesOf(prose: Prose): Table[] {
  return prose.sections
    .filter((section) => mayHoldTable(section.text))
    .flatMap((section) => section.blocks().filter((block): block is Table => block.kind === "table"));
}

/** Blocks that speak for the document: no quotes, which cite others, and no fences. Only sections that `likely` accepts by their raw text are parsed. */
export function spokenBlocks(prose: Prose, likely: (text: string) => boolean): Block[] {
  return prose.sections
    .filter((section) => likely(section.text))
    .flatMap((section) =>
      section.blocks().filter((block) => block.kind !== "quote" && block.kind !== "fence" && block.kind !== "html"),
    );
}

/** Cells that say nothing. `n/a`, `none` and `unknown` are answers: somebody looked. */
export function isStandIn(text: string): boolean {
  const kind = standInKind(text);
  return kind === "empty" || kind === "later" || kind === "blank";
}
