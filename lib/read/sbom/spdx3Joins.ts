import { lastPart, references, type Spdx3Graph, type Spdx3Node, type Spdx3Reference } from "./spdx3Graph.ts";
import { ownText } from "./statedJson.ts";

/** Licenses of an artifact, each where the relationship names it. */
export interface LicenseLinks {
  declared?: Spdx3Reference;
  concluded?: Spdx3Reference;
}

/** What other elements of the graph say about artifacts, gathered in one walk. */
export interface Spdx3Joins {
  readonly licenses: ReadonlyMap<string, LicenseLinks>;
  readonly annotations: ReadonlyMap<string, readonly Spdx3Node[]>;
}

export function spdx3Joins(graph: Spdx3Graph): Spdx3Joins {
  const licenses = new Map<string, LicenseLinks>();
  const annotations = new Map<string, Spdx3Node[]>();
  for (const node of graph.nodes()) {
    if (node.type === "Annotation") {
      for (const { ref } of references(node, "subject")) append(annotations, ref, node);
      continue;
    }
    const type = lastPart(ownText(node.value, "relationshipType") ?? "");
    const which = type === "hasDeclaredLicense" ? "declared" : type === "hasConcludedLicense" ? "concluded" : undefined;
    const [from] = which ? references(node, "from") : [];
    const [to] = which ? references(node, "to") : [];
    if (!which || !from || !to) continue;
    const links = licenses.get(from.ref) ?? {};
    links[which] ??= to;
    licenses.set(from.ref, links);
  }
  return { licenses, annotations };
}

/** Adds to the list under a key. */
export function append<T>(lists: Map<string, T[]>, key: string, ...more: readonly T[]): void {
  const list = lists.get(key);
  if (list) list.push(...more);
  else lists.set(key, [...more]);
}
