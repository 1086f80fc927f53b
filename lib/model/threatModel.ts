import type { Span } from "./span.ts";
import type { Stated } from "./stated.ts";

/** A threat model, freed of its format. A boolean that a tool stores as `false` by default is `absent` here: "not ticked" is not "no". */
export interface ThreatModel {
  readonly kind: "threat-model";
  /** As its makers write it: `Threat Dragon`, `Markdown`, ... */
  readonly format: string;
  readonly version: string;
  readonly serialization: "json" | "xml" | "yaml" | "hcl" | "markdown" | "rst" | "text";
  /** Title value, else opening token. */
  readonly anchor: Span;
  readonly title: Stated<string>;
  readonly owner: Stated<string>;
  readonly reviewer: Stated<string>;
  readonly description: Stated<string>;
  /** Day of the last change or approval, as written. */
  readonly date: Stated<string>;
  /** The author's own number of this model's edition, not the format's. */
  readonly edition: Stated<string>;
  /** What the model covers and what it does not, in the author's words. */
  readonly scope: Stated<string>;
  /** STRIDE, LINDDUN, ... as named by the model. */
  readonly methodology: readonly Stated<string>[];
  /** What this format (not this file) has a place for; a check of anything else is not evaluated. */
  readonly expresses: ReadonlySet<ThreatAspect>;
  readonly assets: readonly ThreatAsset[];
  readonly views: readonly ThreatView[];
  readonly elements: readonly ThreatElement[];
  readonly flows: readonly ThreatFlow[];
  readonly boundaries: readonly TrustBoundary[];
  readonly threats: readonly Threat[];
  readonly mitigations: readonly Mitigation[];
  readonly assumptions: readonly Assumption[];
}

/** Every kind of statement that a format may or may not have a place for. */
export const THREAT_ASPECTS = [
  "owner",
  "date",
  "edition",
  "scope",
  "methodology",
  "assets",
  "actors",
  "elements",
  "flows",
  "boundaries",
  "flow-protocol",
  "flow-protocol-version",
  "flow-encryption",
  "flow-authentication",
  "threats",
  "threat-target",
  "threat-category",
  "threat-status",
  "threat-severity",
  "threat-likelihood",
  "threat-mitigation",
  "threat-justification",
  "residual-risk",
  "verification",
  "assumptions",
  "out-of-scope-reason",
] as const;
export type ThreatAspect = (typeof THREAT_ASPECTS)[number];

/** Something worth protecting: data, a function, a credential, a piece of hardware or software. */
export interface ThreatAsset {
  readonly id: string;
  readonly name: Stated<string>;
  readonly anchor: Span;
  readonly kind: "data" | "software" | "hardware" | "function" | "credential" | "other";
}

/** One diagram or named view of the model. */
export interface ThreatView {
  readonly id: string;
  readonly title: Stated<string>;
  readonly anchor: Span;
  readonly description: Stated<string>;
}

export interface ThreatElement {
  readonly id: string;
  readonly name: Stated<string>;
  readonly kind: "actor" | "process" | "store" | "external" | "component" | "device" | "asset";
  readonly anchor: Span;
  readonly outOfScope: boolean;
  readonly outOfScopeReason: Stated<string>;
  /** Ids of the boundaries that the element stands in, innermost first; `unknown` where the format or drawing does not tell. */
  readonly zones: readonly string[] | "unknown";
  /** Whether what is stored is encrypted. */
  readonly encryptedAtRest: Stated<boolean>;
  /** Whether credentials or keys are kept here. */
  readonly storesCredentials: Stated<boolean>;
  /** Whether this is a log. */
  readonly isLog: Stated<boolean>;
  /** Product, component or purl that the element stands for, where the model names it. */
  readonly software: Stated<string>;
}

export interface ThreatFlow {
  readonly id: string;
  readonly name: Stated<string>;
  readonly anchor: Span;
  /** Element ids; absent when that end hangs in the air. */
  readonly from: Stated<string>;
  readonly to: Stated<string>;
  readonly protocol: Stated<string>;
  /** Of the protocol (`1.3`), where it does not stand in the protocol's name. */
  readonly protocolVersion: Stated<string>;
  readonly port: Stated<string>;
  readonly encrypted: Stated<boolean>;
  /** How or whether the ends prove who they are: a mechanism in words, or `true`/`false` as text where the format has a tick only. */
  readonly authentication: Stated<string>;
  readonly publicNetwork: Stated<boolean>;
  readonly bidirectional: boolean;
  /** Names of the data that travel. */
  readonly data: Stated<string>;
  /** Ids of the boundaries that the flow crosses; `unknown` where the format or drawing does not tell. */
  readonly crosses: readonly string[] | "unknown";
  readonly outOfScope: boolean;
}

export interface TrustBoundary {
  readonly id: string;
  readonly name: Stated<string>;
  readonly anchor: Span;
  /** Trust or level as written, where the format has one. */
  readonly trust: Stated<string>;
  /** Id of the boundary around this one. */
  readonly parent: Stated<string>;
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
  /** Ids of `mitigations` that answer it. */
  readonly mitigationRefs: readonly string[];
  /** How easily or how likely it happens, as written. */
  readonly likelihood: Stated<string>;
  /** Whether `likelihood` speaks of exploitability (CVSS, skill, access, ...) or of probability. */
  readonly likelihoodKind: "exploitability" | "probability" | "unknown";
  /** Score or level before and after mitigation, as written. */
  readonly inherentRisk: Stated<string>;
  readonly residualRisk: Stated<string>;
  /** How the mitigation is verified: test ids or words. */
  readonly verification: Stated<string>;
  readonly owner: Stated<string>;
  /** True when a tool made it and nobody has touched it since. */
  readonly generated: boolean;
  /** CWE, CAPEC, ATT&CK, EMB3D and CVE ids as written. */
  readonly references: readonly { readonly id: string; readonly span: Span }[];
}

export interface Mitigation {
  readonly id: string;
  readonly text: Stated<string>;
  readonly anchor: Span;
  /** As written (`implemented`, `planned`). */
  readonly status: Stated<string>;
  /** Requirement or test ids that it names. */
  readonly references: readonly { readonly id: string; readonly span: Span }[];
}

export interface Assumption {
  readonly id: string;
  readonly text: Stated<string>;
  readonly anchor: Span;
  /** Whether somebody has looked if it holds, as written (`confirmed`, `unverified`). */
  readonly validity: Stated<string>;
}
