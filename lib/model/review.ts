import type { Span } from "./span.ts";
import type { Stated } from "./stated.ts";

/** What a person may answer to a question. */
export const ANSWERS = ["met", "partly met", "not met", "not applicable"] as const;
export type Answer = (typeof ANSWERS)[number];

/** A question that a person has answered, as it is written down in `premarket-reviews.yaml`. */
export interface Review {
  /** Id of the requirement as written; nobody has looked yet whether there is one. */
  readonly requirement: string;
  readonly answer: Stated<Answer>;
  readonly by: Stated<string>;
  /** Day of the answer, `YYYY-MM-DD`. */
  readonly date: Stated<string>;
  readonly note: Stated<string>;
  /** The documents that the answer rests on, as they were on that day; a change of one makes the answer stale. */
  readonly evidence: readonly ReviewedDocument[];
  /** Where the review itself is shown: the id of its requirement. */
  readonly anchor: Span;
}

export interface ReviewedDocument {
  /** Relative to `premarket.yaml`, with forward slashes. */
  readonly path: string;
  /** SHA-256 of its bytes as lower-case hex. */
  readonly sha256: string;
}

/** What `premarket-reviews.yaml` says; of several answers to one question the last counts. */
export interface ReviewFile {
  readonly kind: "reviews";
  readonly format: "premarket-reviews.yaml";
  readonly anchor: Span;
  readonly reviews: readonly Review[];
}
