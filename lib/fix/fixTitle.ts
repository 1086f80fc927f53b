import type { FixName } from "../model/guidance.ts";

const INSERTED: Readonly<Record<FixName, string>> = {
  "add-supplier": "a supplier",
  "add-support-level": "a level of support",
  "add-end-of-support": "an end of support",
  "add-support-justification": "a justification for missing support data",
  "add-vex-justification": "a justification",
  "add-vex-action": "a recommended action",
  "add-document-author": "an author",
};

/** What a fix does, in the words of a menu; says that the fact itself is still to be written. */
export function fixTitle(fix: FixName): string {
  return `Insert ${INSERTED[fix]} to fill in`;
}
