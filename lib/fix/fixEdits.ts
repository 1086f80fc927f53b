import type { Finding } from "../model/assessment.ts";
import type { FixName } from "../model/guidance.ts";
import type { Span } from "../model/span.ts";
import { type Element, elementOf, isObject } from "./elementOf.ts";
import { addElement, addMember, type Json } from "./jsonLayout.ts";
import { spdxVersionOf } from "./spdxVersionOf.ts";
import type { TextEdit } from "./textEdit.ts";

/**
 * Stands where a fact has to be filled in. Readers take it for a declared unknown,
 * so the finding stays until a person has written the fact.
 */
export const PLACEHOLDER = "TODO";

/** Structure that a fix adds: a member at the end of `path`, or an element of the list there. */
interface Structure {
  readonly path: readonly string[];
  readonly value: Json;
  /** Set when `path` names a list: whether one of its elements already is what the fix would add. */
  readonly already?: (element: unknown) => boolean;
}

type Structures = (element: Element, text: string) => Structure | undefined;

const SUPPORT_PROPERTIES = {
  "add-support-level": "cdx:fda:level-of-support",
  "add-end-of-support": "cdx:lifecycle:milestone:endOfSupport",
  "add-support-justification": "cdx:fda:justification",
} as const;

const SUPPORT_ANNOTATIONS = {
  "add-support-level": "cle:supportStatus",
  "add-end-of-support": "cle:endOfSupport",
  "add-support-justification": "cle:supportJustification",
} as const;

const FIXES: Readonly<Record<FixName, Structures>> = {
  "add-supplier": (element) =>
    isSpdxPackage(element)
      ? { path: ["supplier"], value: `Organization: ${PLACEHOLDER}` }
      : { path: ["supplier", "name"], value: PLACEHOLDER },
  "add-support-level": (element) => supportFact("add-support-level", element),
  "add-end-of-support": (element, text) =>
    isSpdxPackage(element) && spdxVersionOf(text) === "2.3"
      ? { path: ["validUntilDate"], value: PLACEHOLDER }
      : supportFact("add-end-of-support", element),
  "add-support-justification": (element) => supportFact("add-support-justification", element),
  "add-vex-justification": (element) =>
    isOpenVexStatement(element)
      ? { path: ["justification"], value: PLACEHOLDER }
      : { path: ["analysis", "justification"], value: PLACEHOLDER },
  "add-vex-action": (element) => ({
    path: [isOpenVexStatement(element) ? "action_statement" : "recommendation"],
    value: PLACEHOLDER,
  }),
  "add-document-author": documentAuthor,
};

/**
 * The edits that insert the structure which a finding misses, with {@link PLACEHOLDER} where the fact belongs. They add
 * text and change none; the list is empty where nothing can be inserted safely (another format, broken text, the
 * structure already there).
 * @param text the document that the finding was made on
 */
export function fixEdits(text: string, finding: Finding): TextEdit[] {
  const name = finding.requirement.fix;
  const span = name === "add-document-author" ? wholeObject(text) : finding.element;
  if (name === undefined || span === undefined || text[span.start] !== "{" || text[span.end - 1] !== "}") return [];
  const element = elementOf(text, span);
  if (element === undefined) return [];
  const structure = FIXES[name](element, text);
  return structure === undefined ? [] : place(text, element, structure);
}

/** Follows the path as far as it exists and adds the rest. */
function place(text: string, element: Element, { path, value, already }: Structure): TextEdit[] {
  for (let depth = 0; depth < path.length; depth++) {
    const way = path.slice(0, depth);
    const key = path[depth] ?? "";
    if (depth === 0) {
      if (element.has(key)) continue;
    } else {
      const held = element.value(way);
      if (!isObject(held)) return [];
      if (Object.hasOwn(held, key)) continue;
    }
    const leaf: Json = already ? [value] : value;
    const rest = path.slice(depth + 1).reduceRight<Json>((inside, step) => ({ [step]: inside }), leaf);
    return addMember(text, depth === 0 ? element.span : element.spot(way), { key, value: rest });
  }
  const list = element.value(path);
  if (already === undefined || !Array.isArray(list) || list.some(already)) return [];
  const last = list.length > 0 ? element.spot([...path, list.length - 1]) : undefined;
  return addElement(text, element.spot(path), { value, last });
}

function supportFact(fix: keyof typeof SUPPORT_PROPERTIES, element: Element): Structure {
  if (isSpdxPackage(element)) return annotation(SUPPORT_ANNOTATIONS[fix]);
  const name = SUPPORT_PROPERTIES[fix];
  return {
    path: ["properties"],
    value: { name, value: PLACEHOLDER },
    already: (property) => isObject(property) && property.name === name,
  };
}

/** SPDX 2 has no field for these facts; an annotation of the package carries them. */
function annotation(name: string): Structure {
  return {
    path: ["annotations"],
    value: {
      annotationDate: PLACEHOLDER,
      annotationType: "OTHER",
      annotator: `Organization: ${PLACEHOLDER}`,
      comment: `${name}=${PLACEHOLDER}`,
    },
    already: (note) => isObject(note) && typeof note.comment === "string" && note.comment.startsWith(`${name}=`),
  };
}

function documentAuthor(root: Element): Structure | undefined {
  if (root.has("bomFormat")) {
    const already = (author: unknown) => isObject(author) && author.name === PLACEHOLDER;
    return { path: ["metadata", "authors"], value: { name: PLACEHOLDER }, already };
  }
  if (root.has("spdxVersion")) {
    const value = `Organization: ${PLACEHOLDER}`;
    return { path: ["creationInfo", "creators"], value, already: (creator) => creator === value };
  }
  return root.has("statements") ? { path: ["author"], value: PLACEHOLDER } : undefined;
}

function isSpdxPackage(element: Element): boolean {
  return element.has("SPDXID");
}

function isOpenVexStatement(element: Element): boolean {
  return element.has("status") && element.has("vulnerability");
}

/** The object that the whole text is, whatever white space or byte-order mark stands around it. */
function wholeObject(text: string): Span | undefined {
  const start = text.indexOf("{");
  const end = text.lastIndexOf("}") + 1;
  const around = text.slice(0, Math.max(start, 0)) + text.slice(end);
  return start >= 0 && end > start && around.trim() === "" ? { start, end } : undefined;
}
