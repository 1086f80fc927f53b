import type { Component, Dependency, Sbom } from "../../model/sbom.ts";
import type { Span } from "../../model/span.ts";
import type { Stated } from "../../model/stated.ts";
import type { Vulnerability } from "../../model/vex.ts";
import { spdx3Vulnerabilities } from "../vex/spdx3Statements.ts";
import { Spdx3Artifact } from "./spdx3Artifact.ts";
import {
  importedIds,
  spdx3Anchor,
  spdx3Author,
  spdx3Context,
  spdx3Created,
  spdx3Roots,
  spdx3Serial,
  spdx3Signature,
  spdx3Tools,
  spdx3Version,
} from "./spdx3Document.ts";
import type { Spdx3Graph, Spdx3Node } from "./spdx3Graph.ts";
import { type Spdx3Joins, spdx3Joins } from "./spdx3Joins.ts";
import { spdx3Completeness, spdx3Edges, spdx3GraphEntries, spdx3Targets } from "./spdx3Relationships.ts";

const PACKAGES: ReadonlySet<string> = new Set(["software_Package", "ai_AIPackage", "dataset_DatasetPackage"]);

/** Reads an SPDX 3.0 JSON-LD document: all its SBOMs together, with the root of the first as the product. */
export function readSpdx3(graph: Spdx3Graph): Sbom {
  return new Spdx3Sbom(graph);
}

class Spdx3Sbom implements Sbom {
  readonly kind = "sbom";
  readonly format = "SPDX";
  readonly serialization = "json-ld";
  readonly #graph: Spdx3Graph;
  #joins: Spdx3Joins | undefined;
  #product: { readonly found: Component | undefined } | undefined;
  #otherIds: ReadonlySet<string> | undefined;

  constructor(graph: Spdx3Graph) {
    this.#graph = graph;
  }

  get version(): string {
    return spdx3Version(this.#graph);
  }

  get anchor(): Span {
    return this.product?.anchor ?? spdx3Anchor(this.#graph);
  }

  get author(): Stated<string> {
    return spdx3Author(this.#graph);
  }

  get timestamp(): Stated<string> {
    return spdx3Created(this.#graph);
  }

  get tools(): readonly Stated<string>[] {
    return spdx3Tools(this.#graph);
  }

  get context(): Stated<string> {
    return spdx3Context(this.#graph);
  }

  get serial(): Stated<string> {
    return spdx3Serial(this.#graph);
  }

  get signature(): Stated<string> {
    return spdx3Signature(this.#graph);
  }

  /** The root of the document; where that is an SBOM, the root of that. */
  get product(): Component | undefined {
    this.#product ??= { found: this.#findProduct() };
    return this.#product.found;
  }

  get components(): Iterable<Component> {
    return { [Symbol.iterator]: () => this.#packages() };
  }

  get dependencies(): Iterable<Dependency> {
    return { [Symbol.iterator]: () => spdx3Edges(this.#graph) };
  }

  get graphEntries(): Iterable<string> {
    return { [Symbol.iterator]: () => spdx3GraphEntries(this.#graph) };
  }

  /** Everything that is no package, and what is imported from other files. */
  get otherIds(): ReadonlySet<string> {
    this.#otherIds ??= new Set([
      ...[...this.#graph.ids()].filter((id) => !PACKAGES.has(this.#graph.elements().get(id)?.type ?? "")),
      ...importedIds(this.#graph),
    ]);
    return this.#otherIds;
  }

  get completeness(): Stated<string> {
    const id = this.product?.id;
    return spdx3Completeness(this.#graph, id?.state === "given" ? id.value : undefined);
  }

  get vulnerabilities(): Iterable<Vulnerability> {
    return spdx3Vulnerabilities(this.#graph);
  }

  *#packages(): Generator<Component> {
    for (const node of this.#graph.nodes()) if (PACKAGES.has(node.type)) yield this.#artifact(node);
  }

  #artifact(node: Spdx3Node): Component {
    return new Spdx3Artifact(node, this.#graph, () => this.#joined());
  }

  #joined(): Spdx3Joins {
    this.#joins ??= spdx3Joins(this.#graph);
    return this.#joins;
  }

  #findProduct(): Component | undefined {
    const roots = [...spdx3Roots(this.#graph), ...spdx3Targets(this.#graph, "describes")];
    const nodes = roots.flatMap((id) => this.#graph.elements().get(id) ?? []);
    const found = nodes.find(({ type }) => PACKAGES.has(type)) ?? nodes.find(({ type }) => type === "software_File");
    return found && this.#artifact(found);
  }
}
