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
  ["PackageCopyrightText", "copyrightText"],
  ["PackageComment", "comment"],
  ["ValidUntilDate", "validUntilDate"],
]);

const LISTS: ReadonlyMap<string, string> = new Map([
  ["PackageChecksum", "checksums"],
  ["ExternalRef", "externalRefs"],
]);

/** The member that each tag of a document stands for, by the tag's number; a huge file has few tags and many entries. */
export class PackageMembers {
  readonly #document: TagValueDocument;
  readonly #known: { readonly text?: string; readonly list?: string }[] = [];

  constructor(document: TagValueDocument) {
    this.#document = document;
  }

  of(entry: number): { readonly text?: string; readonly list?: string } {
    const number = this.#document.tagNumberOf(entry);
    const known = this.#known[number];
    if (known) return known;
    const tag = this.#document.tag(entry);
    const member = { text: TEXTS.get(tag), list: LISTS.get(tag) };
    this.#known[number] = member;
    return member;
  }
}

/** A package of a tag-value file, shown as its JSON form. */
export class TagValuePackage {
  readonly #document: TagValueDocument;
  readonly #section: PackageSection;
  readonly #sections: TagValueSections;
  readonly #members: PackageMembers;

  constructor(sections: TagValueSections, section: PackageSection, members: PackageMembers) {
    this.#document = sections.document;
    this.#section = section;
    this.#sections = sections;
    this.#members = members;
  }

  get value(): Readonly<Record<string, unknown>> {
    const value: Record<string, unknown> = {};
    for (let i = this.#section.from; i < this.#section.to; i++) {
      const { text, list } = this.#members.of(i);
      if (text !== undefined) value[text] ??= this.#document.value(i);
      else if (list === "checksums") pushTo(value, list, this.#checksum(i));
      else if (list !== undefined) pushTo(value, list, this.#reference(i));
    }
    for (const entry of this.#annotations()) pushTo(value, "annotations", { comment: this.#document.value(entry) });
    return value;
  }

  find([key, at, member]: Path): Found {
    const [first, last] = [this.#document.span(this.#section.from), this.#document.span(this.#section.to - 1)];
    const whole = { span: { start: first.start, end: last.end }, opening: this.#document.tagSpan(this.#section.from) };
    const list = key === "annotations" ? this.#annotations() : this.#entries(String(key));
    const entry = typeof at === "number" ? list[at] : undefined;
    if (entry !== undefined) return this.#value(entry, key === "annotations" ? undefined : member);
    const [only] = list;
    if (only === undefined) return whole;
    return key === "annotations" || key === "checksums" || key === "externalRefs"
      ? this.#all(list)
      : this.#value(only, undefined);
  }

  /** The entries that a member is made of. */
  #entries(key: string): number[] {
    const entries: number[] = [];
    for (let i = this.#section.from; i < this.#section.to; i++) {
      const { text, list } = this.#members.of(i);
      if (text === key || list === key) entries.push(i);
    }
    return entries;
  }

  /** Comments of annotations that are about this package or stand in it. */
  #annotations(): readonly number[] {
    const { annotationsOfId, annotationsInside } = this.#sections;
    if (annotationsOfId.size === 0 && annotationsInside.size === 0) return [];
    const [id] = this.#entries("SPDXID");
    const about = id === undefined ? undefined : annotationsOfId.get(this.#document.value(id));
    return [...(about ?? []), ...(annotationsInside.get(this.#section) ?? [])];
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

function pushTo(value: Record<string, unknown>, key: string, element: unknown): void {
  const list = value[key];
  if (Array.isArray(list)) list.push(element);
  else value[key] = [element];
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
