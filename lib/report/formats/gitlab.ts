import type { Assessment } from "../../model/assessment.ts";
import type { Severity } from "../../model/vocabulary.ts";
import { placesOf } from "../placesOf.ts";

const SEVERITIES: Readonly<Record<Severity, string>> = { error: "critical", warning: "minor", information: "info" };

/**
 * A Code Quality report of GitLab: a list of issues, which GitLab compares between branches by their fingerprints. Findings of the baseline
 * are part of it, because GitLab tells new from old itself; waived ones are not.
 */
export function* gitlabPieces(assessment: Assessment): Generator<string> {
  const places = placesOf(assessment);
  const seen = new Map<string, number>();
  let before = "[\n";
  for (const { requirement, message, severity, path, span, fingerprint } of assessment.findings) {
    // Two documents may say the same of the same component; GitLab wants each issue once.
    const times = seen.get(fingerprint) ?? 0;
    seen.set(fingerprint, times + 1);
    const { start, end } = places.range(path, span);
    const issue = {
      description: message,
      check_name: requirement.id,
      fingerprint: times === 0 ? fingerprint : `${fingerprint}-${times + 1}`,
      severity: SEVERITIES[severity],
      location: { path, lines: { begin: start.line, end: end.line } },
    };
    yield before + JSON.stringify(issue);
    before = ",\n";
  }
  yield before === "[\n" ? "[]\n" : "\n]\n";
}
