import type { Cell, Section } from "../../model/prose.ts";
import type { Span } from "../../model/span.ts";
import { ABSENT, type Stated } from "../../model/stated.ts";
import type {
  Assumption,
  Mitigation,
  Threat,
  ThreatElement,
  ThreatFlow,
  TrustBoundary,
} from "../../model/threatModel.ts";
import { statedText } from "../prose/standIn.ts";
import { BARE_ASSUMPTION, BARE_MITIGATION, BARE_THREAT } from "./bareParts.ts";

/** A text of the document with its place. */
export interface Piece {
  readonly text: string;
  readonly span: Span;
}

/** What has been found of a threat model so far. */
export class ThreatDraft {
  readonly elements: ThreatElement[] = [];
  readonly flows: ThreatFlow[] = [];
  readonly boundaries: TrustBoundary[] = [];
  readonly threats: Threat[] = [];
  readonly mitigations: Mitigation[] = [];
  readonly assumptions: Assumption[] = [];
  /** Element texts of each threat as written; resolved to ids when all elements are known. */
  readonly targets = new Map<Threat, string>();

  addThreat(threat: Threat, target?: string): void {
    this.threats.push(threat);
    if (target !== undefined && target !== "") this.targets.set(threat, target);
  }

  /** An element is kept once, however many tables and diagrams name it. */
  addElement(element: ThreatElement): void {
    const known = this.elements.some((one) => one.id === element.id);
    if (!known) this.elements.push(element);
  }

  addMitigation(id: string, text: Stated<string>): void {
    if (text.state === "given") this.mitigations.push({ ...BARE_MITIGATION, id, text, anchor: text.span });
  }

  addAssumption(piece: Piece): void {
    const text = statedText(piece.text, piece.span);
    if (text.state === "given") {
      this.assumptions.push({
        ...BARE_ASSUMPTION,
        id: `assumption ${this.assumptions.length + 1}`,
        text,
        anchor: piece.span,
      });
    }
  }
}

/** A threat with nothing known but its title; fields are spread over it. */
export function bareThreat(id: string, title: Stated<string>, anchor: Span): Threat {
  return { ...BARE_THREAT, id, title, anchor };
}

/** A table cell as a fact: absent without the column, declared unknown when empty or a stand-in. */
export function statedCell(cell: Cell | undefined): Stated<string> {
  return cell ? statedText(cell.text, cell.span) : ABSENT;
}

/** A name short enough to serve as an id where the author gave none. */
export function idFromText(text: string): string {
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}

/** The place of a part of a text whose source may hold marks: the part itself where it stands there unchanged, else the whole. */
export function narrowed(part: string, whole: Span, section: Section): Span {
  const source = section.text.slice(whole.start - section.span.start, whole.end - section.span.start);
  const at = part === "" ? -1 : source.lastIndexOf(part);
  if (at < 0) return whole;
  return { start: whole.start + at, end: whole.start + at + part.length };
}
