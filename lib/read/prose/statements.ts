import type { Block, Section, Statement } from "../../model/prose.ts";
import type { Span } from "../../model/span.ts";
import { type ProseFormat, sentencesIn } from "./sentences.ts";
import { type VoiceContext, voiceOf } from "./voice.ts";

/** Where a block stands. */
export interface StatementPlace {
  /** The whole text of the file, which the spans of the block point into. */
  readonly source: string;
  readonly section?: Section;
  readonly format?: ProseFormat;
}

/**
 * What a block says, sentence by sentence (a table: cell by cell, header left out), each with its exact place and its voice.
 * Fences and raw HTML say nothing in sentences.
 */
export function statementsOf(block: Block, place: StatementPlace): Statement[] {
  if (block.kind === "fence" || block.kind === "html") return [];
  const heading = place.section?.heading ?? "";
  if (block.kind === "table") {
    return block.rows.flatMap((row) =>
      row.cells.map(({ span, text }) => ({ span, text, voice: voiceOf(text, { heading }) })),
    );
  }
  const context: VoiceContext = {
    heading,
    quoted: block.kind === "quote" || isItalic(place.source, block.span),
    ticked: block.kind === "list-item" ? block.ticked : undefined,
  };
  const within = block.kind === "definition" ? block.textSpan : block.span;
  return sentencesIn(place.source, within, place.format).map(({ span, text }) => ({
    span,
    text,
    voice: voiceOf(text, context),
  }));
}

/** All of the stretch is one emphasis, as hints for writers often are. */
function isItalic(source: string, span: Span): boolean {
  const first = source[span.start];
  if ((first !== "*" && first !== "_") || span.end - span.start < 3) return false;
  if (source[span.start + 1] === first || source[span.end - 1] !== first || source[span.end - 2] === first)
    return false;
  return !source.slice(span.start + 1, span.end - 1).includes(first);
}
