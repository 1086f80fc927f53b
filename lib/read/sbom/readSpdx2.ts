import type { Component, Dependency, Sbom } from "../../model/sbom.ts";
import type { Problem, Span } from "../../model/span.ts";
import { ABSENT, type Stated } from "../../model/stated.ts";
import type { Vulnerability } from "../../model/vex.ts";
import { inner } from "../../parse/json.ts";
import { ShapeWatch } from "./shapeNotes.ts";
import { spdx2Author, spdx2Tools, type WrittenCreator } from "./spdx2Creator.ts";
import { Spdx2Package } from "./spdx2Package.ts";
import {
  type Spdx2Statements,
  spdx2Edges,
  spdx2GraphEntries,
  spdx2ListedIds,
  spdx2Statements,
} from "./spdx2Relationships.ts";
import { noteSpdxPackage, noteSpdxRelationship } from "./spdx2Shape.ts";
import type { SpdxSource } from "./spdxSource.ts";
import { asList, asObject, type JsonObject, opening, own, ownText, statedMember } from "./statedJson.ts";

/** Reads an SPDX 2 document (2.1 to 2.3; of a newer one the members that are known), in any syntax that can be shown as JSON's tree. */
export function readSpdx2(
  source: SpdxSource,
  serialization: Sbom["serialization"] = "json",
  shape = new ShapeWatch(),
): Sbom {
  return new Spdx2Sbom(source, serialization, shape);
}

/** What the lists of a document hold that is not of the shape of SPDX 2. */
export function spdx2ShapeProblems(shape: ShapeWatch, { components, dependencies }: Sbom): Problem[] {
  return shape.problems({ packages: components, relationships: dependencies });
}

class Spdx2Sbom implements Sbom {
  readonly kind = "sbom";
  readonly format = "SPDX";
  readonly serialization: Sbom["serialization"];
  /** SPDX 2 knows no statements about vulnerabilities, only links to them. */
  readonly vulnerabilities: Iterable<Vulnerability> = [];
  readonly #source: SpdxSource;
  readonly #shape: ShapeWatch;
  readonly #creation: JsonObject | undefined;
  #product: { readonly found: Component | undefined } | undefined;
  #otherIds: ReadonlySet<string> | undefined;
  #statements: Spdx2Statements | undefined;

  constructor(source: SpdxSource, serialization: Sbom["serialization"], shape: ShapeWatch) {
    this.#source = source;
    this.#shape = shape;
    this.serialization = serialization;
    this.#creation = asObject(source.member("creationInfo"));
  }

  get version(): string {
    const version = this.#source.member("spdxVersion");
    return typeof version === "string" ? version.replace(/^SPDX-/i, "") : "";
  }

  get anchor(): Span {
    if (this.product) return this.product.anchor;
    if (typeof this.#source.member("name") === "string") return inner(this.#source.at(["name"]));
    return this.#source.member("spdxVersion") === undefined
      ? opening(this.#source.at([]))
      : inner(this.#source.at(["spdxVersion"]));
  }

  get author(): Stated<string> {
    const creators = this.#creators();
    if (creators.length > 0) return spdx2Author(creators);
    // An empty list is the place where the author goes.
    return statedMember(this.#creation, this.#source.at(["creationInfo"]), "creators");
  }

  get timestamp(): Stated<string> {
    return statedMember(this.#creation, this.#source.at(["creationInfo"]), "created");
  }

  get tools(): readonly Stated<string>[] {
    return spdx2Tools(this.#creators());
  }

  /** SPDX 2 has no field for it; mappings put one of the CISA words into the comment of the creation information. */
  get context(): Stated<string> {
    const comment = ownText(this.#creation, "comment");
    const word = /\b(?:design|source|build|analyzed|deployed|runtime)\b/i.exec(comment ?? "")?.[0];
    if (comment === undefined || word === undefined) return ABSENT;
    const spot = this.#source.at(["creationInfo", "comment"]);
    return { state: "given", value: word.toLowerCase(), span: spot.part(word), via: "creationInfo.comment" };
  }

  get serial(): Stated<string> {
    const value = this.#source.member("documentNamespace");
    return statedMember({ documentNamespace: value }, this.#source.at([]), "documentNamespace");
  }

  get signature(): Stated<string> {
    return ABSENT;
  }

  /** The first described element that is a package. */
  get product(): Component | undefined {
    this.#product ??= { found: this.#findProduct() };
    return this.#product.found;
  }

  get components(): Iterable<Component> {
    return { [Symbol.iterator]: () => this.#packages() };
  }

  get dependencies(): Iterable<Dependency> {
    return { [Symbol.iterator]: () => this.#edges() };
  }

  get graphEntries(): Iterable<string> {
    return { [Symbol.iterator]: () => spdx2GraphEntries(this.#source)[Symbol.iterator]() };
  }

  get otherIds(): ReadonlySet<string> {
    this.#otherIds ??= collectOtherIds(this.#source);
    return this.#otherIds;
  }

  /** NOASSERTION as a target says that there may be more, NONE that there is nothing more. */
  get completeness(): Stated<string> {
    return this.#said.completeness;
  }

  *#packages(): Generator<Component> {
    for (const { value, spot } of this.#shape.over("packages", this.#source.elements("packages"), noteSpdxPackage)) {
      const found = asObject(value);
      if (found) yield new Spdx2Package(found, spot);
    }
  }

  get #said(): Spdx2Statements {
    this.#statements ??= spdx2Statements(this.#source);
    return this.#statements;
  }

  #edges(): Iterator<Dependency> {
    const written = this.#source.elements("relationships");
    return spdx2Edges(this.#shape.over("relationships", written, noteSpdxRelationship))[Symbol.iterator]();
  }

  #findProduct(): Component | undefined {
    const listed = spdx2ListedIds(this.#source);
    for (const id of listed.length > 0 ? listed : this.#said.described) {
      for (const { value, spot } of this.#source.elementsWith("packages", JSON.stringify(id))) {
        const found = asObject(value);
        if (found && ownText(found, "SPDXID") === id) return new Spdx2Package(found, spot);
      }
    }
    return undefined;
  }

  #creators(): WrittenCreator[] {
    const spot = this.#source.at(["creationInfo", "creators"]);
    return asList(own(this.#creation, "creators")).flatMap((text, i) =>
      typeof text === "string" ? [{ text, span: inner(spot.child(i)) }] : [],
    );
  }
}

/** The document itself, files and snippets: relationships lead to them too. */
function collectOtherIds(source: SpdxSource): Set<string> {
  const document = source.member("SPDXID");
  const ids = new Set<string>([typeof document === "string" ? document : "SPDXRef-DOCUMENT"]);
  for (const list of ["files", "snippets"]) {
    for (const { value } of source.elements(list)) {
      const id = ownText(asObject(value), "SPDXID");
      if (id !== undefined) ids.add(id);
    }
  }
  return ids;
}
