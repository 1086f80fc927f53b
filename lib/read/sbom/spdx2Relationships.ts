import type { Dependency } from "../../model/sbom.ts";
import { inner, type JsonSpot } from "../../parse/json.ts";
import type { JsonSource } from "./jsonSource.ts";
import { asObject, ownText } from "./statedJson.ts";

/** Relationship types that say "depends on" or "contains" (SPDX 2.3, clause 11.1). */
const FORWARD: ReadonlySet<string> = new Set([
  "DEPENDS_ON",
  "CONTAINS",
  "DYNAMIC_LINK",
  "STATIC_LINK",
  "HAS_PREREQUISITE",
]);

/** Types that say the same the other way round. */
const REVERSED: ReadonlySet<string> = new Set([
  "DEPENDENCY_OF",
  "RUNTIME_DEPENDENCY_OF",
  "BUILD_DEPENDENCY_OF",
  "DEV_DEPENDENCY_OF",
  "TEST_DEPENDENCY_OF",
  "OPTIONAL_DEPENDENCY_OF",
  "PROVIDED_DEPENDENCY_OF",
  "CONTAINED_BY",
  "PACKAGE_OF",
  "PREREQUISITE_FOR",
  "OPTIONAL_COMPONENT_OF",
]);

const NOBODY: ReadonlySet<string> = new Set(["NONE", "NOASSERTION"]);

/** An edge as written: which element says it, of which kind, to what. */
interface Relationship {
  readonly from: string;
  readonly type: string;
  readonly to: string;
  readonly spot: JsonSpot;
}

/** Edges of the dependency graph, reversed kinds turned round; NONE and NOASSERTION are no targets. */
export function* spdx2Edges(json: JsonSource): Generator<Dependency> {
  for (const { from, type, to, spot } of relationships(json)) {
    if (NOBODY.has(to) || NOBODY.has(from)) continue;
    const fromSpan = inner(spot.child("spdxElementId"));
    const toSpan = inner(spot.child("relatedSpdxElement"));
    if (FORWARD.has(type)) yield { from, fromSpan, to, toSpan };
    else if (REVERSED.has(type)) yield { from: to, fromSpan: toSpan, to: from, toSpan: fromSpan };
  }
}

/** Elements that the graph speaks of as the depending side; one with the target NONE is a declared leaf. */
export function* spdx2GraphEntries(json: JsonSource): Generator<string> {
  for (const { from, type, to } of relationships(json)) {
    if (to === "NOASSERTION") continue;
    if (FORWARD.has(type)) yield from;
    else if (REVERSED.has(type) && to !== "NONE") yield to;
  }
}

/** The element that the document is about: `documentDescribes`, else a DESCRIBES relationship. */
export function spdx2DescribedIds(json: JsonSource): string[] {
  const described: string[] = [];
  for (const { value } of json.elements("documentDescribes")) if (typeof value === "string") described.push(value);
  if (described.length > 0) return described;
  for (const { value, spot } of json.elementsWith("relationships", "DESCRIBE")) {
    const relationship = asRelationship(value, spot);
    if (relationship?.type === "DESCRIBES") described.push(relationship.to);
    if (relationship?.type === "DESCRIBED_BY") described.push(relationship.from);
  }
  return described;
}

/** The first relationship that leads to NONE ("there are no more") or NOASSERTION ("there may be more"). */
export function spdx2OpenEnd(json: JsonSource): { word: string; spot: JsonSpot } | undefined {
  for (const word of ["NOASSERTION", "NONE"]) {
    for (const { value, spot } of json.elementsWith("relationships", `"${word}"`)) {
      const relationship = asRelationship(value, spot);
      if (!relationship || relationship.to !== word) continue;
      if (FORWARD.has(relationship.type) || REVERSED.has(relationship.type)) {
        return { word, spot: spot.child("relatedSpdxElement") };
      }
    }
  }
  return undefined;
}

function* relationships(json: JsonSource): Generator<Relationship> {
  for (const { value, spot } of json.elements("relationships")) {
    const relationship = asRelationship(value, spot);
    if (relationship) yield relationship;
  }
}

function asRelationship(value: unknown, spot: JsonSpot): Relationship | undefined {
  const object = asObject(value);
  const from = ownText(object, "spdxElementId");
  const type = ownText(object, "relationshipType");
  const to = ownText(object, "relatedSpdxElement");
  if (from === undefined || type === undefined || to === undefined) return undefined;
  return { from, type: type.toUpperCase(), to, spot };
}
