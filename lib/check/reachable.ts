import type { Component, Dependency } from "../model/sbom.ts";
import type { SubmissionDocument } from "../model/submissionSet.ts";
import { componentName, componentSubject, sbomOf } from "./collections.ts";
import type { IdTable } from "./idTable.ts";
import { type CheckInput, notEvaluated, type Probe, Tally } from "./probe.ts";

/** Every component is joined to the product by a chain of dependencies. A flat graph is another requirement's matter and not judged. */
export function reachable(_input: CheckInput): Probe {
  const tally = new Tally();
  let reason = "";
  let graph = new Graph();
  return {
    walks: ["sbom.component", "sbom.dependency"],
    begin() {
      graph = new Graph();
    },
    visit(_document, element, walked, ids) {
      if (walked === "sbom.component") graph.component(element as Component, ids);
      else graph.edge(element as Dependency, ids);
    },
    finish(document, ids) {
      reason ||= settle(document, graph, ids, tally);
    },
    observation: () =>
      tally.total === 0 && reason ? notEvaluated(reason) : tally.observation("No component has an id."),
  };
}

/** Numbers instead of objects: a hundred thousand components and their edges are kept until the walk is over. */
class Graph {
  /** Components that have to be reached, in the order of the document. */
  readonly wanted: number[] = [];
  readonly #from: number[] = [];
  readonly #to: number[] = [];
  /** The component that holds another one; a part of something reached is reached. */
  readonly #holder = new Map<number, number>();
  #path: number[] = [];

  component(component: Component, ids: IdTable): void {
    const own = component.id.state === "given" ? ids.number(component.id.value) : -1;
    // Files are listed by some tools beside the software they belong to; nothing depends on them.
    if (own >= 0 && component.type !== "file") this.wanted.push(own);
    if (component.depth === 0) {
      this.#path = [own];
      return;
    }
    this.#path.length = component.depth;
    const outer = this.#path.findLast((number) => number !== undefined && number >= 0);
    if (outer !== undefined && own >= 0) this.#holder.set(own, outer);
    this.#path.push(own);
  }

  edge({ from, to }: Dependency, ids: IdTable): void {
    this.#from.push(ids.number(from));
    this.#to.push(ids.number(to));
  }

  /** Tells what is reached from a start; undefined when nothing leads away from it. */
  reachedFrom(start: number, count: number): ((number: number) => boolean) | undefined {
    if (!this.#from.includes(start)) return undefined;
    const reached = this.#spread(start, count);
    return (one) => {
      for (let number: number | undefined = one; number !== undefined; number = this.#holder.get(number)) {
        if (reached[number]) return true;
      }
      return false;
    };
  }

  /** Marks everything that edges lead to; edges are sorted by where they start, once. */
  #spread(start: number, count: number): Uint8Array {
    const first = new Uint32Array(count + 1);
    for (const from of this.#from) first[from + 1] = (first[from + 1] ?? 0) + 1;
    for (let i = 0; i < count; i++) first[i + 1] = (first[i + 1] ?? 0) + (first[i] ?? 0);
    const next = first.slice();
    const targets = new Uint32Array(this.#to.length);
    this.#from.forEach((from, i) => {
      const place = next[from] ?? 0;
      targets[place] = this.#to[i] ?? 0;
      next[from] = place + 1;
    });
    const reached = new Uint8Array(count);
    reached[start] = 1;
    const waiting = [start];
    for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
      for (let i = first[node] ?? 0; i < (first[node + 1] ?? 0); i++) {
        const target = targets[i] ?? 0;
        if (reached[target]) continue;
        reached[target] = 1;
        waiting.push(target);
      }
    }
    return reached;
  }
}

/** Counts one document; gives the reason when its graph does not start at the product. */
function settle(document: SubmissionDocument, graph: Graph, ids: IdTable, tally: Tally): string {
  const sbom = sbomOf(document.file);
  const product = sbom?.product?.id;
  if (!sbom || product?.state !== "given") return "The SBOM names no product that the graph could start from.";
  const start = ids.number(product.value);
  const isReached = graph.reachedFrom(start, ids.count);
  if (!isReached) return "The product has no dependencies in the graph, so nothing can be reached from it.";
  const apart = new Set<number>();
  for (const number of graph.wanted) {
    if (number === start) continue;
    if (!isReached(number)) apart.add(number);
    else if (tally.pass()) {
      tally.show({ path: document.path, span: product.span, says: "dependencies lead from here to the components" });
    }
  }
  // The components themselves were let go on the way; only for the few that stand apart is the document walked again.
  if (apart.size === 0) return "";
  for (const component of sbom.components) {
    const { id } = component;
    if (id.state === "given" && component.type !== "file" && apart.has(ids.number(id.value))) {
      failApart(document, component, id.value, tally);
    }
  }
  return "";
}

function failApart(document: SubmissionDocument, component: Component, reference: string, tally: Tally): void {
  tally.fail({
    path: document.path,
    span: component.anchor,
    subject: componentSubject(component),
    data: { component: componentName(component), reference, document: document.path },
    related: [],
  });
}
