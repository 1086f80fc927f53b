import { checkSubmission } from "../../lib/assess/checkSubmission.ts";
import { type ExampleCase, unmark } from "../../lib/guidance/readExamples.ts";
import type { Assessment } from "../../lib/model/assessment.ts";
import type { SourceFile } from "../../lib/model/sourceFile.ts";

/** The day that every example is compared with. */
export const EXAMPLE_DAY = "2026-11-01";

/** A file of a test, held in memory. */
export function fileOf(path: string, text: string, roles: SourceFile["roles"] = []): SourceFile {
  return { path, roles, named: true, text: async () => text, sha256: async () => "0".repeat(64) };
}

/** Runs one case with one requirement alone. */
export function runCase(example: ExampleCase, requirement: string): Promise<Assessment> {
  const files = example.files.map((file) => fileOf(file.name, unmark(file.marked).text, file.roles));
  return checkSubmission(files, {
    today: EXAMPLE_DAY,
    asOf: EXAMPLE_DAY,
    only: [requirement],
    everythingApplies: true,
  });
}
