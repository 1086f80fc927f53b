/** What a file is in a submission. The descriptions and how each is recognised stand in `guidance/roles.yaml`. */
export const ROLES = [
  "sbom",
  "component-support",
  "vex",
  "vulnerability-assessment",
  "scan",
  "threat-model",
  "security-risk-assessment",
  "security-risk-management-plan",
  "security-risk-management-report",
  "safety-risk-file",
  "security-requirements",
  "architecture-views",
  "software-description",
  "interoperability",
  "security-test-report",
  "penetration-test-report",
  "unresolved-anomalies",
  "metrics",
  "management-plan",
  "disclosure-policy",
  "labeling",
  "mds2",
  "ots-report",
  "traceability",
  "change-assessment",
  "capa",
  "supplier-file",
  "regulatory-decision",
  "mobile-app",
  "investigational-plan",
  "other",
] as const;
export type Role = (typeof ROLES)[number];

/** What the device is and where it is used; decides which requirements apply. */
export const CHARACTERISTICS = [
  "software",
  "networked",
  "connectable",
  "wireless",
  "bluetooth",
  "wifi",
  "cellular",
  "cloud",
  "mobile-app",
  "off-the-shelf-software",
  "commercial-os",
  "rtos",
  "phi",
  "multi-patient",
  "interoperable",
  "home-use",
  "healthcare-facility",
  "implantable",
  "infusion-pump",
  "ai",
  "marketed-predecessor",
  "modification",
] as const;
export type Characteristic = (typeof CHARACTERISTICS)[number];

/** The kind of premarket submission; `none` is a device that is not (or not yet) submitted. */
export const PATHWAYS = ["510k", "de-novo", "pma", "pdp", "hde", "ide", "none"] as const;
export type Pathway = (typeof PATHWAYS)[number];

/** How much a submission says of its software (FDA, 2023-06-14): judged by the risk before any control, for the device as a whole. */
export const DOCUMENTATION_LEVELS = ["basic", "enhanced"] as const;
export type DocumentationLevel = (typeof DOCUMENTATION_LEVELS)[number];

/** How binding a source's text is. Only `statute` and `regulation` may be spoken of as required. */
export const STRENGTHS = ["statute", "regulation", "should", "may", "info"] as const;
export type Strength = (typeof STRENGTHS)[number];

export const SEVERITIES = ["error", "warning", "information"] as const;
export type Severity = (typeof SEVERITIES)[number];

export const VERDICTS = [
  "met",
  "partly met",
  "not met",
  "waived",
  "not applicable",
  "not evaluated",
  "needs review",
] as const;
export type Verdict = (typeof VERDICTS)[number];
