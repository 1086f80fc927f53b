import type { Dependency } from "../../model/sbom.ts";
import type { Span } from "../../model/span.ts";
import { ABSENT, type Stated } from "../../model/stated.ts";

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

/** A relationship of SPDX 2 as written, in whichever serialisation: which element says it, of which kind, to what. */
export interface Spdx2Relationship {
  readonly from: string;
  readonly fromSpan: Span;
  /** In upper case: `DEPENDS_ON`. */
  readonly type: string;
  readonly to: string;
  readonly toSpan: Span;
}

/** Edges of the dependency graph, reversed kinds turned round; NONE and NOASSERTION are no targets. */
export function* edgesOf(relationships: Iterable<Spdx2Relationship>): Generator<Dependency> {
  for (const one of relationships) {
    const { from, type, to } = one;
    if (NOBODY.has(to) || NOBODY.has(from)) continue;
    if (FORWARD.has(type)) yield { from, fromSpan: one.fromSpan, to, toSpan: one.toSpan };
    else if (REVERSED.has(type)) yield { from: to, fromSpan: one.toSpan, to: from, toSpan: one.fromSpan };
  }
}

/** Elements that the graph speaks of as the depending side; one with the target NONE is a declared leaf. */
export function* graphEntriesOf(relationships: Iterable<Spdx2Relationship>): Generator<string> {
  for (const { from, type, to } of relationships) {
    if (to === "NOASSERTION") continue;
    if (FORWARD.has(type)) yield from;
    else if (REVERSED.has(type) && to !== "NONE") yield to;
  }
}

/** The elements that DESCRIBES and DESCRIBED_BY name, in the order of the file. */
export function describedBy(relationships: Iterable<Spdx2Relationship>): string[] {
  const described: string[] = [];
  for (const { from, type, to } of relationships) {
    if (type === "DESCRIBES") described.push(to);
    if (type === "DESCRIBED_BY") described.push(from);
  }
  return described;
}

/** What a first edge to NOASSERTION ("there may be more"), else to NONE ("there is nothing more"), says about completeness. */
export function completenessOf(relationships: Iterable<Spdx2Relationship>): Stated<string> {
  let complete: Stated<string> = ABSENT;
  for (const { type, to, toSpan } of relationships) {
    if (!NOBODY.has(to) || !(FORWARD.has(type) || REVERSED.has(type))) continue;
    if (to === "NOASSERTION") return { state: "given", value: "unknown", span: toSpan, via: to };
    if (complete.state === "absent") complete = { state: "given", value: "complete", span: toSpan, via: to };
  }
  return complete;
}
