import type { Span } from "../../model/span.ts";
import type { XmlDocument, XmlElement, XmlText } from "../../parse/xml.ts";

export const RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
const XML = "http://www.w3.org/XML/1998/namespace";

/** One thing that an RDF/XML file speaks of, wherever it does: a thing may be described at several places. */
export interface RdfNode {
  /** Its IRI; `_:...` for a thing without one. */
  readonly key: string;
  /** Where it is described, in the order of the file; none for a thing that is only referred to. */
  readonly descriptions: readonly XmlElement[];
  /** IRIs of its types. */
  readonly types: ReadonlySet<string>;
}

/** What a property of a thing leads to: a text, or another thing. */
export interface RdfValue {
  /** The property. */
  readonly element: XmlElement;
  readonly text?: XmlText;
  /** Where the other thing is named: the IRI in the reference or at its description. */
  readonly span: Span;
  readonly node?: RdfNode;
}

interface Draft {
  readonly key: string;
  readonly descriptions: XmlElement[];
  readonly types: Set<string>;
}

/** An element that is open while the file is walked, and what it stands for. */
interface Frame {
  readonly next: number;
  /** What the elements directly inside it are: things, properties of `node`, or nothing of ours. */
  readonly holds: "things" | "properties" | "nothing";
  readonly node: Draft | undefined;
}

/** The things of an RDF/XML file (RDF 1.1 XML syntax: things and properties take turns in the nesting), joined by their IRIs. */
export class RdfGraph {
  readonly #base: string;
  readonly #nodes = new Map<string, Draft>();
  readonly #byElement = new Map<number, Draft>();

  /** @param mainType type whose first thing lends its IRI to relative references, as there is seldom an `xml:base` */
  constructor(xml: XmlDocument, mainType: string) {
    this.#base = baseOf(xml, mainType);
    const open: Frame[] = [];
    for (const element of xml.elements()) {
      let top = open.at(-1);
      while (top && top.next <= element.index) {
        open.pop();
        top = open.at(-1);
      }
      open.push(this.#visit(element, top));
    }
  }

  /** Every thing of a type, in the order in which the file first describes it. */
  *ofType(type: string): Generator<RdfNode> {
    for (const node of this.#nodes.values()) if (node.types.has(type)) yield node;
  }

  /** Every thing that is described. */
  all(): Iterable<RdfNode> {
    return this.#nodes.values();
  }

  /** The values of a property, from all descriptions of the thing. */
  *values(node: RdfNode, namespace: string, local: string): Generator<RdfValue> {
    for (const description of node.descriptions) {
      for (const property of description.children()) {
        if (property.local === local && property.namespace === namespace) yield this.#value(property);
      }
      const short = description.attributeIn(namespace, local);
      if (short) yield { element: description, text: short, span: { start: short.start, end: short.end } };
    }
  }

  /** The first value of a property. */
  value(node: RdfNode, namespace: string, local: string): RdfValue | undefined {
    for (const value of this.values(node, namespace, local)) return value;
    return undefined;
  }

  /** Where a thing gets its IRI; its opening token where it has none. */
  nameSpan(element: XmlElement): Span {
    for (const local of ["about", "ID", "nodeID"]) {
      const name = element.attributeIn(RDF, local);
      if (name) return { start: name.start, end: name.end };
    }
    return element.opening;
  }

  #visit(element: XmlElement, outer: Frame | undefined): Frame {
    const { next } = element;
    if (outer?.holds === "nothing") return { next, holds: "nothing", node: undefined };
    if (outer?.holds === "properties") return this.#visitProperty(element, outer.node);
    if (!outer && element.local === "RDF" && element.namespace === RDF) {
      return { next, holds: "things", node: undefined };
    }
    return { next, holds: "properties", node: this.#describe(element) };
  }

  #visitProperty(property: XmlElement, node: Draft | undefined): Frame {
    const { next } = property;
    if (property.local === "type" && property.namespace === RDF) {
      const type = property.attributeIn(RDF, "resource");
      if (type) node?.types.add(this.#resolve(type.value));
    }
    const kind = property.attributeIn(RDF, "parseType")?.value;
    if (kind === "Resource") return { next, holds: "properties", node: this.#describe(property) };
    return { next, holds: kind === undefined || kind === "Collection" ? "things" : "nothing", node };
  }

  #describe(element: XmlElement): Draft {
    const key = this.#keyOf(element);
    let draft = this.#nodes.get(key);
    if (!draft) {
      draft = { key, descriptions: [], types: new Set() };
      this.#nodes.set(key, draft);
    }
    draft.descriptions.push(element);
    if (element.attributeIn(RDF, "parseType") === undefined && element.namespace !== RDF) {
      draft.types.add(element.namespace + element.local);
    }
    this.#byElement.set(element.index, draft);
    return draft;
  }

  #keyOf(element: XmlElement): string {
    if (element.attributeIn(RDF, "parseType")) return `_:#${element.index}`;
    const about = element.attributeIn(RDF, "about");
    if (about) return this.#resolve(about.value);
    const id = element.attributeIn(RDF, "ID");
    if (id) return this.#resolve(`#${id.value}`);
    const blank = element.attributeIn(RDF, "nodeID");
    return blank ? `_:${blank.value}` : `_:#${element.index}`;
  }

  #value(property: XmlElement): RdfValue {
    const resource = property.attributeIn(RDF, "resource") ?? property.attributeIn(RDF, "nodeID");
    if (resource) {
      const isBlank = property.attributeIn(RDF, "resource") === undefined;
      const key = isBlank ? `_:${resource.value}` : this.#resolve(resource.value);
      const node = this.#nodes.get(key) ?? { key, descriptions: [], types: new Set<string>() };
      return { element: property, span: { start: resource.start, end: resource.end }, node };
    }
    const same = this.#byElement.get(property.index);
    if (same) return { element: property, span: property.opening, node: same };
    for (const inside of property.children()) {
      return { element: property, span: this.nameSpan(inside), node: this.#byElement.get(inside.index) };
    }
    const { text } = property;
    return { element: property, text, span: text ? { start: text.start, end: text.end } : property };
  }

  #resolve(iri: string): string {
    return iri.startsWith("#") ? this.#base + iri : iri;
  }
}

function baseOf(xml: XmlDocument, mainType: string): string {
  const declared = xml.root()?.attributeIn(XML, "base")?.value;
  if (declared !== undefined) return declared.split("#")[0] ?? "";
  for (const element of xml.elements()) {
    if (!mainType.endsWith(element.local) || element.namespace + element.local !== mainType) continue;
    const about = element.attributeIn(RDF, "about")?.value ?? "";
    return about.slice(0, Math.max(0, about.indexOf("#")));
  }
  return "";
}
