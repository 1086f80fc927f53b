import type { Span } from "./span.ts";
import type { Stated } from "./stated.ts";

/** A copy of CISA's catalog of known exploited vulnerabilities that the user supplies; Premarket itself has none and fetches none. */
export interface KevCatalog {
  readonly kind: "kev";
  readonly format: "JSON" | "CSV";
  /** Title or version of the catalog, else its opening token. */
  readonly anchor: Span;
  /** As the catalog numbers itself (`2026.10.30`); absent in CSV. */
  readonly version: Stated<string>;
  /** Day or time of its release; absent in CSV. */
  readonly released: Stated<string>;
  /** By CVE id in capitals. */
  readonly entries: ReadonlyMap<string, KevEntry>;
}

export interface KevEntry {
  /** Where the id stands. */
  readonly span: Span;
  /** Day on which CISA added it, as written; empty where none is given. */
  readonly added: string;
}
