import type { Block, Cell, Section, Table } from "../model/prose.ts";
import type { Span } from "../model/span.ts";
import type { TopicPlace } from "../model/topic.ts";
import { columnMeanings } from "../read/prose/columnMeaning.ts";
import { fenceKind } from "../read/prose/fenceKind.ts";
import { sentencesIn } from "../read/prose/sentences.ts";
import { isStandIn } from "./prose.ts";
import { KNOWN_FLAW, states } from "./topicVoice.ts";

/** A paragraph, list item, table row or diagram, reduced to what it states. */
export interface TopicUnit {
  readonly span: Span;
  readonly place: TopicPlace;
  /** Lower-cased; one sentence a line; only sentences in the document's own voice. Cells are set off by bars, each behind the name of its column. */
  readonly text: string;
  /** The same with everything that is said, advice and plans too: what a list of threats is made of. */
  readonly all: string;
  /** What leads to it: the item or paragraph above that ends in a colon, a bold line. Lower-cased. */
  readonly lead: string;
  /** A row that names a control against a threat. */
  readonly answersThreat: boolean;
}

const LONGEST_FENCE = 6000;

/** What a section states, in order. */
export function unitsOf(section: Section): TopicUnit[] {
  const leads = new Leads();
  return section.blocks().flatMap((block) => {
    const lead = leads.over(block);
    if (block.kind === "table") return rowUnits(block, { lead, heading: section.heading });
    if (block.kind === "fence") return fenceUnit(block, lead);
    return block.kind === "quote" ? [] : textUnits(block, lead, section);
  });
}

type TextBlock = Exclude<Block, Table | { readonly kind: "fence" }>;

function textUnits(block: TextBlock, lead: string, section: Section): TopicUnit[] {
  // An unticked box is work to do.
  if (block.kind === "list-item" && block.ticked === false) return [];
  const base = section.span.start;
  const within = { start: block.span.start - base, end: block.span.end - base };
  const source = section.text.slice(within.start, within.end);
  const place = block.kind === "list-item" || block.kind === "definition" ? "item" : "text";
  const units: TopicUnit[] = [];
  // What a picture shows is told by its alternative text or its address, else by the heading over it.
  const picture = IMAGE.test(source) ? `image-shown\n${spoken(`${section.heading}\n${source.slice(0, 300)}`)}` : "";
  if (picture !== "") units.push({ span: block.span, place, text: picture, all: picture, lead, answersThreat: false });
  // Guidance is quoted in italics, and the answer is expected below it.
  if (isItalic(source)) return units;
  const term = block.kind === "definition" ? `${block.term.toLowerCase()}: ` : "";
  for (const part of enumerated(source, within.start)) {
    const said = sentencesIn(section.text, part).map(({ span, text }) => ({ span, text: spoken(text) }));
    for (let at = 0; at < said.length; at += SENTENCES) {
      const some = said.slice(at, at + SENTENCES);
      const [first, last] = [some[0], some.at(-1)];
      if (!first || !last) continue;
      const span = { start: base + first.span.start, end: base + last.span.end };
      const own = some.filter(({ text }) => states(text, section.heading));
      const joined = (sentences: typeof some) => sentences.map(({ text }) => text).join("\n");
      units.push({
        span,
        place,
        text: own.length === 0 ? "" : term + joined(own),
        all: term + joined(some),
        lead,
        answersThreat: false,
      });
    }
  }
  return units;
}

/** An address names a protocol without saying anything about it. */
function spoken(text: string): string {
  return text
    .toLowerCase()
    .replace(/\bhttps?:\/\/[^\s)>|]{1,300}/g, "")
    .replace(RANGE, "any-of ");
}

/** Package managers write a range of versions so; it names no version. */
const RANGE = /[~^]>?(?=v?\d{1,6}\.\d)/g;

/** So many sentences belong together; what a long paragraph says at its two ends does not. */
const SENTENCES = 4;

/** Lists whose items begin with "a." or "iv)" are one paragraph to Markdown. */
const ENUMERATOR = /^[ \t]*(?:[a-z]|[ivx]{1,4}|\d{1,2})[.)][ \t]+\S/gm;

function enumerated(source: string, start: number): Span[] {
  const starts = [...source.matchAll(ENUMERATOR)].map(({ index }) => index).filter((index) => index > 0);
  const cuts = [0, ...starts, source.length];
  return cuts.slice(1).map((end, at) => ({ start: start + (cuts[at] ?? 0), end: start + end }));
}

/** A picture; its marker is a word that topics can ask for. */
const IMAGE =
  /```+\s*(?:mermaid|plantuml|puml|dot|graphviz)\b|!\[[^\]]*\]\(|!\[[^\]]*\]\[|<img\s|^\.\. (?:image|figure|uml|graphviz)::/im;

function isItalic(source: string): boolean {
  const mark = source[0];
  if ((mark !== "*" && mark !== "_") || source[1] === mark || !source.endsWith(mark)) return false;
  return !source.slice(1, -1).includes(mark);
}

function fenceUnit(block: Extract<Block, { kind: "fence" }>, lead: string): TopicUnit[] {
  const kind = fenceKind(block);
  if (kind === "code" || (kind === "configuration" && !/^ya?ml$|^$/.test(block.language))) return [];
  const text = `${kind === "diagram" ? "diagram-shown\n" : ""}${block.text.slice(0, LONGEST_FENCE).toLowerCase()}`;
  return [{ span: block.span, place: "fence", text, all: text, lead, answersThreat: false }];
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
    const leads =
      !IMAGE.test(text) &&
      text !== "" &&
      text.length < 400 &&
      (text.endsWith(":") || (text.length < 80 && !/[.!?]$/.test(text)));
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
    const open = row.cells.some(({ text }) => OPEN_STATUS.test(text.trim()));
    const cells = row.cells.map((cell, at) => (asks[at] ? "" : cellText(cell, header[at] ?? "", heading)));
    const text = cells.filter((cell) => cell !== "").join(" | ");
    const bare = row.cells.every(({ text: cell }, at) => at === 0 || TICK.test(cell.trim()) || isStandIn(cell));
    const all = row.cells.map(({ text: cell }, at) => `${header[at] ?? ""}: ${cell.toLowerCase()}`).join(" | ");
    const own = open || KNOWN_FLAW.test(all) || (bare && row.cells.length > 1) ? "" : text;
    return [{ span: row.span, place: "row" as const, text: own, all, lead, answersThreat }];
  });
}

function cellText(cell: Cell, name: string, heading: string): string {
  if (isStandIn(cell.text) || TICK.test(cell.text.trim()))
    return name !== "" && SCALE.test(cell.text.trim()) ? `${name}: ${cell.text.toLowerCase()}` : "";
  const text = spoken(cell.text);
  if (!states(text, heading)) return "";
  return name === "" ? text : `${name}: ${text}`;
}

/** A level of severity is no answer but tells what the row is about. */
const SCALE = /^(?:critical|high|medium|low)$/i;
