import type { TextEdit } from "./textEdit.ts";

/** What a fix inserts: plain data, a few levels deep. */
export type Json = string | readonly Json[] | { readonly [key: string]: Json };

/**
 * One value of a document that a fix may add to, in whichever syntax, seen as the tree that the JSON form of its format has.
 * Edits only insert text; they are none where nothing can be inserted safely.
 */
export interface EditNode {
  /** The value as plain data; objects, lists and texts. */
  readonly value: unknown;
  member(key: string): EditNode | undefined;
  addMember(key: string, value: Json): TextEdit[];
  addItem(value: Json): TextEdit[];
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The text of a member, without the white space around it; undefined where there is none. */
export function textOf(value: unknown, key: string): string | undefined {
  const held = isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
  const text = typeof held === "string" ? held.trim() : "";
  return text === "" ? undefined : text;
}

/** The objects in a list that is a member. */
export function objectsIn(value: unknown, key: string): Record<string, unknown>[] {
  const held = isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
  return Array.isArray(held) ? held.filter(isObject) : [];
}
