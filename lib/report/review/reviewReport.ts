import { type Catalogue, catalogue as ownCatalogue } from "../../guidance/catalogue.ts";
import type { Assessment, Finding, Settled, WaivedFinding } from "../../model/assessment.ts";
import type { Requirement } from "../../model/guidance.ts";
import type { Span } from "../../model/span.ts";
import type { Role, Severity, Verdict } from "../../model/vocabulary.ts";
import { VERDICTS } from "../../model/vocabulary.ts";
import { type Places, placesOf } from "../placesOf.ts";
import { questionOf } from "../questionOf.ts";
import { strengthWords } from "../strengthWords.ts";
import { DISCLAIMER } from "../summary.ts";
import { shortPaths } from "./shortPaths.ts";

/** Everything that a reviewer's record shows, freed of its form: the HTML page, the workbook and the gap list are made of this. */
export interface ReviewReport {
  readonly title: string;
  /** The folder that all paths are relative to; empty where the files have none in common. */
  readonly folder: string;
  readonly device: readonly (readonly [name: string, value: string])[];
  readonly disclaimer: string;
  readonly tool: string;
  readonly asOf: string;
  /** Day of the guidance data's edition. */
  readonly edition: string;
  readonly profile: { readonly name: string; readonly reason: string };
  readonly totals: VerdictCounts;
  readonly bySource: readonly CountedGroup[];
  readonly byAttachment: readonly CountedGroup[];
  readonly byDocument: readonly DocumentSummary[];
  readonly requirements: readonly ReviewedRequirement[];
  readonly troubles: readonly string[];
  readonly notes: readonly string[];
  readonly files: readonly {
    readonly path: string;
    readonly roles: readonly string[];
    readonly kind: string;
    readonly sha256: string;
    readonly state: string;
  }[];
  readonly sources: readonly {
    readonly id: string;
    readonly title: string;
    readonly issuer: string;
    readonly date: string;
    readonly status: string;
    readonly url: string;
    readonly sha256: string;
  }[];
}

export type VerdictCounts = Readonly<Record<Verdict, number>> & { readonly total: number };

export interface CountedGroup {
  readonly id: string;
  readonly name: string;
  readonly counts: VerdictCounts;
}

export interface DocumentSummary {
  readonly path: string;
  readonly roles: readonly string[];
  readonly errors: number;
  readonly warnings: number;
  readonly information: number;
}

/** One requirement with everything that is known of how it came out. */
export interface ReviewedRequirement {
  readonly id: string;
  readonly title: string;
  readonly source: string;
  readonly sourceTitle: string;
  readonly cite: string;
  /** Requirements of other sources that ask the same, each with its citation. */
  readonly alsoAskedBy: readonly string[];
  readonly strength: string;
  readonly strengthWords: string;
  readonly verdict: Verdict;
  readonly reason: string;
  readonly met: number;
  readonly total: number;
  readonly attachments: readonly string[];
  readonly roles: readonly Role[];
  readonly why: string;
  readonly do: string;
  readonly limits: string;
  /** Question for the reviewer and what to look at; empty for requirements that are checked. */
  readonly question: string;
  readonly look: string;
  readonly evidence: readonly Quoted[];
  readonly findings: readonly ReviewedFinding[];
  readonly waived: readonly ReviewedWaiver[];
  /** The person's answer that the verdict follows; empty texts where there is none. */
  readonly answer: { readonly by: string; readonly date: string; readonly note: string };
}

/** A finding that somebody accepted, with the reason. */
export interface ReviewedWaiver extends Quoted {
  readonly reason: string;
  readonly by: string;
  /** `YYYY-MM-DD`; empty where it has no end. */
  readonly until: string;
}

/** A place of a document as a reviewer finds it again. */
export interface Quoted {
  readonly path: string;
  /** From 1. */
  readonly line: number;
  readonly column: number;
  readonly says: string;
  /** The text that the span covers, on one line. */
  readonly quote: string;
}

