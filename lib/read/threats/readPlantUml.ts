import type { Span } from "../../model/span.ts";
import { ABSENT, type Stated } from "../../model/stated.ts";
import type { ThreatElement } from "../../model/threatModel.ts";
import { statedText } from "../prose/standIn.ts";
import { BARE_BOUNDARY, BARE_ELEMENT, BARE_FLOW } from "./bareParts.ts";
import type { DiagramLine } from "./diagramLines.ts";
import { authenticatedFlow } from "./flowFacts.ts";
import { kindOfLabel, labelFacts } from "./labelFacts.ts";
import type { ThreatDraft } from "./threatDraft.ts";
import { crossing } from "./zones.ts";

const KINDS: Readonly<Record<string, ThreatElement["kind"]>> = {
  actor: "actor",
  person: "actor",
  database: "store",
  storage: "store",
  queue: "store",
  containerdb: "store",
  systemdb: "store",
  containerqueue: "store",
  node: "device",
  process: "process",
  system: "component",
  system_ext: "external",
  person_ext: "actor",
  container_ext: "external",
};

const THING =
  "actor|agent|artifact|boundary|card|cloud|collections|component|control|database|entity|file|folder|frame|hexagon|interface|node|package|participant|person|process|queue|rectangle|stack|storage|usecase";
/** `database "Event log" as log <<store>> #green {`, and the same the other way round. */
const DECLARATION = new RegExp(
  `^(?:create\\s+)?(${THING})\\s+(?:"([^"]{1,300})"(?:\\s+as\\s+([\\w.-]+))?|([\\w.-]+)(?:\\s+as\\s+"([^"]{1,300})")?|([^\\s"{<#]+))\\s*(?:<<[^>]*>>\\s*)*(?:#[\\w:;.-]+\\s*)?(\\{)?\\s*$`,
  "i",
);
/** `[Firmware] as fw`. */
const BRACKETED = /^\[([^\]]{1,300})\](?:\s+as\s+([\w.-]+))?\s*(?:<<[^>]*>>)?\s*(?:#[\w:;.-]+)?\s*$/;
/** `Container_Boundary(id, "Name") {`, `Person(id, "Name", ...)`. */
const C4 = /^(\w+)\(\s*([\w.-]+)\s*,\s*"([^"]{0,300})"(.*)\)\s*(\{)?\s*$/;
const C4_REL =
  /^(Bi)?Rel(?:_\w+)?\(\s*([\w.-]+)\s*,\s*([\w.-]+)\s*,\s*"([^"]{0,300})"(?:\s*,\s*"([^"]{0,300})")?.*\)\s*$/;
