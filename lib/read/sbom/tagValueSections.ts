import type { TagValueDocument } from "../../parse/tagValue.ts";

/** Where one package stands: its first entry and the one after its last. Entries of other matters may stand between them. */
export interface PackageSection {
  readonly from: number;
  to: number;
  hasName: boolean;
  hasId: boolean;
}

/** Which entries of an SPDX 2 tag-value file say what. */
export interface TagValueSections {
  readonly document: TagValueDocument;
  readonly packages: readonly PackageSection[];
  readonly relationships: readonly number[];
  /** Entries that hold the id of the document, of a file or of a snippet. */
  readonly documentId: number | undefined;
  readonly otherIds: readonly number[];
  /** Comments of annotations by the id that they are about. */
  readonly annotationsOfId: ReadonlyMap<string, readonly number[]>;
  /** Comments of annotations that name nothing, by the package that they stand in. */
  readonly annotationsInside: ReadonlyMap<PackageSection, readonly number[]>;
}

/** Fields of a package that do not begin with `Package` (SPDX 2.3, clause 7). */
const PACKAGE_FIELDS: ReadonlySet<string> = new Set([
  "FilesAnalyzed",
  "ExternalRef",
  "ExternalRefComment",
  "PrimaryPackagePurpose",
  "ReleaseDate",
  "BuiltDate",
  "ValidUntilDate",
]);

/** Finds the sections of a file in one look at its tags. */
export function tagValueSections(document: TagValueDocument): TagValueSections {
  const sections = new SectionScan(document);
  for (let i = 0; i < document.count; i++) sections.take(i);
  sections.finish();
  return sections;
}

type Scope = "document" | "package" | "file" | "other";

interface Annotation {
  about?: string;
  comment?: number;
}

class SectionScan implements TagValueSections {
  readonly packages: PackageSection[] = [];
  readonly relationships: number[] = [];
  documentId: number | undefined;
  readonly otherIds: number[] = [];
  readonly annotationsOfId = new Map<string, number[]>();
  readonly annotationsInside = new Map<PackageSection, number[]>();
  readonly document: TagValueDocument;
  #scope: Scope = "document";
  #annotation: Annotation | undefined;

  constructor(document: TagValueDocument) {
    this.document = document;
  }

  take(entry: number): void {
    const tag = this.document.tag(entry);
    switch (tag) {
      case "Relationship":
        this.relationships.push(entry);
        return;
      case "SPDXID":
        this.#id(entry);
        return;
      case "PackageName":
        this.#name(entry);
        return;
      case "FileName":
        this.#scope = "file";
        return;
      case "SnippetSPDXID":
        this.otherIds.push(entry);
        this.#scope = "other";
        return;
      case "LicenseID":
        this.#scope = "other";
        return;
      case "Annotator":
        this.finish();
        this.#annotation = {};
        return;
      case "SPDXREF":
        this.#annotation ??= {};
        this.#annotation.about = this.document.value(entry);
        return;
      case "AnnotationComment":
        this.#annotation ??= {};
        this.#annotation.comment = entry;
        return;
      default:
        if (tag.startsWith("Package") || PACKAGE_FIELDS.has(tag)) this.#field(entry, tag);
    }
  }

  /** Puts the annotation that has been read last where it belongs. */
  finish(): void {
    const { about, comment } = this.#annotation ?? {};
    this.#annotation = undefined;
    if (comment === undefined) return;
    const inside = this.#current();
    if (about !== undefined) append(this.annotationsOfId, about, comment);
    else if (inside) append(this.annotationsInside, inside, comment);
  }

  #current(): PackageSection | undefined {
    return this.#scope === "package" ? this.packages.at(-1) : undefined;
  }

  /** A second id in the same package is the beginning of one whose name was left out. */
  #id(entry: number): void {
    const current = this.#current();
    if (current) {
      if (current.hasId) this.#open(entry, { hasName: false, hasId: true });
      else this.#extend(current, entry).hasId = true;
    } else if (this.#scope === "document") {
      if (this.documentId === undefined) this.documentId = entry;
      else this.#open(entry, { hasName: false, hasId: true });
    } else if (this.#scope === "file") this.otherIds.push(entry);
  }

  /** A name opens a package, unless all that has been read of the open one is the id that stands before the name. */
  #name(entry: number): void {
    const current = this.#current();
    if (current && !current.hasName && current.to === current.from + 1 && current.to === entry) {
      this.#extend(current, entry).hasName = true;
    } else this.#open(entry, { hasName: true, hasId: false });
  }

  /** A field outside a package belongs to one without a name. */
  #field(entry: number, tag: string): void {
    const current = this.#current();
    if (current) this.#extend(current, entry);
    else if (tag.startsWith("Package")) this.#open(entry, { hasName: false, hasId: false });
  }

  #open(from: number, has: { readonly hasName: boolean; readonly hasId: boolean }): void {
    this.finish();
    this.#scope = "package";
    this.packages.push({ from, to: from + 1, ...has });
  }

  #extend(section: PackageSection, entry: number): PackageSection {
    section.to = entry + 1;
    return section;
  }
}

function append<K>(map: Map<K, number[]>, key: K, entry: number): void {
  const list = map.get(key);
  if (list) list.push(entry);
  else map.set(key, [entry]);
}
