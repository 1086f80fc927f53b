import type { Span } from "../../model/span.ts";
import { ABSENT, type Stated } from "../../model/stated.ts";
import { statedText } from "../prose/standIn.ts";
import { BARE_BOUNDARY, BARE_ELEMENT, BARE_FLOW } from "./bareParts.ts";
import type { DiagramLine } from "./diagramLines.ts";
import { authenticatedFlow } from "./flowFacts.ts";
import { kindOfLabel, labelFacts } from "./labelFacts.ts";
import type { ThreatDraft } from "./threatDraft.ts";
import { crossing } from "./zones.ts";

const ID = '(?:"(?:[^"\\\\]|\\\\.){0,300}"|[\\w.]+)';
const NODE = new RegExp(`^(${ID})(?::\\w+){0,2}\\s*(?:\\[(.*?)\\]?)?\\s*;?\\s*$`);
const EDGE = new RegExp(`^(${ID}(?::\\w+){0,2}(?:\\s*-[->]\\s*${ID}(?::\\w+){0,2})+)\\s*(?:\\[(.*?)\\]?)?\\s*;?\\s*$`);
const LABEL = /\b(?:label|xlabel)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([\w.]+)|<(.*)>)/;
const KEYWORD =
  /^(?:node|edge|graph|rank|rankdir|label|compound|splines|style|color|fontname|fontsize|labelloc|bgcolor|newrank|nodesep|ranksep|concentrate|pad|size|ratio|strict|digraph|subgraph)$/i;

/** Reads a Graphviz graph: nodes with labels, edges with labels, and clusters as trust boundaries. */
export function readDot(lines: readonly DiagramLine[], draft: ThreatDraft): void {
  const graph = new Dot(draft);
  for (const line of lines) graph.line(line);
  graph.finish();
}

interface Edge {
  readonly from: string;
  readonly to: string;
  readonly label: Stated<string>;
  readonly span: Span;
  readonly both: boolean;
}

class Dot {
  readonly #draft: ThreatDraft;
  readonly #open: (string | undefined)[] = [];
  readonly #clusters = new Map<
    string,
    { name: Stated<string>; readonly anchor: Span; readonly parent: string | undefined }
  >();
  readonly #nodes = new Map<string, { name: Stated<string>; anchor: Span; readonly zones: readonly string[] }>();
  readonly #edges: Edge[] = [];

  constructor(draft: ThreatDraft) {
    this.#draft = draft;
  }

