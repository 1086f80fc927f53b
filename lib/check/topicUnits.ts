import type { Block, Cell, Section, Table } from "../model/prose.ts";
import type { Span } from "../model/span.ts";
import type { TopicPlace } from "../model/topic.ts";
import { isStandIn } from "./prose.ts";
import { sentencesOf, voiceOf } from "./topicVoice.ts";

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

/** Source code and commands say how something is typed, not what the device does. */
const CODE = new Set(
  "bash sh shell zsh console python py c cpp c++ h java js javascript jsx ts typescript tsx go rust rs ruby php perl powershell ps1 bat cmake make makefile dockerfile diff sql html css asm swift kotlin cs csharp json jsonc xml hcl terraform nginx jinja".split(
    " ",
  ),
);

const LONGEST_FENCE = 6000;

/** What a section states, in order. */
export function unitsOf(section: Section): TopicUnit[] {
  const units: TopicUnit[] = [];
  const leads = new Leads();
  for (const block of section.blocks()) {
    const lead = leads.over(block);
    if (block.kind === "table") units.push(...rowUnits(block, lead));
    else if (block.kind === "fence") units.push(...fenceUnit(block, lead));
    else if (block.kind !== "quote") units.push(...textUnit(block, lead));
  }
  return units;
}

type TextBlock = Exclude<Block, Table>;

function textUnit(block: TextBlock, lead: string): TopicUnit[] {
  // An unticked box is work to do.
  if (block.kind === "list-item" && block.ticked === false) return [];
  const text = statements(block.text.toLowerCase());
  const place = block.kind === "list-item" ? "item" : "text";
  return text === "" ? [] : [{ span: block.span, place, text, lead, answersThreat: false }];
}

function fenceUnit(block: Extract<Block, { kind: "fence" }>, lead: string): TopicUnit[] {
  if (CODE.has(block.language)) return [];
  const text = block.text.slice(0, LONGEST_FENCE).toLowerCase();
  return [{ span: block.span, place: "fence", text, lead, answersThreat: false }];
}

/** The sentences in the document's own voice. */
function statements(text: string): string {
  return sentencesOf(text)
    .filter((sentence) => voiceOf(sentence) === "own")
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

const QUESTION_COLUMN =
  /\b(?:questions?|requirements?|criteri(?:on|a)|expectations?|control objectives?|guidance|clause|recommendations?|what to check)\b/;
const ANSWER_COLUMN =
  /\b(?:answers?|responses?|implementation|how|evidence|comments?|compliance|status|remarks?|notes?|result)\b/;
const THREAT_COLUMN =
  /\b(?:threats?|attacks?|vulnerabilit(?:y|ies)|weakness(?:es)?|hazards?|failure modes?|hazardous situations?|scenarios?|risks?)\b/;
const CONTROL_COLUMN = /\b(?:mitigations?|controls?|countermeasures?|safeguards?|response|treatment|measures?)\b/;
const TICK =
  /^(?:[✓✔☑✅❌☐✗xX•\s]{1,3}|yes|y|no|ok|done|implemented|complete|completed|compliant|pass|passed|fully|secure|100 ?%|n\/a|na|none|required|mandatory|optional|high|medium|low|critical|partial|partially)\.?$/i;
const OPEN_STATUS =
  /^(?:to ?do|planned|pending|not started|open|in progress|proposed|draft|future|tbd|wip|not implemented|scheduled)\b/i;

function rowUnits(table: Table, lead: string): TopicUnit[] {
  const header = table.header.map((cell) => cell.text.toLowerCase());
  const asked = header.some((name) => ANSWER_COLUMN.test(name)) && header.length > 1;
  const skipped = header.map((name) => asked && QUESTION_COLUMN.test(name));
  if (skipped.every(Boolean)) skipped.fill(false);
  const answersThreat =
    header.some((name) => THREAT_COLUMN.test(name)) && header.some((name) => CONTROL_COLUMN.test(name));
  return table.rows.flatMap((row) => {
    if (row.cells.some(({ text }) => OPEN_STATUS.test(text.trim()))) return [];
    const cells = row.cells.map((cell, at) => (skipped[at] ? "" : cellText(cell, header[at] ?? "")));
    const text = cells.filter((cell) => cell !== "").join(" | ");
    const bare = row.cells.every(({ text: cell }, at) => at === 0 || TICK.test(cell.trim()) || isStandIn(cell));
    if (text === "" || (bare && row.cells.length > 1)) return [];
    return [{ span: row.span, place: "row" as const, text, lead, answersThreat }];
  });
}

function cellText(cell: Cell, name: string): string {
  if (isStandIn(cell.text)) return "";
  const text = statements(cell.text.toLowerCase());
  if (text === "") return "";
  return name === "" ? text : `${name}: ${text}`;
}
