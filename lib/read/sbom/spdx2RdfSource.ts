import type { Span } from "../../model/span.ts";
import type { Spot } from "../../parse/spot.ts";
import type { XmlDocument } from "../../parse/xml.ts";
import { PlacedXml } from "./placedXml.ts";
import { RdfGraph, type RdfNode, type RdfValue } from "./rdfGraph.ts";
import { licenseOf, SPDX, termOf, wordOf } from "./spdx2RdfWords.ts";
import { grouped, unquoted } from "./spdx2XmlSource.ts";
import type { SpdxElement, SpdxSource } from "./spdxSource.ts";

const RDFS = "http://www.w3.org/2000/01/rdf-schema#";

/** Texts of a package under the name that JSON gives them too. */
const PACKAGE_TEXTS = [
  "name",
  "versionInfo",
  "supplier",
  "originator",
  "downloadLocation",
  "copyrightText",
  "validUntilDate",
];

/** An SPDX 2 RDF/XML file as the tree that the JSON form has. Packages count wherever they are described: at the top or deep in a relationship. */
export function spdx2RdfSource(xml: XmlDocument): SpdxSource {
  return new RdfSource(xml);
}

class RdfSource implements SpdxSource {
  readonly #xml: XmlDocument;
  readonly #graph: RdfGraph;
  readonly #document: RdfNode | undefined;
  readonly #members: ReadonlyMap<string, PlacedXml>;
  /** `DocumentRef-...` by the IRI of another document. */
  readonly #others = new Map<string, string>();
  #packages: ReadonlyMap<string, readonly RdfNode[]> | undefined;