  line({ text, offset }: DiagramLine): void {
    if (text === "" || /^(?:\/\/|#|\/\*|\*|@)/.test(text)) return;
    const opened = /^(?:subgraph\s+("?)([\w.-]+)\1\s*|(?:strict\s+)?(?:di)?graph\b[^{]*)?\{(.*)$/.exec(text);
    if (opened) {
      const id = opened[2];
      this.#open.push(id?.startsWith("cluster") ? this.#cluster(id, text, offset) : undefined);
      const rest = opened[3]?.replace(/\}\s*;?\s*$/, "").trim() ?? "";
      if (rest !== "") this.line({ text: rest, offset: offset + text.indexOf(rest) });
      if (/\}\s*;?\s*$/.test(opened[3] ?? "")) this.#open.pop();
    } else if (text.startsWith("}")) this.#open.pop();
    else if (/^(?:graph\s*\[.*)?label\s*=|^graph\s*\[.*\blabel\s*=/.test(text)) this.#clusterLabel(text, offset);
    else if (!this.#edge(text, offset)) this.#node(text, offset);
  }

  finish(): void {
    for (const [id, { name, anchor, parent }] of this.#clusters) {
      const outer: Stated<string> = parent === undefined ? ABSENT : { state: "given", value: parent, span: anchor };
      this.#draft.boundaries.push({ ...BARE_BOUNDARY, id, name, anchor, parent: outer });
    }
    for (const [id, { name, anchor, zones }] of this.#nodes) {
      const kind = name.state === "given" ? kindOfLabel(name.value) : "component";
      this.#draft.addElement({ ...BARE_ELEMENT, id, name, kind, anchor, zones });
    }
    for (const edge of this.#edges) this.#flow(edge);
  }

  #cluster(id: string, text: string, offset: number): string {
    const at = text.indexOf(id);
    const anchor = { start: offset + at, end: offset + at + id.length };
    const parent = this.#open.findLast((one) => one !== undefined);
    if (!this.#clusters.has(id)) this.#clusters.set(id, { name: ABSENT, anchor, parent });
    return id;
  }

  #clusterLabel(text: string, offset: number): void {
    const id = this.#open.at(-1);
    const cluster = id === undefined ? undefined : this.#clusters.get(id);
    const label = labelIn(text, offset);
    if (id !== undefined && cluster && label.state !== "absent")
      this.#clusters.set(id, { ...cluster, name: label, anchor: label.span });
  }

  #node(text: string, offset: number): void {
    const found = NODE.exec(text);
    const written = found?.[1];
    if (written === undefined || KEYWORD.test(written)) return;
    const label = labelIn(text.slice(written.length), offset + written.length);
    this.#add(written, { start: offset, end: offset + written.length }, label);
  }

  #add(written: string, span: Span, label: Stated<string>): string {
    const id = unquoted(written);
    const inner = written.startsWith('"') ? { start: span.start + 1, end: span.end - 1 } : span;
    const known = this.#nodes.get(id);
    const zones = this.#open.filter((one) => one !== undefined).reverse();
    if (!known) {
      const name = label.state === "absent" ? statedText(plain(id), inner) : label;
      this.#nodes.set(id, { name, anchor: name.state === "absent" ? inner : name.span, zones });
    } else if (label.state !== "absent") {
      this.#nodes.set(id, { name: label, anchor: label.span, zones: known.zones.length > 0 ? known.zones : zones });
    }
    return id;
  }

  #edge(text: string, offset: number): boolean {
    const found = EDGE.exec(text);
    const chain = found?.[1];
    if (chain === undefined) return false;
    const label = labelIn(text.slice(chain.length), offset + chain.length);
    const both = /\bdir\s*=\s*"?both/.test(text) || /--/.test(chain);
    let before: string | undefined;
    for (const part of chain.matchAll(new RegExp(ID, "g"))) {
      const start = offset + part.index;
      // What stands behind a colon is a port of the node.
      if (chain[part.index - 1] === ":") continue;
      const id = this.#add(part[0], { start, end: start + part[0].length }, ABSENT);
      const span = { start: offset, end: offset + chain.length };
      if (before !== undefined) this.#edges.push({ from: before, to: id, label, span, both });
      before = id;
    }
    return true;
  }

  #flow({ from, to, label, span, both }: Edge): void {
    const end = (id: string): Stated<string> => ({ state: "given", value: id, span });
    const words = label.state === "given" ? ` ${label.value}` : "";
    this.#draft.flows.push({
      ...BARE_FLOW,
      id: `${from} -> ${to}${words}`,
      name: label,
      anchor: label.state === "absent" ? span : label.span,
      from: end(from),
      to: end(to),
      ...labelFacts(label),
      authentication: authenticatedFlow(ABSENT, label),
      bidirectional: both,
      crosses: crossing(this.#nodes.get(from)?.zones, this.#nodes.get(to)?.zones),
    });
  }
}

function labelIn(text: string, offset: number): Stated<string> {
  const found = LABEL.exec(text);
  const written = found?.[1] ?? found?.[2] ?? found?.[3];
  if (!found || written === undefined || written === "") return ABSENT;
  const start = offset + found.index + found[0].lastIndexOf(written);
  return statedText(plain(written), { start, end: start + written.length });
}

function unquoted(written: string): string {
  return written.startsWith('"') ? written.slice(1, -1) : written;
}

function plain(label: string): string {
  return label
    .replace(/\\[nlr]/g, " ")
    .replace(/<[^>]{0,200}>/g, " ")
    .replace(/\s+/g, " ")
    .trim();
}
