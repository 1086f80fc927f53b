import type { Problem } from "../../model/span.ts";
import { ABSENT, type Stated } from "../../model/stated.ts";
import type {
  Threat,
  ThreatAspect,
  ThreatElement,
  ThreatFlow,
  ThreatModel,
  ThreatView,
  TrustBoundary,
} from "../../model/threatModel.ts";
import { BARE_BOUNDARY, BARE_ELEMENT, BARE_FLOW, BARE_MITIGATION, BARE_MODEL } from "./bareParts.ts";
import {
  anchorOf,
  bendsOfCell,
  boxOfCell,
  dataOfCell,
  endOfCell,
  kindOfCell,
  lineOfCell,
  nameOfCell,
} from "./dragonCells.ts";
import { readDragonThreat } from "./dragonThreat.ts";
import { Drawing } from "./drawing.ts";
import { authenticatedFlow, encryptedFlow } from "./flowFacts.ts";
import type { ValueView } from "./valueView.ts";

/**
 * Reads a Threat Dragon model, version 2 or 1. Threats are taken from `cells[].data.threats`, where the application writes them
 * (its own schema names another place), else from `cells[].threats`. A box that is not ticked says nothing.
 */
export function readThreatDragon(root: ValueView): ThreatModel {
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
    views: diagrams.map(viewOf),
    elements: reader.elements,
    flows: reader.flows,
    boundaries: reader.boundaries,
    threats: reader.threats,
    mitigations: reader.threats.flatMap(({ id, mitigation }) =>
      mitigation.state === "given"
        ? [{ ...BARE_MITIGATION, id: `${id} mitigation`, text: mitigation, anchor: mitigation.span }]
        : [],
    ),
  };
}

/** A model without diagrams is valid and says nothing of a system. */
export function threatDragonNotes(root: ValueView): Problem[] {
  if (root.items("detail", "diagrams").length > 0) return [];
  const message = "The model has no diagram, so no element or flow of it is read; draw the system in Threat Dragon.";
  return [{ message, span: root.get("detail", "diagrams")?.opening ?? root.opening }];
}

function methodologies(diagrams: readonly ValueView[]): Stated<string>[] {
  const seen = new Set<string>();
  return diagrams
    .map((diagram) => diagram.text("diagramType"))
    .filter((type) => type.state === "given" && !seen.has(type.value) && seen.add(type.value));
}

function viewOf(diagram: ValueView, index: number): ThreatView {
  const title = diagram.textOrAbsent("title");
  const described = diagram.textOrAbsent("description");
  // What the application writes into the field of a new diagram.
  const isDefault = described.state === "given" && /^new .{0,20} ?diagram description$/i.test(described.value);
  return {
    id: diagram.string("id") ?? String(index),
    title,
    anchor: anchorOf(diagram, title),
    description: isDefault ? { state: "unknown", raw: described.value, span: described.span } : described,
  };
}

const EXPRESSES: ReadonlySet<ThreatAspect> = new Set<ThreatAspect>([
  "owner",
  "methodology",
  "actors",
  "elements",
  "flows",
  "boundaries",
  "flow-protocol",
  "flow-protocol-version",
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
  /** Elements whose authentication is ticked. */
  readonly #authenticated = new Map<string, Stated<string>>();

  diagram(diagram: ValueView): void {
    const modern = diagram.items("cells");
    const cells = (modern.length > 0 ? modern : diagram.items("diagramJson", "cells")).map((cell, index) => ({
      id: cell.string("id") ?? `${diagram.string("title") ?? "diagram"} cell ${index + 1}`,
      kind: kindOfCell(cell),
      cell,
    }));
    const drawing = new Drawing();
    for (const { id, kind, cell } of cells) {
      if (kind === "boundary box") drawing.addBoundaryBox(id, boxOfCell(cell));
      else if (kind === "boundary line") drawing.addBoundaryLine(id, lineOfCell(cell));
      else if (kind !== undefined && kind !== "flow") drawing.addElement(id, boxOfCell(cell));
    }
    for (const { id, kind, cell } of cells) {
      if (kind === "boundary box" || kind === "boundary line") this.#boundary(id, cell, drawing);
      else if (kind !== undefined && kind !== "flow") this.#element(id, cell, { kind, drawing });
      if (kind !== undefined) this.#threatsOf(id, cell);
    }
    for (const { id, kind, cell } of cells) if (kind === "flow") this.#flow(id, cell, drawing);
  }

  #element(
    id: string,
    cell: ValueView,
    { kind, drawing }: { readonly kind: ThreatElement["kind"]; readonly drawing: Drawing },
  ): void {
    const name = nameOfCell(cell);
    const data = dataOfCell(cell);
    const authenticates = data.ticked("providesAuthentication");
    if (authenticates.state === "given") this.#authenticated.set(id, { ...authenticates, value: "true" });
    this.elements.push({
      ...BARE_ELEMENT,
      id,
      name,
      kind,
      anchor: anchorOf(cell, name),
      outOfScope: data.ticked("outOfScope").state === "given",
      outOfScopeReason: data.textOrAbsent("reasonOutOfScope"),
      zones: drawing.zonesOf(id),
      encryptedAtRest: kind === "store" ? data.ticked("isEncrypted") : ABSENT,
      storesCredentials: data.ticked("storesCredentials"),
      isLog: data.ticked("isALog"),
    });
  }

  #boundary(id: string, cell: ValueView, drawing: Drawing): void {
    const name = nameOfCell(cell);
    const anchor = anchorOf(cell, name);
    const parent = drawing.parentOf(id);
    this.boundaries.push({
      ...BARE_BOUNDARY,
      id,
      name,
      anchor,
      parent: parent === undefined ? ABSENT : { state: "given", value: parent, span: anchor },
    });
  }

  #flow(id: string, cell: ValueView, drawing: Drawing): void {
    const data = dataOfCell(cell);
    const name = nameOfCell(cell);
    const protocol = data.textOrAbsent("protocol");
    const [from, to] = [endOfCell(cell, "source"), endOfCell(cell, "target")];
    // From 2.6 on the application keeps the boxes that it reckons a flow to cross; of lines it knows nothing.
    const kept = data.strings("trustBoundaryIds");
    const drawn = drawing.crosses({ from: given(from), to: given(to), via: bendsOfCell(cell) });
    this.flows.push({
      ...BARE_FLOW,
      id,
      name,
      anchor: anchorOf(cell, name),
      from,
      to,
      protocol,
      encrypted: encryptedFlow(data.ticked("isEncrypted"), protocol),
      authentication: authenticatedFlow(this.#authenticated.get(given(from) ?? "") ?? ABSENT, protocol),
      publicNetwork: data.ticked("isPublicNetwork"),
      bidirectional: data.ticked("isBidirectional").state === "given",
      crosses: kept.length === 0 ? drawn : [...new Set([...kept, ...(drawn === "unknown" ? [] : drawn)])],
      outOfScope: data.ticked("outOfScope").state === "given",
    });
  }

  #threatsOf(cellId: string, cell: ValueView): void {
    const written = cell.items("data", "threats");
    for (const threat of written.length > 0 ? written : cell.items("threats")) {
      this.threats.push(readDragonThreat(threat, cellId, this.threats.length + 1));
    }
  }
}

function given(text: Stated<string>): string | undefined {
  return text.state === "given" ? text.value : undefined;
}
