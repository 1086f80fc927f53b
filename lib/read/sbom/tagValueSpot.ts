import type { Span } from "../../model/span.ts";
import { partAt } from "../../parse/partAt.ts";
import type { Spot } from "../../parse/spot.ts";

export type Path = readonly (string | number)[];

/** Where a value stands, and the tag that it stands behind. */
export interface Found {
  readonly span: Span;
  readonly opening: Span;
}

/** A place in a tag-value file, looked for when it is asked for. */
export class TagValueSpot implements Spot {
  readonly #text: string;
  readonly #find: (path: Path) => Found;
  readonly #path: Path;
  #found: Found | undefined;

  constructor(text: string, find: (path: Path) => Found, path: Path = []) {
    this.#text = text;
    this.#find = find;
    this.#path = path;
  }

  get start(): number {
    return this.#locate().span.start;
  }

  get end(): number {
    return this.#locate().span.end;
  }

  get inner(): Span {
    return this;
  }

  get opening(): Span {
    return this.#locate().opening;
  }

  child(...path: (string | number)[]): TagValueSpot {
    return new TagValueSpot(this.#text, this.#find, [...this.#path, ...path]);
  }

  part(text: string): Span {
    return partAt(this, this.#text.slice(this.start, this.end), text);
  }

  #locate(): Found {
    this.#found ??= this.#find(this.#path);
    return this.#found;
  }
}
