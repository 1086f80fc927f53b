import type { Assessment } from "../model/assessment.ts";
import type { Severity } from "../model/vocabulary.ts";
import { EXIT } from "./exit.ts";

const RANK: Readonly<Record<Severity, number>> = { error: 2, warning: 1, information: 0 };

/** What counts of an assessment, be it of this run or read from a report. */
export interface Counting {
  readonly troubles: readonly unknown[];
  readonly findings: readonly { readonly severity: Severity; readonly known?: boolean }[];
}

/** Waived findings and those of the baseline do not count. 2 beats 1: a run that could not do all of its job never looks like a result. */
export function exitCode({ troubles, findings }: Counting | Assessment, failOn: Severity | "never"): 0 | 1 | 2 {
  if (troubles.length > 0) return EXIT.failed;
  if (failOn === "never") return EXIT.clean;
  return findings.some(({ severity, known }) => !known && RANK[severity] >= RANK[failOn]) ? EXIT.findings : EXIT.clean;
}
