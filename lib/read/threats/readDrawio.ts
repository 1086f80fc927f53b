import type { Problem } from "../../model/span.ts";
import { ABSENT, type Stated } from "../../model/stated.ts";
import type { ThreatElement, ThreatFlow, ThreatModel, ThreatView, TrustBoundary } from "../../model/threatModel.ts";
import type { XmlDocument } from "../../parse/xml.ts";
import { BARE_BOUNDARY, BARE_ELEMENT, BARE_FLOW, BARE_MODEL } from "./bareParts.ts";
import { DIAGRAM_ASPECTS } from "./diagramAspects.ts";
import { Drawing } from "./drawing.ts";
import { cellsOf, type DrawioCell, isText, kindOfCell } from "./drawioCells.ts";
import { type DrawioPage, drawioPages } from "./drawioPages.ts";
import { authenticatedFlow } from "./flowFacts.ts";
import { labelFacts } from "./labelFacts.ts";

/**
 * Reads a draw.io file as diagrams: shapes, edges with their labels, and the shapes that hold others as boundaries. In a compressed
 * page nothing has a place of its own, so all of it is shown at the page's name.
 */
export function readDrawio(xml: XmlDocument): { readonly model: ThreatModel; readonly problems: readonly Problem[] } {
  const { pages, problems } = drawioPages(xml);
  const reader = new DrawioReader(pages.length > 1);
  for (const [index, page] of pages.entries()) reader.page(page, index);
  const [first] = reader.views;
  const model: ThreatModel = {
    ...BARE_MODEL,
    kind: "threat-model",
    format: "draw.io",
    serialization: "xml",
    expresses: DIAGRAM_ASPECTS,
    anchor: first?.anchor ?? xml.root()?.opening ?? { start: 0, end: 1 },
    title: first?.title ?? ABSENT,
    views: reader.views,
    elements: reader.elements,
    flows: reader.flows,
    boundaries: reader.boundaries,
  };
  return { model, problems };
}

class DrawioReader {
  readonly views: ThreatView[] = [];
  readonly elements: ThreatElement[] = [];
  readonly flows: ThreatFlow[] = [];
  readonly boundaries: TrustBoundary[] = [];
  /** Ids are unique on a page only. */
  readonly #several: boolean;

  constructor(several: boolean) {
    this.#several = several;
  }

  page(page: DrawioPage, index: number): void {
    const id = page.name.state === "given" ? page.name.value : `page ${index + 1}`;
    this.views.push({ id, title: page.name, anchor: page.anchor, description: ABSENT });
    const cells = cellsOf(page).map((cell) => (this.#several ? withPage(cell, id) : cell));
    const shapes = cells.filter((cell) => cell.isVertex && !isText(cell));
    const holders = holdersIn(shapes);
    const drawing = new Drawing();
    for (const cell of shapes) {
      if (holders.has(cell.id)) drawing.addBoundaryBox(cell.id, cell.box);
      else drawing.addElement(cell.id, cell.box);
    }
    const used = new Set(cells.filter(({ isEdge }) => isEdge).flatMap(({ source, target }) => [source, target]));
    for (const cell of shapes) {
      if (holders.has(cell.id)) this.#boundary(cell, drawing);
      else if (cell.label.state !== "absent" || used.has(cell.id)) this.#element(cell, drawing);
    }
    for (const edge of cells) if (edge.isEdge) this.#flow(edge, cells, drawing);
  }

  #element(cell: DrawioCell, drawing: Drawing): void {
    const { id, label, anchor } = cell;
    this.elements.push({
      ...BARE_ELEMENT,
      id,
      name: label,
      kind: kindOfCell(cell),
      anchor,
      zones: drawing.zonesOf(id),
    });
  }

  #boundary({ id, label, anchor }: DrawioCell, drawing: Drawing): void {
    const parent = drawing.parentOf(id);
    this.boundaries.push({
      ...BARE_BOUNDARY,
      id,
      name: label,
      anchor,
      parent: parent === undefined ? ABSENT : { state: "given", value: parent, span: anchor },
    });
  }

  /** A line without ends and words is decoration. */
  #flow(edge: DrawioCell, cells: readonly DrawioCell[], drawing: Drawing): void {
    const name = labelOf(edge, cells);
    if (edge.source === "" && edge.target === "" && name.state === "absent") return;
    const facts = labelFacts(name);
    const end = (id: string): Stated<string> => (id === "" ? ABSENT : { state: "given", value: id, span: edge.anchor });
    this.flows.push({
      ...BARE_FLOW,
      id: edge.id,
      name,
      anchor: name.state === "absent" ? edge.anchor : name.span,
      from: end(edge.source),
      to: end(edge.target),
      ...facts,
      authentication: authenticatedFlow(ABSENT, name),
      bidirectional: /startArrow=(?!none)\w/.test(edge.style) && !/endArrow=none/.test(edge.style),
      crosses: drawing.crosses({ from: edge.source, to: edge.target }),
    });
  }
}

/** The words of an edge stand in it or in a label of their own that hangs on it. */
function labelOf(edge: DrawioCell, cells: readonly DrawioCell[]): Stated<string> {
  if (edge.label.state !== "absent") return edge.label;
  return cells.find((cell) => cell.parent === edge.id && cell.label.state !== "absent")?.label ?? ABSENT;
}

function withPage(cell: DrawioCell, page: string): DrawioCell {
  const on = (id: string) => (id === "" ? "" : `${page}: ${id}`);
  return { ...cell, id: on(cell.id), parent: on(cell.parent), source: on(cell.source), target: on(cell.target) };
}

/** Shapes that hold others: by nesting, or drawn around them with a broken line. */
function holdersIn(shapes: readonly DrawioCell[]): ReadonlySet<string> {
  const parents = new Set(shapes.map(({ parent }) => parent));
  return new Set(
    shapes
      .filter((cell) => parents.has(cell.id) || (isBroken(cell) && shapes.some((other) => holds(cell, other))))
      // A group without words only keeps shapes together.
      .filter((cell) => cell.label.state !== "absent" || !/^group\b/.test(cell.style))
      .map(({ id }) => id),
  );
}

function isBroken({ style, label }: DrawioCell): boolean {
  const named = label.state === "given" && /\b(?:boundary|zone|network|enclave|perimeter)\b/i.test(label.value);
  return named || /(?:^|;)dashed=1/.test(style);
}

function holds({ id, box }: DrawioCell, other: DrawioCell): boolean {
  const inner = other.box;
  if (!box || !inner || id === other.id) return false;
  return box.left <= inner.left && box.top <= inner.top && box.right >= inner.right && box.bottom >= inner.bottom;
}
