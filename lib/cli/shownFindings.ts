import { realpathSync } from "node:fs";
import { resolve } from "node:path";
import type { Assessment, Finding } from "../model/assessment.ts";

/** Which findings of an assessment somebody asked for. */
export interface Shown {
  readonly assessment: Assessment;
  /** How many findings are not shown. */
  readonly hidden: number;
}

/** Keeps the findings that pass, the waived ones alike; verdicts and files stay those of the whole submission. */
export function shownFindings(assessment: Assessment, passes: (finding: Finding) => boolean): Shown {
  const findings = assessment.findings.filter(passes);
  const waived = assessment.waived.filter(({ finding }) => passes(finding));
  return { assessment: { ...assessment, findings, waived }, hidden: assessment.findings.length - findings.length };
}

/** Findings in a changed file, and those in other files that speak of a place in one. */
export function touchesChanged(changed: ReadonlySet<string>): (finding: Finding) => boolean {
  const known = new Map<string, boolean>();
  const isChanged = (path: string) => {
    const before = known.get(path);
    if (before !== undefined) return before;
    const absolute = resolve(path);
    const is = changed.has(absolute) || changed.has(real(absolute));
    known.set(path, is);
    return is;
  };
  return ({ path, related }) => isChanged(path) || related.some((one) => isChanged(one.path));
}

/** Git names files by their real path, which a link in the working directory hides. */
function real(absolute: string): string {
  try {
    return realpathSync(absolute);
  } catch {
    return absolute;
  }
}
