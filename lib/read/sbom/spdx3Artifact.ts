import type { Component, Hash, Support } from "../../model/sbom.ts";
import type { Span } from "../../model/span.ts";
import { ABSENT, type Stated } from "../../model/stated.ts";
import { commentFacts } from "./spdx2CommentFacts.ts";
import {
  isNoAssertion,
  isNone,
  lastPart,
  references,
  type Spdx3Graph,
  type Spdx3Node,
  type Spdx3Reference,
} from "./spdx3Graph.ts";
import type { Spdx3Joins } from "./spdx3Joins.ts";
import { asList, asObject, firstGiven, nameAnchor, own, ownText, statedMember, statedText } from "./statedJson.ts";
import { type NamedFact, supportFrom } from "./support.ts";

/** A package of an SPDX 3 graph (or the file that a document is about); what stands in other elements is joined when it is asked for. */
export class Spdx3Artifact implements Component {
  readonly depth = 0;
  readonly #node: Spdx3Node;
  readonly #graph: Spdx3Graph;
  readonly #joins: () => Spdx3Joins;
  #support: Support | undefined;

  constructor(node: Spdx3Node, graph: Spdx3Graph, joins: () => Spdx3Joins) {
    this.#node = node;
    this.#graph = graph;
    this.#joins = joins;
  }

  get id(): Stated<string> {
    return firstGiven(
      () => this.#member("spdxId"),
      () => this.#member("@id"),
    );
  }

