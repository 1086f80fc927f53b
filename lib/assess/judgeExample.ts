import { type ExampleCase, unmark } from "../guidance/readExamples.ts";
import type { Assessment } from "../model/assessment.ts";
import type { SourceFile } from "../model/sourceFile.ts";
import { checkSubmission } from "./checkSubmission.ts";

/** The day that every example is compared with. */
export const EXAMPLE_DAY = "2026-11-01";

/** Whether a case came out as its title says, and if not, in what way. */
export interface CaseResult {
  readonly passed: boolean;
  /** One sentence; empty where it passed. */
  readonly why: string;
}

/** A file held in memory. */
export function fileInMemory(path: string, text: string, roles: SourceFile["roles"] = []): SourceFile {
  return { path, roles, named: true, text: async () => text, sha256: async () => "0".repeat(64) };
}

/** Runs one case with one requirement alone, as if everything applied. */
export function runExample(example: ExampleCase, requirement: string): Promise<Assessment> {
  const files = example.files.map(({ name, marked, roles }) => fileInMemory(name, unmark(marked).text, roles));
  return checkSubmission(files, {
    today: EXAMPLE_DAY,
    asOf: EXAMPLE_DAY,
    only: [requirement],
    everythingApplies: true,
  });
}

/** A met case settles as met (or as a question, where a check only tells what is missing) with evidence and without a finding; an unmet one gives exactly the finding that is marked. */
export async function judgeExample(example: ExampleCase, requirement: string): Promise<CaseResult> {
  const { troubles, settled, findings } = await runExample(example, requirement);
  const verdict = settled.find((one) => one.requirement.id === requirement);
  const failed = (why: string): CaseResult => ({ passed: false, why });
  if (troubles[0]) return failed(`The run had trouble: ${troubles[0].message}`);
  const said = findings.map(({ path, span }) => `${path} ${span.start}-${span.end}`);
  if (example.expected === "met") {
    // A check that only tells what is missing leaves the rest to a person, with the places.
    const open = verdict?.verdict === "needs review" && verdict.requirement.check !== undefined;
    if (verdict?.verdict !== "met" && !open) return failed(`It settled as ${verdict?.verdict ?? "nothing"}.`);
    if (said.length > 0) return failed(`It has ${said.length} findings, the first at ${said[0]}.`);
    return (verdict?.evidence.length ?? 0) > 0 ? { passed: true, why: "" } : failed("It is met without evidence.");
  }
  const marked = example.files.flatMap(({ name, marked: text }) => {
    const { span } = unmark(text);
    return span ? [`${name} ${span.start}-${span.end}`] : [];
  });
  if (marked.length !== 1) return failed("It marks no text, or more than one.");
  if (said.join() === marked.join()) return { passed: true, why: "" };
  return failed(`The finding belongs at ${marked[0]}, and there are ${said.length}: ${said.slice(0, 3).join(", ")}.`);
}
