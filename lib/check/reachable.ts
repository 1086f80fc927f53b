import type { Component, Dependency } from "../model/sbom.ts";
import type { SubmissionDocument } from "../model/submissionSet.ts";
import { componentName, componentSubject, sbomOf } from "./collections.ts";
import { type CheckInput, notEvaluated, type Probe, Tally } from "./probe.ts";

/** Every component is joined to the product by a chain of dependencies. A flat graph is another requirement's matter and not judged. */
export function reachable(_input: CheckInput): Probe {
  const tally = new Tally();
  let reason = "";
  let graph = new Graph();
  return {
    walks: ["sbom.component", "sbom.dependency"],
    visit(_document, element, walked) {
      if (walked === "sbom.component") graph.component(element as Component);
      else graph.edge(element as Dependency);
    },
    finish(document) {
      reason ||= settle(document, graph, tally);
      graph = new Graph();
    },
    observation: () =>
      tally.total === 0 && reason ? notEvaluated(reason) : tally.observation("No component has an id."),
  };
}

/** Numbers instead of objects: a hundred thousand components and their edges are kept until the walk is over. */
class Graph {
  readonly #numbers = new Map<string, number>();
  /** Ids of the components that have to be reached, in the order of the document. */
  readonly ids: string[] = [];
  readonly #from: number[] = [];
  readonly #to: number[] = [];
  /** Number of the component that holds another one; a part of something reached is reached. */
  readonly #holder = new Map<number, number>();
  #path: number[] = [];

  component(component: Component): void {
    const own = component.id.state === "given" ? this.#number(component.id.value) : -1;
    // Files are listed by some tools beside the software they belong to; nothing depends on them.
    if (component.id.state === "given" && component.type !== "file") this.ids.push(component.id.value);
    if (component.depth === 0) this.#path = [own];
    else {
      this.#path.length = component.depth;
      const outer = this.#path.findLast((number) => number !== undefined && number >= 0);
      if (outer !== undefined && own >= 0) this.#holder.set(own, outer);
      this.#path.push(own);
    }
  }

  edge({ from, to }: Dependency): void {
    this.#from.push(this.#number(from));
    this.#to.push(this.#number(to));
  }

  /** The ids that are reached from one, or undefined when nothing leads away from it. */
  reachedFrom(id: string): ((id: string) => boolean) | undefined {
    const start = this.#numbers.get(id);
    if (start === undefined || !this.#from.includes(start)) return undefined;
    const reached = this.#spread(start);
    return (one) => {
      for (let number = this.#numbers.get(one); number !== undefined; number = this.#holder.get(number)) {
        if (reached[number]) return true;
      }
      return false;
    };
  }

  #number(id: string): number {
    let number = this.#numbers.get(id);
    if (number === undefined) {
      number = this.#numbers.size;
      this.#numbers.set(id, number);
    }
    return number;
  }

  /** Marks everything that edges lead to; edges are sorted by where they start, once. */
  #spread(start: number): Uint8Array {
    const count = this.#numbers.size;
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
function settle(document: SubmissionDocument, graph: Graph, tally: Tally): string {
  const sbom = sbomOf(document.file);
  const product = sbom?.product?.id;
  if (!sbom || product?.state !== "given") return "The SBOM names no product that the graph could start from.";
  const isReached = graph.reachedFrom(product.value);
  if (!isReached) return "The product has no dependencies in the graph, so nothing can be reached from it.";
  const apart = new Set<string>();
  for (const id of graph.ids) {
    if (id === product.value) continue;
    if (!isReached(id)) apart.add(id);
    else if (tally.pass())
      tally.show({ path: document.path, span: product.span, says: `${id} is reached from the product` });
  }
  // The components themselves were let go on the way; only for the few that stand apart is the document walked again.
  if (apart.size > 0) for (const component of sbom.components) failIfApart(document, component, apart, tally);
  return "";
}

function failIfApart(
  document: SubmissionDocument,
  component: Component,
  apart: ReadonlySet<string>,
  tally: Tally,
): void {
  if (component.id.state !== "given" || component.type === "file" || !apart.has(component.id.value)) return;
  tally.fail({
    path: document.path,
    span: component.anchor,
    subject: componentSubject(component),
    data: { component: componentName(component), reference: component.id.value, document: document.path },
    related: [],
  });
}
