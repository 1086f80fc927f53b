export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A flow as it is drawn. */
export interface DrawnFlow {
  readonly from: string | undefined;
  readonly to: string | undefined;
  /** Points between the two ends; the ends themselves too where the tool keeps them. */
  readonly via?: readonly Point[];
  /** True where `via` begins and ends with the ends of the flow. */
  readonly whole?: boolean;
}

/** Where the elements and boundaries of one diagram lie, for formats that keep no list of what stands in which boundary. */
export class Drawing {
  readonly #elements = new Map<string, Box>();
  readonly #boxes = new Map<string, Box>();
  readonly #lines = new Map<string, readonly Point[]>();
  /** A boundary is drawn so that nobody can tell what it parts. */
  #vague = false;

  /** An element without a box is one of which nothing can be said. */
  addElement(id: string, box: Box | undefined): void {
    if (box) this.#elements.set(id, box);
  }

  addBoundaryBox(id: string, box: Box | undefined): void {
    if (box) this.#boxes.set(id, box);
    else this.#vague = true;
  }

  /** A boundary drawn as a line; fewer than two points say nothing. */
  addBoundaryLine(id: string, points: readonly Point[]): void {
    if (points.length >= 2) this.#lines.set(id, points);
    else this.#vague = true;
  }

  /** The boundary boxes around an element, innermost first. Unknown where no box holds it and a boundary is a line. */
  zonesOf(id: string): readonly string[] | "unknown" {
    const box = this.#elements.get(id);
    const isOpen = this.#vague || this.#lines.size > 0;
    if (!box) return this.#boxes.size === 0 && !isOpen ? [] : "unknown";
    const zones = this.#around(box, undefined);
    return zones.length === 0 && isOpen ? "unknown" : zones;
  }

  /** The smallest boundary box around a boundary box. */
  parentOf(id: string): string | undefined {
    const box = this.#boxes.get(id);
    return box && this.#around(box, id)[0];
  }

  /**
   * The boundaries that a flow crosses: boxes in which exactly one of its ends lies wholly, and lines that its own line meets.
   * Unknown for a flow that hangs in the air, and where a boundary cannot be placed.
   */
  crosses(flow: DrawnFlow): readonly string[] | "unknown" {
    const start = this.#boxOf(flow.from);
    const end = this.#boxOf(flow.to);
    if (!start || !end) {
      return this.#boxes.size === 0 && this.#lines.size === 0 && !this.#vague ? [] : "unknown";
    }
    const boxes = [...this.#boxes].filter(([, box]) => contains(box, start) !== contains(box, end));
    const path = flow.whole && flow.via ? flow.via : [centre(start), ...(flow.via ?? []), centre(end)];
    const lines = [...this.#lines].filter(([, line]) => meet(path, line));
    const crossed = [...boxes, ...lines].map(([id]) => id);
    return crossed.length === 0 && this.#vague ? "unknown" : crossed;
  }

  /** A flow may end at a boundary itself. */
  #boxOf(id: string | undefined): Box | undefined {
    return id === undefined ? undefined : (this.#elements.get(id) ?? this.#boxes.get(id));
  }

  #around(box: Box, self: string | undefined): string[] {
    return [...this.#boxes]
      .filter(([id, one]) => id !== self && contains(one, box) && area(one) > area(box))
      .sort(([, one], [, other]) => area(one) - area(other))
      .map(([id]) => id);
  }
}

/** Points on a curve with one handle; straight where the handle lies between the ends. */
export function curve(from: Point, handle: Point, to: Point): Point[] {
  const steps = 16;
  return Array.from({ length: steps + 1 }, (_, at) => {
    const t = at / steps;
    const [a, b, c] = [(1 - t) * (1 - t), 2 * (1 - t) * t, t * t];
    return { x: a * from.x + b * handle.x + c * to.x, y: a * from.y + b * handle.y + c * to.y };
  });
}

function contains(outer: Box, one: Box): boolean {
  return outer.left <= one.left && outer.top <= one.top && outer.right >= one.right && outer.bottom >= one.bottom;
}

function area({ left, top, right, bottom }: Box): number {
  return (right - left) * (bottom - top);
}

function centre({ left, top, right, bottom }: Box): Point {
  return { x: (left + right) / 2, y: (top + bottom) / 2 };
}

function meet(one: readonly Point[], other: readonly Point[]): boolean {
  return segments(one).some(([a, b]) => segments(other).some(([c, d]) => intersect([a, b], [c, d])));
}

function segments(points: readonly Point[]): (readonly [Point, Point])[] {
  return points.slice(1).flatMap((to, at) => {
    const from = points[at];
    return from ? [[from, to] as const] : [];
  });
}

/** True where two stretches share a point; two on one line do not count. */
function intersect([a, b]: readonly [Point, Point], [c, d]: readonly [Point, Point]): boolean {
  const side = (p: Point, q: Point, r: Point) => Math.sign((q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x));
  return side(a, b, c) !== side(a, b, d) && side(c, d, a) !== side(c, d, b);
}
