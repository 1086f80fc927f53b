import type { Support } from "./sbom.ts";
import type { Span } from "./span.ts";
import type { Stated } from "./stated.ts";

/** A table of support data that stands beside the SBOM (FDA premarket guidance 2026-02-03, V.A.4(b): "such as an addendum"). */
export interface ComponentSupport {
  readonly kind: "component-support";
  readonly format: "CSV" | "YAML" | "Markdown";
  /** Where something missing from the table as a whole is shown: its header, else its first key. */
  readonly anchor: Span;
  readonly rows: readonly SupportRow[];
}

/** What the table says of one component. */
export interface SupportRow {
  readonly name: Stated<string>;
  readonly version: Stated<string>;
  readonly purl: Stated<string>;
  /** The component's `bom-ref` or `SPDXID`. */
  readonly id: Stated<string>;
  readonly support: Support;
  /** The name, else whatever names the component. */
  readonly anchor: Span;
  readonly span: Span;
}
