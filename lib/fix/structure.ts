import type { EditNode, Json } from "./editNode.ts";
import { isObject } from "./editNode.ts";
import type { TextEdit } from "./textEdit.ts";

/** Structure that a fix adds: a member at the end of `path`, or an element of the list there. */
export interface Structure {
  readonly path: readonly string[];
  readonly value: Json;
  /** Set when `path` names a list: whether one of its elements already is what the fix would add. */
  readonly already?: (element: unknown) => boolean;
}

/** The edits that add a structure: the path is followed as far as it exists, and the rest is added there. */
export function insertStructure(root: EditNode, { path, value, already }: Structure): TextEdit[] {
  let at = root;
  for (const [depth, key] of path.entries()) {
    const next = at.member(key);
    if (next === undefined) {
      if (!isObject(at.value)) return [];
      const leaf: Json = already ? [value] : value;
      const rest = path.slice(depth + 1).reduceRight<Json>((inside, step) => ({ [step]: inside }), leaf);
      return at.addMember(key, rest);
    }
    at = next;
  }
  if (already === undefined || !Array.isArray(at.value) || at.value.some(already)) return [];
  return at.addItem(value);
}
