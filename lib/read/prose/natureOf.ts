import type { DocumentNature, Prose, Section } from "../../model/prose.ts";
import { columnWith } from "./columnMeaning.ts";
import { mayHoldTable } from "./mayHoldTable.ts";
import { residueIn } from "./residue.ts";

const TEMPLATE_TITLE = /\btemplates?\b|\bboilerplate\b/i;
const FORM_TITLE = /\b(?:questionnaire|self[- ]assessment form|checklist|mds ?2|dtac|disclosure statement)\b/i;
/** Loops and conditions: the text is made by a program. */
const PROGRAM = /\{%-?\s*(?:for|if|set|include)\b|\{\{\s?[#^]/g;
const MOST_PROGRAM = 2;
/** Share of the sections with a gap to fill in from which on the whole is a template. */
const TEMPLATE_SHARE = 0.5;
const FEWEST_SECTIONS = 3;
const FEWEST_QUESTIONS = 5;

/**
 * Whether a text is a document, a template that waits to be filled in, or a form of questions with answers.
 * A document with a few open places is a document.
 */
export function natureOf(prose: Prose): DocumentNature {
  const title = prose.title.state === "given" ? prose.title.value : "";
  if (prose.frontMatter.get("status")?.value.toLowerCase() === "template") return "template";
  const written = prose.sections.filter((section) => section.text.trim() !== "");
  const open = written.filter(isOpen).length;
  const programmed = written.reduce((sum, section) => sum + [...section.text.matchAll(PROGRAM)].length, 0);
  if (programmed >= MOST_PROGRAM) return "template";
  if (written.length >= FEWEST_SECTIONS && open / written.length >= TEMPLATE_SHARE) return "template";
  if (TEMPLATE_TITLE.test(title) && open > 0) return "template";
  return isQuestionnaire(prose, title) ? "questionnaire" : "document";
}

function isOpen(section: Section): boolean {
  return residueIn(section).some(({ kind }) => kind === "marker" || kind === "blank");
}

function isQuestionnaire(prose: Prose, title: string): boolean {
  let questions = 0;
  for (const section of prose.sections) {
    // A question column or rows that end in a question mark; everything else is not parsed.
    if (!mayHoldTable(section.text) || !/question|\?\s*(?:\||<|$)/im.test(section.text)) continue;
    for (const block of section.blocks()) {
      if (block.kind !== "table") continue;
      const asked = columnWith(block, "question");
      if (asked >= 0 && columnWith(block, "answer") >= 0) questions += block.rows.length;
      else questions += block.rows.filter((row) => /\?$/.test(row.cells[0]?.text ?? row.cells[1]?.text ?? "")).length;
    }
  }
  return questions >= (FORM_TITLE.test(title) ? 1 : FEWEST_QUESTIONS);
}