const ARROW =
  /^(\[[^\]]{1,200}\]|"[^"]{1,200}"|\([^)]{1,200}\)|:[^:]{1,200}:|[\w.-]*\w)\s*(?:"[^"]{0,80}"\s*)?([<o*x#|(0]{0,2}[-.=~]{1,9}(?:\[[^\]]{0,60}\])?(?:left|right|up|down|[lrud])?[-.=~]{0,9}[>o*x#|)0]{0,2})\s*(?:"[^"]{0,80}"\s*)?(\[[^\]]{1,200}\]|"[^"]{1,200}"|\([^)]{1,200}\)|:[^:]{1,200}:|[\w.]+)\s*(?::\s*(.*))?$/;
const BOX = /^box\b\s*(?:"([^"]{0,300})")?/i;
const END_OF_TEXT = /^end ?(?:legend|[rh]?note|header|footer|title)\b/i;
/** Lines that open a block of text or settings, up to their end. */
const SKIPPED: readonly (readonly [RegExp, RegExp])[] = [
  [/^skinparam\b[^{]*\{/, /^\}/],
  [
    /^(?:legend|header|footer|title)(?:\s+(?:left|right|center|top|bottom))*\s*$|^[rh]?note\b(?!.*(?::|" as ))/i,
    END_OF_TEXT,
  ],
  [/^\/'/, /'\/\s*$/],
];

/** Reads component, deployment, sequence and C4 diagrams of PlantUML; things that hold others are trust boundaries. */
export function readPlantUml(lines: readonly DiagramLine[], draft: ThreatDraft): void {
  const diagram = new PlantUml(draft);
  for (const line of lines) diagram.line(line);
  diagram.finish();
}

interface Edge {
  readonly from: string;
  readonly to: string;
  readonly label: Stated<string>;
  readonly span: Span;
  readonly both: boolean;
}

class PlantUml {
  readonly #draft: ThreatDraft;
  /** Open blocks; undefined for one that is no boundary. */
  readonly #open: (string | undefined)[] = [];
  readonly #around = new Map<string, readonly string[]>();
  readonly #boundaries = new Set<string>();
  readonly #elements = new Map<string, ThreatElement>();
  readonly #edges: Edge[] = [];
  #until: RegExp | undefined;

  constructor(draft: ThreatDraft) {
    this.#draft = draft;
  }

  line({ text, offset }: DiagramLine): void {
    if (this.#until) {
      if (this.#until.test(text)) this.#until = undefined;
      return;
    }
    if (text === "" || text.startsWith("'") || text.startsWith("!") || text.startsWith("@")) return;
    const skipped = SKIPPED.find(([start]) => start.test(text));
    if (skipped) {
      const [, end] = skipped;
      if (!end.test(text.slice(2))) this.#until = end;
    } else if (/^\}|^end ?box\b/i.test(text)) this.#open.pop();
    else if (!this.#declaration(text, offset) && !this.#relation(text, offset) && text.endsWith("{"))
      this.#open.push(undefined);
  }

  finish(): void {
    for (const element of this.#elements.values()) {
      if (this.#boundaries.has(element.id)) continue;
      const zones = [...(this.#around.get(element.id) ?? [])];
      this.#draft.addElement({ ...element, zones });
    }
    for (const edge of this.#edges) this.#flow(edge);
  }

  #declaration(text: string, offset: number): boolean {
    const box = BOX.exec(text);
    if (box) {
      this.#boundary(
        box[1] || `box ${this.#boundaries.size + 1}`,
        box[1] ?? "",
        placeOf(box[1] ?? "box", text, offset),
      );
      return true;
    }
    const found = DECLARATION.exec(text);
    if (found) {
      const [, type = "", quoted, alias, word, name, odd, brace] = found;
      const label = quoted ?? name ?? word ?? odd ?? "";
      const id = alias ?? word ?? label;
      const drawn = { id, label, span: placeOf(label, text, offset), type: type.toLowerCase() };
      return brace === undefined ? this.#element(drawn) : this.#boundary(id, label, drawn.span);
    }
    const bracketed = BRACKETED.exec(text);
    if (bracketed) {
      const label = bracketed[1] ?? "";
      return this.#element({ id: bracketed[2] ?? label, label, span: placeOf(label, text, offset), type: "component" });
    }
    const c4 = C4.exec(text);
    if (!c4 || C4_REL.test(text)) return false;
    const [, type = "", id = "", label = "", , brace] = c4;
    const span = placeOf(label || id, text, offset);
    if (brace !== undefined || /boundary/i.test(type)) return this.#boundary(id, label, span);
    return (
      /^(?:person|system|container|component|node|deployment_node)/i.test(type) &&
      this.#element({ id, label, span, type: type.toLowerCase() })
    );
  }

  #boundary(id: string, label: string, span: Span): true {
    const parent = this.#open.findLast((one) => one !== undefined);
    if (!this.#boundaries.has(id)) {
      this.#boundaries.add(id);
      this.#draft.boundaries.push({
        ...BARE_BOUNDARY,
        id,
        name: label === "" ? ABSENT : statedText(plain(label), span),
        anchor: span,
        parent: parent === undefined ? ABSENT : { state: "given", value: parent, span },
      });
    }
    this.#open.push(id);
    return true;
  }

  #element(drawn: { readonly id: string; readonly label: string; readonly span: Span; readonly type: string }): true {
    const { id, label, span, type } = drawn;
    if (!this.#around.has(id)) this.#around.set(id, this.#zones());
    const words = plain(label);
    const byType = KINDS[type];
    const kind = byType === undefined || byType === "device" ? kindOfLabel(words) : byType;
    this.#elements.set(id, {
      ...BARE_ELEMENT,
      id,
      name: statedText(words, span),
      kind: kind === "component" && byType !== undefined ? byType : kind,
      anchor: span,
    });
    return true;
  }

  #zones(): string[] {
    return this.#open.filter((one) => one !== undefined).reverse();
  }

  #relation(text: string, offset: number): boolean {
    const span = { start: offset, end: offset + text.length };
    const rel = C4_REL.exec(text);
    if (rel) {
      const [, both, from = "", to = "", words = "", technology] = rel;
      const label = [words, technology].filter((one) => one).join(", ");
      const end = text.lastIndexOf(technology || words) + (technology || words).length;
      const start = text.indexOf(`"${words}"`) + 1;
      const place = { start: offset + start, end: offset + end };
      this.#edge({ from, to, label: label === "" ? ABSENT : statedText(label, place), span, both: both !== undefined });
      return true;
    }
    const arrow = ARROW.exec(text);
    if (!arrow) return false;
    const [, one = "", line = "", other = "", words = ""] = arrow;
    const [left, right] = [this.#end(one, text, offset), this.#end(other, text, offset)];
    const backwards = /^[<]/.test(line) && !/>/.test(line);
    const label = words.trim() === "" ? ABSENT : statedText(plain(words), placeOf(words.trim(), text, offset));
    const both = /^</.test(line) && line.endsWith(">");
    this.#edge({ from: backwards ? right : left, to: backwards ? left : right, label, span, both });
    return true;
  }

  /** An end may be drawn in place: `[Firmware]`, `(use case)`, `:Nurse:`, or a bare word. */
  #end(written: string, text: string, offset: number): string {
    const label = written.replace(/^[[(":]|[\])":]$/g, "");
    const known = this.#elements.has(label) || this.#boundaries.has(label);
    if (!known) {
      const type = written.startsWith(":") ? "actor" : "component";
      this.#element({ id: label, label, span: placeOf(label, text, offset), type });
    }
    return label;
  }

  #edge(edge: Edge): void {
    this.#edges.push(edge);
  }

  #flow({ from, to, label, span, both }: Edge): void {
    const end = (id: string): Stated<string> => ({ state: "given", value: id, span });
    const zones = (id: string) => (this.#boundaries.has(id) ? [id] : [...(this.#around.get(id) ?? [])]);
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
      crosses: crossing(zones(from), zones(to)),
    });
  }
}

function plain(label: string): string {
  return label
    .replaceAll("\\n", " ")
    .replace(/<\/?[\w:#-]{1,20}>|\*\*|\/\/|<\$[^>]*>/g, " ")
    .replace(/\s+/g, " ")
    .trim();
}

function placeOf(part: string, text: string, offset: number): Span {
  const at = Math.max(0, text.indexOf(part));
  return { start: offset + at, end: offset + at + part.length };
}