export interface ReviewedFinding extends Quoted {
  readonly severity: Severity;
  readonly related: readonly Quoted[];
  readonly fingerprint: string;
}

/** UTF-16 code units of a quote; a span may cover a whole element. */
const LONGEST_QUOTE = 240;

/** Gathers what the reviewer's record shows. The same assessment gives the same report. */
export function reviewReport(whole: Assessment, guidance: Catalogue = ownCatalogue()): ReviewReport {
  const { folder, assessment } = shortPaths(whole);
  const places = placesOf(assessment);
  const findings = byRequirement(assessment.findings, (one) => one);
  const waived = byRequirement(assessment.waived, ({ finding }) => finding);
  const requirements = assessment.settled.map((settled) =>
    reviewed(settled, {
      findings: findings.get(settled.requirement.id) ?? [],
      waived: waived.get(settled.requirement.id) ?? [],
      places,
      guidance,
    }),
  );
  return {
    title: titleOf(assessment),
    folder,
    device: deviceFacts(assessment),
    disclaimer: DISCLAIMER,
    tool: `${assessment.tool.name} ${assessment.tool.version}`,
    asOf: assessment.asOf,
    edition: guidance.edition,
    profile: assessment.profile,
    totals: counts(requirements),
    bySource: assessment.guidance.map(({ source }) => ({
      id: source.id,
      name: source.title,
      counts: counts(requirements.filter((one) => one.source === source.id)),
    })),
    byAttachment: attachmentsOf(requirements),
    byDocument: documentsOf(assessment),
    requirements,
    troubles: assessment.troubles.map(({ message }) => message),
    notes: assessment.notes.map(({ message }) => message),
    files: assessment.files.map(({ path, roles, kind, sha256, state }) => ({ path, roles, kind, sha256, state })),
    sources: assessment.guidance.map(({ source, hash, status }) => ({
      id: source.id,
      title: source.title,
      issuer: source.issuer,
      date: source.date,
      status,
      url: source.url,
      sha256: hash,
    })),
  };
}

function byRequirement<T>(items: readonly T[], findingOf: (item: T) => Finding): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const { id } = findingOf(item).requirement;
    const own = groups.get(id);
    if (own) own.push(item);
    else groups.set(id, [item]);
  }
  return groups;
}

interface Around {
  readonly findings: readonly Finding[];
  readonly waived: readonly WaivedFinding[];
  readonly places: Places;
  readonly guidance: Catalogue;
}

function reviewed(settled: Settled, { findings, waived, places, guidance }: Around): ReviewedRequirement {
  const { requirement, verdict, met, total, evidence, review } = settled;
  const source = guidance.source(requirement.source);
  const asked = requirement.ask || verdict === "needs review" || review ? questionOf(requirement) : undefined;
  const quoted = (place: { readonly path: string; readonly span: Span }, says: string) => quote(place, says, places);
  return {
    id: requirement.id,
    title: requirement.title,
    source: requirement.source,
    sourceTitle: source?.title ?? requirement.source,
    cite: requirement.cite,
    alsoAskedBy: guidance.alsoAskedBy(requirement.id).map((other) => citation(other, guidance)),
    strength: requirement.strength,
    strengthWords: source ? strengthWords(requirement, source) : "",
    verdict,
    reason: reasonOf(settled),
    met,
    total,
    attachments: attachmentNames(requirement.owedBy, guidance),
    roles: requirement.owedBy,
    why: requirement.why,
    do: requirement.do,
    limits: requirement.limits,
    answer: { by: review?.by ?? "", date: review?.date ?? "", note: review?.note ?? "" },
    question: asked?.question ?? "",
    look: asked?.look ?? "",
    evidence: evidence.map((one) => quoted(one, one.says)),
    findings: findings.map((finding) => ({
      ...quoted(finding, finding.message),
      severity: finding.severity,
      related: finding.related.map((one) => quoted(one, one.says)),
      fingerprint: finding.fingerprint,
    })),
    waived: waived.map(({ finding, waiver: { reason: why, by, until } }) => ({
      ...quoted(finding, finding.message),
      reason: why,
      by,
      until,
    })),
  };
}