  constructor(xml: XmlDocument) {
    this.#xml = xml;
    this.#graph = new RdfGraph(xml, `${SPDX}SpdxDocument`);
    for (const found of this.#graph.ofType(`${SPDX}SpdxDocument`)) this.#document ??= found;
    this.#members = this.#documentMembers();
    this.#learnOthers();
  }

  member(name: string): unknown {
    return this.#members.get(name)?.value;
  }

  *elements(name: string): Generator<SpdxElement> {
    for (const placed of this.#list(name)) yield { value: placed.value, spot: placed };
  }

  /** Packages are asked for by their id, once for each that the document describes; the others come all. */
  *elementsWith(name: string, needle: string): Generator<SpdxElement> {
    if (name !== "packages") {
      yield* this.elements(name);
      return;
    }
    for (const node of this.#packagesById().get(unquoted(needle)) ?? []) {
      const placed = this.#package(node);
      yield { value: placed.value, spot: placed };
    }
  }

  at(path: readonly (string | number)[]): Spot {
    const [first, ...rest] = path;
    const member = typeof first === "string" ? this.#members.get(first) : undefined;
    if (member) return member.child(...rest);
    const element = this.#document?.descriptions[0] ?? this.#xml.root();
    return element ? PlacedXml.object(element, new Map()) : PlacedXml.word("", { start: 0, end: 0 });
  }

  *#list(name: string): Generator<PlacedXml> {
    if (name === "packages") for (const node of this.#graph.ofType(`${SPDX}Package`)) yield this.#package(node);
    else if (name === "files") yield* this.#named("File");
    else if (name === "snippets") yield* this.#named("Snippet");
    else if (name === "relationships") yield* this.#relationships();
    else if (name === "documentDescribes" && this.#document) {
      for (const value of this.#graph.values(this.#document, SPDX, "describesPackage")) yield* this.#reference(value);
    }
  }

  #packagesById(): ReadonlyMap<string, readonly RdfNode[]> {
    this.#packages ??= grouped(this.#graph.ofType(`${SPDX}Package`), (node) => this.#idOf(node.key));
    return this.#packages;
  }

  #documentMembers(): ReadonlyMap<string, PlacedXml> {
    const document = this.#document;
    const members = new Map<string, PlacedXml>();
    const element = document?.descriptions[0];
    if (!document || !element) return members;
    const add = (name: string, placed: PlacedXml | undefined) => {
      if (placed) members.set(name, placed);
    };
    add("SPDXID", PlacedXml.word(this.#idOf(document.key), this.#idSpan(document, element)));
    const [namespace = ""] = document.key.split("#");
    if (/^https?:/.test(namespace))
      add("documentNamespace", PlacedXml.word(namespace, this.#idSpan(document, element)));
    add("spdxVersion", this.#text(document, "specVersion"));
    add("name", this.#text(document, "name"));
    const creation = this.#graph.value(document, SPDX, "creationInfo")?.node;
    const written = creation?.descriptions[0];
    if (!creation || !written) return members;
    const inside = new Map<string, PlacedXml>();
    const created = this.#text(creation, "created");
    if (created) inside.set("created", created);
    const creators = [...this.#graph.values(creation, SPDX, "creator")].flatMap((one) => this.#word(one) ?? []);
    if (creators.length > 0) inside.set("creators", PlacedXml.list(creators));
    add("creationInfo", PlacedXml.object(written, inside));
    return members;
  }

  #learnOthers(): void {
    if (!this.#document) return;
    for (const { node } of this.#graph.values(this.#document, SPDX, "externalDocumentRef")) {
      if (!node) continue;
      const id = this.#graph.value(node, SPDX, "externalDocumentId")?.text?.value;
      const other = this.#graph.value(node, SPDX, "spdxDocument");
      const iri = other?.node?.key ?? other?.text?.value;
      if (id && iri) this.#others.set(iri.split("#")[0] ?? iri, id);
    }
  }

  #package(node: RdfNode): PlacedXml {
    const graph = this.#graph;
    const source = this.#xml.text;
    const members = new Map<string, PlacedXml>();
    const add = (name: string, placed: PlacedXml | undefined) => {
      if (placed) members.set(name, placed);
    };
    // biome-ignore lint/style/noNonNullAssertion: a thing of a type has the description that states the type
    const element = node.descriptions[0]!;
    add("SPDXID", PlacedXml.word(this.#idOf(node.key), this.#idSpan(node, element)));
    for (const name of PACKAGE_TEXTS) add(name, this.#text(node, name));
    add("comment", this.#word(graph.value(node, RDFS, "comment")));
    add("primaryPackagePurpose", termOf(graph.value(node, SPDX, "primaryPackagePurpose"), "purpose", source));
    for (const name of ["licenseDeclared", "licenseConcluded"]) {
      add(name, licenseOf(graph, graph.value(node, SPDX, name), source));
    }
    add(
      "checksums",
      this.#objects(node, "checksum", (one) => this.#checksum(one)),
    );
    add(
      "externalRefs",
      this.#objects(node, "externalRef", (one) => this.#externalRef(one)),
    );
    add(
      "annotations",
      this.#objects(node, "annotation", (one) => ({ comment: this.#comment(one) })),
    );
    return PlacedXml.object(element, members);
  }

  #checksum(node: RdfNode): Record<string, PlacedXml | undefined> {
    const algorithm = this.#graph.value(node, SPDX, "algorithm");
    return {
      algorithm: termOf(algorithm, "checksumAlgorithm", this.#xml.text),
      checksumValue: this.#text(node, "checksumValue"),
    };
  }

  #externalRef(node: RdfNode): Record<string, PlacedXml | undefined> {
    const category = this.#graph.value(node, SPDX, "referenceCategory");
    return {
      referenceCategory: termOf(category, "referenceCategory", this.#xml.text),
      referenceType: this.#text(node, "referenceType"),
      referenceLocator: this.#text(node, "referenceLocator"),
    };
  }

  #comment(node: RdfNode): PlacedXml | undefined {
    return this.#word(this.#graph.value(node, RDFS, "comment"));
  }

  /** The things that a property leads to, each as an object; undefined where there is none. */
  #objects(
    node: RdfNode,
    property: string,
    membersOf: (node: RdfNode) => Record<string, PlacedXml | undefined>,
  ): PlacedXml | undefined {
    const items: PlacedXml[] = [];
    for (const { node: one } of this.#graph.values(node, SPDX, property)) {
      const element = one?.descriptions[0];
      if (!one || !element) continue;
      const members = new Map<string, PlacedXml>();
      for (const [name, placed] of Object.entries(membersOf(one))) if (placed) members.set(name, placed);
      items.push(PlacedXml.object(element, members));
    }
    return items.length === 0 ? undefined : PlacedXml.list(items);
  }

  *#named(type: string): Generator<PlacedXml> {
    for (const node of this.#graph.ofType(SPDX + type)) {
      const [element] = node.descriptions;
      if (!element) continue;
      const id = PlacedXml.word(this.#idOf(node.key), this.#idSpan(node, element));
      yield PlacedXml.object(element, new Map([["SPDXID", id]]));
    }
  }

  *#relationships(): Generator<PlacedXml> {
    for (const from of this.#graph.all()) {
      const [subject] = from.descriptions;
      if (!subject) continue;
      for (const { node } of this.#graph.values(from, SPDX, "relationship")) {
        const element = node?.descriptions[0];
        if (!node || !element) continue;
        const type = termOf(this.#graph.value(node, SPDX, "relationshipType"), "relationshipType", this.#xml.text);
        const related = this.#graph.value(node, SPDX, "relatedSpdxElement");
        const [to] = related ? this.#reference(related) : [];
        if (!type || !to) continue;
        const members = new Map([
          ["spdxElementId", PlacedXml.word(this.#idOf(from.key), this.#idSpan(from, subject))],
          ["relationshipType", type],
          ["relatedSpdxElement", to],
        ]);
        yield PlacedXml.object(element, members);
      }
    }
  }

  /** The id of the thing that a property leads to; a plain text (`NOASSERTION`) as it is. */
  *#reference(value: RdfValue): Generator<PlacedXml> {
    const { node } = value;
    const word = this.#word(value);
    if (!node) {
      if (word) yield word;
    } else if (word?.value === "NONE" || word?.value === "NOASSERTION") yield word;
    else yield PlacedXml.word(this.#idOf(node.key), this.#tail(value.span, this.#idOf(node.key)));
  }

  #text(node: RdfNode, name: string): PlacedXml | undefined {
    return this.#word(this.#graph.value(node, SPDX, name));
  }

  #word(value: RdfValue | undefined): PlacedXml | undefined {
    return wordOf(value, this.#xml.text);
  }

  /** `SPDXRef-...`; with the name of the document in front where it is another one's. */
  #idOf(key: string): string {
    const hash = key.indexOf("#");
    if (hash < 0 || key.startsWith("_:")) return key;
    const base = key.slice(0, hash);
    const id = key.slice(hash + 1);
    const other = this.#others.get(base);
    if (other !== undefined) return `${other}:${id}`;
    const isOwn = base === "" || this.#document === undefined || this.#document.key.startsWith(`${base}#`);
    return isOwn ? id : key;
  }

  #idSpan(node: RdfNode, element: RdfNode["descriptions"][number]): Span {
    return this.#tail(this.#graph.nameSpan(element), this.#idOf(node.key));
  }

  /** The part of an IRI that is the id, as far as it is written so. */
  #tail({ start, end }: Span, id: string): Span {
    const part = id.slice(id.lastIndexOf(":") + 1);
    return this.#xml.text.slice(start, end).endsWith(part) ? { start: end - part.length, end } : { start, end };
  }
}
