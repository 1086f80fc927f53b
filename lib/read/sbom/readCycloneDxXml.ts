import type { Component, Dependency, Sbom } from "../../model/sbom.ts";
import type { Span } from "../../model/span.ts";
import { ABSENT, type Stated } from "../../model/stated.ts";
import type { Vulnerability } from "../../model/vex.ts";
import type { XmlDocument, XmlElement } from "../../parse/xml.ts";
import { noteCycloneDxXmlComponent } from "./cycloneDxShape.ts";
import { statedAggregate } from "./cycloneDxWords.ts";
import { CycloneDxXmlComponent } from "./cycloneDxXmlComponent.ts";
import {
  cycloneDxXmlAnchor,
  cycloneDxXmlAuthor,
  cycloneDxXmlEdges,
  cycloneDxXmlGraphEntries,
  cycloneDxXmlVersion,
  cycloneDxXmlVulnerabilities,
} from "./cycloneDxXmlParts.ts";
import { type ShapeNotes, ShapeWatch } from "./shapeNotes.ts";
import { firstGiven } from "./statedJson.ts";
import { gathered, statedXmlChild, statedXmlText } from "./statedXml.ts";

/** Reads a CycloneDX XML document (1.0 to 1.7; of a newer one the elements that are known). */
export function readCycloneDxXml(xml: XmlDocument, shape = new ShapeWatch()): Sbom {
  return new CycloneDxXmlSbom(xml, shape);
}

class CycloneDxXmlSbom implements Sbom {
  readonly kind = "sbom";
  readonly format = "CycloneDX";
  readonly serialization = "xml";
  readonly product: Component | undefined;
  readonly #xml: XmlDocument;
  readonly #shape: ShapeWatch;
  readonly #root: XmlElement | undefined;
  readonly #metadata: XmlElement | undefined;
  #otherIds: ReadonlySet<string> | undefined;

  constructor(xml: XmlDocument, shape: ShapeWatch) {
    this.#xml = xml;
    this.#shape = shape;
    this.#root = xml.root();
    this.#metadata = this.#root?.child("metadata");
    const product = this.#metadata?.child("component");
    this.product = product && new CycloneDxXmlComponent(product, 0);
  }

  get version(): string {
    return cycloneDxXmlVersion(this.#xml);
  }

  get anchor(): Span {
    return cycloneDxXmlAnchor(this.#xml);
  }

  get author(): Stated<string> {
    return cycloneDxXmlAuthor(this.#xml);
  }

  get timestamp(): Stated<string> {
    return statedXmlChild(this.#metadata, "timestamp");
  }

  /** The old `tools/tool` and the new `tools/components/component` and `tools/services/service`. */
  get tools(): readonly Stated<string>[] {
    const tools = this.#metadata?.child("tools");
    if (!tools) return [];
    return [
      ...tools.all("tool"),
      ...gathered(tools, "components", "component"),
      ...gathered(tools, "services", "service"),
    ].map(toolName);
  }

  get context(): Stated<string> {
    const lifecycles = this.#metadata ? [...gathered(this.#metadata, "lifecycles", "lifecycle")] : [];
    return firstGiven(
      ...lifecycles.flatMap((one) => ["phase", "name"].map((name) => () => statedXmlChild(one, name, "lifecycles"))),
    );
  }

  get serial(): Stated<string> {
    return statedXmlText(this.#root?.attribute("serialNumber"));
  }

  get signature(): Stated<string> {
    const found = this.#root?.child("Signature");
    return found ? { state: "given", value: "signature", span: found.opening } : ABSENT;
  }

  get components(): Iterable<Component> {
    return { [Symbol.iterator]: () => this.#walk() };
  }

  get dependencies(): Iterable<Dependency> {
    return { [Symbol.iterator]: () => cycloneDxXmlEdges(this.#xml) };
  }

  get graphEntries(): Iterable<string> {
    return { [Symbol.iterator]: () => cycloneDxXmlGraphEntries(this.#xml) };
  }

  get otherIds(): ReadonlySet<string> {
    this.#otherIds ??= collectOtherIds(this.#root);
    return this.#otherIds;
  }

  /** The composition that covers the product, else the first one. */
  get completeness(): Stated<string> {
    const product = this.product?.id.state === "given" ? this.product.id.value : undefined;
    let first: Stated<string> = ABSENT;
    if (!this.#root) return first;
    for (const composition of gathered(this.#root, "compositions", "composition")) {
      const word = composition.child("aggregate")?.text;
      if (!word) continue;
      const stated = statedAggregate(word.value, { start: word.start, end: word.end });
      if (product !== undefined && covers(composition, product)) return stated;
      if (first.state === "absent") first = stated;
    }
    return first;
  }

  get vulnerabilities(): Iterable<Vulnerability> {
    return cycloneDxXmlVulnerabilities(this.#xml);
  }

  *#walk(): Generator<Component> {
    const elements = this.#shape.over("components", this.#elements(), noteNested);
    for (const { element, depth } of elements) yield new CycloneDxXmlComponent(element, depth);
  }

  *#elements(): Generator<Nested> {
    yield* componentsIn(this.#metadata?.along("component", "components"));
    yield* componentsIn(this.#root?.child("components"));
  }
}

interface Nested {
  readonly element: XmlElement;
  readonly depth: number;
}

/** Every component of a list and inside it, outer ones first; a stack of its own, because a hostile file nests without end. */
function* componentsIn(list: XmlElement | undefined): Generator<Nested> {
  if (!list) return;
  const stack: Iterator<XmlElement>[] = [list.all("component")];
  for (let top = stack.at(-1); top; top = stack.at(-1)) {
    const { value: element, done } = top.next();
    if (done) {
      stack.pop();
      continue;
    }
    yield { element, depth: stack.length - 1 };
    const inside = element.child("components");
    if (inside) stack.push(inside.all("component"));
  }
}

function noteNested(notes: ShapeNotes, { element }: Nested): void {
  noteCycloneDxXmlComponent(notes, element);
}

function toolName(tool: XmlElement): Stated<string> {
  const name = statedXmlChild(tool, "name");
  const version = tool.child("version")?.text?.value;
  return name.state === "given" && version ? { ...name, value: `${name.value} ${version}` } : name;
}

function covers(composition: XmlElement, product: string): boolean {
  for (const [list, name] of [
    ["assemblies", "assembly"],
    ["dependencies", "dependency"],
  ] as const) {
    for (const one of gathered(composition, list, name)) if (one.attribute("ref")?.value === product) return true;
  }
  return false;
}

/** Every `bom-ref` outside the components: the product, services, tools, vulnerabilities, annotations, formulation, ... */
function collectOtherIds(root: XmlElement | undefined): Set<string> {
  const ids = new Set<string>();
  for (const part of root?.children() ?? []) {
    if (["components", "dependencies", "compositions"].includes(part.local)) continue;
    for (const element of part.within()) {
      const ref = element.attribute("bom-ref");
      if (ref) ids.add(ref.value);
    }
  }
  return ids;
}
