import type { SourceText } from "../model/sourceText.ts";
import type { Problem } from "../model/span.ts";
import type { JsonSpot } from "./jsonSpot.ts";

/** Member names and element numbers from the outside in. */
export type JsonPath = readonly (string | number)[];

/** One element of a top-level array. */
export interface JsonElement {
  readonly value: unknown;
  readonly spot: JsonSpot;
}

/**
 * A JSON text with its values and their places. A large text is never held as a tree: its top-level arrays are parsed
 * element by element, and a place is looked for only when somebody asks for it.
 */
export interface JsonDocument {
  readonly text: SourceText;
  /**
   * Syntax problems in plain words, at their places. For a large text each element is checked when it is walked;
   * asking before that parses the elements that nobody has walked yet.
   */
  readonly problems: readonly Problem[];
  /** False when no value can be had. Text after the value is a problem, but the value is usable. */
  readonly usable: boolean;
  /** The whole value, parsed on first call; undefined when not usable. Not for the arrays of a large file. */
  root(): unknown;
  /** The value of one top-level member; undefined where there is none. */
  member(name: string): unknown;
  memberNames(): readonly string[];
  /** The elements of a top-level array, parsed one by one on every walk; nothing where the member is no array. */
  elements(name: string): Iterable<JsonElement>;
  /** Only those elements whose text holds one of the needles; the others are passed over without being parsed. */
  elementsWith(name: string, ...needles: readonly string[]): Iterable<JsonElement>;
  /** The place of a value; of the nearest value around it where the path leads to nothing. */
  at(path: JsonPath): JsonSpot;
}
