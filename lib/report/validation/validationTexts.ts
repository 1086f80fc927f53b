import type { Catalogue } from "../../guidance/catalogue.ts";
import { catalogue } from "../../guidance/catalogue.ts";
import { answering } from "../guidanceCounts.ts";
import { DISCLAIMER } from "../summary.ts";
import { type PlannedCase, plannedCases, type Validation } from "./validation.ts";

/** Where and when a validation ran. */
export interface ValidationRun {
  /** `YYYY-MM-DD`. */
  readonly date: string;
  /** Name and value of each fact: Node, platform, ... */
  readonly environment: readonly (readonly [string, string])[];
  /** SHA-256 over the files of the installed package. */
  readonly packageHash: string;
  readonly version: string;
}

/** What the tool has to do, which the cases below verify. */
const TOOL_REQUIREMENTS: readonly (readonly [id: string, text: string])[] = [
  [
    "T1",
    "A requirement whose check finds what it asks for is reported as met, with evidence at the text that shows it.",
  ],
  ["T2", "A requirement that is not met is reported once for each gap, at the text that has it, with its citation."],
  ["T3", "What only looks like an answer is not taken for one."],
  ["T4", "Files of the listed formats are read, with their parts at the place where they stand."],
  ["T5", "A file that is not what it looks like is refused with a reason, and never passes for a result."],
  ["T6", "The same input gives the same result."],
];

const VERIFIED_BY: Readonly<Record<PlannedCase["group"], string>> = {
  requirement: "T1, T2, T6",
  topic: "T1, T3, T6",
  format: "T4, T5, T6",
};

/** The protocol: what is to be tested and what has to come out, written before anything runs. */
export function validationProtocol(run: ValidationRun, guidance: Catalogue = catalogue()): string {
  const cases = plannedCases(guidance);
  return joined([
    "# Protocol of the tool validation",
    head(run, guidance),
    "## What the tool has to do",
    table(["Id", "Requirement of the tool"], TOOL_REQUIREMENTS),
    "## How it is tested",
    "Every case ships with the installed copy and runs on it, with a fixed day and without a network. A case passes when exactly what is expected comes out. The validation passes when every case does.",
    `${cases.length} cases:`,
    table(
      ["Case", "Verifies", "Expected"],
      cases.map(({ id, group, expected }) => [id, VERIFIED_BY[group], expected]),
    ),
  ]);
}

/** The report: what came out. */
export function validationReport(
  validation: Validation,
  run: ValidationRun,
  guidance: Catalogue = catalogue(),
): string {
  const { cases, passed, failed } = validation;
  const groups = (["requirement", "topic", "format"] as const).map((group) => {
    const own = cases.filter((one) => one.group === group);
    return [group, VERIFIED_BY[group], String(own.length), String(own.filter((one) => !one.passed).length)];
  });
  const wrong = cases.filter((one) => !one.passed);
  return joined([
    "# Report of the tool validation",
    head(run, guidance),
    `**${failed === 0 ? "Passed" : "Failed"}**: ${passed} of ${cases.length} cases passed.`,
    table(["Cases", "Verify", "Run", "Failed"], groups),
    ...(wrong.length === 0
      ? []
      : [
          "## Failed cases",
          table(
            ["Case", "Expected", "What came out"],
            wrong.map(({ id, expected, why }) => [id, expected, why]),
          ),
        ]),
    "## Environment",
    table(["What", "Value"], run.environment),
    "## All results",
    table(
      ["Case", "Result"],
      cases.map(({ id, passed: ok }) => [id, ok ? "passed" : "failed"]),
    ),
    "## What this does not show",
    "The cases are examples: they show that each check does what its page says, not how often it is right on documents of others. Known error rates on labelled documents and the limits of use stand in the statement of intended use beside this report.",
  ]);
}

function head({ date, version, packageHash }: ValidationRun, guidance: Catalogue): string {
  const requirements = guidance.sources.flatMap((source) => source.requirements);
  const checked = requirements.filter((one) => answering(one) === "checked").length;
  return [
    `- Tool: premarket ${version}`,
    `- SHA-256 over the installed package: ${packageHash}`,
    `- Guidance data of ${guidance.edition}: ${requirements.length} requirements, ${checked} of them machine-checked, ${guidance.topics.length} topics`,
    `- Date: ${date}`,
    `- ${DISCLAIMER}`,
  ].join("\n");
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|").replace(/\s+/g, " ")).join(" | ")} |`;
  return [line(heads), line(heads.map(() => "---")), ...rows.map(line)].join("\n");
}

function joined(parts: readonly string[]): string {
  return `${parts.join("\n\n")}\n`;
}
