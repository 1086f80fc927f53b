import type { Block, Section } from "../../model/prose.ts";
import { ABSENT, type Stated } from "../../model/stated.ts";
import { statedText } from "../prose/standIn.ts";
import { isStrideCategory } from "./strideWords.ts";
import { bareThreat, idFromText, narrowed, type Piece, type ThreatDraft } from "./threatDraft.ts";
import { leadingThreatId } from "./threatId.ts";
import { statedStatus } from "./threatStatus.ts";
import { categoryOfHeading } from "./threatTables.ts";

type ListKind = "threats" | "mitigations" | "assumptions" | "other";

const LABELS: readonly (readonly [ListKind, RegExp])[] = [
  ["mitigations", /\b(?:mitigations?|countermeasures?|safeguards?|controls)\s*:?$/i],
  ["assumptions", /\bassumptions?\s*:?$/i],
  ["threats", /\b(?:threats?|risks|attacks|attack scenarios)\s*:?$/i],
];

const THREATS_HEADING =
  /^(?:[\d.]{1,8}\s+)?(?:(?:potential|identified|theoretical|key|main|security|relevant|considered|known|cyber ?security)\s+){0,3}threats?(?:\s+(?:list|catalogue?|overview|enumeration))?$/i;
export const MITIGATIONS_HEADING = /\b(?:mitigations?|countermeasures?|security controls|risk controls)\b/i;
const ASSUMPTIONS_HEADING = /\bassumptions?\b/i;
const NOT_OURS = /\bout[- ]of[- ]scope\b|\bexcluded\b|\bnot (?:considered|in scope)\b|\bnon-goals?\b/i;

/** Items that say themselves what they are: `Threat: ...`, `Mitigation: ...`, `Status: ...`. */
const PREFIX =
  /^(threats?|risk|attack|(?:possible |recommended )?mitigations?|countermeasures?|controls?|status|severity|category|impact|likelihood|example|case|description)(?:\s\d{1,3})?\s*:\s+/i;

/** A threat of a list with what its neighbours say of it. */
interface ListedThreat {
  readonly item: Piece;
  readonly mitigations: Piece[];
  status?: Piece;
  severity?: Piece;
}

/**
 * Takes threats, mitigations and assumptions that stand as list items below a heading or a label of that name
 * (`**Mitigations:**`), or that say so themselves (`Threat: ...`). Items below a STRIDE heading are threats unless a label
 * says otherwise. True when a threat was taken.
 */
export function readThreatLists(section: Section, draft: ThreatDraft): boolean {
  if (NOT_OURS.test(section.heading)) return false;
  const list = new ThreatList(section, draft);
  for (const block of section.blocks()) list.take(block);
  return list.finish();
}

class ThreatList {
  readonly #section: Section;
  readonly #draft: ThreatDraft;
  readonly #threats: ListedThreat[] = [];
  /** Mitigations that are not said of one threat; they treat all of the section's. */
  readonly #joint: Piece[] = [];
  #kind: ListKind;
  /** Items with a prefix tell threats from other items, so those without are not guessed at. */
  readonly #prefixed: boolean;

  constructor(section: Section, draft: ThreatDraft) {
    this.#section = section;
    this.#draft = draft;
    this.#kind = kindOfHeading(section.heading);
    this.#prefixed = /^[ \t]*[-*+]\s+[*_]{0,3}threats?(?: \d+)?[*_ ]{0,3}:/im.test(section.text);
  }

  take(block: Block): void {
    const label = labelOf(block);
    if (label) this.#kind = label;
    else if (block.kind === "list-item" && block.text !== "") this.#item(block);
  }

  #item(item: Extract<Block, { kind: "list-item" }>): void {
    const prefix = PREFIX.exec(item.text);
    const last = this.#threats.at(-1);
    if (prefix && (this.#prefixed || (item.depth > 0 && last))) this.#prefixedItem(prefix, item);
    else if (item.depth > 0 || this.#prefixed) return;
    else if (this.#kind === "threats") this.#threats.push({ item, mitigations: [] });
    else if (this.#kind === "mitigations") this.#joint.push(item);
    else if (this.#kind === "assumptions") this.#draft.addAssumption(item);
  }

  #prefixedItem(prefix: RegExpExecArray, item: Piece): void {
    const word = (prefix[1] ?? "").toLowerCase();
    const text = item.text.slice(prefix[0].length);
    const piece = { text, span: narrowed(text, item.span, this.#section) };
    const last = this.#threats.at(-1);
    if (/^threat/.test(word)) this.#threats.push({ item: piece, mitigations: [] });
    else if (!last) return;
    else if (/mitigation|countermeasure|control/.test(word)) last.mitigations.push(piece);
    else if (word === "status") last.status = piece;
    else if (word === "severity" || word === "risk") last.severity = piece;
  }

  finish(): boolean {
    const joint = jointMitigation(this.#joint);
    for (const listed of this.#threats) {
      const { item, mitigations, status, severity } = listed;
      const title = statedText(item.text, item.span);
      this.#draft.addThreat({
        ...bareThreat(leadingThreatId(item.text) ?? idFromText(item.text), title, item.span),
        category: categoryOfHeading(this.#section),
        mitigation: mitigations.length > 0 ? jointMitigation(mitigations) : joint,
        status: status ? statedStatus(statedText(status.text, status.span)) : ABSENT,
        severity: severity ? statedText(severity.text, severity.span) : ABSENT,
      });
    }
    for (const item of [...this.#threats.flatMap((one) => one.mitigations), ...this.#joint]) {
      this.#draft.addMitigation(idFromText(item.text), statedText(item.text, item.span));
    }
    return this.#threats.length > 0;
  }
}

function kindOfHeading(heading: string): ListKind {
  if (THREATS_HEADING.test(heading) || isStrideCategory(heading)) return "threats";
  if (ASSUMPTIONS_HEADING.test(heading)) return "assumptions";
  if (MITIGATIONS_HEADING.test(heading)) return "mitigations";
  return "other";
}

/** A short paragraph that announces the list below it. */
function labelOf(block: Block): ListKind | undefined {
  if (block.kind !== "paragraph") return undefined;
  if (block.text.length > 60) return block.text.endsWith(":") ? "other" : undefined;
  return (
    LABELS.find(([, pattern]) => pattern.test(block.text))?.[0] ?? (block.text.endsWith(":") ? "other" : undefined)
  );
}

/** Mitigations listed beside threats treat them together. */
export function jointMitigation(items: readonly Piece[]): Stated<string> {
  const [first] = items;
  const last = items.at(-1);
  if (!first || !last) return ABSENT;
  return {
    state: "given",
    value: items.map((item) => item.text).join(" "),
    span: { start: first.span.start, end: last.span.end },
  };
}
