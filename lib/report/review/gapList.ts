import { type Catalogue, catalogue } from "../../guidance/catalogue.ts";
import type { Assessment } from "../../model/assessment.ts";
import { countText } from "../groups.ts";
import { NO_ATTACHMENT, type ReviewedRequirement, type ReviewReport, reviewReport } from "./reviewReport.ts";

/** One numbered item of the gap list, in words. */
export interface GapItem {
  readonly number: number;
  readonly title: string;
  readonly id: string;
  /** What the source asks, how binding that is, and where it stands. */
  readonly asked: string;
  /** A sentence for each gap; a long list ends with a count. */
  readonly missing: readonly string[];
  readonly lookedIn: string;
  readonly todo: string;
}

/** The gap list freed of its form, in the manner of a list of deficiencies and in nobody's name but the tool's. */
export interface GapList {
  readonly report: ReviewReport;
  readonly introduction: readonly string[];
  readonly chapters: readonly { readonly title: string; readonly items: readonly GapItem[] }[];
  readonly questions: readonly {
    readonly title: string;
    readonly question: string;
    readonly look: string;
    readonly cite: string;
  }[];
}

/** Gaps of one requirement that are told one by one. */
const TOLD = 10;

/** Makes the gap list: chapters by attachment, a number for each requirement that is not met or met in part. */
export function gapList(assessment: Assessment, guidance: Catalogue = catalogue()): GapList {
  const report = reviewReport(assessment, guidance);
  const open = report.requirements.filter(({ findings }) => findings.length > 0);
  const chapterOf = ({ attachments }: ReviewedRequirement) => attachments[0] ?? NO_ATTACHMENT;
  const titles = [...report.byAttachment.map(({ name }) => name)];
  let number = 0;
  const chapters = titles.flatMap((title) => {
    const own = open.filter((one) => chapterOf(one) === title);
    return own.length === 0 ? [] : [{ title, items: own.map((one) => itemOf(one, ++number, report)) }];
  });
  return {
    report,
    introduction: introduction(report, number),
    chapters,
    questions: report.requirements
      .filter(({ verdict }) => verdict === "needs review")
      .map(({ title, question, look, sourceTitle, cite }) => ({
        title,
        question,
        look,
        cite: `${sourceTitle}, ${cite}`,
      })),
  };
}

function introduction({ tool, asOf, disclaimer, edition, profile }: ReviewReport, items: number): string[] {
  return [
    `This list was written by ${tool} from the documents named at its end, compared with ${asOf} and held against the guidance data of ${edition} (profile ${profile.name}). It is not a letter of FDA, and FDA has not seen it.`,
    `${disclaimer} "No finding" does not mean "compliant".`,
    items === 0
      ? "No gap was found by the checks that could be run."
      : `It has ${countText(items)} ${items === 1 ? "item" : "items"}. Each says what the source asks, what is missing, where it was looked for, and what would close it.`,
  ];
}

function itemOf(one: ReviewedRequirement, number: number, { files }: ReviewReport): GapItem {
  const told = one.findings.slice(0, TOLD).map(({ says, path, line }) => `${says} (${path}, line ${line})`);
  const rest = one.findings.length - told.length;
  const looked = files.filter(({ roles }) => roles.some((role) => one.roles.some((owed) => owed === role)));
  const paths = looked.map(({ path }) => path);
  return {
    number,
    title: one.title,
    id: one.id,
    asked: [
      `${one.sourceTitle}, ${one.cite}. ${one.strengthWords}`,
      ...one.alsoAskedBy.map((cite) => `Also asked by ${cite}.`),
    ].join(" "),
    missing: rest > 0 ? [...told, `The same holds at ${countText(rest)} more places.`] : told,
    lookedIn:
      paths.length === 0
        ? `No document of the run has a role that owes it (${one.roles.join(", ")}).`
        : `${paths.join(", ")}${one.total > 1 ? `; ${countText(one.met)} of ${countText(one.total)} meet it` : ""}.`,
    todo: one.do,
  };
}
