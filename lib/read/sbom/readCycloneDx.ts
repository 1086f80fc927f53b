import type { Component, Dependency, Sbom } from "../../model/sbom.ts";
import type { Span } from "../../model/span.ts";
import { ABSENT, type Stated } from "../../model/stated.ts";
import type { Vulnerability } from "../../model/vex.ts";
import { inner, type JsonSpot } from "../../parse/json.ts";
import { CycloneDxComponent } from "./cycloneDxComponent.ts";
import { noteCycloneDxComponent } from "./cycloneDxShape.ts";
import { CycloneDxVulnerability } from "./cycloneDxVulnerability.ts";
import { statedAggregate } from "./cycloneDxWords.ts";
import type { JsonSource } from "./jsonSource.ts";
import { ShapeWatch } from "./shapeNotes.ts";
import {
  asList,
  asObject,
  firstGiven,
  type JsonObject,
  opening,
  own,
  ownText,
  statedMember,
  TextInside,
} from "./statedJson.ts";

/** Reads a CycloneDX JSON document (1.2 to 1.7; of a newer one the members that are known). */
export function readCycloneDx(json: JsonSource, shape = new ShapeWatch()): Sbom {
  return new CycloneDxSbom(json, shape);
}

class CycloneDxSbom implements Sbom {
  readonly kind = "sbom";
  readonly format = "CycloneDX";
  readonly serialization = "json";
  readonly product: Component | undefined;
  readonly #json: JsonSource;
  readonly #shape: ShapeWatch;
  readonly #metadata: JsonObject | undefined;
  #otherIds: ReadonlySet<string> | undefined;

