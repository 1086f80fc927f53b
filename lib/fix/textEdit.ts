import type { Span } from "../model/span.ts";

/** One change of a text: what stands at `span` (empty for an insertion) becomes `insert`. */
export interface TextEdit {
  readonly span: Span;
  readonly insert: string;
}

/** An edit that only adds text at an offset. */
export function insertion(at: number, insert: string): TextEdit {
  return { span: { start: at, end: at }, insert };
}

/** Applies edits to the text that they were made for. They must not overlap. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let result = text;
  for (const { span, insert } of [...edits].sort((a, b) => b.span.start - a.span.start)) {
    result = result.slice(0, span.start) + insert + result.slice(span.end);
  }
  return result;
}
