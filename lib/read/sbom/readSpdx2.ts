import type { Component, Dependency, Sbom } from "../../model/sbom.ts";
import type { Span } from "../../model/span.ts";
import { ABSENT, type Stated } from "../../model/stated.ts";
import type { Vulnerability } from "../../model/vex.ts";
import { inner, type JsonSpot } from "../../parse/json.ts";
import { agentName, isDeclaredUnknown } from "./declaredUnknown.ts";
import type { JsonSource } from "./jsonSource.ts";
import { Spdx2Package } from "./spdx2Package.ts";
import { spdx2DescribedIds, spdx2Edges, spdx2GraphEntries, spdx2OpenEnd } from "./spdx2Relationships.ts";
import { asList, asObject, type JsonObject, opening, own, ownText, statedMember } from "./statedJson.ts";

/** Reads an SPDX 2 JSON document (2.1 to 2.3; of a newer one the members that are known). */
export function readSpdx2(json: JsonSource): Sbom {
  return new Spdx2Sbom(json);
}

class Spdx2Sbom implements Sbom {
  readonly kind = "sbom";
  readonly format = "SPDX";
  readonly serialization = "json";
  /** SPDX 2 knows no statements about vulnerabilities, only links to them. */
  readonly vulnerabilities: Iterable<Vulnerability> = [];
  readonly #json: JsonSource;
  readonly #creation: JsonObject | undefined;
  #product: { readonly found: Component | undefined } | undefined;
  #otherIds: ReadonlySet<string> | undefined;

  constructor(json: JsonSource) {
    this.#json = json;
    this.#creation = asObject(json.member("creationInfo"));
  }

  get version(): string {
    const version = this.#json.member("spdxVersion");
    return typeof version === "string" ? version.replace(/^SPDX-/i, "") : "";
  }

  get anchor(): Span {
    if (this.product) return this.product.anchor;
    if (typeof this.#json.member("name") === "string") return inner(this.#json.at(["name"]));
    return this.#json.member("spdxVersion") === undefined
      ? opening(this.#json.at([]))
      : inner(this.#json.at(["spdxVersion"]));
  }

  get author(): Stated<string> {
    const creators = this.#creators(/^(?!\s*tool\s*:)/i);
    return creators.find((one) => one.state === "given") ?? creators[0] ?? ABSENT;
  }

  get timestamp(): Stated<string> {
    return statedMember(this.#creation, this.#json.at(["creationInfo"]), "created");
  }

  get tools(): readonly Stated<string>[] {
    return this.#creators(/^\s*tool\s*:/i);
  }

  /** The first described element that is a package. */
  get product(): Component | undefined {
    this.#product ??= { found: this.#findProduct() };
    return this.#product.found;
  }

  get components(): Iterable<Component> {
    return { [Symbol.iterator]: () => packages(this.#json) };
  }

  get dependencies(): Iterable<Dependency> {
    return { [Symbol.iterator]: () => spdx2Edges(this.#json) };
  }

  get graphEntries(): Iterable<string> {
    return { [Symbol.iterator]: () => spdx2GraphEntries(this.#json) };
  }

  get otherIds(): ReadonlySet<string> {
    this.#otherIds ??= collectOtherIds(this.#json);
    return this.#otherIds;
  }

  /** NOASSERTION as a target says that there may be more, NONE that there is nothing more. */
  get completeness(): Stated<string> {
    const end = spdx2OpenEnd(this.#json);
    if (!end) return ABSENT;
    const value = end.word === "NONE" ? "complete" : "unknown";
    return { state: "given", value, span: inner(end.spot), via: end.word };
  }

  #findProduct(): Component | undefined {
    for (const id of spdx2DescribedIds(this.#json)) {
      for (const { value, spot } of this.#json.elementsWith("packages", JSON.stringify(id))) {
        const found = asObject(value);
        if (found && ownText(found, "SPDXID") === id) return new Spdx2Package(found, spot);
      }
    }
    return undefined;
  }

  /** The creators that `which` fits, without their `Person:`, `Organization:` or `Tool:`. */
  #creators(which: RegExp): Stated<string>[] {
    const spot = this.#json.at(["creationInfo", "creators"]);
    return asList(own(this.#creation, "creators")).flatMap((creator, i): Stated<string>[] =>
      typeof creator === "string" && which.test(creator) ? [statedCreator(creator, spot.child(i))] : [],
    );
  }
}

function statedCreator(creator: string, spot: JsonSpot): Stated<string> {
  const span = inner(spot);
  if (isDeclaredUnknown(creator)) return { state: "unknown", raw: creator, span };
  const value = agentName(creator.replace(/^\s*tool\s*:\s*/i, ""));
  return isDeclaredUnknown(value)
    ? { state: "unknown", raw: creator, span }
    : { state: "given", value, span, via: "creators" };
}

function* packages(json: JsonSource): Generator<Component> {
  for (const { value, spot } of json.elements("packages")) {
    const found = asObject(value);
    if (found) yield new Spdx2Package(found, spot);
  }
}

/** The document itself, files and snippets: relationships lead to them too. */
function collectOtherIds(json: JsonSource): Set<string> {
  const document = json.member("SPDXID");
  const ids = new Set<string>([typeof document === "string" ? document : "SPDXRef-DOCUMENT"]);
  for (const list of ["files", "snippets"]) {
    for (const { value } of json.elements(list)) {
      const id = ownText(asObject(value), "SPDXID");
      if (id !== undefined) ids.add(id);
    }
  }
  return ids;
}
