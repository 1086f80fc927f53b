import { severityOf } from "../assess/severity.ts";
import { type Catalogue, catalogue } from "../guidance/catalogue.ts";
import { OWN_SOURCE } from "../guidance/ownRules.ts";
import type { AppliedWaiver, AssessedFile, Assessment, Finding, Trouble } from "../model/assessment.ts";
import type { Requirement, Source } from "../model/guidance.ts";
import type { Span } from "../model/span.ts";
import type { Severity } from "../model/vocabulary.ts";
import { countText, type FindingGroup } from "./groups.ts";
import { markdownToText } from "./markdownToText.ts";
import { type Places, placesOf } from "./placesOf.ts";
import { requirementPage } from "./requirementPage.ts";
import { CODE_SCANNING, type SarifItem, sarifItems } from "./sarifResults.ts";
import { strengthWords } from "./strengthWords.ts";
import { DISCLAIMER, verdictCounts } from "./summary.ts";

const LEVELS: Readonly<Record<Severity, "error" | "warning" | "note">> = {
  error: "error",
  warning: "warning",
  information: "note",
};

/**
 * The report as SARIF 2.1.0, piece by piece. All requirements of the run are declared as rules, not only those that fired, so that
 * a viewer can close what is no longer found; the order of everything follows the assessment.
 * @param guidance where the examples of the rules' help come from
 */
export function* sarifPieces(assessment: Assessment, guidance: Catalogue = catalogue()): Generator<string> {
  const places = placesOf(assessment);
  const { findings, waived } = assessment;
  const rules = rulesOf(assessment, guidance);
  const ruleIndex = new Map(rules.map((rule, index) => [rule.id, index]));
  const { items, together } = sarifItems(findings);
  const { name, version } = assessment.tool;
  const driver = { name, semanticVersion: version, version, rules };
  yield `{"$schema":"https://json.schemastore.org/sarif-2.1.0.json","version":"2.1.0","runs":[{"tool":${JSON.stringify({ driver })},\n`;
  yield `"columnKind":"utf16CodeUnits","invocations":[${JSON.stringify(invocationOf(assessment, places, together))}],\n`;
  yield `"artifacts":${JSON.stringify(assessment.files.map(artifactOf))},\n"results":[`;
  let before = "\n";
  // The standard wants either no result or every result to speak of suppressions.
  const unsuppressed = waived.length > 0 ? { suppressions: [] } : {};
  const compared = findings.some(({ known }) => known);
  for (const item of items) {
    const { requirement } = item.kind === "finding" ? item.finding : item.group;
    const index = ruleIndex.get(requirement.id) ?? -1;
    const result = item.kind === "finding" ? resultOf(item.finding, index, places) : groupResult(item, index, places);
    yield before + JSON.stringify({ ...result, ...(compared && stateOf(item)), ...unsuppressed });
    before = ",\n";
  }
  for (const { finding, waiver } of waived) {
    const result = resultOf(finding, ruleIndex.get(finding.requirement.id) ?? -1, places);
    yield before +
      JSON.stringify({
        ...result,
        ...(compared && { baselineState: "unchanged" }),
        suppressions: [suppressionOf(waiver, places)],
      });
    before = ",\n";
  }
  yield `],\n"properties":${JSON.stringify(runProperties(assessment, together))}}]}\n`;
}

/** The whole report as one SARIF text. */
export function sarif(assessment: Assessment, guidance: Catalogue = catalogue()): string {
  return [...sarifPieces(assessment, guidance)].join("");
}

function rulesOf({ guidance: held, findings }: Assessment, guidance: Catalogue) {
  const own = findings.some(({ requirement }) => requirement.source === OWN_SOURCE.id)
    ? [{ source: OWN_SOURCE, status: OWN_SOURCE.status }]
    : [];
  return [...held, ...own].flatMap(({ source, status }) =>
    source.requirements.map((requirement) => ruleOf(requirement, { source, status, guidance })),
  );
}

interface RuleContext {
  readonly source: Source;
  /** Status in this run, which `premarket.yaml` may override. */
  readonly status: string;
  readonly guidance: Catalogue;
}

function ruleOf(requirement: Requirement, { source, status, guidance }: RuleContext) {
  const page = requirementPage(requirement, source, guidance.examples(requirement.id), guidance);
  // A question is never a finding, and an entry that another one answers is not reported again.
  const own = requirement.source === OWN_SOURCE.id;
  const level = requirement.check || own ? LEVELS[severityOf(requirement, {}, status, undefined)] : "none";
  return {
    id: requirement.id,
    shortDescription: { text: sentence(requirement.title) },
    fullDescription: {
      text: `${sentence(requirement.title)} ${strengthWords(requirement, source)} ${requirement.why}`,
    },
    help: { text: markdownToText(page, 100), markdown: page },
    ...(source.url === "" ? {} : { helpUri: source.url }),
    defaultConfiguration: { level },
    properties: {
      source: own ? source.title : `${source.title}, edition of ${source.date}`,
      citation: requirement.cite,
      strength: requirement.strength,
      tags: [source.id, requirement.strength],
    },
  };
}

function sentence(title: string): string {
  return /[.?!]$/.test(title) ? title : `${title}.`;
}

