import type { Span } from "./span.ts";
import type { Stated } from "./stated.ts";
import type { Characteristic, DocumentationLevel, Pathway, Role, Severity } from "./vocabulary.ts";

/** What `premarket.yaml` says: the device, the planned submission and the documents that belong to it. */
export interface SubmissionConfig {
  readonly kind: "submission";
  readonly format: "premarket.yaml";
  readonly anchor: Span;
  readonly device: {
    readonly name: Stated<string>;
    readonly version: Stated<string>;
    readonly manufacturer: Stated<string>;
    /** Last day on which the maker supports the device, `YYYY-MM-DD`. */
    readonly supportEnds: Stated<string>;
    readonly characteristics: readonly Characteristic[];
    /** The maker's own answer under 524B(c); absent means that it is worked out from the characteristics. */
    readonly cyberDevice: Stated<boolean>;
    readonly documentationLevel: Stated<DocumentationLevel>;
  };
  readonly pathway: Stated<Pathway>;
  /** Planned submission date, `YYYY-MM-DD`. */
  readonly planned: Stated<string>;
  /** The day that everything is compared with; absent means the planned date, else today. */
  readonly asOf: Stated<string>;
  /** A profile's name, or absent: chosen by pathway, date and characteristics. */
  readonly profile: Stated<string>;
  readonly documents: readonly DocumentEntry[];
  /** The `documents` key, where a missing document is shown; else the anchor. */
  readonly documentsAnchor: Span;
  /** Path of a copy of CISA's KEV catalog, relative to the folder of `premarket.yaml`. */
  readonly kev: Stated<string>;
  /** Severity (or `off`) per requirement id. */
  readonly requirements: ReadonlyMap<string, { readonly severity: Severity | "off"; readonly span: Span }>;
  /** Status per source id, overriding the catalogue's (`historical`, `current`, `withdrawn`). */
  readonly sources: ReadonlyMap<string, { readonly status: string; readonly span: Span }>;
}

export interface DocumentEntry {
  /** As written, relative to the folder of `premarket.yaml`. */
  readonly path: string;
  readonly pathSpan: Span;
  readonly roles: readonly Role[];
  readonly span: Span;
}
