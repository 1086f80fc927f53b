import type { FixName } from "../model/guidance.ts";
import { type Dialect, spdx3Type, spdxVersionOf } from "./dialect.ts";
import { type EditNode, isObject, objectsIn, textOf } from "./editNode.ts";
import { PLACEHOLDER } from "./placeholder.ts";
import { statedPurl } from "./statedPurl.ts";
import type { Structure } from "./structure.ts";

/** The element that a fix adds to, and the file around it. */
export interface FixTarget {
  readonly node: EditNode;
  readonly dialect: Dialect;
  readonly text: string;
}

type SupportFix = "add-support-level" | "add-end-of-support" | "add-support-justification";

/** Registered in the CycloneDX property taxonomy where there is a name (`cdx:lifecycle`), else proposed for it (`cdx:fda`). */
const SUPPORT_PROPERTIES: Readonly<Record<SupportFix, string>> = {
  "add-support-level": "cdx:fda:level-of-support",
  "add-end-of-support": "cdx:lifecycle:milestone:endOfSupport",
  "add-support-justification": "cdx:fda:justification",
};

const SUPPORT_ANNOTATIONS: Readonly<Record<SupportFix, string>> = {
  "add-support-level": "cle:supportStatus",
  "add-end-of-support": "cle:endOfSupport",
  "add-support-justification": "cle:supportJustification",
};

const AGENT = `Organization: ${PLACEHOLDER}`;

/** What a fix adds to an element, in the words of its format; undefined where the format has no place for it. */
export function structureFor(fix: FixName, target: FixTarget): Structure | undefined {
  return STRUCTURES[fix](target);
}

const STRUCTURES: Readonly<Record<FixName, (target: FixTarget) => Structure | undefined>> = {
  "add-supplier": ({ dialect }) => {
    if (dialect === "SPDX 2") return { path: ["supplier"], value: AGENT };
    // SPDX 3 refers to an agent, which would have to be made up.
    return dialect === "CycloneDX" ? { path: ["supplier", "name"], value: PLACEHOLDER } : undefined;
  },
  "add-support-level": (target) => supportFact("add-support-level", target),
  "add-end-of-support": (target) => supportFact("add-end-of-support", target),
  "add-support-justification": (target) => supportFact("add-support-justification", target),
  "add-purl": purl,
  "add-vex-justification": vexJustification,
  "add-vex-action": vexAction,
  "add-document-author": documentAuthor,
};

function supportFact(fix: SupportFix, { node, dialect, text }: FixTarget): Structure | undefined {
  if (dialect === "SPDX 2") {
    const hasDate = fix === "add-end-of-support" && spdxVersionOf(text) === "2.3";
    return hasDate ? { path: ["validUntilDate"], value: PLACEHOLDER } : annotation(SUPPORT_ANNOTATIONS[fix]);
  }
  if (dialect === "SPDX 3") return spdx3Support(fix, node);
  if (dialect !== "CycloneDX") return undefined;
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
      annotator: AGENT,
      comment: `${name}=${PLACEHOLDER}`,
    },
    already: (note) => isObject(note) && typeof note.comment === "string" && note.comment.startsWith(`${name}=`),
  };
}

/** SPDX 3.0.1, Artifact: `supportLevel` and `validUntilTime`. A justification would be an element of its own. */
function spdx3Support(fix: SupportFix, node: EditNode): Structure | undefined {
  if (!/^software_(?:Package|File|Snippet)$/.test(spdx3Type(node))) return undefined;
  if (fix === "add-support-level") {
    return { path: ["supportLevel"], value: PLACEHOLDER, already: () => true };
  }
  return fix === "add-end-of-support" ? { path: ["validUntilTime"], value: PLACEHOLDER } : undefined;
}