function citation({ source, cite }: Requirement, guidance: Catalogue): string {
  return `${guidance.source(source)?.title ?? source}, ${cite}`;
}

/** A requirement that shares the answer of another one says so, and an open question speaks for itself. */
function reasonOf({ requirement, verdict, reason }: Settled): string {
  const { ask, check, sameAs } = requirement;
  if (!ask && !check && sameAs.length > 0) return `Answered with \`${sameAs.join("`, `")}\`. ${reason}`.trim();
  return verdict === "needs review" && ask ? "" : reason;
}

function quote({ path, span }: { readonly path: string; readonly span: Span }, says: string, places: Places): Quoted {
  const { start } = places.range(path, span);
  const covered = places.text(path).slice(span.start, Math.min(span.end, span.start + LONGEST_QUOTE + 1));
  const line = covered.replace(/\s+/g, " ").trim();
  const short = line.length > LONGEST_QUOTE ? `${line.slice(0, LONGEST_QUOTE)}…` : line;
  return { path, line: start.line, column: start.column, says, quote: short };
}

function attachmentNames(roles: readonly Role[], guidance: Catalogue): string[] {
  const names = roles.flatMap((role) => guidance.roles.find((entry) => entry.role === role)?.estar ?? []);
  return [...new Set(names)];
}

/** Where a requirement that no eSTAR attachment is known for is counted. */
export const NO_ATTACHMENT = "No attachment of its own";

function attachmentsOf(requirements: readonly ReviewedRequirement[]): CountedGroup[] {
  const names = new Set(requirements.flatMap(({ attachments }) => attachments));
  const groups = [...names].sort().map((name) => ({
    id: name,
    name,
    counts: counts(requirements.filter(({ attachments }) => attachments.includes(name))),
  }));
  const others = requirements.filter(({ attachments }) => attachments.length === 0);
  if (others.length === 0) return groups;
  return [...groups, { id: "", name: NO_ATTACHMENT, counts: counts(others) }];
}

/** How many requirements came out how, with their sum. */
export function counts(requirements: readonly { readonly verdict: Verdict }[]): VerdictCounts {
  const by = Object.fromEntries(VERDICTS.map((verdict) => [verdict, 0])) as Record<Verdict, number>;
  for (const { verdict } of requirements) by[verdict]++;
  return { ...by, total: requirements.length };
}

function documentsOf({ files, findings }: Assessment): DocumentSummary[] {
  return files.map(({ path, roles }) => {
    const own = findings.filter((finding) => finding.path === path);
    const count = (severity: Severity) => own.filter((finding) => finding.severity === severity).length;
    return { path, roles, errors: count("error"), warnings: count("warning"), information: count("information") };
  });
}

function configOf({ files }: Assessment) {
  for (const { file } of files) {
    for (const model of file?.models ?? []) if (model.kind === "submission") return model;
  }
  return undefined;
}

function titleOf(assessment: Assessment): string {
  const device = configOf(assessment)?.device;
  if (device?.name.state !== "given") return "Cybersecurity documents";
  return device.version.state === "given" ? `${device.name.value} ${device.version.value}` : device.name.value;
}

function deviceFacts(assessment: Assessment): [string, string][] {
  const config = configOf(assessment);
  if (!config) return [];
  const { device, pathway, planned } = config;
  const facts: [string, string][] = [];
  const add = (name: string, stated: { readonly state: string; readonly value?: string }) => {
    if (stated.state === "given" && stated.value !== undefined) facts.push([name, stated.value]);
  };
  add("Device", device.name);
  add("Version", device.version);
  add("Manufacturer", device.manufacturer);
  add("Support ends", device.supportEnds);
  add("Pathway", pathway);
  add("Planned submission", planned);
  facts.push(["Characteristics", device.characteristics.join(", ")]);
  return facts;
}
