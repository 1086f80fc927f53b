import type { Component, Hash, Support } from "../../model/sbom.ts";
import type { Span } from "../../model/span.ts";
import { ABSENT, type Stated } from "../../model/stated.ts";
import type { Spot } from "../../parse/spot.ts";
import { statedHashes } from "./cycloneDxComponent.ts";
import { agentName } from "./declaredUnknown.ts";
import { commentFacts } from "./spdx2CommentFacts.ts";
import { asList, asObject, firstGiven, type JsonObject, nameAnchor, own, ownText, statedMember } from "./statedJson.ts";
import { type NamedFact, supportFrom } from "./support.ts";

/** A package of an SPDX 2 file; every field is read when it is asked for. */
export class Spdx2Package implements Component {
  readonly depth = 0;
  readonly #value: JsonObject;
  readonly #spot: Spot;
  // Several checks ask for the same few facts while a package is at hand.
  #support: Support | undefined;
  #type: string | undefined;
  #id: Stated<string> | undefined;
  #name: Stated<string> | undefined;
  #version: Stated<string> | undefined;
  #supplier: Stated<string> | undefined;
  #purl: Stated<string> | undefined;
  #cpe: Stated<string> | undefined;
  #hashes: Stated<readonly Hash[]> | undefined;

  constructor(value: JsonObject, spot: Spot) {
    this.#value = value;
    this.#spot = spot;
  }

  get id(): Stated<string> {
    this.#id ??= this.#member("SPDXID");
    return this.#id;
  }

  get anchor(): Span {
    return nameAnchor(this.#value, this.#spot, "name");
  }

  get span(): Span {
    return this.#spot;
  }

  /** `primaryPackagePurpose` (2.3); files write OPERATING_SYSTEM and OPERATING-SYSTEM alike. */
  get type(): string | undefined {
    this.#type ??= ownText(this.#value, "primaryPackagePurpose")?.toLowerCase().replaceAll("_", "-");
    return this.#type;
  }

  get name(): Stated<string> {
    this.#name ??= this.#member("name");
    return this.#name;
  }

  get version(): Stated<string> {
    this.#version ??= this.#member("versionInfo");
    return this.#version;
  }

  get supplier(): Stated<string> {
    this.#supplier ??= this.#firstAgent();
    return this.#supplier;
  }

  get purl(): Stated<string> {
    this.#purl ??= this.#reference("purl");
    return this.#purl;
  }

  get cpe(): Stated<string> {
    this.#cpe ??= this.#reference("cpe23type", "cpe22type");
    return this.#cpe;
  }

  get swid(): Stated<string> {
    return this.#reference("swid");
  }

  get hashes(): Stated<readonly Hash[]> {
    const names = { algorithm: "algorithm", content: "checksumValue" };
    this.#hashes ??= statedHashes(own(this.#value, "checksums"), this.#spot, "checksums", names);
    return this.#hashes;
  }

  get license(): Stated<string> {
    return firstGiven(
      () => statedMember(this.#value, this.#spot, "licenseDeclared", "licenseDeclared"),
      () => statedMember(this.#value, this.#spot, "licenseConcluded", "licenseConcluded"),
    );
  }

  get producer(): Stated<string> {
    return statedAgent(this.#value, this.#spot, "originator");
  }

  get copyright(): Stated<string> {
    return this.#member("copyrightText");
  }

  get support(): Support {
    this.#support ??= supportFrom(supportData(this.#value, this.#spot));
    return this.#support;
  }

  #firstAgent(): Stated<string> {
    const supplier = statedAgent(this.#value, this.#spot, "supplier");
    // Nearly every package ends here.
    if (supplier.state === "given") return supplier;
    return firstGiven(
      () => supplier,
      () => statedAgent(this.#value, this.#spot, "originator"),
    );
  }

  #member(key: string): Stated<string> {
    return statedMember(this.#value, this.#spot, key);
  }

  /** The locator of the first external reference of one of these types; the type may be a full IRI. */
  #reference(...types: readonly string[]): Stated<string> {
    let found: Stated<string> = ABSENT;
    const references = asList(own(this.#value, "externalRefs"));
    for (let i = 0; i < references.length && found.state !== "given"; i++) {
      const reference = asObject(references[i]);
      if (!types.includes(referenceType(ownText(reference, "referenceType") ?? ""))) continue;
      const stated = statedMember(reference, this.#spot.child("externalRefs", i), "referenceLocator");
      if (found.state === "absent" || stated.state === "given") found = stated;
    }
    return found;
  }
}

/** A huge SBOM repeats a handful of types; a hostile one has a new one each time, so the memory is bounded. */
const knownTypes = new Map<string, string>();

/** The type of a reference in lower case, without the IRI that it may stand at the end of. */
function referenceType(written: string): string {
  const known = knownTypes.get(written);
  if (known !== undefined) return known;
  const type = written.split("/").at(-1)?.toLowerCase() ?? "";
  if (knownTypes.size < 1000 && written.length < 200) knownTypes.set(written, type);
  return type;
}

/** `Organization: X (mail)` names X; an agent without a name is a stand-in. */
export function statedAgent(object: JsonObject, spot: Spot, key: string): Stated<string> {
  const stated = statedMember(object, spot, key, key);
  return stated.state === "given" ? { ...stated, value: agentName(stated.value) } : stated;
}

/** Every place of a package that may carry support data: `validUntilDate` (2.3), annotations, the comment, references of category OTHER. */
function* supportData(value: JsonObject, spot: Spot): Generator<NamedFact> {
  if (own(value, "validUntilDate") !== undefined) {
    yield { name: "validUntilDate", read: () => statedMember(value, spot, "validUntilDate", "validUntilDate") };
  }
  const annotations = asList(own(value, "annotations"));
  for (let i = 0; i < annotations.length; i++) {
    const comment = ownText(asObject(annotations[i]), "comment");
    if (comment !== undefined) yield* commentFacts(comment, placesIn(spot.child("annotations", i, "comment")));
  }
  const comment = ownText(value, "comment");
  if (comment !== undefined) yield* commentFacts(comment, placesIn(spot.child("comment")));
  const references = asList(own(value, "externalRefs"));
  for (let i = 0; i < references.length; i++) {
    const reference = asObject(references[i]);
    const name = ownText(reference, "referenceType");
    if (name === undefined || ownText(reference, "referenceCategory") !== "OTHER") continue;
    const read = () => statedMember(reference, spot.child("externalRefs", i), "referenceLocator", name);
    yield { name, read };
  }
}

function placesIn(comment: Spot): (part: string) => Span {
  return (part) => comment.part(part);
}
