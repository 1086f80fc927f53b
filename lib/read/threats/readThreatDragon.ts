import type { Span } from "../../model/span.ts";
import { ABSENT, type Stated } from "../../model/stated.ts";
import type {
  Threat,
  ThreatAspect,
  ThreatElement,
  ThreatFlow,
  ThreatModel,
  TrustBoundary,
} from "../../model/threatModel.ts";
import type { JsonDocument } from "../../parse/json.ts";
import { BARE_BOUNDARY, BARE_ELEMENT, BARE_FLOW, BARE_MITIGATION, BARE_MODEL, BARE_THREAT } from "./bareParts.ts";
import { DragonGeometry } from "./dragonCrossings.ts";
import { JsonView } from "./jsonView.ts";
import { leadingThreatId } from "./threatId.ts";
import { statedStatus } from "./threatStatus.ts";

const KINDS: Readonly<Record<string, ThreatElement["kind"]>> = {
  actor: "actor",
  process: "process",
  store: "store",
};

/** What the application writes before anybody has typed anything. */
const DEFAULT_TEXT =
  /^(?:provide a description for this threat|provide remediation for this threat or a reason if status is n\/a|new .{0,20}\bthreat|tb[ad])\.?$/i;
const DEFAULT_NAME = /^(?:actor|process|store|data flow|trust boundary)$/i;

/**
 * Reads a Threat Dragon model, version 2 or 1. Threats are taken from `cells[].data.threats`, where the application writes them
 * (its own schema names another place), else from `cells[].threats`. A box that is not ticked says nothing.
 */
export function readThreatDragon(json: JsonDocument): ThreatModel {
  const root = JsonView.root(json);
  const reader = new DragonReader();
  const diagrams = root.items("detail", "diagrams");
  for (const diagram of diagrams) reader.diagram(diagram);
  const title = root.text("summary", "title");
  return {
    ...BARE_MODEL,
    expresses: EXPRESSES,
    kind: "threat-model",
    format: "Threat Dragon",
    version: root.string("version") ?? "1",
    serialization: "json",
    anchor: title.state === "absent" ? root.opening : title.span,
    title,
    owner: root.textOrAbsent("summary", "owner"),
    reviewer: root.textOrAbsent("detail", "reviewer"),
    description: root.textOrAbsent("summary", "description"),
    methodology: methodologies(diagrams),
    elements: reader.elements,
    flows: reader.flows,
    boundaries: reader.boundaries,
    threats: reader.threats,
    mitigations: reader.threats.flatMap(({ id, mitigation }) =>
      mitigation.state === "given"
        ? [{ ...BARE_MITIGATION, id: `${id} mitigation`, text: mitigation, anchor: mitigation.span }]
        : [],
    ),
    assumptions: [],
  };
}

function methodologies(diagrams: readonly JsonView[]): Stated<string>[] {
  const seen = new Set<string>();
  return diagrams
    .map((diagram) => diagram.text("diagramType"))
    .filter((type) => type.state === "given" && !seen.has(type.value) && seen.add(type.value));
}

const EXPRESSES: ReadonlySet<ThreatAspect> = new Set<ThreatAspect>([
  "owner",
  "methodology",
  "actors",
  "elements",
  "flows",
  "boundaries",
  "flow-protocol",
  "flow-encryption",
  "threats",
  "threat-target",
  "threat-category",
  "threat-status",
  "threat-severity",
  "threat-mitigation",
  "threat-justification",
  "out-of-scope-reason",
]);

class DragonReader {
  readonly elements: ThreatElement[] = [];
  readonly flows: ThreatFlow[] = [];
  readonly boundaries: TrustBoundary[] = [];
  readonly threats: Threat[] = [];

  diagram(diagram: JsonView): void {
    const modern = diagram.items("cells");
    const cells = modern.length > 0 ? modern : diagram.items("diagramJson", "cells");
    const geometry = new DragonGeometry();
    const flows: { readonly id: string; readonly cell: JsonView }[] = [];
    for (const [index, cell] of cells.entries()) {
      const id = cell.string("id") ?? `${diagram.string("title") ?? "diagram"} cell ${index + 1}`;
      const kind = kindOf(cell);
      if (kind === "flow") flows.push({ id, cell });
      else if (kind === "boundary box" || kind === "boundary line") {
        geometry.addBoundary(id, cell, kind === "boundary box");
        this.#boundary(id, cell);
      } else if (kind !== undefined) {
        geometry.addElement(id, cell);
        this.#element(id, cell, kind);
      }
      if (kind !== undefined) this.#threatsOf(id, cell);
    }
    for (const { id, cell } of flows) this.#flow(id, cell, geometry);
  }

