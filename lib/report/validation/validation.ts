import { type CaseResult, judgeExample } from "../../assess/judgeExample.ts";
import { judgeTopicExample } from "../../assess/judgeTopicExample.ts";
import { TOOL_VERSION } from "../../assess/toolVersion.ts";
import type { Catalogue } from "../../guidance/catalogue.ts";
import { catalogue } from "../../guidance/catalogue.ts";
import { judgeFormat } from "./judgeFormat.ts";

/** One test case of the tool validation, with its result. */
export interface ValidatedCase extends CaseResult {
  /** `<requirement>/met/1`, `<topic>/trap/2`, `formats/sbom/pump.cdx.json`: the same in protocol and report. */
  readonly id: string;
  readonly group: "requirement" | "topic" | "format";
  /** What has to come out. */
  readonly expected: string;
}

export interface Validation {
  readonly version: string;
  readonly edition: string;
  readonly cases: readonly ValidatedCase[];
  readonly passed: number;
  readonly failed: number;
}

/**
 * Runs every case that ships with the installed copy: met and unmet examples of every requirement, full, partial and trap examples of every topic,
 * and the conformance set of the formats. A case that throws has failed.
 */
export async function validate(guidance: Catalogue = catalogue()): Promise<Validation> {
  const cases: ValidatedCase[] = [];
  for (const run of plannedCases(guidance)) {
    const { id, group, expected } = run;
    cases.push({ id, group, expected, ...(await run.run().catch(thrown)) });
  }
  const failed = cases.filter(({ passed }) => !passed).length;
  return { version: TOOL_VERSION, edition: guidance.edition, cases, passed: cases.length - failed, failed };
}

function thrown(error: unknown): CaseResult {
  return { passed: false, why: `It ended with an error: ${error instanceof Error ? error.message : String(error)}` };
}

export interface PlannedCase extends Pick<ValidatedCase, "id" | "group" | "expected"> {
  run(): Promise<CaseResult>;
}

const EXPECTED = {
  met: "The verdict is met, with evidence and without a finding.",
  unmet: "Exactly one finding, at the marked text.",
  full: "The topic is found in full.",
  partial: "The topic is found in part.",
  trap: "The topic is not found.",
} as const;

/** All cases in the order in which they are run, before anything has run: what the protocol lists. */
export function plannedCases(guidance: Catalogue = catalogue()): PlannedCase[] {
  const requirements = guidance.sources.flatMap((source) => source.requirements);
  return [
    ...requirements.flatMap(({ id, check }) =>
      check
        ? guidance.examples(id).map(
            (example, i): PlannedCase => ({
              id: `${id}/${example.expected}/${i + 1}`,
              group: "requirement",
              expected: EXPECTED[example.expected],
              run: () => judgeExample(example, id),
            }),
          )
        : [],
    ),
    ...guidance.topics.flatMap(({ id }) =>
      guidance.topicExamples(id).map(
        (example, i): PlannedCase => ({
          id: `${id}/${example.expected}/${i + 1}`,
          group: "topic",
          expected: EXPECTED[example.expected],
          run: async () => judgeTopicExample(example, id),
        }),
      ),
    ),
    ...guidance.formats.map((one): PlannedCase => {
      const facts = [...Object.entries(one.expected), ...Object.entries(one.counts)].map(
        ([key, value]) => `${key} ${value}`,
      );
      return {
        id: `formats/${one.group}/${one.name}`,
        group: "format",
        expected: `${one.refused ? "Refused with a reason" : "Read"}: ${facts.join(", ")}.`,
        run: async () => judgeFormat(one),
      };
    }),
  ];
}
