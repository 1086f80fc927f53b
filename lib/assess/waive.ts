import type { Catalogue } from "../guidance/catalogue.ts";
import { OWN_RULES } from "../guidance/ownRules.ts";
import type { AppliedWaiver, Finding, WaivedFinding } from "../model/assessment.ts";
import type { Requirement } from "../model/guidance.ts";
import type { Waiver } from "../model/waiver.ts";
import { nearestWord } from "../read/submission/nearestWord.ts";
import { fill } from "./findingsOf.ts";
import type { ReadSubmission } from "./readAll.ts";
import { type PlacedWaiver, waiversOf } from "./waiversOf.ts";

export interface WaiveInput {
  readonly read: ReadSubmission;
  readonly catalogue: Catalogue;
  /** All findings of the run, in order. */
  readonly findings: readonly Finding[];
  /** Whether the check of a requirement looked at something, so that a waiver without a finding is known to cover none. */
  isEvaluated(requirementId: string): boolean;
  hash(text: string): string;
}

export interface Waived {
  readonly waived: readonly WaivedFinding[];
  /** What is wrong with the waivers themselves. */
  readonly complaints: readonly Finding[];
}

/** Holds the waivers of a run against its findings. Only a waiver that is complete, known and not past its last day counts. */
export function waive(input: WaiveInput): Waived {
  const placed = waiversOf(input.read);
  if (placed.length === 0) return { waived: [], complaints: [] };
  const complaints: Finding[] = [];
  const counting: PlacedWaiver[] = [];
  for (const one of placed) {
    const complaint = faultOf(one, input);
    if (complaint) complaints.push(complaint);
    else counting.push(one);
  }
  const { waived, used } = cover(input.findings, counting);
  for (const one of counting) {
    if (!used.has(one) && input.isEvaluated(one.waiver.requirement)) complaints.push(unused(one, input));
  }
  return { waived, complaints };
}

function faultOf(one: PlacedWaiver, input: WaiveInput): Finding | undefined {
  const { requirement, reason, by, until, scope } = one.waiver;
  const { asOf } = input.read.submission;
  if (input.catalogue.requirement(requirement) === undefined) {
    const ids = input.catalogue.sources.flatMap((source) => source.requirements.map(({ id }) => id));
    const near = nearestWord(requirement, ids);
    return complaint(OWN_RULES.known, one, {
      input,
      data: { hint: near === undefined ? "" : `; did you mean ${near}?` },
    });
  }
  const missing = reason.state !== "given" ? "reason" : by.state !== "given" && !scope ? "person (`by:`)" : undefined;
  if (missing) return complaint(OWN_RULES.complete, one, { input, data: { missing } });
  if (until.state === "given" && until.value < asOf) {
    return complaint(OWN_RULES.current, one, { input, data: { until: until.value } });
  }
  return undefined;
}

function unused(one: PlacedWaiver, input: WaiveInput): Finding {
  const { requirement, subjects } = one.waiver;
  const [answered] = input.catalogue.requirement(requirement)?.sameAs ?? [];
  if (answered !== undefined && !input.findings.some((finding) => finding.requirement.id === requirement)) {
    return complaint(OWN_RULES.used, one, { input, data: { hint: `; its findings are reported as ${answered}` } });
  }
  const open = input.findings.filter((finding) => finding.requirement.id === requirement);
  const [only] = subjects;
  const near =
    only === undefined
      ? undefined
      : nearestWord(
          only,
          open.map(({ subject }) => subject),
        );
  const hint = near === undefined ? "" : `; did you mean the subject ${near}?`;
  return complaint(OWN_RULES.used, one, { input, data: { hint } });
}

function complaint(
  rule: Requirement,
  { waiver, path }: PlacedWaiver,
  { input, data }: { readonly input: WaiveInput; readonly data: Readonly<Record<string, string>> },
): Finding {
  const { requirement, subjects, anchor } = waiver;
  const subject = [requirement, ...subjects].join(" ").trim();
  const said = { requirement: requirement === "" ? "no requirement" : requirement, ...data };
  return {
    path,
    span: anchor,
    requirement: rule,
    severity: rule.severity ?? "warning",
    message: fill(rule.message, { data: said }).replace("?.", "?"),
    subject,
    related: [],
    fingerprint: input.hash(`${rule.id}\n${subject}`),
  };
}

/** The first waiver that fits covers a finding; every other one that fits counts as used too. */
function cover(findings: readonly Finding[], waivers: readonly PlacedWaiver[]) {
  const byRequirement = new Map<string, PlacedWaiver[]>();
  for (const one of waivers) {
    const kept = byRequirement.get(one.waiver.requirement);
    if (kept) kept.push(one);
    else byRequirement.set(one.waiver.requirement, [one]);
  }
  const used = new Set<PlacedWaiver>();
  const waived: WaivedFinding[] = [];
  for (const finding of findings) {
    const fitting = byRequirement.get(finding.requirement.id)?.filter((one) => fits(one, finding)) ?? [];
    for (const one of fitting) used.add(one);
    const [first] = fitting;
    if (first) waived.push({ finding, waiver: applied(first) });
  }
  return { waived, used };
}

function fits({ waiver, path, document, subjects }: PlacedWaiver, finding: Finding): boolean {
  if (waiver.scope) {
    const { start } = finding.span;
    return finding.path === path && waiver.scope.start <= start && start < waiver.scope.end;
  }
  return (document === undefined || document === finding.path) && subjects.has(folded(finding.subject));
}

function folded(subject: string): string {
  return subject.replace(/\s+/g, " ").trim();
}

function applied({ waiver, path }: PlacedWaiver): AppliedWaiver {
  const text = (stated: Waiver["reason"]) => (stated.state === "given" ? stated.value : "");
  return { path, span: waiver.anchor, reason: text(waiver.reason), by: text(waiver.by), until: text(waiver.until) };
}
