import type { Block, Cell, Section, Table } from "../model/prose.ts";
import type { Span } from "../model/span.ts";
import type { TopicPlace } from "../model/topic.ts";
import { columnMeanings } from "../read/prose/columnMeaning.ts";
import { fenceKind } from "../read/prose/fenceKind.ts";
import { isStandIn } from "./prose.ts";
import { sentencesOf, states } from "./topicVoice.ts";

/** A paragraph, list item, table row or diagram, reduced to what it states. */
export interface TopicUnit {
  readonly span: Span;
  readonly place: TopicPlace;
  /** Lower-cased; one sentence a line; only sentences in the document's own voice. Cells are set off by bars, each behind the name of its column. */
  readonly text: string;
  /** What leads to it: the item or paragraph above that ends in a colon, a bold line. Lower-cased. */
  readonly lead: string;
  /** A row that names a control against a threat. */
  readonly answersThreat: boolean;
}

const LONGEST_FENCE = 6000;

/** What a section states, in order. */
export function unitsOf(section: Section): TopicUnit[] {
  const units: TopicUnit[] = [];
  const leads = new Leads();
  for (const block of section.blocks()) {
    const lead = leads.over(block);
    if (block.kind === "table") units.push(...rowUnits(block, { lead, heading: section.heading }));
    else if (block.kind === "fence") units.push(...fenceUnit(block, lead));
    else if (block.kind !== "quote") units.push(...textUnit(block, { lead, section }));
  }
  return units;
}

type TextBlock = Exclude<Block, Table | { readonly kind: "fence" }>;

function textUnit(
  block: TextBlock,
  { lead, section }: { readonly lead: string; readonly section: Section },
): TopicUnit[] {
  // An unticked box is work to do.
  if (block.kind === "list-item" && block.ticked === false) return [];
  const source = section.text.slice(block.span.start - section.span.start, block.span.end - section.span.start);
  const said = statements(block.text.toLowerCase(), { heading: section.heading, quoted: isItalic(source) });
  const own = block.kind === "definition" && said !== "" ? `${block.term.toLowerCase()}: ${said}` : said;
  const text = IMAGE.test(source) ? `image-shown\n${own}` : own;
  const place = block.kind === "list-item" || block.kind === "definition" ? "item" : "text";
  return text === "" ? [] : [{ span: block.span, place, text, lead, answersThreat: false }];
}

/** A picture; its marker is a word that topics can ask for. */
const IMAGE = /!\[[^\]]*\]\(|!\[[^\]]*\]\[|<img\s|^\.\. (?:image|figure|uml|graphviz)::/im;

/** Guidance is quoted in italics, and an answer is expected below it. */
function isItalic(source: string): boolean {
  const mark = source[0];
  if ((mark !== "*" && mark !== "_") || source[1] === mark || !source.endsWith(mark)) return false;
  return !source.slice(1, -1).includes(mark);
}

function fenceUnit(block: Extract<Block, { kind: "fence" }>, lead: string): TopicUnit[] {
  const kind = fenceKind(block);
  if (kind === "code") return [];
  const text = `${kind === "diagram" ? "diagram-shown\n" : ""}${block.text.slice(0, LONGEST_FENCE).toLowerCase()}`;
  return [{ span: block.span, place: "fence", text, lead, answersThreat: false }];
}

/** The sentences in the document's own voice. */
function statements(text: string, context: { readonly heading: string; readonly quoted: boolean }): string {
  return sentencesOf(text)
    .filter((sentence) => states(sentence, context))
    .join("\n");
}

/** Remembers what stands over the blocks of a section. */
class Leads {
  #paragraph = "";
  readonly #items: string[] = [];

  over(block: Block): string {
    if (block.kind === "list-item") {
      this.#items.length = Math.min(this.#items.length, block.depth);
      const lead = [this.#paragraph, ...this.#items].filter((text) => text !== "").join("\n");
      this.#items[block.depth] = block.text.slice(0, 200).toLowerCase();
      return lead;
    }
    this.#items.length = 0;
    if (block.kind !== "paragraph") return this.#paragraph;
    const text = block.text.trim();
    const before = this.#paragraph;
    const leads = text.length < 400 && (text.endsWith(":") || (text.length < 80 && !/[.!?]$/.test(text)));
    this.#paragraph = leads ? text.toLowerCase() : "";
    return leads ? "" : before;
  }
}

const THREAT_COLUMN =
  /\b(?:threats?|attacks?|vulnerabilit(?:y|ies)|weakness(?:es)?|hazards?|failure modes?|hazardous situations?|scenarios?|risks?)\b/;
const CONTROL_COLUMN = /\b(?:mitigations?|controls?|countermeasures?|safeguards?|response|treatment|measures?)\b/;
/** Cells that answer nothing by themselves. */
const TICK =
  /^(?:[✓✔☑✅❌☐✗xX•\s]{1,3}|yes|y|no|ok|done|implemented|completed?|compliant|pass(?:ed)?|fully|secured?|100 ?%|n\/a|na|none|required|mandatory|optional|high|medium|low|critical|partial(?:ly)?)\.?$/i;
const OPEN_STATUS =
  /^(?:to ?do|planned|pending|not started|open|in progress|proposed|draft|future|tbd|wip|not implemented|scheduled)\b.{0,20}$/i;

function rowUnits(table: Table, { lead, heading }: { readonly lead: string; readonly heading: string }): TopicUnit[] {
  const header = table.header.map((cell) => cell.text.toLowerCase());
  const meanings = columnMeanings(table);
  const answered = meanings.includes("answer") || meanings.includes("status");
  const asks = meanings.map((meaning) => meaning === "question" || (meaning === "requirement" && answered));
  if (asks.every(Boolean)) asks.fill(false);
  const answersThreat =
    header.some((name) => THREAT_COLUMN.test(name)) && header.some((name) => CONTROL_COLUMN.test(name));
  return table.rows.flatMap((row) => {
    if (row.cells.some(({ text }) => OPEN_STATUS.test(text.trim()))) return [];
    const cells = row.cells.map((cell, at) => (asks[at] ? "" : cellText(cell, header[at] ?? "", heading)));
    const text = cells.filter((cell) => cell !== "").join(" | ");
    const bare = row.cells.every(({ text: cell }, at) => at === 0 || TICK.test(cell.trim()) || isStandIn(cell));
    if (text === "" || (bare && row.cells.length > 1)) return [];
    return [{ span: row.span, place: "row" as const, text, lead, answersThreat }];
  });
}

function cellText(cell: Cell, name: string, heading: string): string {
  if (isStandIn(cell.text) || TICK.test(cell.text.trim()))
    return name !== "" && SCALE.test(cell.text.trim()) ? `${name}: ${cell.text.toLowerCase()}` : "";
  const text = statements(cell.text.toLowerCase(), { heading, quoted: false });
  if (text === "") return "";
  return name === "" ? text : `${name}: ${text}`;
}

/** A level of severity is no answer but tells what the row is about. */
const SCALE = /^(?:critical|high|medium|low)$/i;
