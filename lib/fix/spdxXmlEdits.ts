import type { XmlElement } from "../parse/xml.ts";
import { isList } from "./cycloneDxXmlEdits.ts";
import type { EditNode, Json } from "./editNode.ts";
import type { TextEdit } from "./textEdit.ts";
import { insertChild, type XmlPiece, type XmlPlaces } from "./xmlLayout.ts";

/** Lists have no element of their own in SPDX 2 XML: each entry is one. */
const LISTS: ReadonlySet<string> = new Set(["annotations", "creators", "externalRefs"]);

/** An element of an SPDX 2 XML file, seen as its JSON form. */
export class SpdxXmlNode implements EditNode {
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
    const found = [...this.#element.all(key)];
    const [first] = found;
    if (first === undefined) return undefined;
    if (!LISTS.has(key)) return new SpdxXmlNode(this.#places, first);
    return {
      value: found.map(plain),
      member: () => undefined,
      addMember: () => [],
      addItem: (value) => this.addMember(key, [value]),
    };
  }

  /** SPDX 2 XML knows no order, so everything goes to the end; entries of a list behind each other. */
  addMember(key: string, value: Json): TextEdit[] {
    const [only] = isList(value) ? value : [value];
    if (only === undefined) return [];
    const piece = this.#piece(key, only);
    let behind: XmlElement | undefined;
    let before: XmlElement | undefined;
    for (const child of this.#element.children()) {
      if (child.local === key) {
        behind = child;
        before = undefined;
      } else if (behind) before ??= child;
    }
    return insertChild(this.#places, this.#element, { piece, before });
  }

  addItem(): TextEdit[] {
    return [];
  }

  #piece(key: string, value: Json): XmlPiece {
    const { name, local } = this.#element;
    const own = name.slice(0, name.length - local.length) + key;
    if (typeof value === "string") return { name: own, content: value };
    if (isList(value)) return { name: own, content: [] };
    return { name: own, content: Object.entries(value).map(([inner, held]) => this.#piece(inner, held)) };
  }
}

/** SPDX nests its objects three deep. */
function plain(element: XmlElement, depth = 0): unknown {
  if (!element.hasChildren) return element.text?.value ?? "";
  const members: Record<string, unknown> = {};
  if (depth > 3) return members;
  for (const child of element.children()) {
    const value = plain(child, depth + 1);
    const before = members[child.local];
    if (!LISTS.has(child.local)) members[child.local] ??= value;
    else members[child.local] = Array.isArray(before) ? [...before, value] : [value];
  }
  return members;
}
