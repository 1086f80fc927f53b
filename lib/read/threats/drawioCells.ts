import type { Span } from "../../model/span.ts";
import { ABSENT, type Stated } from "../../model/stated.ts";
import type { ThreatElement } from "../../model/threatModel.ts";
import type { XmlElement } from "../../parse/xml.ts";
import { statedText } from "../prose/standIn.ts";
import type { Box } from "./drawing.ts";
import type { DrawioPage } from "./drawioPages.ts";
import { kindOfLabel } from "./labelFacts.ts";

/** One cell of a page: a shape, an edge, or a label of either. */
export interface DrawioCell {
  readonly id: string;
  readonly parent: string;
  readonly source: string;
  readonly target: string;
  readonly isEdge: boolean;
  readonly isVertex: boolean;
  readonly style: string;
  readonly label: Stated<string>;
  readonly anchor: Span;
  readonly box: Box | undefined;
}

/** The cells of a page. A cell with data of its own is wrapped in an `object` that bears its id and label. */
export function cellsOf(page: DrawioPage): DrawioCell[] {
  const cells: DrawioCell[] = [];
  for (const element of page.root?.children() ?? []) {
    const wrapped = element.local === "mxCell" ? element : element.child("mxCell");
    if (wrapped) cells.push(cellOf(wrapped, element, page));
  }
  return placed(cells);
}

function cellOf(cell: XmlElement, outer: XmlElement, page: DrawioPage): DrawioCell {
  const attribute = (name: string) => cell.attribute(name)?.value ?? "";
  const written = cell === outer ? cell.attribute("value") : outer.attribute("label");
  const text = written ? plainHtml(written.value) : "";
  const span = written && text !== "" ? page.placeOf(written) : undefined;
  const id = (cell === outer ? cell : outer).attribute("id");
  return {
    id: id?.value ?? `cell ${cell.index}`,
    parent: attribute("parent"),
    source: attribute("source"),
    target: attribute("target"),
    isEdge: attribute("edge") === "1",
    isVertex: attribute("vertex") === "1",
    style: attribute("style"),
    label: span ? statedText(text, span) : ABSENT,
    anchor: span ?? (id ? page.placeOf(id) : page.anchor),
    box: boxOf(cell.child("mxGeometry")),
  };
}

/** Labels are HTML, escaped once more by XML. */
function plainHtml(html: string): string {
  return html
    .slice(0, 5000)
    .replace(/<[^<>]{0,500}>/g, " ")
    .replace(/&nbsp;/g, " ")
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, "&")
    .replace(/\s+/g, " ")
    .trim();
}

function boxOf(geometry: XmlElement | undefined): Box | undefined {
  if (!geometry) return undefined;
  const number = (name: string) => Number(geometry.attribute(name)?.value || 0);
  const [left, top, width, height] = [number("x"), number("y"), number("width"), number("height")];
  if (![left, top, width, height].every(Number.isFinite) || width <= 0 || height <= 0) return undefined;
  return { left, top, right: left + width, bottom: top + height };
}

/** Coordinates count from the corner of the shape that holds a cell. */
function placed(cells: readonly DrawioCell[]): DrawioCell[] {
  const byId = new Map(cells.map((cell) => [cell.id, cell]));
  return cells.map((cell) => {
    let { box } = cell;
    const seen = new Set([cell.id]);
    for (let up = byId.get(cell.parent); up && box && !seen.has(up.id); up = byId.get(up.parent)) {
      seen.add(up.id);
      if (!up.box || !up.isVertex) continue;
      const { left, top } = up.box;
      box = { left: box.left + left, top: box.top + top, right: box.right + left, bottom: box.bottom + top };
    }
    return { ...cell, box };
  });
}

/** True for words that stand on the page and are no part of the system. */
export function isText({ style }: DrawioCell): boolean {
  return /^(?:text|edgeLabel)\b/.test(style);
}

/** What a shape most likely stands for, from its form, else from its label. */
export function kindOfCell({ style, label }: DrawioCell): ThreatElement["kind"] {
  if (/cylinder|datastore|data_?base|partialRectangle|storage/i.test(style)) return "store";
  if (/umlActor|shape=actor|mxgraph\.basic\.smiley|\buser\b/i.test(style)) return "actor";
  const byLabel = label.state === "given" ? kindOfLabel(label.value) : "component";
  return byLabel === "component" && /^ellipse/.test(style) ? "process" : byLabel;
}
