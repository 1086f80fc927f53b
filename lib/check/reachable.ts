import type { Component, Dependency } from "../model/sbom.ts";
import type { Span } from "../model/span.ts";
import type { SubmissionDocument } from "../model/submissionSet.ts";
import { componentSubject, sbomOf } from "./collections.ts";
import { type CheckInput, notEvaluated, type Probe, Tally } from "./probe.ts";

/** A component with the ids of the components that hold it: a part of something reached is reached. */
interface Node {
  readonly path: readonly string[];
  readonly anchor: Span;
  readonly subject: string;
  readonly component: { readonly name: string; readonly version: string };
}

/** Every component is joined to the product by a chain of dependencies. A flat graph is another requirement's matter and not judged. */
export function reachable(_input: CheckInput): Probe {
  const tally = new Tally();
  let reason = "";
  let nodes: Node[] = [];
  let edges = new Map<string, string[]>();
  let outer: string[] = [];
  return {
    walks: ["sbom.component", "sbom.dependency"],
    visit(_document, element, walked) {
      if (walked === "sbom.component") outer = collect(element as Component, outer, nodes);
      else addEdge(element as Dependency, edges);
    },
    finish(document) {
      reason ||= settle(document, nodes, edges, tally);
      nodes = [];
      edges = new Map();
      outer = [];
    },
    observation: () =>
      tally.total === 0 && reason ? notEvaluated(reason) : tally.observation("No component has an id."),
  };
}

function collect(component: Component, outer: readonly string[], nodes: Node[]): string[] {
  const id = component.id.state === "given" ? component.id.value : "";
  const path = component.depth === 0 ? [id] : [...outer.slice(0, component.depth), id];
  if (id !== "" && component.type !== "file") {
    const version = component.version.state === "given" ? component.version.value : "";
    nodes.push({
      path,
      anchor: component.anchor,
      subject: componentSubject(component),
      component: { name: component.name.state === "given" ? component.name.value : id, version },
    });
  }
  return path;
}

function addEdge({ from, to }: Dependency, edges: Map<string, string[]>): void {
  const targets = edges.get(from);
  if (targets) targets.push(to);
  else edges.set(from, [to]);
}

/** Counts one document; gives the reason when its graph does not start at the product. */
function settle(
  document: SubmissionDocument,
  nodes: readonly Node[],
  edges: ReadonlyMap<string, readonly string[]>,
  tally: Tally,
): string {
  const product = sbomOf(document.file)?.product?.id;
  if (product?.state !== "given") return "The SBOM names no product that the graph could start from.";
  if (!edges.has(product.value))
    return "The product has no dependencies in the graph, so nothing can be reached from it.";
  const reached = walk(product.value, edges);
  for (const { path, anchor, subject, component } of nodes) {
    const id = path.at(-1) ?? "";
    if (id === product.value) continue;
    if (path.some((one) => reached.has(one))) {
      tally.pass(() => ({ path: document.path, span: anchor, says: `${id} is reached from the product` }));
      continue;
    }
    const name = component.version ? `${component.name} ${component.version}` : component.name;
    tally.fail({
      path: document.path,
      span: anchor,
      subject,
      data: { component: name, reference: id, document: document.path },
      related: [],
    });
  }
  return "";
}

function walk(start: string, edges: ReadonlyMap<string, readonly string[]>): Set<string> {
  const reached = new Set([start]);
  const waiting = [start];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    for (const target of edges.get(next) ?? []) {
      if (reached.has(target)) continue;
      reached.add(target);
      waiting.push(target);
    }
  }
  return reached;
}
