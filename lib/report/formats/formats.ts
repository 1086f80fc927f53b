import type { Assessment } from "../../model/assessment.ts";
import type { Severity } from "../../model/vocabulary.ts";
import type { PrettyContext } from "../pretty.ts";

/** What a report may depend on besides the assessment. */
export interface FormatContext extends PrettyContext {
  /** Lowest severity that fails; for reports that have to say of each requirement whether it failed. */
  readonly failOn?: Severity | "never";
}

export interface ReportFormat {
  readonly name: string;
  /** One line for the help. */
  readonly about: string;
  /** Loads the writer, which gives the report piece by piece; no piece at all where there is nothing to write. */
  load(): Promise<(assessment: Assessment, context: FormatContext) => Iterable<string>>;
}

/** Every form that `check` writes; the command line takes its choices from here. Each is loaded when it is asked for. */
export const FORMATS: readonly ReportFormat[] = [
  {
    name: "pretty",
    about: "for a person at a terminal",
    load: async () => (await import("../pretty.ts")).prettyPieces,
  },
  { name: "compact", about: "one line a finding", load: async () => (await import("./compact.ts")).compactPieces },
  {
    name: "json",
    about: "everything, for programs; its schema is guidance/schema/assessment.schema.json",
    load: async () => (await import("../json.ts")).jsonPieces,
  },
  {
    name: "sarif",
    about: "SARIF 2.1.0, for code scanning",
    load: async () => {
      const { sarifPieces } = await import("../sarif.ts");
      return (assessment) => sarifPieces(assessment);
    },
  },
  {
    name: "junit",
    about: "JUnit XML, a case a requirement",
    load: async () => {
      const { junitPieces } = await import("./junit.ts");
      return (assessment, { failOn }) => junitPieces(assessment, failOn);
    },
  },
  {
    name: "github",
    about: "annotations of GitHub Actions",
    load: async () => (await import("./github.ts")).githubPieces,
  },
  {
    name: "gitlab",
    about: "Code Quality report of GitLab",
    load: async () => (await import("./gitlab.ts")).gitlabPieces,
  },
  {
    name: "markdown",
    about: "summary for a job page or a merge request",
    load: async () => (await import("./markdownSummary.ts")).markdownPieces,
  },
  { name: "csv", about: "a row a finding", load: async () => (await import("./csv.ts")).csvPieces },
  {
    name: "oscal",
    about: "OSCAL 1.0.4 assessment results",
    load: async () => (await import("./oscalResults.ts")).oscalPieces,
  },
  {
    name: "oscal-poam",
    about: "OSCAL 1.0.4 plan of action and milestones of the waived findings",
    load: async () => (await import("./oscalPoam.ts")).oscalPoamPieces,
  },
];

/** The format of a name; undefined where there is none. */
export function formatNamed(name: string): ReportFormat | undefined {
  return FORMATS.find((format) => format.name === name);
}
