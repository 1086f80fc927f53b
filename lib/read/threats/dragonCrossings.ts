import type { JsonView } from "./jsonView.ts";

interface Box {
  readonly id: string;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Where the elements and boundaries of one diagram lie. */
export class DragonGeometry {
  readonly #elements = new Map<string, Box>();
  readonly #boundaries: Box[] = [];
  /** Boundaries drawn as lines, or as boxes without a size: nobody can tell what they part. */
  #vague = false;

  addElement(id: string, cell: JsonView): void {
    const box = boxOf(id, cell);
    if (box) this.#elements.set(id, box);
  }

  addBoundary(id: string, cell: JsonView, drawnAsBox: boolean): void {
    const box = drawnAsBox ? boxOf(id, cell) : undefined;
    if (box) this.#boundaries.push(box);
    else this.#vague = true;
  }

  /**
   * The boundary boxes that a flow crosses, as Threat Dragon itself reckons: exactly one of its ends lies wholly inside.
   * Unknown for a flow that hangs in the air, and where a boundary is a line and no box is crossed.
   */
  crosses(from: string | undefined, to: string | undefined): readonly string[] | "unknown" {
    const start = this.#elements.get(from ?? "");
    const end = this.#elements.get(to ?? "");
    if (!start || !end) return this.#boundaries.length === 0 && !this.#vague ? [] : "unknown";
    const crossed = this.#boundaries.filter((boundary) => contains(boundary, start) !== contains(boundary, end));
    return crossed.length === 0 && this.#vague ? "unknown" : crossed.map((boundary) => boundary.id);
  }
}

function boxOf(id: string, cell: JsonView): Box | undefined {
  const left = cell.number("position", "x");
  const top = cell.number("position", "y");
  const width = cell.number("size", "width");
  const height = cell.number("size", "height");
  if (left === undefined || top === undefined || width === undefined || height === undefined) return undefined;
  return { id, left, top, right: left + width, bottom: top + height };
}

function contains(outer: Box, one: Box): boolean {
  return outer.left <= one.left && outer.top <= one.top && outer.right >= one.right && outer.bottom >= one.bottom;
}
