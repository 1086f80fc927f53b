import type { Finding } from "../model/assessment.ts";
import { BASELINE_VERSION } from "../read/submission/readBaseline.ts";

const ABOUT =
  "Findings that were there when this file was written. `premarket check` shows them as known and counts new ones only; `premarket baseline` takes out what is closed.";

/**
 * A `premarket-baseline.json` of findings, one a line, in an order of its own so that nothing moves when a document does.
 * @param relative path of a document as seen from the folder of `premarket.yaml`
 */
export function baselineJson(findings: readonly Finding[], relative: (path: string) => string): string {
  const lines = findings.map(({ fingerprint, requirement, path, subject }) =>
    JSON.stringify({ fingerprint, requirement: requirement.id, path: relative(path), subject }),
  );
  const key = (line: string) => {
    const { path, requirement, subject, fingerprint } = JSON.parse(line) as Record<string, string>;
    return JSON.stringify([path, requirement, subject, fingerprint]);
  };
  const sorted = lines
    .map((line) => ({ line, key: key(line) }))
    .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  const list = sorted.length === 0 ? "[]" : `[\n    ${sorted.map(({ line }) => line).join(",\n    ")}\n  ]`;
  return `{\n  "version": ${BASELINE_VERSION},\n  "about": ${JSON.stringify(ABOUT)},\n  "findings": ${list}\n}\n`;
}
