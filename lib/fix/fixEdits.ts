import type { Finding } from "../model/assessment.ts";
import type { FixName, Requirement } from "../model/guidance.ts";
import type { Span } from "../model/span.ts";
import { documentTarget, elementTarget } from "./fixTarget.ts";
import { insertStructure } from "./structure.ts";
import { structureFor } from "./structureFor.ts";
import type { TextEdit } from "./textEdit.ts";

export { PLACEHOLDER } from "./placeholder.ts";

/** The fixes that a requirement's findings may be offered: its own, and the justification where one excuses the gap. */
export function fixesOf({ fix, check }: Requirement): FixName[] {
  if (fix === undefined) return [];
  const unless = check !== undefined && "unless" in check ? [check.unless ?? []].flat() : [];
  return unless.some((field) => /^support\.(?:level-|end-)?justification$/.test(field))
    ? [fix, "add-support-justification"]
    : [fix];
}

/**
 * The edits that insert the structure which a finding misses, with a placeholder where the fact belongs. They add
 * text and change none; the list is empty where nothing can be inserted safely (another format, broken text, the
 * structure already there).
 * @param text the document that the finding was made on
 * @param fix one of {@link fixesOf} its requirement; by default the requirement's own
 */
export function fixEdits(text: string, finding: Finding, fix = finding.requirement.fix): TextEdit[] {
  if (fix === undefined) return [];
  const target = fix === "add-document-author" ? documentTarget(text) : targetAt(text, finding.element);
  const structure = target && structureFor(fix, target);
  return target && structure ? insertStructure(target.node, structure) : [];
}

function targetAt(text: string, element: Span | undefined) {
  return element && elementTarget(text, element);
}
