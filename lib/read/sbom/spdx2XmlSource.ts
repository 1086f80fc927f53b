import type { Spot } from "../../parse/spot.ts";
import type { XmlDocument, XmlElement } from "../../parse/xml.ts";
import { PlacedXml } from "./placedXml.ts";
import type { SpdxElement, SpdxSource } from "./spdxSource.ts";

/** Elements that stand once for each entry of a list (SPDX 2.3 XML has no arrays); one alone is a list as well. */
const LISTS: ReadonlySet<string> = new Set([
  "annotations",
  "attributionTexts",
  "checksums",
  "creators",
  "documentDescribes",
  "externalDocumentRefs",
  "externalRefs",
  "files",
  "hasFiles",
  "packages",
  "relationships",
  "snippets",
]);

/** SPDX nests its objects three deep; what is further in is none of it. */
const MAX_NESTING = 8;

/** An SPDX 2 XML file as the tree that its JSON form has. */
export function spdx2XmlSource(xml: XmlDocument): SpdxSource {
  return new XmlSource(xml);
}

class XmlSource implements SpdxSource {
  readonly #text: string;
  readonly #root: XmlElement | undefined;
  #packages: ReadonlyMap<string, readonly XmlElement[]> | undefined;

  constructor(xml: XmlDocument) {
    this.#text = xml.text;
    this.#root = xml.root();
  }

  member(name: string): unknown {
    return this.#member(name)?.value;
  }

  *elements(name: string): Generator<SpdxElement> {
    for (const element of this.#root?.all(name) ?? []) yield this.#element(element);
  }

  /** Packages are asked for by their id, once for each that the document describes; the others come all. */
  *elementsWith(name: string, needle: string): Generator<SpdxElement> {
    if (name !== "packages") yield* this.elements(name);
    else for (const element of this.#packagesById().get(unquoted(needle)) ?? []) yield this.#element(element);
  }

  at(path: readonly (string | number)[]): Spot {
    const [first, ...rest] = path;
    const member = typeof first === "string" ? this.#member(first) : undefined;
    if (member) return member.child(...rest);
    return this.#root ? PlacedXml.object(this.#root, new Map()) : PlacedXml.word("", { start: 0, end: 0 });
  }

  #member(name: string): PlacedXml | undefined {
    if (LISTS.has(name)) {
      const items = [...(this.#root?.all(name) ?? [])].map((element) => placed(element, this.#text, 1));
      return items.length === 0 ? undefined : PlacedXml.list(items);
    }
    const element = this.#root?.child(name);
    return element && placed(element, this.#text, 1);
  }

  #element(element: XmlElement): SpdxElement {
    const spot = placed(element, this.#text, 1);
    return { value: spot.value, spot };
  }

  #packagesById(): ReadonlyMap<string, readonly XmlElement[]> {
    this.#packages ??= grouped(
      this.#root?.all("packages") ?? [],
      (element) => element.child("SPDXID")?.text?.value ?? "",
    );
    return this.#packages;
  }
}

/** An element as JSON would have it: a text, or an object of what stands in it. */
function placed(element: XmlElement, source: string, depth: number): PlacedXml {
  const { text } = element;
  if (text) return PlacedXml.text(text, source);
  const byName = new Map<string, PlacedXml[]>();
  for (const child of depth < MAX_NESTING ? element.children() : []) {
    const item = placed(child, source, depth + 1);
    const same = byName.get(child.local);
    if (same) same.push(item);
    else byName.set(child.local, [item]);
  }
  const members = new Map<string, PlacedXml>();
  for (const [name, items] of byName) {
    const [only] = items;
    if (only) members.set(name, LISTS.has(name) ? PlacedXml.list(items) : only);
  }
  return PlacedXml.object(element, members);
}

/** Things by what `keyOf` says of them; several may share a key. */
export function grouped<T>(things: Iterable<T>, keyOf: (thing: T) => string): ReadonlyMap<string, readonly T[]> {
  const found = new Map<string, T[]>();
  for (const thing of things) {
    const key = keyOf(thing);
    const same = found.get(key);
    if (same) same.push(thing);
    else found.set(key, [thing]);
  }
  return found;
}

/** The id in a needle that is written as JSON. */
export function unquoted(needle: string): string {
  try {
    return String(JSON.parse(needle));
  } catch {
    return needle;
  }
}
