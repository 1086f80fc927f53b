import type { Span } from "../../model/span.ts";
import { ABSENT, type Stated } from "../../model/stated.ts";
import type { ThreatElement } from "../../model/threatModel.ts";
import { plainInline } from "../../parse/markdownInline.ts";
import { statedText } from "../prose/standIn.ts";
import { BARE_BOUNDARY, BARE_ELEMENT, BARE_FLOW } from "./bareParts.ts";
import type { DiagramLine } from "./diagramLines.ts";
import { kindOfLabel, labelFacts } from "./labelFacts.ts";
import type { ThreatDraft } from "./threatDraft.ts";

/** Opening and closing marks of node shapes, longest first, with what the shape says about the kind. */
const SHAPES: readonly (readonly [string, string, ThreatElement["kind"] | undefined])[] = [
  ["(((", ")))", "process"],
  ["([", "])", "actor"],
  ["[[", "]]", "process"],
  ["[(", ")]", "store"],
  ["((", "))", "process"],
  ["{{", "}}", undefined],
  ["[/", "]", undefined],
  ["[\\", "]", undefined],
  ["[", "]", undefined],
  ["(", ")", undefined],
  ["{", "}", undefined],
  [">", "]", undefined],
];

const NODE_ID = /[\p{L}\p{N}_]+(?:[-.][\p{L}\p{N}_]+)*/uy;
const ARROW = /\s*[<xo]?(?:-{2,}|={2,}|-\.+-)(?:[>xo](?![\p{L}\p{N}]))?/uy;
const LABELLED_ARROW =
  /\s*[<xo]?(?:--|==|-\.)\s*("[^"\n]{0,300}"|[^-=|>."\n][^|>"\n]{0,300}?)\s*(?:-{2,}|={2,}|\.+-)[>xo]?/uy;
const BAR_LABEL = /\s*\|([^|\n]{0,300})\|/y;
const DIRECTIVE = /^(?:direction|style|classDef|class|click|linkStyle|accTitle|accDescr|%%)\b/;

interface Label {
  readonly text: string;
  readonly span: Span;
}

interface Edge {
  readonly from: string;
  readonly to: string;
  readonly label: Label | undefined;
  readonly span: Span;
}

/** Reads `A[User] -->|HTTPS| B[(Database)]` lines with `subgraph` blocks as trust boundaries. */
export function readFlowchart(lines: readonly DiagramLine[], draft: ThreatDraft): void {
  const chart = new Flowchart(draft);
  for (const line of lines) chart.line(line);
  chart.finish();
}

class Flowchart {
  readonly #draft: ThreatDraft;
  readonly #open: string[] = [];
  /** Boundaries around each node, outermost first, where it stands for the first time inside one. */
  readonly #inside = new Map<string, readonly string[]>();
  readonly #nodes = new Map<string, ThreatElement>();
  readonly #edges: Edge[] = [];

  constructor(draft: ThreatDraft) {
    this.#draft = draft;
  }

  line({ text, offset }: DiagramLine): void {
    if (text === "" || text.startsWith("%%") || DIRECTIVE.test(text)) return;
    if (/^subgraph\b/.test(text)) this.#subgraph(text, offset);
    else if (/^end\b/.test(text)) this.#open.pop();
    else this.#statement(text, offset);
  }

  finish(): void {
    for (const [id, element] of this.#nodes) {
      if (this.#draft.boundaries.some((one) => one.id === id)) continue;
      this.#draft.addElement({ ...element, zones: [...(this.#inside.get(id) ?? [])].reverse() });
    }
    for (const edge of this.#edges) this.#flow(edge);
  }

  #subgraph(text: string, offset: number): void {
    const match = /^subgraph\s+([^\s["]+)?\s*(?:\[?\s*"?([^"\]]*)"?\s*\]?)?$/.exec(text);
    const rest = [match?.[1], match?.[2]].filter(Boolean).join(" ");
    const bracketed = text.includes("[");
    const title = (bracketed ? match?.[2] : rest)?.trim() || match?.[1] || "";
    const at = text.lastIndexOf(title);
    const span = { start: offset + at, end: offset + at + title.length };
    const id = (bracketed ? match?.[1] : title) || title || `subgraph ${this.#draft.boundaries.length + 1}`;
    const anchor = title === "" ? { start: offset, end: offset + text.length } : span;
    const outer = this.#open.at(-1);
    const parent: Stated<string> = outer === undefined ? ABSENT : { state: "given", value: outer, span: anchor };
    this.#inside.set(id, [...this.#open]);
    this.#open.push(id);
    this.#draft.boundaries.push({ ...BARE_BOUNDARY, id, name: statedText(plainInline(title), anchor), anchor, parent });
  }

  /** A chain of nodes: `A & B --> C -- label --> D`. Stops at the first thing that it does not know. */
  #statement(text: string, offset: number): void {
    let at = 0;
    let before: readonly string[] = [];
    let pending: { readonly label: Label | undefined; readonly start: number } | undefined;
    for (let steps = 0; steps < 200; steps++) {
      const nodes = this.#nodesAt(text, at, offset);
      if (nodes.ids.length === 0) return;
      at = nodes.end;
      if (pending) {
        const span = { start: offset + pending.start, end: offset + at };
        for (const from of before) {
          for (const to of nodes.ids) this.#edges.push({ from, to, label: pending.label, span });
        }
      }
      const arrow = arrowAt(text, at, offset);
      if (!arrow) return;
      pending = { label: arrow.label, start: nodes.start };
      before = nodes.ids;
      at = arrow.end;
    }
  }

  #nodesAt(text: string, from: number, offset: number): { ids: string[]; start: number; end: number } {
    const ids: string[] = [];
    let at = skipBlanks(text, from);
    const start = at;
    for (let count = 0; count < 50; count++) {
      NODE_ID.lastIndex = at;
      const id = NODE_ID.exec(text)?.[0];
      if (id === undefined) break;
      const shape = shapeAt(text, at + id.length, offset);
      this.#node(id, { start: offset + at, end: offset + at + id.length }, shape);
      ids.push(id);
      at = shape?.end ?? at + id.length;
      at += /^:::[\w-]+/.exec(text.slice(at, at + 80))?.[0].length ?? 0;
      const next = skipBlanks(text, at);
      if (text[next] !== "&") break;
      at = skipBlanks(text, next + 1);
    }
    return { ids, start, end: at };
  }

  #node(id: string, idSpan: Span, shape: Shape | undefined): void {
    const known = this.#nodes.get(id);
    if (!this.#inside.has(id) || this.#inside.get(id)?.length === 0) this.#inside.set(id, [...this.#open]);
    if (known && !shape) return;
    const name = shape?.label ? statedText(shape.label.text, shape.label.span) : statedText(id, idSpan);
    if (known && known.name.state === "given" && known.name.value !== id) return;
    const label = name.state === "given" ? name.value : id;
    this.#nodes.set(id, {
      id,
      name,
      kind: shape?.kind ?? kindOfLabel(label),
      anchor: shape?.label?.span ?? idSpan,
      ...BARE_ELEMENT,
    });
  }

  #flow(edge: Edge): void {
    const label: Stated<string> = edge.label ? statedText(edge.label.text, edge.label.span) : ABSENT;
    const end = (id: string): Stated<string> => ({ state: "given", value: id, span: edge.span });
    this.#draft.flows.push({
      ...BARE_FLOW,
      id: `${edge.from} -> ${edge.to}${edge.label ? ` ${edge.label.text}` : ""}`,
      name: label,
      anchor: edge.label?.span ?? edge.span,
      from: end(edge.from),
      to: end(edge.to),
      ...labelFacts(label),
      crosses: this.#crossed(edge),
    });
  }

  /** The subgraphs that hold exactly one end. */
  #crossed({ from, to }: Edge): string[] {
    const around = (id: string) => new Set(this.#inside.get(id) ?? []);
    const [a, b] = [around(from), around(to)];
    return [...[...a].filter((one) => !b.has(one)), ...[...b].filter((one) => !a.has(one))];
  }
}

