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
    "Generated from `guidance/sources`; do not edit. Each requirement has a page, which `premarket explain <requirement>` shows too; `premarket guidance --coverage` shows every row with its state; `oscal/` holds the same as OSCAL catalog and profiles.",
    `All sources together: ${countsWords(guidanceCounts(guidance.sources))}; ${counted(leftOut, "row")} left out, with the reason in \`left-out.yaml\`.`,
  ];
  const parts = [...head, ...guidance.sources.map(sourceSection), byDocument(guidance), changes(guidance)];
  return `${parts.filter((part) => part !== "").join("\n\n")}\n`;
}

/** The same requirements by the documents that may answer them. */
function byDocument({ roles, sources }: Catalogue): string {
  const all = sources.flatMap((source) => source.requirements);
  const lines = roles.flatMap(({ role, title }) => {
    const owed = all.filter((requirement) => requirement.owedBy.includes(role));
    return owed.length === 0
      ? []
      : [`| ${cell(title)} (\`${role}\`) | ${owed.map(({ id }) => linked(id)).join(", ")} |`];
  });
  return ["## By document", `| document | requirements that it may answer |\n| --- | --- |\n${lines.join("\n")}`].join(
    "\n\n",
  );
}

function changes({ changes: editions }: Catalogue): string {
  const entries = editions.map(({ edition, since, changes: said }) => {
    const release = since === "next" ? "the coming release" : `version ${since}`;
    return `### ${edition} (${release})\n\n${said.map((one) => `- ${one}`).join("\n")}`;
  });
  return entries.length === 0 ? "" : ["## Changes", ...entries].join("\n\n");
}

function linked(id: string): string {
  return `[\`${id}\`](requirements/${id}.md)`;
}

function sourceSection(source: Source): string {
  const status = statusWords(source);
  return [
    `## ${source.title}`,
    `\`${source.id}\`, ${source.issuer}, edition of ${source.date}${source.url === "" ? "" : `, [source](${source.url})`}. ${source.about}${status === "" ? "" : ` ${status}`}`,
    `${countsWords(guidanceCounts([source]))}.`,
    `| requirement | strength | answered | what is asked | citation |\n| --- | --- | --- | --- | --- |\n${source.requirements.map(row).join("\n")}`,
  ].join("\n\n");
}

function row(requirement: Requirement): string {
  const { id, strength, title, cite, sameAs } = requirement;
  const how = answering(requirement);
  const answered = how === "shared" ? `with \`${sameAs.join("`, `")}\`` : ANSWERED[how];
  return `| ${linked(id)} | ${strength} | ${answered} | ${cell(title)} | ${cell(cite)} |`;
}

function cell(text: string): string {
  return text.replaceAll("|", "\\|").replace(/\s+/g, " ").trim();
}
