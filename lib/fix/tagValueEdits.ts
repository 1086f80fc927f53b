import type { Span } from "../model/span.ts";
import { parseTagValue, type TagValueDocument } from "../parse/tagValue.ts";
import type { EditNode, Json } from "./editNode.ts";
import { isObject } from "./editNode.ts";
import { insertion, type TextEdit } from "./textEdit.ts";

/** The tags of a package that a fix looks at, under the names that its JSON form has. */
const TEXTS: readonly (readonly [tag: string, member: string])[] = [
  ["PackageName", "name"],
  ["SPDXID", "SPDXID"],
  ["PackageVersion", "versionInfo"],
  ["PackageSupplier", "supplier"],
  ["ValidUntilDate", "validUntilDate"],
];

/** The entries of one package of a tag-value file, seen as its JSON form. */
export function tagValuePackage(text: string, { start, end }: Span): EditNode {
  return new TagValueNode({ text, document: parseTagValue(text.slice(start, end)), shift: start });
}

/** A whole tag-value file, as far as its creation is concerned. */
export function tagValueRoot(text: string): EditNode {
  const document = parseTagValue(text);
  const creators = entriesOf(document, "Creator");
  const creation: EditNode = {
    ...nothing({}),
    value: {},
    member: (key) => (key === "creators" && creators.length > 0 ? list : undefined),
    addMember: (key, value) => (key === "creators" ? addCreator(value) : []),
  };
  const addCreator = (value: Json): TextEdit[] => {
    const after =
      creators.at(-1) ??
      ["Created", "DocumentNamespace", "DocumentName", "SPDXVersion"].flatMap((tag) => entriesOf(document, tag))[0];
    const [only] = Array.isArray(value) ? value : [value];
    return after === undefined ? [] : addLines(text, document.span(after).end, [`Creator: ${String(only)}`]);
  };
  const list: EditNode = { ...nothing(creators.map((entry) => document.value(entry))), addItem: addCreator };
  return { ...nothing({}), member: (key) => (key === "creationInfo" ? creation : undefined) };
}

interface TagValuePart {
  readonly text: string;
  readonly document: TagValueDocument;
  /** What offsets of entries lack to be offsets of the text. */
  readonly shift: number;
}

class TagValueNode implements EditNode {
  readonly #part: TagValuePart;

  constructor(part: TagValuePart) {
    this.#part = part;
  }

  get value(): Readonly<Record<string, unknown>> {
    const { document } = this.#part;
    const value: Record<string, unknown> = {};
    for (const [tag, member] of TEXTS) {
      const [entry] = entriesOf(document, tag);
      if (entry !== undefined) value[member] = document.value(entry);
    }
    const references = entriesOf(document, "ExternalRef").map((entry) => {
      const [referenceCategory, referenceType, referenceLocator] = document.value(entry).split(/\s+/);
      return { referenceCategory, referenceType, referenceLocator };
    });
    if (references.length > 0) value.externalRefs = references;
    return value;
  }

  member(key: string): EditNode | undefined {
    const held = key === "annotations" ? this.#annotations() : this.value[key];
    if (held === undefined) return undefined;
    return { ...nothing(held), addItem: (item) => this.addMember(key, [item]) };
  }

  addMember(key: string, value: Json): TextEdit[] {
    const [only] = Array.isArray(value) ? (value as readonly Json[]) : [value];
    if (key === "supplier")
      return this.#addAfter(
        ["PackageName", "SPDXID", "PackageVersion", "PackageFileName"],
        [`PackageSupplier: ${String(only)}`],
      );
    if (key === "validUntilDate") return this.#addLast([`ValidUntilDate: ${String(only)}`]);
    if (!isObject(only)) return [];
    if (key === "externalRefs") {
      return this.#addLast([
        `ExternalRef: PACKAGE-MANAGER ${String(only.referenceType)} ${String(only.referenceLocator)}`,
      ]);
    }
    return key === "annotations" ? this.#addAnnotation(only) : [];
  }

  addItem(): TextEdit[] {
    return [];
  }

  /** Annotations about the package, which may stand anywhere in the file; undefined where there are none. */
  #annotations(): { readonly comment: string }[] | undefined {
    const { SPDXID } = this.value;
    const document = parseTagValue(this.#part.text);
    const [about, comment] = [document.tagNumber("SPDXREF"), document.tagNumber("AnnotationComment")];
    const found: { readonly comment: string }[] = [];
    let isAboutThis = false;
    for (let i = 0; i < document.count; i++) {
      const tag = document.tagNumberOf(i);
      if (tag === about) isAboutThis = document.value(i) === SPDXID;
      else if (tag === comment && isAboutThis) found.push({ comment: document.value(i) });
    }
    return found.length > 0 ? found : undefined;
  }

  /** An annotation says by id what it is about; a package without one cannot be annotated. */
  #addAnnotation(annotation: Record<string, unknown>): TextEdit[] {
    const { SPDXID } = this.value;
    if (typeof SPDXID !== "string") return [];
    const { document, shift, text } = this.#part;
    const lines = [
      `Annotator: ${String(annotation.annotator)}`,
      `AnnotationDate: ${String(annotation.annotationDate)}`,
      `AnnotationType: ${String(annotation.annotationType)}`,
      `SPDXREF: ${SPDXID}`,
      `AnnotationComment: <text>${String(annotation.comment)}</text>`,
    ];
    return addLines(text, document.span(document.count - 1).end + shift, lines);
  }

  #addLast(lines: readonly string[]): TextEdit[] {
    const { document, shift, text } = this.#part;
    // An annotation that stands inside the package ends its fields.
    const [annotator] = entriesOf(document, "Annotator");
    const last = (annotator ?? document.count) - 1;
    return last < 0 ? [] : addLines(text, document.span(last).end + shift, lines);
  }

  #addAfter(tags: readonly string[], lines: readonly string[]): TextEdit[] {
    const { document, shift, text } = this.#part;
    const last = Math.max(...tags.map((tag) => entriesOf(document, tag)[0] ?? -1));
    return last < 0 ? [] : addLines(text, document.span(last).end + shift, lines);
  }
}

function entriesOf(document: TagValueDocument, tag: string): number[] {
  const number = document.tagNumber(tag);
  const entries: number[] = [];
  for (let i = 0; number >= 0 && i < document.count; i++) if (document.tagNumberOf(i) === number) entries.push(i);
  return entries;
}

/** Lines behind the line in which an entry ends. */
function addLines(text: string, from: number, lines: readonly string[]): TextEdit[] {
  const newline = text.indexOf("\n", from);
  const end = newline < 0 ? text.length : newline;
  const at = text[end - 1] === "\r" ? end - 1 : end;
  const eol = /\r?\n/.exec(text.slice(0, 4096))?.[0] ?? "\n";
  return [insertion(Math.max(at, from), lines.map((line) => eol + line).join(""))];
}

function nothing(value: unknown): EditNode {
  return { value, member: () => undefined, addMember: () => [], addItem: () => [] };
}