function purl({ node, dialect, text }: FixTarget): Structure | undefined {
  const found = statedPurl(node.value);
  if (found === undefined) return undefined;
  if (dialect === "CycloneDX") return { path: ["purl"], value: found };
  if (dialect !== "SPDX 2") return undefined;
  // The schemas of 2.2 and 2.3 spell the category differently.
  const referenceCategory = spdxVersionOf(text) === "2.3" ? "PACKAGE-MANAGER" : "PACKAGE_MANAGER";
  return {
    path: ["externalRefs"],
    value: { referenceCategory, referenceType: "purl", referenceLocator: found },
    already: (reference) => isObject(reference) && /(?:^|\/)purl$/i.test(String(reference.referenceType)),
  };
}

function vexJustification({ node, dialect }: FixTarget): Structure | undefined {
  if (dialect === "OpenVEX") return { path: ["justification"], value: PLACEHOLDER };
  if (dialect === "CycloneDX") return { path: ["analysis", "justification"], value: PLACEHOLDER };
  if (dialect === "SPDX 3") {
    const fits = spdx3Type(node) === "security_VexNotAffectedVulnAssessmentRelationship";
    return fits ? { path: ["security_justificationType"], value: PLACEHOLDER } : undefined;
  }
  if (dialect !== "CSAF") return undefined;
  const explained = [
    ...objectsIn(node.value, "flags"),
    ...objectsIn(node.value, "threats").filter(({ category }) => category === "impact"),
  ];
  const products = csafProducts(node, ["known_not_affected"], explained);
  if (products.length === 0) return undefined;
  return {
    path: ["flags"],
    value: { label: PLACEHOLDER, product_ids: products },
    already: (flag) => isObject(flag) && flag.label === PLACEHOLDER,
  };
}

function vexAction({ node, dialect }: FixTarget): Structure | undefined {
  if (dialect === "OpenVEX") return { path: ["action_statement"], value: PLACEHOLDER };
  if (dialect === "CycloneDX") return { path: ["recommendation"], value: PLACEHOLDER };
  if (dialect === "SPDX 3") {
    const fits = spdx3Type(node) === "security_VexAffectedVulnAssessmentRelationship";
    return fits ? { path: ["security_actionStatement"], value: PLACEHOLDER } : undefined;
  }
  if (dialect !== "CSAF") return undefined;
  const lists = ["known_affected", "first_affected", "last_affected"];
  const products = csafProducts(node, lists, objectsIn(node.value, "remediations"));
  if (products.length === 0) return undefined;
  return {
    path: ["remediations"],
    value: { category: PLACEHOLDER, details: PLACEHOLDER, product_ids: products },
    already: (remediation) => isObject(remediation) && remediation.category === PLACEHOLDER,
  };
}

/**
 * The products of some status lists that none of the entries is about. An entry that names no product is about all of them, and
 * one that names groups cannot be judged from the vulnerability alone; then there are none.
 */
function csafProducts({ value }: EditNode, lists: readonly string[], entries: readonly Record<string, unknown>[]) {
  if (entries.some((entry) => Array.isArray(entry.group_ids) || !Array.isArray(entry.product_ids))) return [];
  const told = new Set(entries.flatMap((entry) => entry.product_ids as unknown[]));
  const status = isObject(value) ? value.product_status : undefined;
  const listed = lists.flatMap((list) => (isObject(status) && Array.isArray(status[list]) ? status[list] : []));
  return [...new Set(listed)].filter((id): id is string => typeof id === "string" && !told.has(id));
}

function documentAuthor({ node, dialect }: FixTarget): Structure | undefined {
  if (dialect === "CycloneDX") {
    const already = (author: unknown) => textOf(author, "name") === PLACEHOLDER;
    return { path: ["metadata", "authors"], value: { name: PLACEHOLDER }, already };
  }
  if (dialect === "SPDX 2") {
    return { path: ["creationInfo", "creators"], value: AGENT, already: (creator) => creator === AGENT };
  }
  return dialect === "OpenVEX" && node.member("statements") !== undefined
    ? { path: ["author"], value: PLACEHOLDER }
    : undefined;
}
