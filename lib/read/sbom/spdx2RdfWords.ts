import { PlacedXml } from "./placedXml.ts";
import type { RdfGraph, RdfNode, RdfValue } from "./rdfGraph.ts";

/** The namespace of every SPDX 2 term. */
export const SPDX = "http://spdx.org/rdf/terms#";

const LICENSES = /^https?:\/\/spdx\.org\/licenses\/(.+)$/;

/** Categories of external references as JSON writes them (SPDX 2.3, clause 7.21). */
const CATEGORIES: Readonly<Record<string, string>> = {
  packageManager: "PACKAGE-MANAGER",
  persistentId: "PERSISTENT-ID",
  security: "SECURITY",
  other: "OTHER",
};

/** Sets may share members and lead round in a circle, so only so many are looked into for one expression, and only so deep. */
const MOST_MEMBERS = 1000;
const MAX_NESTING = 50;

/** How many things may still be looked into. */
interface Budget {
  left: number;
}

/** What a property says as a text: the text itself, or NOASSERTION and NONE for the terms that stand for them. */
export function wordOf(value: RdfValue | undefined, source: string): PlacedXml | undefined {
  if (!value) return undefined;
  if (value.text) return PlacedXml.text(value.text, source);
  return value.node && PlacedXml.word(stoodFor(value.node.key) ?? value.node.key, value.span);
}

/**
 * The last word of a term such as `http://spdx.org/rdf/terms#relationshipType_dependsOn`, as JSON writes it: `DEPENDS_ON`.
 * A plain text is taken as it is.
 */
export function termOf(
  value: RdfValue | undefined,
  kind: "relationshipType" | "checksumAlgorithm" | "purpose" | "referenceCategory",
  source: string,
): PlacedXml | undefined {
  const key = value?.node?.key;
  if (!value || key === undefined) return wordOf(value, source);
  const tail = key.slice(key.indexOf("#") + 1);
  const word = tail.startsWith(`${kind}_`) ? tail.slice(kind.length + 1) : tail;
  return PlacedXml.word(asJson(word, kind), value.span);
}

function asJson(word: string, kind: string): string {
  if (kind === "referenceCategory") return (Object.hasOwn(CATEGORIES, word) ? CATEGORIES[word] : undefined) ?? word;
  if (kind === "checksumAlgorithm") return word.replaceAll("_", "-").toUpperCase();
  return word.replace(/([a-z\d])([A-Z])/g, "$1_$2").toUpperCase();
}

/** A licence as an expression, whether the file refers to it or builds it of sets. */
export function licenseOf(graph: RdfGraph, value: RdfValue | undefined, source: string): PlacedXml | undefined {
  if (!value?.node) return wordOf(value, source);
  const expression = expressionOf(graph, value.node, { depth: 0, budget: { left: MOST_MEMBERS } });
  return expression === undefined ? undefined : PlacedXml.word(expression, value.span);
}

function expressionOf(
  graph: RdfGraph,
  node: RdfNode,
  { depth, budget }: { readonly depth: number; readonly budget: Budget },
): string | undefined {
  const plain = stoodFor(node.key) ?? LICENSES.exec(node.key)?.[1] ?? /#(LicenseRef-.+)$/.exec(node.key)?.[1];
  if (plain !== undefined || depth > MAX_NESTING || --budget.left < 0) return plain;
  const id = graph.value(node, SPDX, "licenseId")?.text?.value;
  if (id !== undefined) return id;
  const parts = (name: string) =>
    [...graph.values(node, SPDX, name)].flatMap((member) =>
      member.node ? (expressionOf(graph, member.node, { depth: depth + 1, budget }) ?? []) : (member.text?.value ?? []),
    );
  if (node.types.has(`${SPDX}ConjunctiveLicenseSet`)) return grouped(parts("member"), "AND", depth);
  if (node.types.has(`${SPDX}DisjunctiveLicenseSet`)) return grouped(parts("member"), "OR", depth);
  const [license] = parts("member");
  if (license === undefined) return undefined;
  if (node.types.has(`${SPDX}OrLaterOperator`)) return `${license}+`;
  const exception = graph.value(node, SPDX, "licenseException");
  const named =
    exception?.node &&
    (graph.value(exception.node, SPDX, "licenseExceptionId")?.text?.value ?? LICENSES.exec(exception.node.key)?.[1]);
  return named ? `${license} WITH ${named}` : license;
}

function grouped(parts: readonly string[], operator: "AND" | "OR", depth: number): string | undefined {
  if (parts.length === 0) return undefined;
  const joined = parts.join(` ${operator} `);
  return depth > 0 && parts.length > 1 ? `(${joined})` : joined;
}

/** NOASSERTION and NONE, where a term stands for them. */
function stoodFor(key: string): string | undefined {
  if (key === `${SPDX}noassertion`) return "NOASSERTION";
  return key === `${SPDX}none` ? "NONE" : undefined;
}
