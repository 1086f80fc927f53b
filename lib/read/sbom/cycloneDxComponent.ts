import type { Component, Hash, Support } from "../../model/sbom.ts";
import type { Span } from "../../model/span.ts";
import { ABSENT, type Stated } from "../../model/stated.ts";
import type { JsonSpot } from "../../parse/json.ts";
import type { Spot } from "../../parse/spot.ts";
import { joinedTexts } from "./cycloneDxWords.ts";
import { isDeclaredUnknown } from "./declaredUnknown.ts";
import {
  asList,
  asObject,
  firstGiven,
  type JsonObject,
  nameAnchor,
  own,
  ownText,
  statedMember,
  TextInside,
} from "./statedJson.ts";
import { type NamedFact, supportFrom } from "./support.ts";

/** A component of a CycloneDX JSON file; every field is read when it is asked for. */
export class CycloneDxComponent implements Component {
  readonly depth: number;
  readonly #value: JsonObject;
  readonly #spot: JsonSpot;
  // Several checks ask for the same few facts while a component is at hand.
  #support: Support | undefined;
  #type: string | undefined;
  #id: Stated<string> | undefined;
  #name: Stated<string> | undefined;
  #version: Stated<string> | undefined;
  #supplier: Stated<string> | undefined;
  #purl: Stated<string> | undefined;
  #hashes: Stated<readonly Hash[]> | undefined;

  constructor(value: JsonObject, spot: JsonSpot, depth: number) {
    this.#value = value;
    this.#spot = spot;
    this.depth = depth;
  }

  get id(): Stated<string> {
    this.#id ??= this.#member("bom-ref");
    return this.#id;
  }

  get anchor(): Span {
    return nameAnchor(this.#value, this.#spot, "name");
  }

  get span(): Span {
    return this.#spot;
  }

  get type(): string | undefined {
    this.#type ??= ownText(this.#value, "type")?.toLowerCase();
    return this.#type;
  }

  get name(): Stated<string> {
    this.#name ??= this.#fullName();
    return this.#name;
  }

  get version(): Stated<string> {
    this.#version ??= this.#member("version");
    return this.#version;
  }

  get supplier(): Stated<string> {
    this.#supplier ??= this.#firstSupplier();
    return this.#supplier;
  }

  get purl(): Stated<string> {
    this.#purl ??= this.#member("purl");
    return this.#purl;
  }

  get cpe(): Stated<string> {
    return this.#member("cpe");
  }

  get swid(): Stated<string> {
    const swid = asObject(own(this.#value, "swid"));
    return swid ? statedMember(swid, this.#spot.child("swid"), "tagId") : ABSENT;
  }

  get hashes(): Stated<readonly Hash[]> {
    this.#hashes ??= statedHashes(own(this.#value, "hashes"), this.#spot, "hashes", {
      algorithm: "alg",
      content: "content",
    });
    return this.#hashes;
  }

  get license(): Stated<string> {
    const licenses = own(this.#value, "licenses");
    if (!Array.isArray(licenses)) return ABSENT;
    const spot = this.#spot.child("licenses");
    if (licenses.length === 0) return { state: "unknown", raw: "[]", span: spot };
    const stated = licenses.map((choice, i) => licenseOf(asObject(choice), spot.child(i)));
    return joinedTexts(stated, { separator: " AND ", span: spot });
  }

  get producer(): Stated<string> {
    const authors = asList(own(this.#value, "authors")).map(
      (author, i) => () => statedMember(asObject(author), this.#spot.child("authors", i), "name", "authors"),
    );
    return firstGiven(
      () => this.#organization("manufacturer"),
      ...authors,
      () => statedMember(this.#value, this.#spot, "author", "author"),
    );
  }

  get copyright(): Stated<string> {
    return this.#member("copyright");
  }

  get support(): Support {
    this.#support ??= supportFrom(namedProperties(this.#value, this.#spot));
    return this.#support;
  }

  #firstSupplier(): Stated<string> {
    const supplier = this.#organization("supplier");
    // Nearly every component ends here, without a look at the other places.
    if (supplier.state === "given") return supplier;
    return firstGiven(
      () => supplier,
      () => this.#organization("manufacturer"),
      () => statedMember(this.#value, this.#spot, "publisher", "publisher"),
    );
  }

  #fullName(): Stated<string> {
    const name = this.#member("name");
    const group = ownText(this.#value, "group")?.trim();
    return name.state === "given" && group ? { ...name, value: `${group}/${name.value}` } : name;
  }

  #member(key: string): Stated<string> {
    return statedMember(this.#value, this.#spot, key);
  }

  /** An organisation is an object with a name; a bare text is met too and says the same. */
  #organization(key: string): Stated<string> {
    const value = own(this.#value, key);
    const object = asObject(value);
    if (!object || Object.keys(object).length === 0) return statedMember(this.#value, this.#spot, key, key);
    return statedMember(object, this.#spot.child(key), "name", key);
  }
}

/** The free properties of a CycloneDX object whose names and values are texts. */
function namedProperties(value: JsonObject, spot: JsonSpot): NamedFact[] {
  const properties = asList(own(value, "properties"));
  const named: NamedFact[] = [];
  for (let i = 0; i < properties.length; i++) {
    const property = asObject(properties[i]);
    const name = ownText(property, "name");
    if (property && name !== undefined) named.push(new PropertyFact({ name, property }, spot, i));
  }
  return named;
}

/** A property that is read when its name matters. */
class PropertyFact implements NamedFact {
  readonly name: string;
  readonly #property: JsonObject;
  readonly #spot: JsonSpot;
  readonly #at: number;

  constructor(
    { name, property }: { readonly name: string; readonly property: JsonObject },
    spot: JsonSpot,
    at: number,
  ) {
    this.name = name;
    this.#property = property;
    this.#spot = spot;
    this.#at = at;
  }

  read(): Stated<string> {
    const value = own(this.#property, "value");
    if (typeof value !== "string" || isDeclaredUnknown(value)) {
      return statedMember(this.#property, this.#spot.child("properties", this.#at), "value", this.name);
    }
    return {
      state: "given",
      value,
      span: new TextInside(this.#spot, ["properties", this.#at, "value"]),
      via: this.name,
    };
  }
}

/** Hashes of either format; one without an algorithm or value is no hash. */
export function statedHashes(
  list: unknown,
  spot: Spot,
  key: string,
  names: { readonly algorithm: string; readonly content: string },
): Stated<readonly Hash[]> {
  if (!Array.isArray(list)) return ABSENT;
  const hashes: Hash[] = [];
  for (let i = 0; i < list.length; i++) {
    const hash = asObject(list[i]);
    const algorithm = ownText(hash, names.algorithm);
    const content = hash && givenText(own(hash, names.content));
    if (!algorithm || content === undefined) continue;
    hashes.push({ algorithm, content, span: new TextInside(spot, [key, i, names.content]) });
  }
  const span = spot.child(key);
  if (hashes.length > 0) return { state: "given", value: hashes, span };
  return { state: "unknown", raw: list.length === 0 ? "[]" : "", span };
}

/** A text that says something, numbers as written. */
function givenText(value: unknown): string | undefined {
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  return typeof value === "string" && !isDeclaredUnknown(value) ? value : undefined;
}

function licenseOf(choice: JsonObject | undefined, spot: JsonSpot): Stated<string> {
  const license = asObject(own(choice, "license"));
  return firstGiven(
    () => statedMember(choice, spot, "expression", "expression"),
    () => statedMember(license, spot.child("license"), "id", "license id"),
    () => statedMember(license, spot.child("license"), "name", "license name"),
  );
}
