import type { Prose } from "../../model/prose.ts";
import { ROLES, type Role } from "../../model/vocabulary.ts";

/** Titles that name a kind of document in whole words. A title may name several. */
const TITLES: readonly (readonly [Role, RegExp])[] = [
  ["threat-model", /\bthreat[- ](?:model|models|modell?ing(?: report| document)?|analysis|assessment)\b|\btara\b/],
  [
    "security-risk-assessment",
    /\b(?:cyber ?security|security) risk (?:assessment|analysis|register)\b|\b(?:risk )?assessment of cyber ?security risks?\b/,
  ],
  ["security-risk-management-plan", /\b(?:cyber ?security|security) risk management plan\b/],
  ["security-risk-management-report", /\b(?:cyber ?security|security) risk management report\b/],
  [
    "architecture-views",
    /\b(?:cyber ?security|security) architecture(?: views?)?\b|\barchitecture views?\b|\bsecurity views?\b/,
  ],
  [
    "management-plan",
    /\bcyber ?security (?:management|maintenance) plan\b|\b(?:postmarket|post-market) cyber ?security plan\b/,
  ],
  [
    "labeling",
    /\bcyber ?security label+ing\b|\binstructions for use\b|\b(?:user|operator'?s?|customer) (?:manual|guide)\b|\b(?:product )?security (?:user )?guide\b|\bsecurity (?:configuration|hardening|deployment) guide\b|\bsecurity white ?paper\b|\blabel+ing\b/,
  ],
  [
    "penetration-test-report",
    /\b(?:penetration|pen)[- ]?test(?:ing)? (?:report|summary|results)\b|\bpentest[- ]report\b/,
  ],
  [
    "security-test-report",
    /\b(?:cyber ?security|security) (?:test(?:ing)?|verification|validation)(?: and [a-z]+)? (?:report|summary|results)\b|\bfuzz(?:ing)?(?: test(?:ing)?)? report\b/,
  ],
  ["security-requirements", /\b(?:cyber ?security|security) requirements?(?: specification)?\b/],
  [
    "ots-report",
    /\b(?:ots|soup|off[- ]the[- ]shelf(?: software)?)\b.{0,40}\b(?:report|list|register|record|documentation|software|analysis)\b|\bsoup\b/,
  ],
  ["traceability", /\btrac(?:e|eability) matrix\b|\btraceability(?: report| analysis)?$/],
  ["vulnerability-assessment", /\bvulnerability (?:assessment|analysis|evaluation)(?: report)?\b/],
  [
    "disclosure-policy",
    /\b(?:coordinated |responsible )?vulnerability disclosure(?: policy| process)?\b|\bcvd policy\b|\bresponsible disclosure policy\b/,
  ],
  ["unresolved-anomalies", /\b(?:unresolved|known) anomal(?:y|ies)\b/],
  [
    "component-support",
    /\bsoftware (?:component )?support (?:status|report|information|levels?)\b|\bend[- ]of[- ]support (?:list|register|report|dates)\b/,
  ],
  ["metrics", /\bcyber ?security metrics\b|\bvulnerability metrics\b/],
  ["interoperability", /\binteroperability (?:report|assessment|documentation|specification)\b/],
  ["software-description", /\bsoftware description\b/],
  ["change-assessment", /\bchange (?:impact )?assessment\b/],
  ["mds2", /\bmds ?2\b|\bmanufacturer disclosure statement for medical device security\b/],
];

/** A title with one of these is about such documents, or about somebody else's. */
const ABOUT =
  /\b(?:how to|tutorial|training|course|template|checklist|procedure|process|sop|policy template|introduction to|guide to|guidelines?|workshop|cheat ?sheet|lessons|blog|news|example of|tools?)\b/;

/** Front matter keys that say what a document is. */
const TYPE_KEYS = [
  "role",
  "roles",
  "document-type",
  "document_type",
  "documenttype",
  "doc-type",
  "doc_type",
  "doctype",
  "type",
];

/**
 * The roles that a document shows by itself: what its front matter says, else what its title names.
 * Conservative: a title about such documents (a template, a procedure, a guide to them) gives none, and a text
 * without a telling title gives none either.
 */
export function recogniseRoles(prose: Prose): Role[] {
  const declared = declaredRoles(prose);
  if (declared.length > 0) return declared;
  const roles = new Set<Role>();
  for (const title of titlesOf(prose)) {
    for (const role of rolesOfTitle(title)) roles.add(role);
    if (roles.size > 0) break;
  }
  if (roles.size === 0 && isSecurityPolicy(prose)) roles.add("disclosure-policy");
  return ROLES.filter((role) => roles.has(role));
}

function declaredRoles(prose: Prose): Role[] {
  for (const key of TYPE_KEYS) {
    const entry = prose.frontMatter.get(key);
    if (!entry) continue;
    const words = entry.value.split(/[,;]/).map((word) =>
      word
        .trim()
        .toLowerCase()
        .replace(/[\s_]+/g, "-"),
    );
    const roles = ROLES.filter((role) => words.includes(role));
    if (roles.length > 0) return roles;
    const named = rolesOfTitle(entry.value);
    if (named.length > 0) return named;
  }
  return [];
}

/** The title, the front matter's title, and a first heading that is alone on its level where there is no level 1. */
function titlesOf(prose: Prose): string[] {
  const titles: string[] = [];
  if (prose.title.state === "given") titles.push(prose.title.value);
  const front = prose.frontMatter.get("title");
  if (front) titles.push(front.value);
  const headings = prose.sections.filter((section) => section.level > 0);
  const first = headings[0];
  if (first && headings.filter((section) => section.level <= first.level).length === 1) titles.push(first.heading);
  return titles;
}

function rolesOfTitle(title: string): Role[] {
  const plain = title.toLowerCase().replace(/[’`]/g, "'").replace(/\s+/g, " ").trim();
  if (
    plain.length > 200 ||
    ABOUT.test(plain.replace(/\b(?:security|user|customer|configuration|hardening|deployment) guides?\b/g, ""))
  )
    return [];
  return TITLES.filter(([, pattern]) => pattern.test(plain)).map(([role]) => role);
}

/** `SECURITY.md` as code forges know it: a title "Security Policy" over a section on reporting. */
function isSecurityPolicy(prose: Prose): boolean {
  const titled = titlesOf(prose).some((title) => /^security(?: policy)?$/i.test(title.trim()));
  return (
    titled &&
    prose.sections.some((section) => /\breport(?:ing)?\b.{0,30}\b(?:vulnerabilit|security)/i.test(section.heading))
  );
}
