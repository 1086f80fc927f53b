import type { Span } from "./span.ts";

/** A finding that was there when somebody began to look, and that is worked off apart from new ones. */
export interface BaselineEntry {
  readonly fingerprint: string;
  readonly requirement: string;
  /** Path of the document, relative to `premarket.yaml`. */
  readonly path: string;
  readonly subject: string;
  /** Where the entry stands in its file. */
  readonly span: Span;
}

/** What `premarket-baseline.json` says. */
export interface BaselineFile {
  readonly kind: "baseline";
  readonly format: "premarket-baseline.json";
  readonly anchor: Span;
  readonly entries: readonly BaselineEntry[];
}
