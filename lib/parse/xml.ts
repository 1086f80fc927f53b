import type { Problem, Span } from "../model/span.ts";
import { type AttributePlace, nextAttribute } from "./xmlAttributes.ts";
import { localName, prefixOf } from "./xmlNames.ts";
import { END, NAME, NEXT, OPEN_END, START, STRIDE, scanXml, type XmlTape } from "./xmlScan.ts";
import type { XmlScope } from "./xmlScopes.ts";
import { attributeText, contentText, type XmlText } from "./xmlText.ts";

export type { XmlText } from "./xmlText.ts";

/** An XML text with the place of everything in it. Nothing is copied out of the text before somebody asks for it. */
export interface XmlDocument {
  readonly text: string;
  /** What is wrong with the text in plain words, at its place. */
  readonly problems: readonly Problem[];
  /** False when the text breaks off or its tags do not fit together; there is no root then. */
  readonly usable: boolean;
  /** How many elements the text holds. */
  readonly count: number;
  /** The outermost element; undefined when not usable. */
  root(): XmlElement | undefined;
  /** Every element in the order of the file, the root first. */
  elements(): Iterable<XmlElement>;
  /** True where some element declares or stands under this namespace. */
  knowsNamespace(namespace: string): boolean;
}

/** Parses an XML text: one scan, no recursion, entities never expanded into more than a character. Never throws. */
export function parseXml(text: string): XmlDocument {
  return new ParsedXml(scanXml(text));
}

/** What the elements of one document share. */
class ParsedXml implements XmlDocument {
  readonly tape: XmlTape;
  /** The default namespace where only the root declares one, as in nearly every file: then a plain name has it everywhere. */
  readonly #plain: string | undefined;

  constructor(tape: XmlTape) {
    this.tape = tape;
    this.#plain = tape.scopes.onlyRoot ? (tape.scopes.find(this.#scopeOf(0), "") ?? "") : undefined;
  }

  get text(): string {
    return this.tape.text;
  }

  get problems(): readonly Problem[] {
    return this.tape.problems;
  }

  get usable(): boolean {
    return this.tape.usable;
  }

  get count(): number {
    return this.tape.count;
  }

  root(): XmlElement | undefined {
    return this.usable ? new XmlElement(this, 0) : undefined;
  }

  *elements(): Generator<XmlElement> {
    if (!this.usable) return;
    for (let i = 0; i < this.tape.count; i++) yield new XmlElement(this, i);
  }

  knowsNamespace(namespace: string): boolean {
    return this.tape.scopes.declares(namespace);
  }

  place(element: number, which: number): number {
    return this.tape.places[element * STRIDE + which] ?? 0;
  }

  name(element: number): string {
    return this.tape.names.text(this.place(element, NAME));
  }

  namespace(element: number): string {
    const name = this.place(element, NAME);
    if (this.#plain !== undefined && this.tape.names.isPlain(name)) return this.#plain;
    return this.namespaceOf(element, prefixOf(this.tape.names.text(name)));
  }

  /** What a prefix stands for in an element. */
  namespaceOf(element: number, prefix: string): string {
    return this.tape.scopes.find(this.#scopeOf(element), prefix) ?? "";
  }

  /** True where two elements are of one namespace; cheap where the file has one. */
  sameNamespace(one: number, other: number): boolean {
    const { names } = this.tape;
    const arePlain = names.isPlain(this.place(one, NAME)) && names.isPlain(this.place(other, NAME));
    if (arePlain && this.#plain !== undefined) return true;
    return this.namespace(one) === this.namespace(other);
  }

  #scopeOf(element: number): XmlScope | undefined {
    return this.tape.scopes.of(element, (one) => this.place(one, NEXT));
  }
}

/** One element of a document; as a span it covers all of itself, from `<` to the last `>`. */
export class XmlElement implements Span {
  readonly #document: ParsedXml;
  readonly #index: number;

  constructor(document: ParsedXml, index: number) {
    this.#document = document;
    this.#index = index;
  }

  /** Its number in the order of the file; the root is 0. */
  get index(): number {
    return this.#index;
  }

  /** Number of the first element after this one and everything in it. */
  get next(): number {
    return this.#document.place(this.#index, NEXT);
  }

  get start(): number {
    return this.#document.place(this.#index, START);
  }

  get end(): number {
    return this.#document.place(this.#index, END);
  }

  /** The name as written, with its prefix. */
  get name(): string {
    return this.#document.name(this.#index);
  }

  /** The name without its prefix. */
  get local(): string {
    return localName(this.name);
  }

  /** Empty where none is declared. */
  get namespace(): string {
    return this.#document.namespace(this.#index);
  }

  /** The opening token: `<component`. */
  get opening(): Span {
    return { start: this.start, end: this.start + 1 + this.name.length };
  }

  /** The start tag from `<` to `>`. */
  get startTag(): Span {
    return { start: this.start, end: this.tagEnd };
  }

  /** Offset after the start tag. */
  get tagEnd(): number {
    return this.#document.place(this.#index, OPEN_END);
  }