  get anchor(): Span {
    return nameAnchor(this.#node.value, this.#node.spot, "name");
  }

  get span(): Span {
    return this.#node.spot;
  }

  /** `operatingSystem` and `deviceDriver` are written with hyphens everywhere else. */
  get type(): string | undefined {
    const purpose = ownText(this.#node.value, "software_primaryPurpose");
    return purpose && lastPart(purpose).replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  }

  get name(): Stated<string> {
    return this.#member("name");
  }

  get version(): Stated<string> {
    return this.#member("software_packageVersion");
  }

  get supplier(): Stated<string> {
    const agents = ["suppliedBy", "originatedBy"].flatMap((key) =>
      references(this.#node, key).map((reference) => () => statedAgent(this.#graph, reference, key)),
    );
    return firstGiven(...agents);
  }

  get purl(): Stated<string> {
    return firstGiven(
      () => this.#member("software_packageUrl"),
      () => this.#identifier("packageUrl"),
    );
  }

  get cpe(): Stated<string> {
    return firstGiven(
      () => this.#identifier("cpe23"),
      () => this.#identifier("cpe22"),
    );
  }

  get swid(): Stated<string> {
    return this.#identifier("swid");
  }

  /** Entries of `verifiedUsing` with an algorithm and a value. */
  get hashes(): Stated<readonly Hash[]> {
    const list = own(this.#node.value, "verifiedUsing");
    if (list === undefined) return ABSENT;
    const hashes = references(this.#node, "verifiedUsing").flatMap((reference): Hash[] => {
      const node = this.#graph.resolve(reference);
      const algorithm = ownText(node?.value, "algorithm");
      const content = node && statedMember(node.value, node.spot, "hashValue");
      if (!algorithm || content?.state !== "given") return [];
      return [{ algorithm: lastPart(algorithm), content: content.value, span: content.span }];
    });
    const span = this.#node.spot.child("verifiedUsing");
    if (hashes.length > 0) return { state: "given", value: hashes, span };
    return { state: "unknown", raw: asList(list).length === 0 ? "[]" : "", span };
  }

  get license(): Stated<string> {
    const { declared, concluded } = this.#joins().licenses.get(this.#node.id) ?? {};
    return firstGiven(
      () => (declared ? statedLicense(this.#graph, declared, "hasDeclaredLicense") : ABSENT),
      () => (concluded ? statedLicense(this.#graph, concluded, "hasConcludedLicense") : ABSENT),
    );
  }

  get producer(): Stated<string> {
    const agents = references(this.#node, "originatedBy");
    return firstGiven(...agents.map((reference) => () => statedAgent(this.#graph, reference, "originatedBy")));
  }

  get copyright(): Stated<string> {
    return this.#member("software_copyrightText");
  }

  get support(): Support {
    this.#support ??= supportFrom(this.#supportData());
    return this.#support;
  }

  #member(key: string): Stated<string> {
    return statedMember(this.#node.value, this.#node.spot, key);
  }

  /** The first external identifier of a type; the type may be a full IRI. */
  #identifier(type: string): Stated<string> {
    const found = references(this.#node, "externalIdentifier").flatMap((reference) => {
      const node = this.#graph.resolve({ ...reference });
      const written = lastPart(ownText(node?.value, "externalIdentifierType") ?? "");
      return node && written === type ? [() => statedMember(node.value, node.spot, "identifier", type)] : [];
    });
    return firstGiven(...found);
  }

  /** Every place that may carry support data: `supportLevel`, `validUntilTime`, CycloneDX properties taken along, annotations, the comment. */
  *#supportData(): Generator<NamedFact> {
    const { value, spot } = this.#node;
    const level = own(value, "supportLevel");
    if (level !== undefined) yield { name: "supportLevel", read: () => statedLevel(this.#node) };
    // `software_validUntilDate` is not in SPDX 3, but tools write it.
    for (const key of ["validUntilTime", "software_validUntilDate"]) {
      if (own(value, key) !== undefined) yield { name: "validUntil", read: () => statedMember(value, spot, key, key) };
    }
    for (const reference of references(this.#node, "extension")) yield* this.#properties(reference);
    for (const { value: annotation, spot: place } of this.#joins().annotations.get(this.#node.id) ?? []) {
      const statement = place.child("statement");
      yield* commentFacts(ownText(annotation, "statement") ?? "", (part) => statement.part(part));
    }
    const comment = spot.child("comment");
    yield* commentFacts(ownText(value, "comment") ?? "", (part) => comment.part(part));
  }

  /** `extension_CdxPropertiesExtension`: properties as CycloneDX has them (SPDX 3.0.1, Extension profile). */
  *#properties(reference: Spdx3Reference): Generator<NamedFact> {
    const extension = this.#graph.resolve(reference);
    for (const property of extension ? references(extension, "extension_cdxProperty") : []) {
      const node = this.#graph.resolve(property);
      const name = ownText(node?.value, "extension_cdxPropName");
      if (!node || name === undefined) continue;
      yield { name, read: () => statedMember(node.value, node.spot, "extension_cdxPropValue", name) };
    }
  }
}

/** An agent by its name. One that stands in another file is known by its IRI only; nobody is named by `NoAssertionElement`. */
export function statedAgent(graph: Spdx3Graph, reference: Spdx3Reference, via: string): Stated<string> {
  const { ref, spot } = reference;
  if (isNoAssertion(ref) || isNone(ref)) return { state: "unknown", raw: ref, span: spot.inner };
  const agent = graph.resolve(reference);
  if (agent) return statedMember(agent.value, agent.spot, "name", via);
  return ref.startsWith("_:") || ref === "" ? ABSENT : statedText(ref, spot, via);
}

/** `supportLevel` may be one word or a list of them. */
function statedLevel({ value, spot }: Spdx3Node): Stated<string> {
  const level = own(value, "supportLevel");
  const place = spot.child("supportLevel");
  const one = Array.isArray(level) && level.length > 0 ? level[0] : level;
  const stated = statedText(typeof one === "string" ? lastPart(one) : one, one === level ? place : place.child(0));
  return stated.state === "given" ? { ...stated, via: "supportLevel" } : stated;
}

/** An expression, a license by its name, or one of the SPDX list, which needs no element of its own. */
function statedLicense(graph: Spdx3Graph, reference: Spdx3Reference, via: string): Stated<string> {
  const { ref, spot } = reference;
  if (isNoAssertion(ref) || isNone(ref)) return { state: "unknown", raw: ref, span: spot.inner };
  const license = graph.resolve(reference);
  const listed = /^https?:\/\/spdx\.org\/licenses\/([\w.+-]{1,100})$/.exec(ref)?.[1];
  if (!license) return listed ? statedText(listed, spot, via) : ABSENT;
  return firstGiven(
    () => statedMember(asObject(license.value), license.spot, "simplelicensing_licenseExpression", via),
    () => (listed ? statedText(listed, spot, via) : ABSENT),
    () => statedMember(license.value, license.spot, "name", via),
  );
}
