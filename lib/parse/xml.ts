import type { Problem, Span } from "../model/span.ts";
import { type AttributePlace, attributePlaces } from "./xmlAttributes.ts";
import { localName, prefixOf } from "./xmlNames.ts";
import { END, NAME, NEXT, OPEN_END, START, STRIDE, scanXml, type XmlTape } from "./xmlScan.ts";
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
  /** Namespaces that were asked for, by scope and name. */
  readonly #namespaces = new Map<number, string>();
  /** One declaration of the default namespace at the root, as nearly every file has it: then a plain name has that namespace everywhere. */
  readonly #plain: string | undefined;

  constructor(tape: XmlTape) {
    this.tape = tape;
    const isPlain = tape.scopes.count === 0 || (tape.scopes.count === 1 && tape.scopes.of(0, () => 1)?.element === 0);
    if (isPlain)
      this.#plain =
        tape.scopes.find(
          tape.scopes.of(0, () => 1),
          "",
        ) ?? "";
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
    const prefix = prefixOf(this.tape.names.text(name));
    if (this.#plain !== undefined && prefix === "") return this.#plain;
    return this.namespaceOf(element, prefix, name);
  }

  /** @param key number that stands for the prefix together with the scope, for the memory; absent for a prefix of an attribute */
  namespaceOf(element: number, prefix: string, key?: number): string {
    const scope = this.tape.scopes.of(element, (one) => this.place(one, NEXT));
    if (key === undefined) return this.tape.scopes.find(scope, prefix) ?? "";
    const memory = (scope?.element ?? -1) * this.tape.names.count + key;
    let namespace = this.#namespaces.get(memory);
    if (namespace === undefined) {
      namespace = this.tape.scopes.find(scope, prefix) ?? "";
      this.#namespaces.set(memory, namespace);
    }
    return namespace;
  }

  /** True where two elements are of one namespace; cheap where the file has one. */
  sameNamespace(one: number, other: number): boolean {
    if (this.place(one, NAME) === this.place(other, NAME) && this.#plain !== undefined) return true;
    return this.namespace(one) === this.namespace(other);
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
    return { start: this.start, end: this.#document.place(this.#index, OPEN_END) };
  }

  /** Everything between the start tag and the end tag; empty and behind the tag for `<a/>`. */
  get content(): Span {
    const { end } = this;
    const start = this.#document.place(this.#index, OPEN_END);
    return { start, end: start === end ? end : this.#document.text.lastIndexOf("</", end - 1) };
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

  /** The first element along a path of names, all of the namespace of this element. */
  child(...path: readonly string[]): XmlElement | undefined {
    let at: XmlElement = this;
    for (const local of path) {
      const found = at.#find(local, at.#index + 1);
      if (found < 0) return undefined;
      at = new XmlElement(at.#document, found);
    }
    return at;
  }

  /** An attribute by its name as written. */
  attribute(name: string): XmlText | undefined {
    for (const { nameStart, nameEnd, start, end } of this.#attributes()) {
      if (nameEnd - nameStart !== name.length || !this.#document.text.startsWith(name, nameStart)) continue;
      return attributeText(this.#document.text, { start, end });
    }
    return undefined;
  }

  /** An attribute by its namespace and the name after the prefix. */
  attributeIn(namespace: string, local: string): XmlText | undefined {
    const { text } = this.#document;
    for (const { nameStart, nameEnd, start, end } of this.#attributes()) {
      const name = text.slice(nameStart, nameEnd);
      if (!name.endsWith(`:${local}`) || localName(name) !== local) continue;
      if (this.#document.namespaceOf(this.#index, prefixOf(name)) !== namespace) continue;
      return attributeText(text, { start, end });
    }
    return undefined;
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

  /** Found anew on each walk: a tag is short, and most are never asked. */
  #attributes(): Iterable<AttributePlace> {
    const from = this.start + 1 + this.name.length;
    return attributePlaces(this.#document.text, from, this.#document.place(this.#index, OPEN_END));
  }
}
