import type { Component, Hash, Support } from "../../model/sbom.ts";
import type { Span } from "../../model/span.ts";
import { ABSENT, type Stated } from "../../model/stated.ts";
import type { XmlElement } from "../../parse/xml.ts";
import { joinedTexts } from "./cycloneDxWords.ts";
import { firstGiven } from "./statedJson.ts";
import { gathered, statedXmlChild, statedXmlText, xmlAnchor } from "./statedXml.ts";
import { type NamedFact, supportFrom } from "./support.ts";

/** A component of a CycloneDX XML file; every field is read when it is asked for. */
export class CycloneDxXmlComponent implements Component {
  readonly depth: number;
  readonly #element: XmlElement;
  // Several checks ask for the same few facts while a component is at hand.
  #support: Support | undefined;
  #type: string | undefined;
  #id: Stated<string> | undefined;
  #name: Stated<string> | undefined;
  #version: Stated<string> | undefined;
  #supplier: Stated<string> | undefined;
  #purl: Stated<string> | undefined;
  #cpe: Stated<string> | undefined;
  #license: Stated<string> | undefined;
  #hashes: Stated<readonly Hash[]> | undefined;

  constructor(element: XmlElement, depth: number) {
    this.#element = element;
    this.depth = depth;
  }

  get id(): Stated<string> {
    this.#id ??= statedXmlText(this.#element.attribute("bom-ref"));
    return this.#id;
  }

  get anchor(): Span {
    return xmlAnchor(this.#element, "name");
  }

  get span(): Span {
    return this.#element;
  }

  get type(): string | undefined {
    this.#type ??= this.#element.attribute("type")?.value.toLowerCase();
    return this.#type;
  }

  get name(): Stated<string> {
    this.#name ??= this.#fullName();
    return this.#name;
  }

  get version(): Stated<string> {
    this.#version ??= this.#child("version");
    return this.#version;
  }

  get supplier(): Stated<string> {
    this.#supplier ??= firstGiven(
      () => organization(this.#element, "supplier"),
      () => organization(this.#element, "manufacturer"),
      () => statedXmlChild(this.#element, "publisher", "publisher"),
    );
    return this.#supplier;
  }

  get purl(): Stated<string> {
    this.#purl ??= this.#child("purl");
    return this.#purl;
  }

  get cpe(): Stated<string> {
    this.#cpe ??= this.#child("cpe");
    return this.#cpe;
  }

  get swid(): Stated<string> {
    return statedXmlText(this.#element.child("swid")?.attribute("tagId"));
  }

  get hashes(): Stated<readonly Hash[]> {
    this.#hashes ??= statedHashes(this.#element);
    return this.#hashes;
  }

  get license(): Stated<string> {
    this.#license ??= statedLicense(this.#element);
    return this.#license;
  }

  get producer(): Stated<string> {
    const authors = [...gathered(this.#element, "authors", "author")];
    return firstGiven(
      () => organization(this.#element, "manufacturer"),
      ...authors.map((author) => () => statedXmlChild(author, "name", "authors")),
      () => statedXmlChild(this.#element, "author", "author"),
    );
  }

  get copyright(): Stated<string> {
    return this.#child("copyright");
  }

  get support(): Support {
    this.#support ??= supportFrom(namedXmlProperties(this.#element));
    return this.#support;
  }

  #fullName(): Stated<string> {
    const name = this.#child("name");
    const group = this.#element.child("group")?.text?.value;
    return name.state === "given" && group ? { ...name, value: `${group}/${name.value}` } : name;
  }

  #child(name: string): Stated<string> {
    return statedXmlChild(this.#element, name);
  }
}

/** An organisation holds a name; a bare text is met too and says the same. */
function organization(element: XmlElement, key: string): Stated<string> {
  const found = element.child(key);
  if (!found) return ABSENT;
  return found.hasChildren ? statedXmlChild(found, "name", key) : statedXmlText(found.text, key);
}

/** The free properties of a CycloneDX element. */
export function* namedXmlProperties(element: XmlElement): Generator<NamedFact> {
  for (const property of gathered(element, "properties", "property")) {
    const name = property.attribute("name")?.value;
    if (name !== undefined) yield { name, read: () => statedXmlText(property.text, name) };
  }
}

/** A hash without an algorithm or value is none. */
function statedHashes(element: XmlElement): Stated<readonly Hash[]> {
  const list = element.child("hashes");
  if (!list) return ABSENT;
  const hashes: Hash[] = [];
  for (const hash of list.all("hash")) {
    const algorithm = hash.attribute("alg")?.value;
    const content = statedXmlText(hash.text);
    if (algorithm && content.state === "given") hashes.push({ algorithm, content: content.value, span: content.span });
  }
  if (hashes.length > 0) return { state: "given", value: hashes, span: list };
  return { state: "unknown", raw: "", span: list };
}

function statedLicense(element: XmlElement): Stated<string> {
  const list = element.child("licenses");
  if (!list) return ABSENT;
  if (!list.hasChildren) return statedXmlText(list.text);
  const stated: Stated<string>[] = [];
  for (const choice of list.children()) stated.push(licenseOf(choice));
  return joinedTexts(stated, { separator: " AND ", span: list });
}

function licenseOf(choice: XmlElement): Stated<string> {
  if (choice.local === "expression") return statedXmlText(choice.text, "expression");
  return firstGiven(
    () => statedXmlChild(choice, "id", "license id"),
    () => statedXmlChild(choice, "name", "license name"),
  );
}
