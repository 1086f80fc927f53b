import type { Span } from "../../model/span.ts";
import { ABSENT, type Stated } from "../../model/stated.ts";
import type { Affected, Vex, VexState, Vulnerability } from "../../model/vex.ts";
import { inner, type JsonDocument, type JsonSpot } from "../../parse/json.ts";
import {
  asList,
  asObject,
  firstGiven,
  type JsonObject,
  opening,
  own,
  ownText,
  statedMember,
  statedText,
} from "../sbom/statedJson.ts";
import { statedState } from "./statedState.ts";

/** `status` in the neutral words (OpenVEX 0.2.0, section "Status Labels"). */
const STATES: Readonly<Record<string, VexState>> = {
  not_affected: "not affected",
  affected: "affected",
  fixed: "fixed",
  under_investigation: "under investigation",
};

/** What the usual tool writes when nobody told it who speaks. */
const NO_AUTHOR = /^unknown author$/i;

/** Reads an OpenVEX document: 0.2.0 and the 0.0.x forms, where vulnerability and products are bare texts. */
export function readOpenVex(json: JsonDocument): Vex {
  return {
    kind: "vex",
    format: "OpenVEX",
    version: openVexVersion(json.member("@context")),
    serialization: "json",
    get anchor() {
      return formatMark(json);
    },
    get author(): Stated<string> {
      const author = statedMember({ author: json.member("author") }, json.at([]), "author");
      const isNobody = author.state === "given" && NO_AUTHOR.test(author.value.trim());
      return isNobody ? { state: "unknown", raw: author.value, span: author.span } : author;
    },
    get timestamp() {
      return statedMember({ timestamp: json.member("timestamp") }, json.at([]), "timestamp");
    },
    get updated() {
      return statedMember({ last_updated: json.member("last_updated") }, json.at([]), "last_updated");
    },
    vulnerabilities: {
      *[Symbol.iterator]() {
        for (const { value, spot } of json.elements("statements")) {
          const statement = asObject(value);
          if (statement) yield new OpenVexStatement(statement, spot);
        }
      },
    },
  };
}

/** The version at the end of the context address; empty for the oldest form, which has none. */
export function openVexVersion(context: unknown): string {
  const mark = asContexts(context).find((one) => one.includes("openvex"));
  return /\/v(\d[\d.]{0,20})/.exec(mark ?? "")?.[1] ?? "";
}

function asContexts(context: unknown): string[] {
  return [context].flat().filter((one) => typeof one === "string");
}

/** The address that makes the file an OpenVEX document. */
function formatMark(json: JsonDocument): Span {
  const context = json.member("@context");
  if (!Array.isArray(context)) return typeof context === "string" ? inner(json.at(["@context"])) : opening(json.at([]));
  const at = context.findIndex((one) => typeof one === "string" && one.includes("openvex"));
  return at < 0 ? opening(json.at([])) : inner(json.at(["@context", at]));
}

/** One statement: a vulnerability, a status, and the products that it is said of. */
class OpenVexStatement implements Vulnerability {
  readonly properties = [];
  readonly #value: JsonObject;
  readonly #spot: JsonSpot;

  constructor(value: JsonObject, spot: JsonSpot) {
    this.#value = value;
    this.#spot = spot;
  }

  get id(): Stated<string> {
    const value = own(this.#value, "vulnerability");
    const vulnerability = asObject(value);
    const spot = this.#spot.child("vulnerability");
    if (!vulnerability) return value === undefined ? ABSENT : statedText(value, spot);
    return firstGiven(
      () => statedMember(vulnerability, spot, "name", "name"),
      () => statedMember(vulnerability, spot, "@id", "@id"),
    );
  }

  get aliases(): readonly string[] {
    return asList(own(asObject(own(this.#value, "vulnerability")), "aliases")).filter((one) => typeof one === "string");
  }

  get anchor(): Span {
    const id = this.id;
    return id.state === "given" ? id.span : opening(this.#spot);
  }

  get span(): Span {
    return this.#spot;
  }

  get state(): Stated<VexState> {
    return statedState(this.#member("status"), STATES);
  }

  get updated(): Stated<string> {
    return firstGiven(
      () => this.#member("last_updated"),
      () => this.#member("timestamp"),
    );
  }

  /** One of the five words; an impact statement may stand in its place (OpenVEX 0.2.0, "Status Justifications"). */
  get justification(): Stated<string> {
    return firstGiven(
      () => this.#member("justification"),
      () => this.#member("impact_statement"),
    );
  }

  get detail(): Stated<string> {
    return firstGiven(
      () => this.#member("impact_statement"),
      () => this.#member("status_notes"),
    );
  }

  get action(): Stated<string> {
    return this.#member("action_statement");
  }

  /** Each product and, inside it, the components that carry the vulnerability. */
  get affects(): readonly Affected[] {
    const products = asList(own(this.#value, "products"));
    return products.flatMap((product, i) => {
      const spot = this.#spot.child("products", i);
      const subcomponents = asList(own(asObject(product), "subcomponents"));
      return [
        ...named(product, spot).map((one) => (subcomponents.length > 0 ? { ...one, around: true } : one)),
        ...subcomponents.flatMap((one, j) => named(one, spot.child("subcomponents", j))),
      ];
    });
  }

  #member(key: string): Stated<string> {
    return statedMember(this.#value, this.#spot, key, key);
  }
}

/** A product by its `@id`, else by its first identifier; its other identifiers say the same. */
function named(product: unknown, spot: JsonSpot): Affected[] {
  if (typeof product === "string") return product === "" ? [] : [{ ref: product, span: inner(spot) }];
  const object = asObject(product);
  const id = ownText(object, "@id");
  const identifiers = asObject(own(object, "identifiers"));
  const keys = ["purl", "cpe23", "cpe22"].filter((key) => ownText(identifiers, key));
  const others = keys.map((key) => ownText(identifiers, key) ?? "");
  const [first, ...rest] = others;
  if (id) return [{ ref: id, span: inner(spot.child("@id")), also: others.filter((one) => one !== id) }];
  if (first === undefined) return [];
  return [{ ref: first, span: inner(spot.child("identifiers", keys[0] ?? "")), also: rest }];
}
