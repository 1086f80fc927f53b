import type { Span } from "./span.ts";
import type { Stated } from "./stated.ts";

/** A threat model, freed of its format. A boolean that a tool stores as `false` by default is `absent` here: "not ticked" is not "no". */
export interface ThreatModel {
  readonly kind: "threat-model";
  /** As its makers write it: `Threat Dragon`, `Markdown`, ... */
  readonly format: string;
  readonly version: string;
  readonly serialization: "json" | "xml" | "yaml" | "hcl" | "markdown" | "rst";
  /** Title value, else opening token. */
  readonly anchor: Span;
  readonly title: Stated<string>;
  readonly owner: Stated<string>;
  readonly reviewer: Stated<string>;
  readonly description: Stated<string>;
  /** STRIDE, LINDDUN, ... as named by the model. */
  readonly methodology: readonly Stated<string>[];
  readonly elements: readonly ThreatElement[];
  readonly flows: readonly ThreatFlow[];
  readonly boundaries: readonly TrustBoundary[];
  readonly threats: readonly Threat[];
  readonly mitigations: readonly Mitigation[];
  readonly assumptions: readonly Assumption[];
}

export interface ThreatElement {
  readonly id: string;
  readonly name: Stated<string>;
  readonly kind: "actor" | "process" | "store" | "external" | "component" | "device" | "asset";
  readonly anchor: Span;
  readonly outOfScope: boolean;
  readonly outOfScopeReason: Stated<string>;
}

export interface ThreatFlow {
  readonly id: string;
  readonly name: Stated<string>;
  readonly anchor: Span;
  /** Element ids; absent when that end hangs in the air. */
  readonly from: Stated<string>;
  readonly to: Stated<string>;
  readonly protocol: Stated<string>;
  readonly encrypted: Stated<boolean>;
  readonly publicNetwork: Stated<boolean>;
  /** Ids of the boundaries that the flow crosses; `unknown` where the format or drawing does not tell. */
  readonly crosses: readonly string[] | "unknown";
  readonly outOfScope: boolean;
}

export interface TrustBoundary {
  readonly id: string;
  readonly name: Stated<string>;
  readonly anchor: Span;
}

export type ThreatStatus =
  | "untriaged"
  | "open"
  | "mitigated"
  | "accepted"
  | "transferred"
  | "avoided"
  | "not applicable";

export interface Threat {
  /** The author's own id where there is one (`T-12`), else the tool's. */
  readonly id: string;
  readonly title: Stated<string>;
  readonly anchor: Span;
  readonly description: Stated<string>;
  readonly category: Stated<string>;
  /** Ids of the elements or flows that it is said of; empty for the model as a whole. */
  readonly on: readonly string[];
  readonly status: Stated<ThreatStatus>;
  readonly severity: Stated<string>;
  readonly mitigation: Stated<string>;
  readonly justification: Stated<string>;
}

export interface Mitigation {
  readonly id: string;
  readonly text: Stated<string>;
  readonly anchor: Span;
}

export interface Assumption {
  readonly id: string;
  readonly text: Stated<string>;
  readonly anchor: Span;
}
