/**
 * A stretch of a document: half-open offsets in UTF-16 code units into the text as an editor holds it
 * (`text.slice(start, end)` is the covered text). Implementations may compute both ends on first access,
 * so a span that nobody shows costs nothing.
 */
export interface Span {
  readonly start: number;
  readonly end: number;
  /** The covered text, `most` UTF-16 units of it, where it is at hand now and has to be read again later; undefined elsewhere. */
  excerpt?(most: number): string | undefined;
}

/** Something that a reader could not make sense of, at the place where it stands. */
export interface Problem {
  /** One sentence in plain words: subject first, then what to do. */
  readonly message: string;
  readonly span: Span;
}
