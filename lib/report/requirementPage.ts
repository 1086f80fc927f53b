import { severityOf } from "../assess/severity.ts";
import { conditionWords } from "../guidance/applicability.ts";
import { type Catalogue, catalogue } from "../guidance/catalogue.ts";
import { isOwnSource } from "../guidance/ownRules.ts";
import type { ExampleCase } from "../guidance/readExamples.ts";
import type { Requirement, Source } from "../model/guidance.ts";
import type { Role } from "../model/vocabulary.ts";
import { checkWords } from "./checkWords.ts";
import { strengthWords } from "./strengthWords.ts";

/** Markdown of one part of the page; `first` marks what belongs to the first screen. */
interface Section {
  readonly heading: string;
  readonly body: string;
  readonly first: boolean;
}

/**
 * The page of one requirement as Markdown: who asks for it and how binding that is, what is looked at, why, what to do, what is not seen, examples.
 * `explain`, the generated pages and the help of SARIF rules show it whole, the hover its first screen.
 * @param guidance where roles and requirements of other sources are looked up
 */
export function requirementPage(
  requirement: Requirement,
  source: Source,
  examples: readonly ExampleCase[] = [],
  guidance: Catalogue = catalogue(),
): string {
  const facts = [...bindingFacts(requirement, source), ...furtherFacts(requirement, guidance)];
  const sections = [...sectionsOf(requirement), ...exampleSections(examples)];
  const parts = [
    `# ${requirement.title}`,
    `\`${requirement.id}\``,
    facts.map(([name, value]) => `- **${name}:** ${value}`).join("\n"),
    ...sections.map(({ heading, body }) => `## ${heading}\n\n${body}`),
  ];
  return `${parts.join("\n\n")}\n`;
}

/** The first screen of a requirement's page as Markdown, for a hover: what is asked, by whom, how binding, why, what to do. */
export function requirementHover(requirement: Requirement, source: Source): string {
  const sections = sectionsOf(requirement).filter((section) => section.first);
  return [
    `### ${requirement.title}`,
    bindingFacts(requirement, source)
      .map(([name, value]) => `**${name}:** ${value}`)
      .join("  \n"),
    ...sections.map(({ heading, body }) => `**${heading}:** ${body}`),
  ].join("\n\n");
}

function bindingFacts(requirement: Requirement, source: Source): [string, string][] {
  const facts: [string, string][] = [
    [
      "Source",
      isOwnSource(source)
        ? source.title
        : `[${source.title}](${source.url}), ${source.issuer}, edition of ${source.date}`,
    ],
    ["Citation", requirement.cite],
    ["Strength", strengthWords(requirement, source)],
  ];
  const status = statusWords(source);
  if (status !== "") facts.push(["Status of the source", status]);
  if (requirement.note !== undefined) facts.push(["Note", requirement.note]);
  return facts;
}

/** What is known about the status of a source; empty where it is current and nothing is to be said. */
export function statusWords({ status, statusNote = "" }: Pick<Source, "status" | "statusNote">): string {
  if (status === "current") return statusNote;
  const treated =
    status === "historical" ? "Treated as history, so nothing of it is more than a warning." : "Treated as withdrawn.";
  return `${treated} ${statusNote}`.trim();
}

function furtherFacts(requirement: Requirement, guidance: Catalogue): (readonly [string, string])[] {
  const { id, applies, owedBy, sameAs, since } = requirement;
  const facts: (readonly [string, string])[] = [
    ["Applies", applies.length === 0 ? "to every submission" : `where ${applies.map(conditionWords).join(" and ")}`],
    ...(owedBy.length === 0
      ? []
      : [["Any of these documents may answer", owedBy.map((role) => roleWords(role, guidance)).join(", ")] as const]),
    ["Severity", severityWords(requirement, guidance)],
  ];
  const others = [
    ...sameAs.flatMap((other) => guidance.requirement(other) ?? []),
    ...guidance.alsoAskedBy(id).filter((other) => !sameAs.includes(other.id)),
  ];
  if (others.length > 0) {
    const words = others.map(
      (other) => `\`${other.id}\` (${guidance.source(other.source)?.title ?? other.source}, ${other.cite})`,
    );
    facts.push(["Also asked by", words.join("; ")]);
  }
  facts.push(["Since", since === "next" ? "the coming release" : `version ${since}`]);
  return facts;
}

function roleWords(role: Role, guidance: Catalogue): string {
  const title = guidance.roles.find((entry) => entry.role === role)?.title;
  return title === undefined ? `\`${role}\`` : `${title} (\`${role}\`)`;
}

function severityWords(requirement: Requirement, guidance: Catalogue): string {
  if (requirement.ask) return "none; a person answers, and it is never a finding";
  if (!requirement.check && requirement.severity) return requirement.severity;
  if (!requirement.check) return "that of the requirement that answers it";
  const status = guidance.source(requirement.source)?.status ?? "current";
  return `${severityOf(requirement, {}, status, undefined)}, unless \`premarket.yaml\` says otherwise`;
}

function sectionsOf(requirement: Requirement): Section[] {
  const { why, limits, fix } = requirement;
  const fixed = fix === undefined ? "" : " A quick fix in the editor inserts the structure and leaves the fact to you.";
  return [
    lookedAt(requirement),
    { heading: "Why", body: why, first: true },
    { heading: "What to do", body: `${requirement.do}${fixed}`, first: true },
    { heading: "What is not seen", body: limits, first: false },
  ];
}

function lookedAt({ source, check, ask, sameAs }: Requirement): Section {
  if (isOwnSource({ id: source })) {
    return { heading: "What is checked", body: "Every run with such a file or comment looks at it.", first: false };
  }
  if (check) return { heading: "What is checked", body: checkWords(check), first: false };
  if (ask) return { heading: "What a person judges", body: `${ask.question}\n\n${ask.look}`, first: true };
  const body = `It is answered by \`${sameAs.join("`, `")}\` and not reported again.`;
  return { heading: "What is checked", body, first: false };
}

function exampleSections(examples: readonly ExampleCase[]): Section[] {
  return examples.map(({ expected, files }) => ({
    heading: expected === "met" ? "Example: met" : "Example: not met (⟦ ⟧ marks the text of the finding)",
    body: files.map(({ name, language, marked }) => `\`${name}\`\n\n${fenced(language, marked)}`).join("\n\n"),
    first: false,
  }));
}

/** A fence longer than any run of backticks in the text. */
function fenced(language: string, text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map((run) => run[0].length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}\n${text.endsWith("\n") ? text : `${text}\n`}${fence}`;
}
