import type { SourceText } from "../model/sourceText.ts";
import type { Span } from "../model/span.ts";
import type { Spot } from "./spot.ts";

/** Offsets of one member or element: its key with the quotes (for an element the value) and its value. */
export interface Place {
  readonly keyStart: number;
  readonly keyEnd: number;
  readonly start: number;
  readonly end: number;
}

/** Finds places in a text for the spots that are asked for theirs. */
export interface Locator {
  readonly text: SourceText;
  /** A member or element of the container that opens at `container`. */
  step(container: number, key: string | number): Place | undefined;
  /** Offset after the value that begins at `start`. */
  endOf(start: number): number;
  /** A stretch of a text that is not held whole; undefined where it is. */
  excerpt(start: number, end: number): string | undefined;
}

/** The place of one JSON value; looked for inside the enclosing element on first access, so an unused spot costs nothing. */
export class JsonSpot implements Spot {
  readonly #locator: Locator;
  readonly #base: number;
  readonly #path: readonly (string | number)[];
  #place: Place | undefined;

  /** @param base start of the value that `path` begins in */
  constructor(locator: Locator, base: number, path: readonly (string | number)[], place?: Place) {
    this.#locator = locator;
    this.#base = base;
    this.#path = path;
    this.#place = place;
  }

  get start(): number {
    return this.#locate().start;
  }

  get end(): number {
    return this.#locate().end;
  }

  /** The member's key with its quotes; for an element of an array the value itself. */
  get key(): Span {
    const { keyStart, keyEnd } = this.#locate();
    return { start: keyStart, end: keyEnd };
  }

  /** The value is a string. */
  get isText(): boolean {
    const { start } = this;
    return this.#locator.text.slice(start, start + 1) === '"';
  }

  /** The text that the value is written with. */
  get raw(): string {
    return this.#locator.text.slice(this.start, this.end);
  }

  get inner(): Span {
    return new Inner(this);
  }

  /** The bracket that opens the value. */
  get opening(): Span {
    return new Opening(this);
  }

  excerpt(most: number): string | undefined {
    return this.excerptOf(this, most);
  }

  /** What stands at a span inside the value. */
  excerptOf({ start, end }: Span, most: number): string | undefined {
    return this.#locator.excerpt(start, Math.min(end, start + most));
  }

  part(text: string): Span {
    let found: Span | undefined;
    const find = () => {
      found ??= this.#findPart(text) ?? this.inner;
      return found;
    };
    return {
      get start() {
        return find().start;
      },
      get end() {
        return find().end;
      },
    };
  }

  child(...path: (string | number)[]): JsonSpot {
    if (this.#place) return new JsonSpot(this.#locator, this.#place.start, path);
    return new JsonSpot(this.#locator, this.#base, [...this.#path, ...path]);
  }

  #findPart(text: string): Span | undefined {
    const written = JSON.stringify(text).slice(1, -1);
    const at = text === "" ? -1 : this.raw.indexOf(written);
    return at < 0 ? undefined : { start: this.start + at, end: this.start + at + written.length };
  }

  #locate(): Place {
    this.#place ??= this.#find();
    return this.#place;
  }

  #find(): Place {
    let place: Place | undefined;
    let start = this.#base;
    for (const key of this.#path) {
      const next = this.#locator.step(start, key);
      if (!next) break;
      place = next;
      start = next.start;
    }
    if (place) return place;
    const end = this.#locator.endOf(start);
    return { keyStart: start, keyEnd: end, start, end };
  }
}

/**
 * The text between the quotes of a string value. An empty string keeps its quotes, because an empty span cannot be shown;
 * any other value is given as it is.
 */
export function inner(spot: Spot): Span {
  return spot.inner;
}

class Inner implements Span {
  readonly #spot: JsonSpot;

  constructor(spot: JsonSpot) {
    this.#spot = spot;
  }

  get start(): number {
    return this.#spot.start + this.#margin();
  }

  get end(): number {
    return this.#spot.end - this.#margin();
  }

  excerpt(most: number): string | undefined {
    return this.#spot.excerptOf(this, most);
  }

  #margin(): number {
    return this.#spot.end - this.#spot.start > 2 && this.#spot.isText ? 1 : 0;
  }
}

class Opening implements Span {
  readonly #spot: JsonSpot;

  constructor(spot: JsonSpot) {
    this.#spot = spot;
  }

  get start(): number {
    return this.#spot.start;
  }

  get end(): number {
    return this.#spot.start + 1;
  }

  excerpt(): string | undefined {
    return this.#spot.excerptOf(this, 1);
  }
}
