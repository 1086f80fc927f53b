import type { Span } from "./span.ts";
import type { Given, Stated } from "./stated.ts";
import type { Vulnerability } from "./vex.ts";

/**
 * What a software bill of materials says, freed of its format.
 * `components` and `dependencies` may be walked more than once, but a walk over a huge file parses it anew: walk once for all questions.
 */
export interface Sbom {
  readonly kind: "sbom";
  readonly format: "CycloneDX" | "SPDX";
  /** As the file states it, without prefix: `1.6`, `2.3`. */
  readonly version: string;
  readonly serialization: "json" | "json-ld" | "xml" | "yaml" | "tag-value" | "rdf";
  /** Where something missing from the document as a whole is shown: the product's name, else the document's name, else the format mark. */
  readonly anchor: Span;
  /** A person or organisation that wrote the SBOM data; a tool alone is not an author (it is in `tools`). */
  readonly author: Stated<string>;
  readonly timestamp: Stated<string>;
  readonly tools: readonly Stated<string>[];
  /** When in the life of the software the data were gathered: CycloneDX lifecycle phase, SPDX 3 `software_sbomType`; a word of it in an SPDX 2 comment. */
  readonly context: Stated<string>;
  /** What tells this edition of the SBOM from all others: CycloneDX `serialNumber`, SPDX 2 `documentNamespace`, SPDX 3 `spdxId` of the document. */
  readonly serial: Stated<string>;
  /** A signature inside the file; a detached one is not seen. */
  readonly signature: Stated<string>;
  /** What the SBOM describes: CycloneDX `metadata.component`, the SPDX package that the document DESCRIBES. Not in `components`. */
  readonly product: Component | undefined;
  /** Every component (SPDX: package) at any depth, without the CycloneDX `metadata.component` itself. For SPDX the described package is included. */
  readonly components: Iterable<Component>;
  /** Edges "from depends on / contains to", reversed kinds already turned round. */
  readonly dependencies: Iterable<Dependency>;
  /** Ids that have an entry in the dependency graph, with or without edges (a leaf that is declared to have none). */
  readonly graphEntries: Iterable<string>;
  /** Ids that a reference may resolve to besides components: services, the product, files, the document itself. */
  readonly otherIds: ReadonlySet<string>;
  /** What the SBOM says about its own completeness (CycloneDX `compositions`, SPDX NOASSERTION/NONE targets). */
  readonly completeness: Stated<string>;
  readonly vulnerabilities: Iterable<Vulnerability>;
}

/** One edge of the dependency graph. */
export interface Dependency {
  readonly from: string;
  readonly fromSpan: Span;
  readonly to: string;
  readonly toSpan: Span;
}

/** One software component. Fields are read when they are asked for. */
export interface Component {
  /** Local id: `bom-ref`, `SPDXID`. */
  readonly id: Stated<string>;
  /** Where something missing from the component is shown: its name value, else its opening token. */
  readonly anchor: Span;
  /** The whole element. */
  readonly span: Span;
  /** 0 for a top-level component, 1 for one inside it, ... */
  readonly depth: number;
  /** `library`, `operating-system`, ...; lower-case, as CycloneDX names them. */
  readonly type: string | undefined;
  /** `group/name` where a group is given. */
  readonly name: Stated<string>;
  readonly version: Stated<string>;
  /** CycloneDX supplier, else manufacturer, else publisher; SPDX supplier, else originator. An author is not a supplier. */
  readonly supplier: Stated<string>;
  readonly purl: Stated<string>;
  readonly cpe: Stated<string>;
  readonly swid: Stated<string>;
  readonly hashes: Stated<readonly Hash[]>;
  readonly license: Stated<string>;
  /** Who made it, which may be another than who supplies it: CycloneDX manufacturer, else authors; SPDX originator. */
  readonly producer: Stated<string>;
  readonly copyright: Stated<string>;
  readonly support: Support;
}

export interface Hash {
  /** As the file writes it: `SHA-256`, `SHA256`. */
  readonly algorithm: string;
  readonly content: string;
  readonly span: Span;
}

/** Support data of a component in whichever encoding it stands (`via` of each fact names the encoding). */
export interface Support {
  /** "actively maintained", "no longer maintained", "abandoned" or another word; as written. */
  readonly level: Stated<string>;
  /** End of support as written; a date where the author did it right. End of life is not end of support. */
  readonly end: Stated<string>;
  /** Set when only an end-of-life date stands there. */
  readonly endOfLife: Stated<string>;
  /** Why level or end of support cannot be given. */
  readonly justification: Stated<string>;
  /** The reasons that excuse a missing level, and a missing end: a justification that names a field is for that field only. */
  readonly levelJustification: Stated<string>;
  readonly endJustification: Stated<string>;
  /** How the component will be updated or replaced when its support ends. */
  readonly plan: Stated<string>;
  /** The day on which somebody looked the support up. */
  readonly assessed: Stated<string>;
  /** Further statements of the end of support, after the one in `end`; another encoding of the SBOM, or an addendum. */
  readonly otherEnds: readonly Given<string>[];
}
