import type { Spot } from "../../parse/spot.ts";

/** One element of a list with its place. */
export interface SpdxElement {
  readonly value: unknown;
  readonly spot: Spot;
}

/**
 * What the SPDX 2 reader needs of a document. The syntaxes of SPDX 2 say the same things (SPDX 2.3, annex C), so each is shown as
 * the tree that its JSON form would have; the places are those of the file.
 */
export interface SpdxSource {
  /** The value of one top-level member; undefined where there is none. */
  member(name: string): unknown;
  /** The elements of a top-level list. */
  elements(name: string): Iterable<SpdxElement>;
  /** At least those elements whose text holds one of the needles as JSON writes it; others may come too. */
  elementsWith(name: string, ...needles: readonly string[]): Iterable<SpdxElement>;
  at(path: readonly (string | number)[]): Spot;
}
