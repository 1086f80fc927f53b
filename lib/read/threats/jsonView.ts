import type { Span } from "../../model/span.ts";
import { ABSENT, type Stated } from "../../model/stated.ts";
import { inner, type JsonDocument, type JsonSpot } from "../../parse/json.ts";
import { isStandIn } from "../prose/standIn.ts";

/** A JSON value of unknown shape together with its place. Members that are not there give `undefined`, never an error. */
export class JsonView {
  readonly value: unknown;
  readonly spot: JsonSpot;

  constructor(value: unknown, spot: JsonSpot) {
    this.value = value;
    this.spot = spot;
  }

  static root(json: JsonDocument): JsonView {
    return new JsonView(json.root(), json.at([]));
  }

  /** A value further in; `undefined` where one of the steps leads nowhere. */
  get(...path: readonly (string | number)[]): JsonView | undefined {
    let value: unknown = this.value;
    for (const key of path) {
      if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
      value = (value as Readonly<Record<string | number, unknown>>)[key];
    }
    return new JsonView(value, this.spot.child(...path));
  }

  /** The elements of an array member; none where it is something else. */
  items(...path: readonly (string | number)[]): JsonView[] {
    const list = this.get(...path);
    if (!Array.isArray(list?.value)) return [];
    return list.value.map((value: unknown, index) => new JsonView(value, list.spot.child(index)));
  }

  string(...path: readonly (string | number)[]): string | undefined {
    const value = this.get(...path)?.value;
    return typeof value === "string" ? value : undefined;
  }

  number(...path: readonly (string | number)[]): number | undefined {
    const value = this.get(...path)?.value;
    return typeof value === "number" && Number.isFinite(value) ? value : undefined;
  }

  /** A member's text as a fact, blanks collapsed; the span is the text between the quotes. */
  text(...path: readonly (string | number)[]): Stated<string> {
    const found = this.get(...path);
    if (typeof found?.value !== "string") return ABSENT;
    const value = found.value.replace(/\s+/g, " ").trim();
    const span = inner(found.spot);
    return isStandIn(value) ? { state: "unknown", raw: value, span } : { state: "given", value, span };
  }

  /** Like `text`, for members that the tool always writes: empty means that nothing was said. */
  textOrAbsent(...path: readonly (string | number)[]): Stated<string> {
    const text = this.text(...path);
    return text.state === "unknown" && text.raw === "" ? ABSENT : text;
  }

  /** A box that was ticked. Not ticked is not "no": the tool writes `false` for every box that nobody touched. */
  ticked(...path: readonly (string | number)[]): Stated<boolean> {
    const found = this.get(...path);
    return found?.value === true ? { state: "given", value: true, span: found.spot } : ABSENT;
  }

  /** The opening bracket or first character, for what has no better place. */
  get opening(): Span {
    return new Opening(this.spot);
  }
}

class Opening implements Span {
  readonly #spot: Span;

  constructor(spot: Span) {
    this.#spot = spot;
  }

  get start(): number {
    return this.#spot.start;
  }

  get end(): number {
    return this.#spot.start + 1;
  }
}
