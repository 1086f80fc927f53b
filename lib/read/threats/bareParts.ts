import { ABSENT } from "../../model/stated.ts";
import {
  type Assumption,
  type Mitigation,
  THREAT_ASPECTS,
  type Threat,
  type ThreatAspect,
  type ThreatElement,
  type ThreatFlow,
  type ThreatModel,
  type TrustBoundary,
} from "../../model/threatModel.ts";

/** What is not said of each part of a threat model; readers spread these and put what their format says over them. */
export const BARE_ELEMENT = {
  outOfScope: false,
  outOfScopeReason: ABSENT,
  zones: "unknown",
  encryptedAtRest: ABSENT,
  storesCredentials: ABSENT,
  isLog: ABSENT,
  software: ABSENT,
} as const satisfies Partial<ThreatElement>;

export const BARE_FLOW = {
  from: ABSENT,
  to: ABSENT,
  protocol: ABSENT,
  protocolVersion: ABSENT,
  port: ABSENT,
  encrypted: ABSENT,
  authentication: ABSENT,
  publicNetwork: ABSENT,
  bidirectional: false,
  data: ABSENT,
  crosses: "unknown",
  outOfScope: false,
} as const satisfies Partial<ThreatFlow>;

export const BARE_BOUNDARY = { trust: ABSENT, parent: ABSENT } as const satisfies Partial<TrustBoundary>;

export const BARE_MITIGATION = { status: ABSENT, references: [] } as const satisfies Partial<Mitigation>;

export const BARE_ASSUMPTION = { validity: ABSENT } as const satisfies Partial<Assumption>;

export const BARE_THREAT = {
  description: ABSENT,
  category: ABSENT,
  on: [],
  status: ABSENT,
  severity: ABSENT,
  mitigation: ABSENT,
  justification: ABSENT,
  mitigationRefs: [],
  likelihood: ABSENT,
  likelihoodKind: "unknown",
  inherentRisk: ABSENT,
  residualRisk: ABSENT,
  verification: ABSENT,
  owner: ABSENT,
  generated: false,
  references: [],
} as const satisfies Partial<Threat>;

export const BARE_MODEL = {
  version: "",
  title: ABSENT,
  owner: ABSENT,
  reviewer: ABSENT,
  description: ABSENT,
  date: ABSENT,
  edition: ABSENT,
  scope: ABSENT,
  methodology: [],
  assets: [],
  views: [],
  elements: [],
  flows: [],
  boundaries: [],
  threats: [],
  mitigations: [],
  assumptions: [],
} as const satisfies Partial<ThreatModel>;

/** Free text can say anything. */
export const EVERY_ASPECT: ReadonlySet<ThreatAspect> = new Set(THREAT_ASPECTS);
