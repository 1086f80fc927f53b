import type { Span } from "./span.ts";
import type { Stated } from "./stated.ts";

/** What a vulnerability scanner found, freed of its format. */
export interface Scan {
  readonly kind: "scan";
  readonly format: "Grype" | "Trivy" | "OSV-Scanner" | "SARIF";
  /** Where something missing from the whole file is shown: the tool's name, else the opening bracket. */
  readonly anchor: Span;
  /** The scanner by name. */
  readonly tool: Stated<string>;
  /** Of the scanner. */
  readonly version: Stated<string>;
  readonly timestamp: Stated<string>;
  /** Parsed anew on each walk. */
  readonly findings: Iterable<ScanFinding>;
}

/** One vulnerability in one component. */
export interface ScanFinding {
  /** `CVE-2024-1234`, `GHSA-…`; for SARIF of other analysers the id of the rule. */
  readonly id: Stated<string>;
  /** Other ids of the same vulnerability, as written. */
  readonly aliases: readonly string[];
  readonly component: Stated<string>;
  readonly version: Stated<string>;
  readonly purl: Stated<string>;
  /** As the scanner writes it: a word or a score. */
  readonly severity: Stated<string>;
  /** The id, else the opening bracket. */
  readonly anchor: Span;
  readonly span: Span;
}
