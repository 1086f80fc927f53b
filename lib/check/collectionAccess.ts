import type { ReadFile } from "../model/readFile.ts";
import type { Span } from "../model/span.ts";
import type { Stated } from "../model/stated.ts";
import type { ThreatAspect } from "../model/threatModel.ts";

/** Reads one named field of an element. */
export type Field<T> = (element: T) => Stated<unknown>;

/** How the elements of one collection are walked and what can be asked of them. */
export interface CollectionAccess<T> {
  items(file: ReadFile): Iterable<T>;
  readonly fields: Readonly<Record<string, Field<T>>>;
  anchor(element: T): Span;
  /** The whole element, which a fix edits. */
  element(element: T): Span;
  /** Domain identity for the fingerprint. */
  subject(element: T): string;
  /** What a message calls it. */
  name(element: T): string;
  /** Who supplies it, where the document says so. */
  supplier?(element: T): string | undefined;
  /** What of `needs` the element's format has no place for; absent for collections whose formats can say everything. */
  lacks?(element: T, needs: readonly ThreatAspect[]): boolean;
  /** Placeholders of a message beside the name. */
  data?(element: T): Readonly<Record<string, string>>;
}

/** Elements are handed back only to the access that gave them, so their type may be forgotten in between. */
export function opaque<T>(access: CollectionAccess<T>): CollectionAccess<unknown> {
  return access as unknown as CollectionAccess<unknown>;
}
