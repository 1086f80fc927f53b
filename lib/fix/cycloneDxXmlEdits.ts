import type { XmlElement } from "../parse/xml.ts";
import type { EditNode, Json } from "./editNode.ts";
import { isObject } from "./editNode.ts";
import type { TextEdit } from "./textEdit.ts";
import { insertChild, type XmlPiece, type XmlPlaces } from "./xmlLayout.ts";

/** Elements that hold a list, with the name of its items. */
const LISTS: ReadonlyMap<string, string> = new Map([
  ["properties", "property"],
  ["authors", "author"],
]);

/** The order that the schemas of CycloneDX 1.0 to 1.7 prescribe, as far as a fix inserts something before an element. */
const ORDER: Readonly<Record<string, readonly string[]>> = {
  component: [
    ...["supplier", "manufacturer", "authors", "author", "publisher", "group", "name", "version", "description"],
    ...["scope", "hashes", "licenses", "copyright", "patentAssertions", "cpe", "purl", "omniborId", "swhid", "swid"],
    ...["modified", "pedigree", "externalReferences", "properties", "components", "evidence", "releaseNotes"],
    ...["modelCard", "data", "cryptoProperties", "tags"],
  ],
  vulnerability: [
    ...["id", "source", "references", "ratings", "cwes", "description", "detail", "recommendation", "workaround"],
    ...["proofOfConcept", "advisories", "created", "published", "rejected", "updated", "credits", "tools", "analysis"],
    ...["affects", "properties"],
  ],
  analysis: ["state", "justification", "responses", "detail", "firstIssued", "lastUpdated"],
  metadata: [
    ...["timestamp", "lifecycles", "tools", "authors", "component", "manufacture", "manufacturer", "supplier"],
    ...["licenses", "properties", "distributionConstraints"],
  ],
  bom: [
    ...["metadata", "components", "services", "externalReferences", "dependencies", "compositions", "properties"],
    ...["vulnerabilities", "annotations", "formulation", "declarations", "definitions", "citations"],
  ],
  supplier: ["name", "address", "url", "contact"],
};

/** An element of a CycloneDX XML file, seen as its JSON form. */
export class CycloneDxXmlNode implements EditNode {
  readonly #places: XmlPlaces;
  readonly #element: XmlElement;

  constructor(places: XmlPlaces, element: XmlElement) {
    this.#places = places;
    this.#element = element;
  }

  get value(): unknown {
    return plain(this.#element);
  }

  member(key: string): EditNode | undefined {
    const found = this.#element.child(key);
    return found && new CycloneDxXmlNode(this.#places, found);
  }

  addMember(key: string, value: Json): TextEdit[] {
    const later = ORDER[this.#element.local];
    const from = later?.indexOf(key) ?? -1;
    let before: XmlElement | undefined;
    for (const child of this.#element.children()) {
      // What stands behind in the order, or is not known to it (elements of other namespaces close every list).
      if (from < 0 || child.namespace !== this.#element.namespace) continue;
      const place = later?.indexOf(child.local) ?? -1;
      if (place > from && before === undefined) before = child;
    }
    return insertChild(this.#places, this.#element, { piece: this.#piece(key, value), before });
  }

  addItem(value: Json): TextEdit[] {
    const item = LISTS.get(this.#element.local);
    return item === undefined ? [] : insertChild(this.#places, this.#element, { piece: this.#item(item, value) });
  }

  #piece(key: string, value: Json): XmlPiece {
    const name = this.#prefixed(key);
    if (typeof value === "string") return { name, content: value };
    if (isList(value)) {
      const item = LISTS.get(key) ?? key;
      return { name, content: value.map((one) => this.#item(item, one)) };
    }
    return { name, content: Object.entries(value).map(([inner, held]) => this.#piece(inner, held)) };
  }

  /** The name of a property is an attribute and its value is the text. */
  #item(name: string, value: Json): XmlPiece {
    if (name !== "property" || typeof value === "string" || isList(value)) return this.#piece(name, value);
    return {
      name: this.#prefixed(name),
      attributes: { name: String(value.name) },
      content: String(value.value),
    };
  }

  #prefixed(local: string): string {
    const { name } = this.#element;
    return name.slice(0, name.length - this.#element.local.length) + local;
  }
}

/** Members that structures are chosen by. */
const LOOKED_AT = ["name", "group", "version", "properties"];

function plain(element: XmlElement): unknown {
  const item = LISTS.get(element.local);
  if (item !== undefined) return [...element.all(item)].map(plainItem);
  if (!element.hasChildren && element.text?.value) return element.text.value;
  const members = LOOKED_AT.flatMap((key): [string, unknown][] => {
    const child = element.child(key);
    return child ? [[key, plain(child)]] : [];
  });
  return Object.fromEntries(members);
}

function plainItem(element: XmlElement): unknown {
  const name = element.attribute("name")?.value;
  return name === undefined ? plain(element) : { name, value: element.text?.value ?? "" };
}

export function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value) && !isObject(value);
}