  constructor(json: JsonSource, shape: ShapeWatch) {
    this.#json = json;
    this.#shape = shape;
    this.#metadata = asObject(json.member("metadata"));
    const product = asObject(own(this.#metadata, "component"));
    this.product = product && new CycloneDxComponent(product, json.at(["metadata", "component"]), 0);
  }

  get version(): string {
    const version = this.#json.member("specVersion");
    return typeof version === "string" || typeof version === "number" ? String(version) : "";
  }

  get anchor(): Span {
    return documentAnchor(this.#json);
  }

  get author(): Stated<string> {
    return cycloneDxAuthor(this.#json);
  }

  get timestamp(): Stated<string> {
    return statedMember(this.#metadata, this.#json.at(["metadata"]), "timestamp");
  }

  get tools(): readonly Stated<string>[] {
    const tools = own(this.#metadata, "tools");
    const spot = this.#json.at(["metadata", "tools"]);
    if (Array.isArray(tools)) return tools.map((tool, i) => toolName(asObject(tool), spot.child(i)));
    return ["components", "services"].flatMap((kind) =>
      asList(own(asObject(tools), kind)).map((tool, i) => toolName(asObject(tool), spot.child(kind, i))),
    );
  }

  get context(): Stated<string> {
    const lifecycles = asList(own(this.#metadata, "lifecycles"));
    const spot = this.#json.at(["metadata", "lifecycles"]);
    return firstGiven(
      ...lifecycles.flatMap((one, i) =>
        ["phase", "name"].map((key) => () => statedMember(asObject(one), spot.child(i), key, "lifecycles")),
      ),
    );
  }

  get serial(): Stated<string> {
    return statedMember({ serialNumber: this.#json.member("serialNumber") }, this.#json.at([]), "serialNumber");
  }

  get signature(): Stated<string> {
    const isSigned = this.#json.member("signature") !== undefined;
    return isSigned ? { state: "given", value: "signature", span: this.#json.at(["signature"]) } : ABSENT;
  }

  get components(): Iterable<Component> {
    return { [Symbol.iterator]: () => this.#walk() };
  }

  get dependencies(): Iterable<Dependency> {
    return { [Symbol.iterator]: () => edges(this.#json) };
  }

  get graphEntries(): Iterable<string> {
    return { [Symbol.iterator]: () => graphEntries(this.#json) };
  }

  get otherIds(): ReadonlySet<string> {
    this.#otherIds ??= collectOtherIds(this.#json);
    return this.#otherIds;
  }

  /** The composition that covers the product, else the first one. */
  get completeness(): Stated<string> {
    const product = this.product?.id.state === "given" ? this.product.id.value : undefined;
    let first: Stated<string> = ABSENT;
    for (const { value, spot } of this.#json.elements("compositions")) {
      const composition = asObject(value);
      const stated = aggregate(composition, spot);
      if (stated.state === "absent") continue;
      const covers = ["assemblies", "dependencies"].some((list) => asList(own(composition, list)).includes(product));
      if (covers) return stated;
      if (first.state === "absent") first = stated;
    }
    return first;
  }

  get vulnerabilities(): Iterable<Vulnerability> {
    return cycloneDxVulnerabilities(this.#json);
  }

  *#walk(): Generator<Component> {
    const product = asObject(own(this.#metadata, "component"));
    if (product) yield* nested(product, this.#json.at(["metadata", "component"]), 0);
    const elements = this.#shape.over("components", this.#json.elements("components"), noteCycloneDxComponent);
    for (const { value, spot } of elements) {
      const component = asObject(value);
      if (!component) continue;
      yield new CycloneDxComponent(component, spot, 0);
      if (own(component, "components") !== undefined) yield* nested(component, spot, 1);
    }
  }
}

/** The entries of `vulnerabilities`, parsed anew on each walk. */
export function cycloneDxVulnerabilities(json: JsonSource): Iterable<Vulnerability> {
  return {
    *[Symbol.iterator]() {
      for (const { value, spot } of json.elements("vulnerabilities")) {
        const vulnerability = asObject(value);
        if (vulnerability) yield new CycloneDxVulnerability(vulnerability, spot);
      }
    },
  };
}

/** Who wrote the data: `metadata.authors`, else (1.6) `metadata.manufacturer`. `manufacture` is the maker of the product and does not count. */
export function cycloneDxAuthor(json: JsonSource): Stated<string> {
  const metadata = asObject(json.member("metadata"));
  const spot = json.at(["metadata"]);
  const authors = asList(own(metadata, "authors")).map((author, i) =>
    statedMember(asObject(author), spot.child("authors", i), "name", "authors"),
  );
  const manufacturer = asObject(own(metadata, "manufacturer"));
  return firstGiven(
    () =>
      authors.find((author) => author.state === "given") ?? authors.find((one) => one.state === "unknown") ?? ABSENT,
    () => statedMember(manufacturer, spot.child("manufacturer"), "name", "manufacturer"),
  );
}

/** Name of the product, else the word `CycloneDX`, else the opening brace. */
export function documentAnchor(json: JsonSource): Span {
  const product = asObject(own(asObject(json.member("metadata")), "component"));
  if (ownText(product, "name")) return inner(json.at(["metadata", "component", "name"]));
  return json.member("bomFormat") === undefined ? opening(json.at([])) : inner(json.at(["bomFormat"]));
}

/** Components inside a component, outer ones first; a stack of its own, because a hostile file nests without end. */
function* nested(outer: JsonObject, outerSpot: JsonSpot, depth: number): Generator<Component> {
  const stack = childrenOf(outer, outerSpot, depth);
  for (let next = stack.pop(); next; next = stack.pop()) {
    yield new CycloneDxComponent(next.value, next.spot, next.depth);
    // One by one: spreading a list of a hundred thousand would exhaust the call stack.
    for (const child of childrenOf(next.value, next.spot, next.depth + 1)) stack.push(child);
  }
}

interface Nested {
  readonly value: JsonObject;
  readonly spot: JsonSpot;
  readonly depth: number;
}

/** In reverse, so that a stack hands them out in the order of the file. */
function childrenOf(outer: JsonObject, spot: JsonSpot, depth: number): Nested[] {
  const children: Nested[] = [];
  asList(own(outer, "components")).forEach((child, i) => {
    const value = asObject(child);
    if (value) children.push({ value, spot: spot.child("components", i), depth });
  });
  return children.reverse();
}

function toolName(tool: JsonObject | undefined, spot: JsonSpot): Stated<string> {
  const name = statedMember(tool, spot, "name");
  const version = own(tool, "version");
  if (name.state !== "given" || typeof version !== "string" || version === "") return name;
  return { ...name, value: `${name.value} ${version}` };
}

function aggregate(composition: JsonObject | undefined, spot: JsonSpot): Stated<string> {
  const word = ownText(composition, "aggregate");
  return word === undefined ? ABSENT : statedAggregate(word, inner(spot.child("aggregate")));
}

function* edges(json: JsonSource): Generator<Dependency> {
  for (const { value, spot } of json.elements("dependencies")) {
    const entry = asObject(value);
    const from = ownText(entry, "ref");
    const targets = own(entry, "dependsOn");
    if (from === undefined || targets === undefined) continue;
    const fromSpan = new TextInside(spot, "ref");
    if (typeof targets === "string") yield { from, fromSpan, to: targets, toSpan: new TextInside(spot, "dependsOn") };
    const list = asList(targets);
    for (let i = 0; i < list.length; i++) {
      const to = list[i];
      if (typeof to === "string") yield { from, fromSpan, to, toSpan: new TextInside(spot, ["dependsOn", i]) };
    }
  }
}

function* graphEntries(json: JsonSource): Generator<string> {
  for (const { value } of json.elements("dependencies")) {
    const ref = ownText(asObject(value), "ref");
    if (ref !== undefined) yield ref;
  }
}

/** Every `bom-ref` outside the components: the product, services, tools, vulnerabilities, annotations, formulation, ... */
function collectOtherIds(json: JsonSource): Set<string> {
  const ids = new Set<string>();
  for (const name of json.memberNames()) {
    if (name === "components" || name === "dependencies" || name === "compositions") continue;
    const value = name === "vulnerabilities" || name === "services" ? undefined : json.member(name);
    if (value !== undefined) collectRefs(value, ids);
    else for (const element of json.elements(name)) collectRefs(element.value, ids);
  }
  return ids;
}

function collectRefs(root: unknown, ids: Set<string>): void {
  const stack: unknown[] = [root];
  while (stack.length > 0) {
    const value = stack.pop();
    if (typeof value !== "object" || value === null) continue;
    const ref = ownText(value as JsonObject, "bom-ref");
    if (ref !== undefined) ids.add(ref);
    for (const inside of Object.values(value)) if (typeof inside === "object") stack.push(inside);
  }
}
