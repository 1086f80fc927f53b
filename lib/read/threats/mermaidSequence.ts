import type { Span } from "../../model/span.ts";
import { ABSENT, type Stated } from "../../model/stated.ts";
import { plainInline } from "../../parse/markdownInline.ts";
import { statedText } from "../prose/standIn.ts";
import { BARE_BOUNDARY, BARE_ELEMENT, BARE_FLOW } from "./bareParts.ts";
import type { DiagramLine } from "./diagramLines.ts";
import { kindOfLabel, labelFacts } from "./labelFacts.ts";
import type { ThreatDraft } from "./threatDraft.ts";

const PARTICIPANT = /^(?:create\s+)?(participant|actor)\s+([^\s:]+)(?:\s+as\s+(.+))?$/;
const MESSAGE =
  /^([^\s:>-]+(?: [^\s:>-]+){0,4})\s*(?:<<)?(?:--?>>?|--?x|--?\))\s*[+-]?\s*([^\s:]+(?: [^\s:]+){0,4})\s*(?::\s*(.*))?$/;
const BLOCK = /^(?:loop|alt|opt|par|critical|break|rect)\b/;
const BOX =
  /^box\b\s*(?:(?:rgba?\([^)]*\)|transparent|#[0-9a-f]{3,8}|(?:aqua|blue|green|grey|gray|purple|red|yellow|orange|pink|lightblue|lightgreen|lightyellow|lightgrey|lightgray))\s+)?(.*)$/i;

/** Reads participants, messages and `box` blocks (as trust boundaries) of a sequence diagram. */
export function readSequence(lines: readonly DiagramLine[], draft: ThreatDraft): void {
  const diagram = new Sequence(draft);
  for (const line of lines) diagram.line(line);
}

class Sequence {
  readonly #draft: ThreatDraft;
  /** Open blocks; the id of a boundary for a `box`, undefined for a loop and the like. */
  readonly #open: (string | undefined)[] = [];
  readonly #boxOf = new Map<string, string>();

  constructor(draft: ThreatDraft) {
    this.#draft = draft;
  }

  line({ text, offset }: DiagramLine): void {
    const box = BOX.exec(text);
    if (box) this.#box(box[1] ?? "", text, offset);
    else if (BLOCK.test(text)) this.#open.push(undefined);
    else if (text === "end") this.#open.pop();
    else if (!this.#participant(text, offset)) this.#message(text, offset);
  }

  #box(title: string, text: string, offset: number): void {
    const span = title === "" ? { start: offset, end: offset + text.length } : placeOf(title, text, offset);
    const id = title || `box ${this.#draft.boundaries.length + 1}`;
    this.#open.push(id);
    this.#draft.boundaries.push({ ...BARE_BOUNDARY, id, name: statedText(title, span), anchor: span });
  }

  #participant(text: string, offset: number): boolean {
    const match = PARTICIPANT.exec(text);
    const id = match?.[2];
    if (!match || id === undefined) return false;
    const name = match[3] ?? id;
    this.#element(id, { name, span: placeOf(name, text, offset), actor: match[1] === "actor" });
    const box = this.#open.findLast((one) => one !== undefined);
    if (box !== undefined) this.#boxOf.set(id, box);
    return true;
  }

  #element(id: string, drawn: { readonly name: string; readonly span: Span; readonly actor: boolean }): void {
    const name = plainInline(drawn.name);
    this.#draft.addElement({
      id,
      name: statedText(name, drawn.span),
      kind: drawn.actor ? "actor" : kindOfLabel(name),
      anchor: drawn.span,
      ...BARE_ELEMENT,
    });
  }

  #message(text: string, offset: number): void {
    const match = MESSAGE.exec(text);
    const [from, to] = [match?.[1], match?.[2]];
    if (from === undefined || to === undefined) return;
    for (const id of [from, to]) this.#element(id, { name: id, span: placeOf(id, text, offset), actor: false });
    const words = match?.[3]?.trim() ?? "";
    const label: Stated<string> = words === "" ? ABSENT : statedText(words, placeOf(words, text, offset));
    const whole = { start: offset, end: offset + text.length };
    const boxes = [this.#boxOf.get(from), this.#boxOf.get(to)];
    this.#draft.flows.push({
      ...BARE_FLOW,
      id: `${from} -> ${to}${words === "" ? "" : ` ${words}`}`,
      name: label,
      anchor: label.state === "absent" ? whole : label.span,
      from: { state: "given", value: from, span: whole },
      to: { state: "given", value: to, span: whole },
      ...labelFacts(label),
      crosses: boxes[0] === boxes[1] ? [] : boxes.filter((box) => box !== undefined),
    });
  }
}

function placeOf(part: string, text: string, offset: number): Span {
  const at = Math.max(0, text.lastIndexOf(part));
  return { start: offset + at, end: offset + at + part.length };
}