interface Shape {
  readonly label: Label | undefined;
  readonly kind: ThreatElement["kind"] | undefined;
  readonly end: number;
}

function shapeAt(text: string, at: number, offset: number): Shape | undefined {
  const shape = SHAPES.find(([open]) => text.startsWith(open, at));
  if (!shape) return undefined;
  const [open, close, kind] = shape;
  let from = at + open.length;
  const quoted = text[from] === '"';
  const quote = quoted ? text.indexOf('"', from + 1) : -1;
  const closing = text.indexOf(close, quote < 0 ? from : quote);
  if (closing < 0) return undefined;
  let to = quote < 0 ? closing : quote;
  if (quote >= 0) from++;
  if (open === "[/" || open === "[\\") to = Math.max(from, quote < 0 ? to - 1 : to);
  const label = labelOf(text, from, { to, offset });
  return { label, kind, end: closing + close.length };
}

function labelOf(
  text: string,
  from: number,
  place: { readonly to: number; readonly offset: number },
): Label | undefined {
  const raw = text.slice(from, place.to);
  const content = raw.trim().replace(/^"(.*)"$/, "$1");
  if (content === "") return undefined;
  const start = place.offset + from + raw.indexOf(content);
  // `\n` is how older Mermaid breaks a line.
  return { text: plainInline(content.replaceAll("\\n", " ")), span: { start, end: start + content.length } };
}

function arrowAt(text: string, at: number, offset: number): { label: Label | undefined; end: number } | undefined {
  LABELLED_ARROW.lastIndex = at;
  const labelled = LABELLED_ARROW.exec(text);
  if (labelled?.[1] !== undefined) {
    const from = at + labelled[0].indexOf(labelled[1]);
    return { label: labelOf(text, from, { to: from + labelled[1].length, offset }), end: at + labelled[0].length };
  }
  ARROW.lastIndex = at;
  const arrow = ARROW.exec(text)?.[0];
  if (arrow === undefined) return undefined;
  BAR_LABEL.lastIndex = at + arrow.length;
  const bar = BAR_LABEL.exec(text);
  if (bar?.[1] === undefined) return { label: undefined, end: at + arrow.length };
  const from = at + arrow.length + bar[0].indexOf("|") + 1;
  return { label: labelOf(text, from, { to: from + bar[1].length, offset }), end: at + arrow.length + bar[0].length };
}

function skipBlanks(text: string, at: number): number {
  let next = at;
  while (text[next] === " " || text[next] === "\t") next++;
  return next;
}
