import type { BaselineEntry, BaselineFile } from "../../model/baseline.ts";
import type { Problem } from "../../model/span.ts";
import type { JsonDocument } from "../../parse/json.ts";

/** Only this edition of the format is understood. */
export const BASELINE_VERSION = 1;

/** Reads `premarket-baseline.json`. It is written by `premarket baseline`, so anything that does not fit is a fault of the file. */
export function readBaseline(json: JsonDocument): { file: BaselineFile; problems: Problem[] } {
  const problems = [...json.problems];
  const anchor = json.at(["version"]);
  const entries: BaselineEntry[] = [];
  if (json.usable && json.member("version") !== BASELINE_VERSION) {
    problems.push({
      message: `This baseline is not of version ${BASELINE_VERSION}; write it anew with \`premarket baseline\`.`,
      span: anchor,
    });
  } else {
    let at = -1;
    for (const { value, spot } of json.elements("findings")) {
      at++;
      const entry = entryOf(value);
      if (entry) entries.push({ ...entry, span: json.at(["findings", at, "requirement"]) });
      else
        problems.push({
          message: "This entry of the baseline lacks a member; write it anew with `premarket baseline`.",
          span: spot,
        });
    }
  }
  return { file: { kind: "baseline", format: "premarket-baseline.json", anchor, entries }, problems };
}

function entryOf(value: unknown): Omit<BaselineEntry, "span"> | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const { fingerprint, requirement, path, subject } = value as Record<string, unknown>;
  const texts = [fingerprint, requirement, path, subject];
  if (!texts.every((text) => typeof text === "string")) return undefined;
  return {
    fingerprint: String(fingerprint),
    requirement: String(requirement),
    path: String(path),
    subject: String(subject),
  };
}
