import type { Catalogue } from "../guidance/catalogue.ts";
import type { Assessment, Finding, Outcome, Settled, Trouble } from "../model/assessment.ts";
import type { Requirement, Source } from "../model/guidance.ts";
import type { Submission } from "../model/submissionSet.ts";
import type { Severity } from "../model/vocabulary.ts";
import { findingsOf, type Wording } from "./findingsOf.ts";
import { assessedFile } from "./gather.ts";
import type { ReadSubmission } from "./readAll.ts";
import type { Selection } from "./selectRequirements.ts";
import { settle } from "./settle.ts";
import { sha256Maker } from "./sha256.ts";
import { TOOL_VERSION } from "./toolVersion.ts";
import { troublesOf } from "./troublesOf.ts";

interface Parts {
  readonly catalogue: Catalogue;
  readonly read: ReadSubmission;
  readonly selected: Selection;
  readonly checked: { readonly outcomes: readonly Outcome[]; readonly troubles: readonly Trouble[] };
  readonly sha256: ((text: string) => string) | undefined;
}

/** Stage 5: verdicts, findings and everything that a report needs, sorted so that the same input gives the same assessment. */
export async function assess({ catalogue, read, selected, checked, sha256 }: Parts): Promise<Assessment> {
  const { submission, files } = read;
  const outcomes = [...checked.outcomes, ...selected.settledBefore];
  const order = requirementOrder(selected.sources);
  const status = (id: string) => statusOf(id, catalogue, submission);
  const wording: Wording = {
    text: textLookup(read),
    status,
    hash: sha256 ?? sha256Maker(),
    configured: (id) => configuredSeverity(id, submission),
  };
  const { troubles, notes } = troublesOf(read);
  const paths = files.map(({ gathered }) => gathered.source.path);
  return {
    tool: { name: "premarket", version: TOOL_VERSION },
    asOf: submission.asOf,
    profile: { name: selected.profile.profile.name, reason: selected.profile.reason },
    configured: submission.configured,
    guidance: selected.sources.map((source) => ({
      source,
      hash: catalogue.hash(source.id),
      status: status(source.id),
    })),
    files: await Promise.all(files.map(({ gathered, file }) => assessedFile(gathered, file))),
    settled: sortedVerdicts(outcomes, selected.shared, order),
    findings: sortedFindings(reportedOnce(outcomes.flatMap((outcome) => findingsOf(outcome, wording))), paths, order),
    troubles: [...troubles, ...unknownProfile(selected), ...checked.troubles],
    notes,
  };
}

/** A source's status, which `premarket.yaml` may override because nobody can verify every one of them. */
function statusOf(sourceId: string, catalogue: Catalogue, submission: Submission): string {
  return submission.config?.sources.get(sourceId)?.status ?? catalogue.source(sourceId)?.status ?? "current";
}

function configuredSeverity(id: string, submission: Submission): Severity | undefined {
  const severity = submission.config?.requirements.get(id)?.severity;
  return severity === "off" ? undefined : severity;
}

function textLookup({ files }: ReadSubmission): (path: string) => string {
  const texts = new Map(files.map(({ gathered }) => [gathered.source.path, gathered.text]));
  return (path) => texts.get(path) ?? "";
}

function requirementOrder(sources: readonly Source[]): Map<string, number> {
  const ids = sources.flatMap((source) => source.requirements.map((one) => one.id));
  return new Map(ids.map((id, index) => [id, index]));
}

function sortedVerdicts(
  outcomes: readonly Outcome[],
  shared: readonly Requirement[],
  order: ReadonlyMap<string, number>,
): Settled[] {
  const own = outcomes.map(settle);
  const sharing = shared.map((requirement): Settled => {
    const main = own.find((one) => requirement.sameAs.includes(one.requirement.id));
    if (main) return { ...main, requirement };
    return {
      requirement,
      verdict: "not evaluated",
      reason: "The requirement that answers it is not part of the profile.",
      met: 0,
      total: 0,
      evidence: [],
    };
  });
  const place = (one: Settled) => order.get(one.requirement.id) ?? 0;
  return [...own, ...sharing].sort((one, other) => place(one) - place(other));
}

/** One cause is shown once: what another requirement of `same-as` already says at the very same place is not said again. */
function reportedOnce(findings: Finding[]): Finding[] {
  if (!findings.some(({ requirement }) => requirement.sameAs.length > 0)) return findings;
  const keyOf = (id: string, { path, span }: Finding) => `${id} ${path} ${span.start} ${span.end}`;
  const said = new Set(findings.map((finding) => keyOf(finding.requirement.id, finding)));
  return findings.filter((finding) => !finding.requirement.sameAs.some((id) => said.has(keyOf(id, finding))));
}

/** By file in the order of the run, then by place, then by requirement. */
function sortedFindings(findings: Finding[], paths: readonly string[], order: ReadonlyMap<string, number>): Finding[] {
  const fileAt = new Map(paths.map((path, index) => [path, index]));
  const keyed = findings.map((finding) => ({
    finding,
    file: fileAt.get(finding.path) ?? paths.length,
    start: finding.span.start,
    end: finding.span.end,
    requirement: order.get(finding.requirement.id) ?? 0,
  }));
  keyed.sort((a, b) => a.file - b.file || a.start - b.start || a.end - b.end || a.requirement - b.requirement);
  return keyed.map(({ finding }) => finding);
}

function unknownProfile({ profile }: Selection): Trouble[] {
  if (profile.unknown === undefined) return [];
  return [{ message: `There is no profile \`${profile.unknown}\`; \`premarket guidance\` lists the profiles.` }];
}
