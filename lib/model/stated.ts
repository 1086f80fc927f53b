import type { Span } from "./span.ts";

/**
 * A fact as a document states it. Three things are told apart because a reviewer tells them apart:
 * nothing is said (`absent`), the author says that it is not known (`unknown`: NOASSERTION, "unknown", an empty value, ...),
 * and a value is given (`given`).
 */
export type Stated<T> = Absent | DeclaredUnknown | Given<T>;

export interface Absent {
  readonly state: "absent";
}

export interface DeclaredUnknown {
  readonly state: "unknown";
  /** The stand-in as written, for messages. */
  readonly raw: string;
  readonly span: Span;
  /** The document that it stands in, where that is not the document of the element itself. */
  readonly path?: string;
}

export interface Given<T> {
  readonly state: "given";
  readonly value: T;
  readonly span: Span;
  /** Which of several accepted encodings carries the fact (a property name, `purl`, `publisher`, ...), where there are several. */
  readonly via?: string;
  /** The document that it stands in, where that is not the document of the element itself. */
  readonly path?: string;
}

export const ABSENT: Absent = { state: "absent" };
