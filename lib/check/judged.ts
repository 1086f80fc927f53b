import type { Span } from "../model/span.ts";
import type { Submission } from "../model/submissionSet.ts";

/** A value with what a rule may look at besides. */
export interface Judged {
  readonly value: unknown;
  readonly span: Span;
  /** Which of several encodings carries it. */
  readonly via?: string;
  readonly element: unknown;
  readonly submission: Submission;
}

/** Where something stands; in the element's own document unless a path says otherwise. */
export interface Stood {
  readonly span: Span;
  readonly path?: string;
}

/** What is wrong with a value: what was expected, and where to point when it is not the whole value. */
export interface Wrong {
  readonly expected: string;
  readonly found?: string;
  readonly at?: Stood;
  readonly related?: readonly Stood[];
}

export type Judgement = "right" | "not judged" | Wrong;
