import type { Catalogue } from "../guidance/catalogue.ts";
import type { AssessedFile, Finding, Outcome, Settled, WaivedFinding } from "../model/assessment.ts";
import type { Requirement } from "../model/guidance.ts";
import { compareWithBaseline } from "./baseline.ts";
import type { CheckOptions } from "./checkOptions.ts";
import { findingsOf, type Wording } from "./findingsOf.ts";
import type { ReadSubmission } from "./readAll.ts";
import { review } from "./review.ts";
import type { Selection } from "./selectRequirements.ts";
import { settle } from "./settle.ts";
import { type Waived, waive } from "./waive.ts";

interface JudgeInput {
  readonly read: ReadSubmission;
  readonly catalogue: Catalogue;
  readonly selected: Selection;
  readonly outcomes: readonly Outcome[];
  readonly files: readonly AssessedFile[];
  readonly wording: Wording;
  readonly options: Pick<CheckOptions, "noWaivers" | "noBaseline">;
}

/** Verdicts and findings, with the waivers taken into account, in the order in which they are reported. */
export interface Judged {
  readonly settled: readonly Settled[];
  readonly findings: readonly Finding[];
  readonly waived: readonly WaivedFinding[];
}

/** Makes findings of gaps, sets aside what is waived, and settles each requirement. */
export function judge(input: JudgeInput): Judged {
  const { read, selected, outcomes, wording, options } = input;
  const paths = read.files.map(({ gathered }) => gathered.source.path);
  const order = requirementOrder(selected);
  const made = outcomes.map((outcome) => ({ outcome, findings: findingsOf(outcome, wording) }));
  const all = sortedFindings(
    made.flatMap(({ findings }) => findings),
    paths,
    order,
  );
  const evaluated = evaluatedIds(outcomes, selected.shared);
  const context = {
    read,
    catalogue: input.catalogue,
    isEvaluated: (id: string) => evaluated.has(id),
    hash: wording.hash,
  };
  const { waived, complaints }: Waived = options.noWaivers
    ? { waived: [], complaints: [] }
    : waive({ ...context, findings: all });
  const covered = new Set(waived.map(({ finding }) => finding));
  const { reported, alsoCovered } = reportedOnce(all, covered);
  const settled = made.map(({ outcome, findings }) => settle(outcome, findings, alsoCovered));
  const kept = new Set(reported);
  const left = reported.filter((one) => !covered.has(one));
  const { findings, stale } = options.noBaseline
    ? { findings: left, stale: [] }
    : compareWithBaseline({ ...context, findings: left, waived: covered });
  const reviewed = review({ ...context, settled, files: input.files });
  return {
    settled: sortedVerdicts(reviewed.settled, selected.shared, order),
    findings: sortedFindings([...findings, ...complaints, ...stale, ...reviewed.complaints], paths, order),
    waived: waived.filter(({ finding }) => kept.has(finding)),
  };
}

function requirementOrder({ sources }: Selection): Map<string, number> {
  const ids = sources.flatMap((source) => source.requirements.map((one) => one.id));
  return new Map(ids.map((id, index) => [id, index]));
}

function sortedVerdicts(
  own: readonly Settled[],
  shared: readonly Requirement[],
  order: ReadonlyMap<string, number>,
): Settled[] {
  const sharing = shared.map((requirement): Settled => {
    const main = own.find((one) => requirement.sameAs.includes(one.requirement.id));
    if (main) return { ...main, requirement };
    return {
      requirement,
      verdict: "not evaluated",
      reason: "The requirement that answers it is not part of the profile.",
      met: 0,
      total: 0,
      waived: 0,
      evidence: [],
    };
  });
  const place = (one: Settled) => order.get(one.requirement.id) ?? 0;
  return [...own, ...sharing].sort((one, other) => place(one) - place(other));
}

/** Requirements whose check looked at something (or that a person answers), and those that share such a verdict. */
function evaluatedIds(outcomes: readonly Outcome[], shared: readonly Requirement[]): ReadonlySet<string> {
  const looked = outcomes.filter(({ state }) => state === "evaluated" || state === "needs review");
  const ids = new Set(looked.map(({ requirement }) => requirement.id));
  for (const { id, sameAs } of shared) if (sameAs.some((one) => ids.has(one))) ids.add(id);
  return ids;
}

/**
 * One cause is shown once: what another requirement of `same-as` already says at the very same place is not said again, and a waiver of
 * the one covers the other.
 */
function reportedOnce(findings: readonly Finding[], covered: ReadonlySet<Finding>) {
  if (!findings.some(({ requirement }) => requirement.sameAs.length > 0))
    return { reported: findings, alsoCovered: covered };
  const keyOf = (id: string, { path, span }: Finding) => `${id} ${path} ${span.start} ${span.end}`;
  const said = new Map(findings.map((finding) => [keyOf(finding.requirement.id, finding), finding]));
  const alsoCovered = new Set(covered);
  const reported = findings.filter((finding) => {
    const other = finding.requirement.sameAs.map((id) => said.get(keyOf(id, finding))).find((one) => one !== undefined);
    if (other && covered.has(other)) alsoCovered.add(finding);
    return other === undefined;
  });
  return { reported, alsoCovered };
}

const URGENT: readonly string[] = ["error", "warning", "information"];

/** By file in the order of the run, then by place; at one place the more severe first, then in the order of the sources. */
function sortedFindings(
  findings: readonly Finding[],
  paths: readonly string[],
  order: ReadonlyMap<string, number>,
): Finding[] {
  const fileAt = new Map(paths.map((path, index) => [path, index]));
  const keyed = findings.map((finding) => ({
    finding,
    file: fileAt.get(finding.path) ?? paths.length,
    start: finding.span.start,
    end: finding.span.end,
    severity: URGENT.indexOf(finding.severity),
    requirement: order.get(finding.requirement.id) ?? 0,
  }));
  keyed.sort(
    (a, b) =>
      a.file - b.file || a.start - b.start || a.end - b.end || a.severity - b.severity || a.requirement - b.requirement,
  );
  return keyed.map(({ finding }) => finding);
}