  #element(id: string, cell: JsonView, kind: ThreatElement["kind"]): void {
    const name = nameOf(cell);
    this.elements.push({
      ...BARE_ELEMENT,
      id,
      name,
      kind,
      anchor: anchorOf(cell, name),
      outOfScope: dataOf(cell).ticked("outOfScope").state === "given",
      outOfScopeReason: dataOf(cell).textOrAbsent("reasonOutOfScope"),
    });
  }

  #boundary(id: string, cell: JsonView): void {
    const name = nameOf(cell);
    this.boundaries.push({ ...BARE_BOUNDARY, id, name, anchor: anchorOf(cell, name) });
  }

  #flow(id: string, cell: JsonView, geometry: DragonGeometry): void {
    const data = dataOf(cell);
    const name = nameOf(cell);
    const from = endOf(cell, "source");
    const to = endOf(cell, "target");
    this.flows.push({
      ...BARE_FLOW,
      id,
      name,
      anchor: anchorOf(cell, name),
      from,
      to,
      protocol: data.textOrAbsent("protocol"),
      encrypted: data.ticked("isEncrypted"),
      publicNetwork: data.ticked("isPublicNetwork"),
      crosses: geometry.crosses(given(from), given(to)),
      outOfScope: data.ticked("outOfScope").state === "given",
    });
  }

  #threatsOf(cellId: string, cell: JsonView): void {
    const written = cell.items("data", "threats");
    for (const threat of written.length > 0 ? written : cell.items("threats")) {
      this.threats.push(readThreat(threat, cellId, this.threats.length + 1));
    }
  }
}

function readThreat(threat: JsonView, on: string, position: number): Threat {
  const title = realText(threat.text("title"));
  const status = statedStatus(threat.text("status"));
  const mitigation = realText(threat.text("mitigation"));
  const needsReason = status.state === "given" && status.value !== "mitigated" && status.value !== "open";
  const own = title.state === "given" ? leadingThreatId(title.value) : undefined;
  const number = threat.number("number");
  return {
    ...BARE_THREAT,
    id: own ?? threat.string("id") ?? threat.string("threatId") ?? given(title) ?? `threat ${number ?? position}`,
    title,
    anchor: anchorOf(threat, title),
    description: realText(threat.text("description")),
    category: threat.text("type"),
    on: [on],
    status,
    severity: realText(threat.text("severity")),
    mitigation,
    // The application asks for the reason in the same field: "remediation for this threat or a reason if status is N/A".
    justification: needsReason ? mitigation : ABSENT,
  };
}

type CellKind = ThreatElement["kind"] | "flow" | "boundary box" | "boundary line" | undefined;

/** Version 2 names the kind in `data.type` and in `shape` (with a known misspelling), version 1 in `type`. */
function kindOf(cell: JsonView): CellKind {
  const type = cell.string("data", "type") ?? cell.string("type") ?? "";
  const shape = cell.string("shape") ?? "";
  if (type === "tm.BoundaryBox" || /^trust-br?oundary-box$/.test(shape)) return "boundary box";
  if (type === "tm.Boundary" || /^trust-br?oundary/.test(shape)) return "boundary line";
  if (type === "tm.Flow" || (type === "" && shape === "flow")) return "flow";
  return KINDS[type.replace(/^tm\./, "").toLowerCase()] ?? (type === "" ? KINDS[shape] : undefined);
}

/** Version 1 keeps the flags on the cell itself. */
function dataOf(cell: JsonView): JsonView {
  return cell.get("data") ?? cell;
}

const NAME_PATHS: readonly (readonly (string | number)[])[] = [
  ["data", "name"],
  ["attrs", "text", "text"],
  ["attrs", "label", "text"],
  ["labels", 0, "attrs", "text", "text"],
  ["labels", 0, "attrs", "label", "text"],
  ["labels", 0],
];

function nameOf(cell: JsonView): Stated<string> {
  const names = NAME_PATHS.map((path) => cell.textOrAbsent(...path));
  const name = names.find((one) => one.state !== "absent") ?? ABSENT;
  if (name.state === "given" && DEFAULT_NAME.test(name.value)) {
    return { state: "unknown", raw: name.value, span: name.span };
  }
  return name;
}

function anchorOf(view: JsonView, name: Stated<string>): Span {
  if (name.state !== "absent") return name.span;
  const id = view.text("id");
  return id.state === "absent" ? view.opening : id.span;
}

/** The id of the cell at an end of a flow; absent when it hangs in the air (`{x, y}`). */
function endOf(cell: JsonView, end: "source" | "target"): Stated<string> {
  const modern = cell.text(end, "cell");
  return modern.state === "absent" ? cell.text(end, "id") : modern;
}

function given(text: Stated<string>): string | undefined {
  return text.state === "given" ? text.value : undefined;
}

/** Takes a default text of the application for what it is: a blank to fill in. */
function realText(text: Stated<string>): Stated<string> {
  if (text.state !== "given" || !DEFAULT_TEXT.test(text.value)) return text;
  return { state: "unknown", raw: text.value, span: text.span };
}
