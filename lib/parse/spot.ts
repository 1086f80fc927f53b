import type { Span } from "../model/span.ts";

/** The place of one value of a document, in whichever syntax, as far as a reader of several syntaxes needs it. */
export interface Spot extends Span {
  /** The text that a finding about a given value covers: without quotes; an empty one as far as something can be shown. */
  readonly inner: Span;
  /** Where the value begins: its bracket, its first key or its tag. Shown when something is missing that has no better place. */
  readonly opening: Span;
  /** The place of a value further in; of the nearest value around it where the path leads to nothing. */
  child(...path: (string | number)[]): Spot;
  /** A part of a text value; all of it where escapes or folded lines hide the part. */
  part(text: string): Span;
}