  /** Everything between the start tag and the end tag; empty and behind the tag for `<a/>`. */
  get content(): Span {
    const { end, tagEnd } = this;
    if (tagEnd === end) return { start: end, end };
    // An end tag with white space in it is legal and rare.
    const { text, tape } = this.#document;
    const close = end - 3 - tape.names.lengthOf(this.#document.place(this.#index, NAME));
    const isTight = text.charCodeAt(close) === 0x3c && text.charCodeAt(close + 1) === 0x2f;
    return { start: tagEnd, end: isTight ? close : text.lastIndexOf("</", end - 1) };
  }

  /** The element's own text; undefined where it holds elements. */
  get text(): XmlText | undefined {
    if (this.next !== this.#index + 1) return undefined;
    return contentText(this.#document.text, this.content, this);
  }

  /** True where another element stands inside. */
  get hasChildren(): boolean {
    return this.next > this.#index + 1;
  }

  /** The elements directly inside, in the order of the file. */
  *children(): Generator<XmlElement> {
    const { next } = this;
    for (let i = this.#index + 1; i < next; i = this.#document.place(i, NEXT)) {
      yield new XmlElement(this.#document, i);
    }
  }

  /** This element and everything in it, in the order of the file. */
  *within(): Generator<XmlElement> {
    const { next } = this;
    for (let i = this.#index; i < next; i++) yield new XmlElement(this.#document, i);
  }

  /** The elements directly inside that have this name and the namespace of this element. */
  *all(local: string): Generator<XmlElement> {
    for (let i = this.#find(local, this.#index + 1); i >= 0; i = this.#find(local, this.#document.place(i, NEXT))) {
      yield new XmlElement(this.#document, i);
    }
  }

  /** The first element directly inside that has this name and the namespace of this element. */
  child(local: string): XmlElement | undefined {
    const found = this.#find(local, this.#index + 1);
    return found < 0 ? undefined : new XmlElement(this.#document, found);
  }

  /** The first element directly inside that has this name in whatever namespace, for formats that spread members over several. */
  member(local: string): XmlElement | undefined {
    const found = this.#findNamed(local, this.#index + 1);
    return found < 0 ? undefined : new XmlElement(this.#document, found);
  }

  /** The elements directly inside that have this name in whatever namespace. */
  *members(local: string): Generator<XmlElement> {
    for (
      let i = this.#findNamed(local, this.#index + 1);
      i >= 0;
      i = this.#findNamed(local, this.#document.place(i, NEXT))
    ) {
      yield new XmlElement(this.#document, i);
    }
  }

  /** The first element along a path of names, each the first of its name. */
  along(...path: readonly string[]): XmlElement | undefined {
    let at: XmlElement | undefined = this;
    for (const local of path) at = at?.child(local);
    return at;
  }

  /** An attribute by its name as written. */
  attribute(name: string): XmlText | undefined {
    const { text } = this.#document;
    const { tagEnd } = this;
    for (let at = this.#firstAttribute(); at; at = nextAttribute(text, at.end + 1, tagEnd)) {
      const { nameStart, nameEnd } = at;
      if (nameEnd - nameStart === name.length && text.startsWith(name, nameStart)) return attributeText(text, at);
    }
    return undefined;
  }

  /** An attribute by its namespace and the name after the prefix. */
  attributeIn(namespace: string, local: string): XmlText | undefined {
    const { text } = this.#document;
    const { tagEnd } = this;
    for (let at = this.#firstAttribute(); at; at = nextAttribute(text, at.end + 1, tagEnd)) {
      const name = text.slice(at.nameStart, at.nameEnd);
      if (!name.endsWith(`:${local}`) || localName(name) !== local) continue;
      if (this.#document.namespaceOf(this.#index, prefixOf(name)) === namespace) return attributeText(text, at);
    }
    return undefined;
  }

  #findNamed(local: string, from: number): number {
    const { next } = this;
    const document = this.#document;
    const names = document.tape.names.withLocal(local);
    const [only] = names;
    for (let i = from; i < next; i = document.place(i, NEXT)) {
      const name = document.place(i, NAME);
      if (name === only || (names.length > 1 && names.includes(name))) return i;
    }
    return -1;
  }

  #firstAttribute(): AttributePlace | undefined {
    const { tagEnd } = this;
    const nameEnd = this.start + 1 + this.#document.tape.names.lengthOf(this.#document.place(this.#index, NAME));
    return nextAttribute(this.#document.text, nameEnd, tagEnd);
  }

  #find(local: string, from: number): number {
    const { next } = this;
    if (from >= next) return -1;
    const document = this.#document;
    const names = document.tape.names.withLocal(local);
    if (names.length === 0) return -1;
    const [only] = names;
    for (let i = from; i < next; i = document.place(i, NEXT)) {
      const name = document.place(i, NAME);
      if (name !== only && !names.includes(name)) continue;
      if (document.sameNamespace(i, this.#index)) return i;
    }
    return -1;
  }
}
