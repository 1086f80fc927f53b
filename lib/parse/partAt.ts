import type { Span } from "../model/span.ts";

/** Where a part of a value stands that is written without escapes; all of the value where the part is empty or not in it. */
export function partAt(span: Span, value: string, part: string): Span {
  const at = part === "" ? -1 : value.indexOf(part);
  return at < 0 ? span : { start: span.start + at, end: span.start + at + part.length };
}
