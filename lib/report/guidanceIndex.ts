import { type Catalogue, catalogue } from "../guidance/catalogue.ts";
import type { Requirement, Source } from "../model/guidance.ts";
import { answering, counted, countsWords, guidanceCounts } from "./guidanceCounts.ts";
import { statusWords } from "./requirementPage.ts";

const ANSWERED = { checked: "checked", asked: "asked of a person", shared: "answered elsewhere" } as const;

/** The index of everything that is encoded, as a Markdown page: one line a requirement, by source, with counts. */
export function guidanceIndex(guidance: Catalogue = catalogue()): string {
  const leftOut = guidance.leftOut.reduce((sum, { rows }) => sum + rows.length, 0);
  const head = [
    "# Requirements",
    "Generated from `guidance/sources`; do not edit. `premarket explain <requirement>` shows the page of one, `premarket guidance --coverage` every row with its state.",
    `All sources together: ${countsWords(guidanceCounts(guidance.sources))}; ${counted(leftOut, "row")} left out, with the reason in \`left-out.yaml\`.`,
  ];
  return `${[...head, ...guidance.sources.map(sourceSection)].join("\n\n")}\n`;
}

function sourceSection(source: Source): string {
  const status = statusWords(source);
  return [
    `## ${source.title}`,
    `\`${source.id}\`, ${source.issuer}, edition of ${source.date}, [source](${source.url}). ${source.about}${status === "" ? "" : ` ${status}`}`,
    `${countsWords(guidanceCounts([source]))}.`,
    `| requirement | strength | answered | what is asked | citation |\n| --- | --- | --- | --- | --- |\n${source.requirements.map(row).join("\n")}`,
  ].join("\n\n");
}

function row(requirement: Requirement): string {
  const { id, strength, title, cite, sameAs } = requirement;
  const how = answering(requirement);
  const answered = how === "shared" ? `with \`${sameAs.join("`, `")}\`` : ANSWERED[how];
  return `| \`${id}\` | ${strength} | ${answered} | ${cell(title)} | ${cell(cite)} |`;
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|").replace(/\s+/g, " ").trim();
}
