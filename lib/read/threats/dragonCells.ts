import type { Span } from "../../model/span.ts";
import { ABSENT, type Stated } from "../../model/stated.ts";
import type { ThreatElement } from "../../model/threatModel.ts";
import type { Box, Point } from "./drawing.ts";
import type { ValueView } from "./valueView.ts";

const KINDS: Readonly<Record<string, ThreatElement["kind"]>> = {
  actor: "actor",
  process: "process",
  store: "store",
};

const DEFAULT_NAME = /^(?:actor|process|store|data flow|trust boundary)$/i;

export type CellKind = ThreatElement["kind"] | "flow" | "boundary box" | "boundary line" | undefined;

/** Version 2 names the kind in `data.type` and in `shape` (with a known misspelling), version 1 in `type`. */
export function kindOfCell(cell: ValueView): CellKind {
  const type = cell.string("data", "type") ?? cell.string("type") ?? "";
  const shape = cell.string("shape") ?? "";
  if (type === "tm.BoundaryBox" || /^trust-br?oundary-box$/.test(shape)) return "boundary box";
  if (type === "tm.Boundary" || /^trust-br?oundary/.test(shape)) return "boundary line";
  if (type === "tm.Flow" || (type === "" && shape === "flow")) return "flow";
  return KINDS[type.replace(/^tm\./, "").toLowerCase()] ?? (type === "" ? KINDS[shape] : undefined);
}

/** Version 1 keeps the flags on the cell itself. */
export function dataOfCell(cell: ValueView): ValueView {
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

/** The name of a cell; one that the application gave is a blank to fill in. */
export function nameOfCell(cell: ValueView): Stated<string> {
  const names = NAME_PATHS.map((path) => cell.textOrAbsent(...path));
  const name = names.find((one) => one.state !== "absent") ?? ABSENT;
  if (name.state === "given" && DEFAULT_NAME.test(name.value)) {
    return { state: "unknown", raw: name.value, span: name.span };
  }
  return name;
}

/** Where something about a cell or threat is shown that has no better place: its name, else its id, else its bracket. */
export function anchorOf(view: ValueView, name: Stated<string>): Span {
  if (name.state !== "absent") return name.span;
  const id = view.text("id");
  return id.state === "absent" ? view.opening : id.span;
}

/** The id of the cell at an end of a flow; absent when it hangs in the air (`{x, y}`). */
export function endOfCell(cell: ValueView, end: "source" | "target"): Stated<string> {
  const modern = cell.text(end, "cell");
  return modern.state === "absent" ? cell.text(end, "id") : modern;
}

export function boxOfCell(cell: ValueView): Box | undefined {
  const left = cell.number("position", "x");
  const top = cell.number("position", "y");
  const width = cell.number("size", "width");
  const height = cell.number("size", "height");
  if (left === undefined || top === undefined || width === undefined || height === undefined) return undefined;
  return { left, top, right: left + width, bottom: top + height };
}

/** The points of a boundary that is drawn as a line, ends included. */
export function lineOfCell(cell: ValueView): readonly Point[] {
  return [pointOf(cell.get("source")), ...bendsOfCell(cell), pointOf(cell.get("target"))].filter(
    (point) => point !== undefined,
  );
}

/** The points between the ends of a flow. */
export function bendsOfCell(cell: ValueView): readonly Point[] {
  return cell
    .items("vertices")
    .map(pointOf)
    .filter((point) => point !== undefined);
}

function pointOf(view: ValueView | undefined): Point | undefined {
  const x = view?.number("x");
  const y = view?.number("y");
  return x === undefined || y === undefined ? undefined : { x, y };
}
