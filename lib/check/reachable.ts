import type { Gap } from "../model/assessment.ts";
import type { Component, Dependency } from "../model/sbom.ts";
import type { SubmissionDocument } from "../model/submissionSet.ts";
import { GrowingList } from "../parse/growingList.ts";
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
  readonly #wanted = new GrowingList();
  readonly #from = new GrowingList();
  readonly #to = new GrowingList();
  /** The component that holds another one; a part of something reached is reached. */
  readonly #holder = new Map<number, number>();
  #path: number[] = [];

  component(component: Component, ids: IdTable): void {
    const own = component.id.state === "given" ? ids.number(component.id.value) : -1;
    // Files are listed by some tools beside the software they belong to; nothing depends on them.
    if (own >= 0 && component.type !== "file") this.#wanted.push(own);
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

  /** Components that have to be reached, in the order of the document. */
  wanted(): Uint32Array {
    return this.#wanted.view();
  }

  /** Tells what is reached from a start; undefined when nothing leads away from it. */
  reachedFrom(start: number, count: number): ((number: number) => boolean) | undefined {
    if (!this.#from.view().includes(start)) return undefined;
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
    const froms = this.#from.view();
    for (let i = 0; i < froms.length; i++) {
      const from = froms[i] ?? 0;
      first[from + 1] = (first[from + 1] ?? 0) + 1;
    }
    for (let i = 0; i < count; i++) first[i + 1] = (first[i + 1] ?? 0) + (first[i] ?? 0);
    const next = first.slice();
    const targets = new Uint32Array(this.#to.length);
    for (let i = 0; i < froms.length; i++) {
      const from = froms[i] ?? 0;
      const place = next[from] ?? 0;
      targets[place] = this.#to.at(i);
      next[from] = place + 1;
    }
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
  for (const number of graph.wanted()) {
    if (number === start) continue;
    if (!isReached(number)) apart.add(number);
    else if (tally.pass()) {
      tally.show({ path: document.path, span: product.span, says: "dependencies lead from here to the components" });
    }
  }
  if (apart.size > 0) failApart(document, apart, { ids, tally });
  return "";
}

/** More components than this stand apart for one reason: the graph is not finished. They are one finding then. */
const ONE_BY_ONE = 20;

/** Reports what stands apart. The components themselves were let go on the way, so the document is walked again as far as needed. */
function failApart(
  document: SubmissionDocument,
  apart: ReadonlySet<number>,
  { ids, tally }: { readonly ids: IdTable; readonly tally: Tally },
): void {
  const shown: Component[] = [];
  for (const component of sbomOf(document.file)?.components ?? []) {
    const { id } = component;
    if (id.state === "given" && component.type !== "file" && apart.has(ids.number(id.value))) shown.push(component);
    if (apart.size > ONE_BY_ONE && shown.length === 3) break;
  }
  if (apart.size <= ONE_BY_ONE) for (const component of shown) tally.fail(gapOf(document, component, ""));
  else failTogether(document, apart.size, { shown, tally });
}

function failTogether(
  document: SubmissionDocument,
  count: number,
  { shown: [first, ...others], tally }: { readonly shown: readonly Component[]; readonly tally: Tally },
): void {
  if (!first) return;
  const related = others.map((component) => ({
    path: document.path,
    span: component.anchor,
    says: `${componentName(component)} stands apart too`,
  }));
  tally.fail({ ...gapOf(document, first, ` and ${count - 1} more components`), related }, count);
}

function gapOf(document: SubmissionDocument, component: Component, more: string): Gap {
  const reference = component.id.state === "given" ? component.id.value : "";
  return {
    path: document.path,
    span: component.anchor,
    subject: componentSubject(component),
    data: { component: `${componentName(component)}${more}`, reference, document: document.path },
    related: [],
  };
}
