import type { JsonDocument } from "../../parse/json.ts";
import type { Spot } from "../../parse/spot.ts";
import { asObject, type JsonObject, own, ownText } from "./statedJson.ts";

/** An element of an SPDX 3 graph with its place. */
export interface Spdx3Node {
  /** The compact type name: `software_Package`, `Relationship`, `security_VexFixedVulnAssessmentRelationship`. */
  readonly type: string;
  /** The IRI or blank-node name; empty where the element has none. */
  readonly id: string;
  readonly value: JsonObject;
  readonly spot: Spot;
}

/** A value that names or holds another element, at its place. */
export interface Spdx3Reference {
  /** The IRI; for an element written in place its own id. */
  readonly ref: string;
  readonly value: unknown;
  readonly spot: Spot;
}

/** Elements that stand for "nobody said" and "there is none" (SPDX 3.0.1, Core and ExpandedLicensing individuals). */
const NO_ASSERTION = /(?:^|[/_#:])NoAssertion(?:Element|License)$/i;
const NONE = /(?:^|[/_#:])None(?:Element|License)$/i;

/** The elements of an SPDX 3 document by their IRI. Nothing is assumed about their order. */
export class Spdx3Graph {
  readonly #json: JsonDocument;
  #byId: ReadonlyMap<string, Spdx3Node> | undefined;
  #relationshipIds: ReadonlySet<string> | undefined;

  constructor(json: JsonDocument) {
    this.#json = json;
  }

  /** Every element in the order of the file; a document without a graph is one element itself. */
  *nodes(): Generator<Spdx3Node> {
    if (!this.#json.memberNames().includes("@graph")) {
      const node = asNode(this.#json.root(), this.#json.at([]));
      if (node) yield node;
      return;
    }
    for (const { value, spot } of this.#json.elements("@graph")) {
      const node = asNode(value, spot);
      if (node) yield node;
    }
  }

  /** Relationships of every kind, assessments of vulnerabilities included. */
  *relationships(): Generator<Spdx3Node> {
    for (const node of this.nodes()) if (isRelationship(node)) yield node;
  }

  /** The element that a reference leads to: by its IRI, or the one that is written in its place. */
  resolve({ ref, value, spot }: Spdx3Reference): Spdx3Node | undefined {
    const known = this.elements().get(ref);
    if (known) return known;
    const inline = asObject(value);
    return inline && Object.keys(inline).length > 1 ? asNode(inline, spot) : undefined;
  }

  /** The elements besides relationships by their id; of several with the same id the first. */
  elements(): ReadonlyMap<string, Spdx3Node> {
    if (!this.#byId) this.#index();
    return this.#byId ?? new Map();
  }

  /** Ids of everything in the graph. */
  ids(): Iterable<string> {
    return [...this.elements().keys(), ...(this.#relationshipIds ?? [])];
  }

  #index(): void {
    const byId = new Map<string, Spdx3Node>();
    const relationshipIds = new Set<string>();
    for (const node of this.nodes()) {
      if (node.id === "") continue;
      if (isRelationship(node)) relationshipIds.add(node.id);
      else if (!byId.has(node.id)) byId.set(node.id, node);
    }
    this.#byId = byId;
    this.#relationshipIds = relationshipIds;
  }
}

/** The references under a member, whether it is one or a list: IRIs, `{"@id": …}` and elements written in place. */
export function references({ value, spot }: Pick<Spdx3Node, "value" | "spot">, key: string): Spdx3Reference[] {
  const member = own(value, key);
  if (member === undefined) return [];
  const place = spot.child(key);
  const list = Array.isArray(member)
    ? member.map((one, i) => [one, place.child(i)] as const)
    : [[member, place] as const];
  return list.flatMap(([one, at]): Spdx3Reference[] => {
    if (typeof one === "string") return [{ ref: one, value: one, spot: at }];
    const object = asObject(one);
    return object ? [{ ref: idOf(object), value: object, spot: at }] : [];
  });
}

export function isNoAssertion(ref: string): boolean {
  return NO_ASSERTION.test(ref);
}

export function isNone(ref: string): boolean {
  return NONE.test(ref);
}

export function isRelationship({ type }: Spdx3Node): boolean {
  return type.endsWith("Relationship");
}

/** The last part of an IRI: the word of an enumeration that is written in full. */
export function lastPart(word: string): string {
  return word.slice(Math.max(word.lastIndexOf("/"), word.lastIndexOf("#")) + 1);
}

function asNode(value: unknown, spot: Spot): Spdx3Node | undefined {
  const object = asObject(value);
  return object && { type: typeOf(object), id: idOf(object), value: object, spot };
}

function idOf(object: JsonObject): string {
  return ownText(object, "spdxId") ?? ownText(object, "@id") ?? "";
}

/** `https://spdx.org/rdf/3.0.1/terms/Software/Package` is `software_Package`; the names of the core profile have no prefix. */
function typeOf(object: JsonObject): string {
  const written = [own(object, "type") ?? own(object, "@type")].flat().find((one) => typeof one === "string");
  if (typeof written !== "string") return "";
  const full = /\/terms\/([A-Za-z]{1,40})\/([A-Za-z0-9]{1,80})$/.exec(written);
  if (!full) return written.replace(/^spdx:/, "");
  const [, profile = "", name = ""] = full;
  return profile === "Core" ? name : `${profile.toLowerCase()}_${name}`;
}
