import type { Stated } from "../../model/stated.ts";
import type { ThreatElement, ThreatFlow, ThreatModel } from "../../model/threatModel.ts";
import { html, type Markup } from "./markup.ts";

const BOX = { width: 150, height: 44, gapX: 90, gapY: 26, padding: 16, head: 26 };
/** A picture of more elements than this shows a tangle. */
const MOST_ELEMENTS = 40;

interface Placed {
  readonly element: ThreatElement;
  readonly x: number;
  readonly y: number;
}

interface Column {
  readonly name: string;
  readonly x: number;
  readonly height: number;
}

/**
 * The data flows of a threat model: a column a trust boundary, elements as boxes, flows as numbered lines; the table beside it names
 * the flows. Undefined for a model without flows or with too many elements for a picture.
 */
export function dataFlowPicture(model: ThreatModel): Markup | undefined {
  if (model.flows.length === 0 || model.elements.length === 0 || model.elements.length > MOST_ELEMENTS)
    return undefined;
  const { placed, columns } = layout(model);
  const at = new Map(placed.map((one) => [one.element.id, one]));
  const width = Math.max(...columns.map(({ x }) => x + BOX.width + 2 * BOX.padding));
  const height = Math.max(...columns.map((column) => column.height)) + 10;
  const zones = columns.filter(({ name }) => name !== "").map(zoneSvg);
  const lines = model.flows.map((flow, i) => flowSvg(flow, i + 1, at));
  const boxes = placed.map(({ element, x, y }) => boxSvg(element, x, y));
  return html`<svg viewBox="0 0 ${width} ${height}" width="${width}" role="img" aria-label="Data flows; the table below names each of them"><defs><marker id="arrow" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0L10 5L0 10z" fill="#1b1f24"></path></marker></defs>${zones}${lines}${boxes}</svg>`;
}

function layout(model: ThreatModel): { placed: Placed[]; columns: Column[] } {
  const byZone = new Map<string, ThreatElement[]>();
  for (const element of model.elements) {
    const zone = element.zones === "unknown" ? "" : (element.zones[0] ?? "");
    byZone.set(zone, [...(byZone.get(zone) ?? []), element]);
  }
  const placed: Placed[] = [];
  const columns: Column[] = [];
  for (const [zone, elements] of byZone) {
    // A long column is broken, so that a model without boundaries is no tower.
    const rows = zone === "" ? 5 : elements.length;
    for (let from = 0; from < elements.length; from += rows) {
      const x = columns.length * (BOX.width + BOX.gapX);
      const part = elements.slice(from, from + rows);
      part.forEach((element, i) => {
        placed.push({ element, x: x + BOX.padding, y: BOX.head + BOX.padding + i * (BOX.height + BOX.gapY) });
      });
      const height = BOX.head + 2 * BOX.padding + part.length * (BOX.height + BOX.gapY) - BOX.gapY;
      columns.push({ name: zoneName(zone, model), x, height });
    }
  }
  return { placed, columns };
}

function zoneName(zone: string, { boundaries }: ThreatModel): string {
  const boundary = boundaries.find(({ id }) => id === zone);
  return boundary ? named(boundary.name, zone) : "";
}

function zoneSvg({ name, x, height }: Column): Markup {
  const width = BOX.width + 2 * BOX.padding;
  return html`<rect x="${x + 1}" y="4" width="${width - 2}" height="${height}" fill="none" stroke="#57606a" stroke-dasharray="6 4"></rect><text x="${x + 8}" y="20">${short(name, 26)}</text>`;
}

function boxSvg(element: ThreatElement, x: number, y: number): Markup {
  const { width, height } = BOX;
  const round = element.kind === "process" ? 20 : element.kind === "actor" || element.kind === "external" ? 0 : 6;
  return html`<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${round}" fill="#f6f8fa" stroke="#1b1f24"></rect><text x="${x + width / 2}" y="${
    y + 19
  }" text-anchor="middle">${short(named(element.name, element.id), 22)}</text><text x="${x + width / 2}" y="${y + 35}" text-anchor="middle" fill="#57606a">${element.kind}</text>`;
}

function flowSvg(flow: ThreatFlow, number: number, at: ReadonlyMap<string, Placed>): Markup | undefined {
  const from = flow.from.state === "given" ? at.get(flow.from.value) : undefined;
  const to = flow.to.state === "given" ? at.get(flow.to.value) : undefined;
  if (!from || !to || from === to) return undefined;
  const forward = to.x >= from.x;
  const sameColumn = to.x === from.x;
  const start = { x: from.x + (forward || sameColumn ? BOX.width : 0), y: from.y + BOX.height / 2 };
  const end = { x: to.x + (sameColumn || !forward ? BOX.width : 0), y: to.y + BOX.height / 2 };
  // Lines between the same two boxes are told apart by their bend.
  const bend = sameColumn ? 46 + (number % 3) * 10 : 0;
  const lift = (number % 4) * 8 - 12;
  const middle = { x: (start.x + end.x) / 2 + bend, y: (start.y + end.y) / 2 + lift };
  return html`<path d="M${start.x} ${start.y}Q${middle.x} ${middle.y} ${end.x} ${end.y}" fill="none" stroke="#1b1f24" marker-end="url(#arrow)"></path><circle cx="${
    (start.x + 2 * middle.x + end.x) / 4
  }" cy="${(start.y + 2 * middle.y + end.y) / 4}" r="9" fill="#fff" stroke="#1b1f24"></circle><text x="${(start.x + 2 * middle.x + end.x) / 4}" y="${
    (start.y + 2 * middle.y + end.y) / 4 + 4
  }" text-anchor="middle">${number}</text>`;
}

/** A stated name, else what stands in for it. */
export function named(stated: Stated<string>, otherwise: string): string {
  return stated.state === "given" ? stated.value : otherwise;
}

function short(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}
