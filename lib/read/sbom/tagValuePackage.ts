import type { Span } from "../../model/span.ts";
import type { TagValueDocument } from "../../parse/tagValue.ts";
import type { PackageSection, TagValueSections } from "./tagValueSections.ts";
import type { Found, Path } from "./tagValueSpot.ts";

/** Tags of a package with the member that its JSON form has for them (SPDX 2.3, clause 7). */
const TEXTS: ReadonlyMap<string, string> = new Map([
  ["PackageName", "name"],
  ["SPDXID", "SPDXID"],
  ["PackageVersion", "versionInfo"],
  ["PackageSupplier", "supplier"],
  ["PackageOriginator", "originator"],
  ["PrimaryPackagePurpose", "primaryPackagePurpose"],
  ["PackageLicenseConcluded", "licenseConcluded"],
  ["PackageLicenseDeclared", "licenseDeclared"],
  ["PackageComment", "comment"],
  ["ValidUntilDate", "validUntilDate"],
]);

/** A package of a tag-value file, shown as its JSON form. */
export class TagValuePackage {
  readonly #document: TagValueDocument;
  readonly #section: PackageSection;
  readonly #annotations: readonly number[];
  readonly #checksums: number[] = [];
  readonly #references: number[] = [];
  readonly #texts = new Map<string, number>();

  constructor(document: TagValueDocument, sections: TagValueSections, section: PackageSection) {
    this.#document = document;
    this.#section = section;
    for (let i = section.from; i < section.to; i++) this.#take(i);
    const id = this.#texts.get("SPDXID");
    const about = id === undefined ? undefined : sections.annotationsOfId.get(document.value(id));
    this.#annotations = [...(about ?? []), ...(sections.annotationsInside.get(section) ?? [])];
  }

  get value(): Readonly<Record<string, unknown>> {
    const value: Record<string, unknown> = {};
    for (const [key, entry] of this.#texts) value[key] = this.#document.value(entry);
    if (this.#checksums.length > 0) value.checksums = this.#checksums.map((entry) => this.#checksum(entry));
    if (this.#references.length > 0) value.externalRefs = this.#references.map((entry) => this.#reference(entry));
    if (this.#annotations.length > 0) {
      value.annotations = this.#annotations.map((entry) => ({ comment: this.#document.value(entry) }));
    }
    return value;
  }

  find([key, at, member]: Path): Found {
    const [first, last] = [this.#document.span(this.#section.from), this.#document.span(this.#section.to - 1)];
    const whole = { span: { start: first.start, end: last.end }, opening: this.#document.tagSpan(this.#section.from) };
    const list = key === "checksums" ? this.#checksums : key === "externalRefs" ? this.#references : this.#annotations;
    if (key === "checksums" || key === "externalRefs" || key === "annotations") {
      const entry = typeof at === "number" ? list[at] : undefined;
      if (entry !== undefined) return this.#value(entry, key === "annotations" ? undefined : member);
      return list.length === 0 ? whole : this.#all(list);
    }
    const entry = this.#texts.get(String(key));
    return entry === undefined ? whole : this.#value(entry, undefined);
  }

  #take(entry: number): void {
    const tag = this.#document.tag(entry);
    const key = TEXTS.get(tag);
    if (key !== undefined) {
      if (!this.#texts.has(key)) this.#texts.set(key, entry);
    } else if (tag === "PackageChecksum") this.#checksums.push(entry);
    else if (tag === "ExternalRef") this.#references.push(entry);
  }

  /** `SHA256: 11b6d3…` */
  #checksum(entry: number): Readonly<Record<string, string>> {
    const [algorithm, content] = checksumParts(this.#document.value(entry));
    return { algorithm, checksumValue: content };
  }

  /** `SECURITY cpe23Type cpe:2.3:a:…` */
  #reference(entry: number): Readonly<Record<string, string>> {
    const [category, type, locator] = referenceParts(this.#document.value(entry));
    return { referenceCategory: category, referenceType: type, referenceLocator: locator };
  }

  #value(entry: number, member: string | number | undefined): Found {
    const span = this.#document.valueSpan(entry);
    const opening = this.#document.tagSpan(entry);
    const value = this.#document.value(entry);
    if (member === "checksumValue") return { span: endingIn(span, checksumParts(value)[1]), opening };
    if (member === "referenceLocator") return { span: endingIn(span, referenceParts(value)[2]), opening };
    return { span, opening };
  }

  /** From the first value of a list to the last. */
  #all(list: readonly number[]): Found {
    const [first, last] = [list[0] ?? 0, list.at(-1) ?? 0];
    const span: Span = { start: this.#document.valueSpan(first).start, end: this.#document.valueSpan(last).end };
    return {
      span: span.end < span.start ? this.#document.tagSpan(first) : span,
      opening: this.#document.tagSpan(first),
    };
  }
}

function checksumParts(value: string): readonly [string, string] {
  const colon = value.indexOf(":");
  return colon < 0 ? ["", value] : [value.slice(0, colon).trim(), value.slice(colon + 1).trim()];
}

/** The locator is the rest of the value, so that blanks in it are kept. */
function referenceParts(value: string): readonly [string, string, string] {
  const [, category = "", type = "", locator = ""] = /^(\S*)\s*(\S*)\s*([\s\S]*)$/.exec(value) ?? [];
  return [category, type, locator];
}

/** The last characters of a value; all of it where there are none. */
function endingIn(span: Span, part: string): Span {
  return part === "" ? span : { start: span.end - part.length, end: span.end };
}
