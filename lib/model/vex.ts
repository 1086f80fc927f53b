import type { Span } from "./span.ts";
import type { Stated } from "./stated.ts";

/** A document that says of known vulnerabilities whether and how the product is affected. */
export interface Vex {
  readonly kind: "vex";
  readonly format: "CycloneDX" | "OpenVEX" | "CSAF" | "SPDX";
  readonly version: string;
  readonly serialization: "json" | "json-ld" | "xml" | "yaml";
  readonly anchor: Span;
  readonly author: Stated<string>;
  readonly timestamp: Stated<string>;
  /** When it was last changed, where that is told apart from when it was made. */
  readonly updated?: Stated<string>;
  readonly vulnerabilities: Iterable<Vulnerability>;
}

/** The neutral words for `analysis.state`, OpenVEX `status` and CSAF product status. */
export type VexState = "not affected" | "affected" | "fixed" | "under investigation";

/** One product or component that a statement is about. */
export interface Affected {
  /** As the statement writes it: bom-ref, BOM-Link, purl, product id, IRI. */
  readonly ref: string;
  readonly span: Span;
  /** Other names that the document gives the same thing (purl, CPE); the reference resolves when any of them does. */
  readonly also?: readonly string[];
  /** What the document calls it, where the reference itself means nothing outside. */
  readonly name?: string;
  /** True for a product whose affected parts are named beside it. */
  readonly around?: boolean;
}

/** One vulnerability and what is said about it, in an SBOM or in a VEX file. */
export interface Vulnerability {
  /** `CVE-2024-1234`, `GHSA-...`. */
  readonly id: Stated<string>;
  /** Other ids of the same vulnerability, as written. */
  readonly aliases?: readonly string[];
  /** The id value, else the opening token. */
  readonly anchor: Span;
  readonly span: Span;
  readonly state: Stated<VexState>;
  /** When this statement was made or last changed, where it says so itself. */
  readonly updated?: Stated<string>;
  /** Why the product is not affected: one of the format's justification words. */
  readonly justification: Stated<string>;
  /** Free text of the analysis (`detail`, `impact_statement`). */
  readonly detail: Stated<string>;
  /** What is done about it: `response`, `recommendation`, `workaround`, `action_statement`. */
  readonly action: Stated<string>;
  /** What it is said of: bom-ref, BOM-Link, purl or product id, each where it stands. */
  readonly affects: readonly Affected[];
  /** Free properties by name, as written. */
  readonly properties: readonly { readonly name: string; readonly value: string; readonly span: Span }[];
}
