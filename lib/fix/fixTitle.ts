import type { FixName } from "../model/guidance.ts";

const INSERTED: Readonly<Record<Exclude<FixName, "add-purl">, string>> = {
  "add-supplier": "a supplier",
  "add-support-level": "a level of support",
  "add-end-of-support": "an end of support",
  "add-support-justification": "a justification for missing support data",
  "add-vex-justification": "a justification",
  "add-vex-action": "a recommended action",
  "add-document-author": "an author",
};

/** What a fix does, in the words of a menu; says that the fact itself is still to be written, where it is. */
export function fixTitle(fix: FixName): string {
  if (fix === "add-purl") return "Insert the package URL that follows from package manager, name and version";
  return `Insert ${INSERTED[fix]} to fill in`;
}