function resultOf(finding: Finding, ruleIndex: number, places: Places) {
  const related = finding.related.map(({ path, span, says }, id) => ({
    id: id + 1,
    ...locationOf(path, span, places),
    message: { text: says },
  }));
  return {
    ruleId: finding.requirement.id,
    ruleIndex,
    level: LEVELS[finding.severity],
    message: { text: finding.message },
    locations: [locationOf(finding.path, finding.span, places)],
    ...(related.length > 0 ? { relatedLocations: related } : {}),
    partialFingerprints: { "premarket/v1": finding.fingerprint },
    properties: { subject: finding.subject },
  };
}

/** What the baseline says of a result; with one new finding in it, a group is new. */
function stateOf(item: SarifItem) {
  const known = item.kind === "finding" ? item.finding.known : item.findings.every((finding) => finding.known);
  return { baselineState: known ? "unchanged" : "new" };
}

/** SARIF tells comments in the document itself from files beside it. */
function suppressionOf({ path, span, reason, by, until }: AppliedWaiver, places: Places) {
  return {
    kind: by === "" ? "inSource" : "external",
    status: "accepted",
    justification: reason,
    location: locationOf(path, span, places),
    ...(by === "" ? {} : { properties: { by, ...(until === "" ? {} : { until }) } }),
  };
}

/** Part of a large group as one result: the place of its first finding, all findings as related locations. */
function groupResult(item: Extract<SarifItem, { kind: "group" }>, ruleIndex: number, places: Places) {
  const { findings, group, message, fingerprint } = item;
  const [first] = findings;
  const listed = findings.flatMap((finding) => [
    { ...locationOf(finding.path, finding.span, places), message: { text: finding.message } },
    ...finding.related.map(({ path, span, says }) => ({ ...locationOf(path, span, places), message: { text: says } })),
  ]);
  return {
    ruleId: group.requirement.id,
    ruleIndex,
    level: LEVELS[group.severity],
    message: { text: message },
    locations: first === undefined ? [] : [locationOf(first.path, first.span, places)],
    relatedLocations: listed.map((location, id) => ({ id: id + 1, ...location })),
    occurrenceCount: findings.length,
    partialFingerprints: { "premarket/v1": fingerprint },
    properties: { findings: findings.map(({ subject, fingerprint: own }) => ({ subject, fingerprint: own })) },
  };
}

function locationOf(path: string, span: Span, places: Places) {
  const { start, end } = places.range(path, span);
  return {
    physicalLocation: {
      artifactLocation: { uri: uriOf(path) },
      region: {
        startLine: start.line,
        startColumn: start.column,
        endLine: end.line,
        endColumn: end.column,
        charOffset: span.start,
        charLength: span.end - span.start,
      },
    },
  };
}

/** A name that is not well-formed text cannot be encoded. */
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** A path of the run as a URI reference; absolute ones (another drive, say) become `file:` URIs. */
export function uriOf(path: string): string {
  const encode = (parts: string) =>
    parts
      .split("/")
      .map((part) => encodeURIComponent(part.replace(LONE_SURROGATE, "\ufffd")))
      .join("/");
  const drive = /^([A-Za-z]:)(\/.*)$/.exec(path);
  if (drive) return `file:///${drive[1]}${encode(drive[2] ?? "")}`;
  return path.startsWith("/") ? `file://${encode(path)}` : encode(path);
}

function artifactOf({ path, sha256, roles, kind, state }: AssessedFile) {
  return {
    location: { uri: uriOf(path) },
    roles: ["analysisTarget"],
    ...(sha256 === "" ? {} : { hashes: { "sha-256": sha256 } }),
    properties: { roles, kind, state },
  };
}

function invocationOf({ troubles, notes }: Assessment, places: Places, together: readonly FindingGroup[]) {
  return {
    executionSuccessful: troubles.length === 0,
    toolExecutionNotifications: [
      ...troubles.map((trouble) => ({ level: "error", ...notificationOf(trouble, places) })),
      ...notes.map((note) => ({ level: "note", ...notificationOf(note, places) })),
      ...(together.length > 0 ? [{ level: "note", message: { text: togetherSentence(together) } }] : []),
    ],
  };
}

function togetherSentence(together: readonly FindingGroup[]): string {
  const findings = together.reduce((sum, group) => sum + group.findings.length, 0);
  const requirements = new Set(together.map((group) => group.requirement.id)).size;
  return (
    `Code scanning shows ${countText(CODE_SCANNING.shown)} results of a run, so ${countText(findings)} findings of ${requirements} ` +
    `${requirements === 1 ? "requirement" : "requirements"} stand in few results, each finding among the related locations of one.`
  );
}

function notificationOf({ message, path, span }: Trouble, places: Places) {
  const location = { physicalLocation: { artifactLocation: { uri: uriOf(path ?? "") } } };
  const placed = path !== undefined && span !== undefined ? locationOf(path, span, places) : location;
  return { message: { text: message }, ...(path === undefined ? {} : { locations: [placed] }) };
}

function runProperties({ asOf, profile, guidance, settled, findings }: Assessment, together: readonly FindingGroup[]) {
  const groups = together.map(({ requirement, path, severity, findings: own }) => ({
    requirement: requirement.id,
    path,
    severity,
    findings: own.length,
  }));
  return {
    findings: findings.length,
    ...(groups.length > 0 ? { groupedFindings: groups } : {}),
    asOf,
    profile,
    guidance: guidance.map(({ source, hash, status }) => ({
      id: source.id,
      edition: source.date,
      status,
      sha256: hash,
      verdicts: Object.fromEntries(verdictCounts(settled, source.id)),
    })),
    disclaimer: DISCLAIMER,
  };
}
