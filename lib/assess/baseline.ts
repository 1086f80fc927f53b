import { OWN_RULES, OWN_SOURCE } from "../guidance/ownRules.ts";
import type { Finding } from "../model/assessment.ts";
import type { BaselineEntry, BaselineFile } from "../model/baseline.ts";
import { fill } from "./findingsOf.ts";
import { joinPath } from "./joinPath.ts";
import type { ReadSubmission } from "./readAll.ts";

export interface BaselineInput {
  readonly read: ReadSubmission;
  /** Findings that are not waived. */
  readonly findings: readonly Finding[];
  /** Waived findings: they keep their entries and need no mark. */
  readonly waived: Iterable<Finding>;
  isEvaluated(requirementId: string): boolean;
  hash(text: string): string;
}

export interface Compared {
  /** The same findings in the same order; those that the baseline lists are marked. */
  readonly findings: readonly Finding[];
  /** Entries of the baseline that nothing answers to any more. */
  readonly stale: readonly Finding[];
}

/** Holds findings against `premarket-baseline.json`. An entry stands for one finding, so that a second of the same kind is new. */
export function compareWithBaseline(input: BaselineInput): Compared {
  const { read, findings } = input;
  const known = baselineOf(read);
  if (known === undefined || known.entries.length === 0) return { findings, stale: [] };
  const open = new Map<string, Placed[]>();
  for (const entry of known.entries) {
    const path = joinPath(known.folder, entry.path);
    const list = open.get(entry.fingerprint);
    if (list) list.push({ entry, path });
    else open.set(entry.fingerprint, [{ entry, path }]);
  }
  const marked = new Set<Finding>();
  const take = (finding: Finding, samePath: boolean) => {
    const list = open.get(finding.fingerprint);
    const at = list?.findIndex(({ path }) => !samePath || path === finding.path) ?? -1;
    if (at < 0 || finding.requirement.source === OWN_SOURCE.id) return;
    list?.splice(at, 1);
    marked.add(finding);
  };
  for (const finding of findings) take(finding, true);
  // A document that was renamed keeps its entries.
  for (const finding of findings) if (!marked.has(finding)) take(finding, false);
  for (const finding of input.waived) take(finding, false);
  const left = [...open.values()].flat().filter(({ entry }) => input.isEvaluated(entry.requirement));
  return {
    findings: findings.map((finding) => (marked.has(finding) ? { ...finding, known: true } : finding)),
    stale: left.map(({ entry }) => staleFinding(entry, known.path, input)),
  };
}

interface Placed {
  readonly entry: BaselineEntry;
  readonly path: string;
}

function baselineOf({ files, submission }: ReadSubmission) {
  const folder = submission.configFile?.source.path.split("/").slice(0, -1);
  if (folder === undefined) return undefined;
  const path = joinPath(folder, "premarket-baseline.json");
  const file = files.find((one) => one.gathered.source.path === path)?.file;
  const model = file?.models.find((one): one is BaselineFile => one.kind === "baseline");
  return model && { path, folder, entries: model.entries };
}

function staleFinding(entry: BaselineEntry, path: string, { hash }: BaselineInput): Finding {
  const rule = OWN_RULES.baseline;
  const { requirement, subject, path: document, fingerprint } = entry;
  return {
    path,
    span: entry.span,
    requirement: rule,
    severity: rule.severity,
    message: fill(rule.message, { data: { requirement, subject, document } }),
    subject: `${requirement} ${subject}`,
    related: [],
    fingerprint: hash(`${rule.id}\n${fingerprint}`),
  };
}
