import type { Dependency } from "../../model/sbom.ts";
import { ABSENT, type Stated } from "../../model/stated.ts";
import { isNoAssertion, isNone, lastPart, references, type Spdx3Graph, type Spdx3Node } from "./spdx3Graph.ts";
import { ownText } from "./statedJson.ts";

/** Relationship types that say "depends on" or "contains" (SPDX 3.0.1, RelationshipType); none of them is reversed any more. */
const FORWARD: ReadonlySet<string> = new Set([
  "contains",
  "dependsOn",
  "hasDynamicLink",
  "hasOptionalComponent",
  "hasOptionalDependency",
  "hasPrerequisite",
  "hasProvidedDependency",
  "hasStaticLink",
]);

/** Edges of the dependency graph; the elements for "none" and "no assertion" are no targets. */
export function* spdx3Edges(graph: Spdx3Graph): Generator<Dependency> {
  for (const node of dependencies(graph)) {
    for (const from of references(node, "from")) {
      for (const to of references(node, "to")) {
        if (isNone(to.ref) || isNoAssertion(to.ref) || to.ref === "" || from.ref === "") continue;
        yield { from: from.ref, fromSpan: from.spot.inner, to: to.ref, toSpan: to.spot.inner };
      }
    }
  }
}

/** Elements that the graph speaks of as the depending side; one whose target is the element for "none" is a declared leaf. */
export function* spdx3GraphEntries(graph: Spdx3Graph): Generator<string> {
  for (const node of dependencies(graph)) {
    const targets = references(node, "to");
    if (targets.length > 0 && targets.every(({ ref }) => isNoAssertion(ref))) continue;
    for (const { ref } of references(node, "from")) yield ref;
  }
}

/** What relationships of an element say with this word: `describes`. */
export function* spdx3Targets(graph: Spdx3Graph, type: string): Generator<string> {
  for (const node of graph.relationships()) {
    if (typeOf(node) === type) for (const { ref } of references(node, "to")) yield ref;
  }
}

/**
 * What the relationships say of their own completeness, those of the product before all others: one that is incomplete outweighs
 * those that are complete. `noAssertion` says nothing.
 */
export function spdx3Completeness(graph: Spdx3Graph, product: string | undefined): Stated<string> {
  const said = { product: ABSENT as Stated<string>, any: ABSENT as Stated<string> };
  for (const node of dependencies(graph)) {
    const word = lastPart(ownText(node.value, "completeness") ?? "");
    if (word === "") continue;
    const span = node.spot.child("completeness").inner;
    const isSaid = word === "complete" || word === "incomplete";
    const stated: Stated<string> = isSaid
      ? { state: "given", value: word, span, via: "completeness" }
      : { state: "unknown", raw: word, span };
    said.any = weightier(said.any, stated);
    if (references(node, "from")[0]?.ref === product) said.product = weightier(said.product, stated);
  }
  return said.product.state === "absent" ? said.any : said.product;
}

function weightier(before: Stated<string>, next: Stated<string>): Stated<string> {
  const weight = (one: Stated<string>) =>
    one.state === "absent" ? 0 : one.state === "unknown" ? 1 : one.value === "complete" ? 2 : 3;
  return weight(next) > weight(before) ? next : before;
}

function* dependencies(graph: Spdx3Graph): Generator<Spdx3Node> {
  for (const node of graph.relationships()) if (FORWARD.has(typeOf(node))) yield node;
}

function typeOf(node: Spdx3Node): string {
  return lastPart(ownText(node.value, "relationshipType") ?? "");
}
