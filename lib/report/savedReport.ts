import type { Verdict } from "../model/vocabulary.ts";

/** What a saved JSON report holds, as far as two of them are compared. */
export interface SavedReport {
  readonly tool: { readonly name: string; readonly version: string };
  readonly asOf: string;
  readonly profile: { readonly name: string };
  readonly guidance: readonly { readonly id: string; readonly sha256: string }[];
  readonly files: readonly { readonly path: string; readonly sha256: string }[];
  readonly verdicts: readonly SavedVerdict[];
  readonly findings: readonly SavedFinding[];
  readonly waived: readonly (SavedFinding & { readonly waiver: { readonly reason: string; readonly by?: string } })[];
}

export interface SavedVerdict {
  readonly requirement: string;
  readonly verdict: Verdict;
  readonly met: number;
  readonly total: number;
  readonly evidence: readonly SavedPlace[];
}

export interface SavedPlace {
  readonly path: string;
  readonly start: { readonly line: number; readonly column: number };
  readonly says?: string;
}

export interface SavedFinding extends SavedPlace {
  readonly requirement: string;
  readonly severity: string;
  readonly message: string;
  readonly fingerprint: string;
}

/** Takes the text of a `--format json` report apart. @throws Error that says in plain words why it is none. */
export function savedReport(text: string): SavedReport {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Error("it is not JSON");
  }
  const report = value as Partial<SavedReport> | null;
  const lists = [report?.verdicts, report?.findings, report?.files, report?.guidance];
  if (report?.tool?.name !== "premarket" || !lists.every(Array.isArray)) {
    throw new Error("it is not a report that `premarket check --format json` wrote");
  }
  // Reports of earlier versions knew no waivers.
  return { ...(report as SavedReport), waived: report.waived ?? [] };
}
