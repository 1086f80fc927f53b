import type { XmlElement } from "../parse/xml.ts";
import type { EditNode, Json } from "./editNode.ts";
import { isObject } from "./editNode.ts";
import type { TextEdit } from "./textEdit.ts";
import { insertChild, type XmlPiece, type XmlPlaces } from "./xmlLayout.ts";

const TERMS = "http://spdx.org/rdf/terms#";

/** Lists of the JSON form, with the property that stands once for each entry and the thing that it leads to. */
const LISTS: ReadonlyMap<string, { readonly property: string; readonly thing?: string }> = new Map([
  ["annotations", { property: "annotation", thing: "Annotation" }],
  ["creators", { property: "creator" }],
  ["externalRefs", { property: "externalRef", thing: "ExternalRef" }],
]);

/** Members whose text is a term, with the beginning of its name. */
const TERM_NAMES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  annotationType: { OTHER: `${TERMS}annotationType_other` },
  referenceCategory: {
    "PACKAGE-MANAGER": `${TERMS}referenceCategory_packageManager`,
    PACKAGE_MANAGER: `${TERMS}referenceCategory_packageManager`,
  },
  referenceType: { purl: "http://spdx.org/rdf/references/purl" },
};

/** A thing of an SPDX 2 RDF/XML file as far as it is described at one place, seen as its JSON form. */
export class SpdxRdfNode implements EditNode {
  readonly #places: XmlPlaces;
  readonly #element: XmlElement;

  constructor(places: XmlPlaces, element: XmlElement) {
    this.#places = places;
    this.#element = element;
  }

  get value(): unknown {
    const text = (name: string) => this.#element.child(name)?.text?.value;
    const externalRefs = [...this.#element.all("externalRef")].map(entryOf);
    return { name: text("name"), versionInfo: text("versionInfo"), externalRefs };
  }

  member(key: string): EditNode | undefined {
    const list = LISTS.get(key);
    if (list) return this.#list(key, list.property);
    const property = this.#element.child(key);
    if (property === undefined) return undefined;
    // What a property leads to stands inside it, if it is described here.
    const [thing] = property.children();
    return thing ? new SpdxRdfNode(this.#places, thing) : closed(property.text?.value ?? "");
  }

  addMember(key: string, value: Json): TextEdit[] {
    const [only] = Array.isArray(value) ? (value as readonly Json[]) : [value];
    const piece = only === undefined ? undefined : this.#piece(key, only);
    return piece === undefined ? [] : insertChild(this.#places, this.#element, { piece });
  }

  addItem(): TextEdit[] {
    return [];
  }

  #list(key: string, property: string): EditNode | undefined {
    const entries = [...this.#element.all(property)];
    if (entries.length === 0) return undefined;
    return { ...closed(entries.map(entryOf)), addItem: (value) => this.addMember(key, [value]) };
  }

  #piece(key: string, value: Json): XmlPiece | undefined {
    const { property = key, thing } = LISTS.get(key) ?? {};
    const name = this.#spdx(property);
    if (typeof value === "string") return { name, content: value };
    const rdf = this.#prefixOf("http://www.w3.org/1999/02/22-rdf-syntax-ns#");
    const rdfs = this.#prefixOf("http://www.w3.org/2000/01/rdf-schema#");
    if (!isObject(value) || thing === undefined || rdf === undefined || rdfs === undefined) return undefined;
    const content = Object.entries(value).map(([member, held]): XmlPiece => {
      const term = TERM_NAMES[member]?.[String(held)];
      if (term !== undefined)
        return { name: this.#spdx(member), attributes: { [`${rdf}:resource`]: term }, content: "" };
      return { name: member === "comment" ? `${rdfs}:comment` : this.#spdx(member), content: String(held) };
    });
    return { name, content: [{ name: this.#spdx(thing), content }] };
  }

  #spdx(local: string): string {
    const { name } = this.#element;
    return name.slice(0, name.length - this.#element.local.length) + local;
  }

  /** The prefix that the file declares for a namespace; a fix declares none. */
  #prefixOf(namespace: string): string | undefined {
    const escaped = namespace.replace(/[.]/g, "\\.");
    return new RegExp(`xmlns:([A-Za-z_][\\w.-]{0,40})\\s{0,10}=\\s{0,10}["']${escaped}["']`).exec(
      this.#places.text,
    )?.[1];
  }
}

/** A member to which nothing can be added. */
function closed(value: unknown): EditNode {
  return { value, member: () => undefined, addMember: () => [], addItem: () => [] };
}

/** What the checks for "already there" look at: the text of a creator, the comment of an annotation, the type of a reference. */
function entryOf(property: XmlElement): unknown {
  const [thing] = property.children();
  if (thing === undefined) return property.text?.value ?? "";
  const members = [...thing.children()].map((child) => [child.local, child.text?.value || resourceOf(child)]);
  return Object.fromEntries(members);
}

function resourceOf(element: XmlElement): string {
  return element.attribute("rdf:resource")?.value ?? "";
}
