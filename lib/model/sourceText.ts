/**
 * A text by its UTF-16 offsets. A string is one; a huge file is another, whose stretches are read again from the disk when somebody asks
 * for them. `toString()` gives the whole text as one string and is for what has to look at all of it.
 */
export interface SourceText {
  readonly length: number;
  /** As `String.prototype.slice`, for offsets that are not negative. */
  slice(start?: number, end?: number): string;
  toString(): string;
  /** Line of an offset (from 0) and where that line starts; only where lines were counted while the text was read. */
  lineAt?(offset: number): { readonly line: number; readonly start: number };
  /** A stretch in square brackets, where it has to be read anyway; spares copying it behind a bracket of its own. */
  bracketed?(start: number, end: number): string;
  /** Lets go of a file that stretches are read from. Asking for more is still possible. */
  close?(): void;
}
