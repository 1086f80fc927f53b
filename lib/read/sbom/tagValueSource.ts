import type { TagValueDocument } from "../../parse/tagValue.ts";
import type { SpdxElement, SpdxSource } from "./spdxSource.ts";
import { PackageMembers, TagValuePackage } from "./tagValuePackage.ts";
import { type TagValueSections, tagValueSections } from "./tagValueSections.ts";
import { type Found, type Path, TagValueSpot } from "./tagValueSpot.ts";

/** An SPDX 2 tag-value file as the tree that its JSON form would have. */
export function tagValueSource(document: TagValueDocument): SpdxSource {
  return new TagValueTree(document);
}

/** Tags of the document with the member that its JSON form has for them (SPDX 2.3, clause 6). */
const MEMBERS: Readonly<Record<string, string>> = {
  spdxVersion: "SPDXVersion",
  name: "DocumentName",
  documentNamespace: "DocumentNamespace",
};

class TagValueTree implements SpdxSource {
  readonly #document: TagValueDocument;
  readonly #sections: TagValueSections;
  /** The first entry of each tag, and every `Creator`. */
  readonly #first = new Map<string, number>();
  readonly #creators: number[] = [];
  readonly #members: PackageMembers;

  constructor(document: TagValueDocument) {
    this.#document = document;
    this.#sections = tagValueSections(document);
    this.#members = new PackageMembers(document);
    const creator = document.tagNumber("Creator");
    const wanted = ["SPDXVersion", "DocumentName", "DocumentNamespace", "Created", "CreatorComment"].map((tag) =>
      document.tagNumber(tag),
    );
    for (let i = 0; i < document.count; i++) {
      const number = document.tagNumberOf(i);
      if (number === creator) this.#creators.push(i);
      else if (wanted.includes(number) && !this.#first.has(document.tag(i))) this.#first.set(document.tag(i), i);
    }
  }

  member(name: string): unknown {
    if (name === "creationInfo") return this.#creation();
    const entry = this.#entryOf(name);
    return entry === undefined ? undefined : this.#document.value(entry);
  }

  elements(name: string): Iterable<SpdxElement> {
    if (name === "packages") return { [Symbol.iterator]: () => this.#packages() };
    if (name === "relationships") return { [Symbol.iterator]: () => this.#relationships() };
    return name === "files" ? this.#otherIds() : [];
  }

  /** The places of the needles in the text tell which packages hold one. */
  elementsWith(name: string, ...needles: readonly string[]): Iterable<SpdxElement> {
    const words = needles.map(asWritten);
    if (name === "relationships") return { [Symbol.iterator]: () => this.#relationships(words) };
    return name === "packages" ? { [Symbol.iterator]: () => this.#packages(words) } : this.elements(name);
  }

  at(path: Path): TagValueSpot {
    return new TagValueSpot(this.#document.text, (inside) => this.#find(inside), path);
  }

  #creation(): Readonly<Record<string, unknown>> {
    const created = this.#first.get("Created");
    const creators = this.#creators.map((entry) => this.#document.value(entry));
    const comment = this.#first.get("CreatorComment");
    return {
      ...(comment === undefined ? {} : { comment: this.#document.value(comment) }),
      ...(creators.length === 0 ? {} : { creators }),
      ...(created === undefined ? {} : { created: this.#document.value(created) }),
    };
  }

  #entryOf(name: string): number | undefined {
    if (name === "SPDXID") return this.#sections.documentId;
    return Object.hasOwn(MEMBERS, name) ? this.#first.get(MEMBERS[name] ?? "") : undefined;
  }

  #find([name, key, at]: Path): Found {
    if (name === "creationInfo" && key === "creators") return this.#entry(this.#creators[Number(at)]);
    if (name === "creationInfo" && key === "created") return this.#entry(this.#first.get("Created"));
    if (name === "creationInfo" && key === "comment") return this.#entry(this.#first.get("CreatorComment"));
    return this.#entry(this.#entryOf(String(name)));
  }

  /** The value of an entry; the first tag of the file where there is none. */
  #entry(entry: number | undefined): Found {
    const { text, count } = this.#document;
    if (entry !== undefined) return { span: this.#document.valueSpan(entry), opening: this.#document.tagSpan(entry) };
    const span = { start: 0, end: Math.min(1, text.length) };
    return { span, opening: count > 0 ? this.#document.tagSpan(0) : span };
  }

  *#packages(words?: readonly string[]): Generator<SpdxElement> {
    const { text } = this.#document;
    for (const section of this.#sections.packages) {
      if (words) {
        const written = text.slice(this.#document.span(section.from).start, this.#document.span(section.to - 1).end);
        if (!words.some((word) => written.includes(word))) continue;
      }
      const found = new TagValuePackage(this.#sections, section, this.#members);
      yield { value: found.value, spot: new TagValueSpot(text, (path) => found.find(path)) };
    }
  }

  *#relationships(words?: readonly string[]): Generator<SpdxElement> {
    for (const entry of this.#sections.relationships) {
      const written = this.#document.value(entry);
      if (words && !words.some((word) => written.includes(word))) continue;
      const parts = /^(\S+)\s+(\S+)\s+(\S+)/.exec(written);
      if (!parts) continue;
      const [, from = "", type = "", to = ""] = parts;
      const value = { spdxElementId: from, relationshipType: type, relatedSpdxElement: to };
      const toAt = parts[0].length - to.length;
      yield { value, spot: this.#relationshipSpot(entry, from.length, toAt) };
    }
  }

  #relationshipSpot(entry: number, fromLength: number, toAt: number): TagValueSpot {
    return new TagValueSpot(this.#document.text, ([member]) => {
      const span = this.#document.valueSpan(entry);
      const opening = this.#document.tagSpan(entry);
      if (member === "spdxElementId") return { span: { start: span.start, end: span.start + fromLength }, opening };
      if (member !== "relatedSpdxElement") return { span, opening };
      const to = /^\S+/.exec(this.#document.value(entry).slice(toAt))?.[0] ?? "";
      return { span: { start: span.start + toAt, end: span.start + toAt + to.length }, opening };
    });
  }

  #otherIds(): SpdxElement[] {
    return this.#sections.otherIds.map((entry) => ({
      value: { SPDXID: this.#document.value(entry) },
      spot: new TagValueSpot(this.#document.text, () => this.#entry(entry)),
    }));
  }
}

/** A needle without the quotes and escapes that it has in JSON. */
function asWritten(needle: string): string {
  if (!needle.startsWith('"')) return needle;
  try {
    return String(JSON.parse(needle));
  } catch {
    return needle;
  }
}
