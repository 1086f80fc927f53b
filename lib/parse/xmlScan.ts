import type { Problem } from "../model/span.ts";
import { type AttributePlace, isSpace, XmlAttributes } from "./xmlAttributes.ts";
import { prefixOf, XmlNames } from "./xmlNames.ts";
import { shown, XmlEntities, XmlProblems } from "./xmlProblems.ts";
import { type XmlScope, XmlScopes } from "./xmlScopes.ts";

/** Numbers per element in `XmlTape.places`. */
export const STRIDE = 5;
/** Offset of the `<` that opens the element. */
export const START = 0;
/** Offset after the `>` of its start tag. */
export const OPEN_END = 1;
/** Offset after the element; equal to `OPEN_END` for `<a/>`. */
export const END = 2;
/** Number of the first element after this one and everything in it. */
export const NEXT = 3;
/** Number of its name in `XmlTape.names`. */
export const NAME = 4;

/**
 * Elements nested deeper than this are refused. SPDX RDF nests a package in the relationship of another one, four levels at each step,
 * so this is more than any JSON would need.
 */
export const MAX_XML_DEPTH = 2000;

/** No format needs more than a dozen; the limit keeps the search for a prefix short. */
const MAX_DECLARATIONS = 1000;

/** Where every element of a text stands, in the order of the file. */
export interface XmlTape {
  readonly text: string;
  readonly places: Uint32Array;
  readonly count: number;
  readonly names: XmlNames;
  readonly scopes: XmlScopes;
  readonly problems: readonly Problem[];
  /** False where a problem hides what the file says. */
  readonly usable: boolean;
}

/** Scans an XML text once. Never throws: what is wrong stands in `problems`, and the scan stops where no sense can be made of the rest. */
export function scanXml(text: string): XmlTape {
  const scan = new XmlScan(text);
  scan.run();
  return scan;
}

const LESS = 0x3c;
const GREATER = 0x3e;
const SLASH = 0x2f;
const EQUALS = 0x3d;
const BANG = 0x21;
const QUESTION = 0x3f;
const COLON = 0x3a;
const DECLARATION = "xmlns";

class XmlScan implements XmlTape {
  readonly text: string;
  readonly names: XmlNames;
  readonly scopes = new XmlScopes();
  places: Uint32Array;
  count = 0;
  readonly #found = new XmlProblems();
  readonly #entities: XmlEntities;
  readonly #attributes: XmlAttributes;
  readonly #open: number[] = [];
  #at = 0;
  /** The next `<`, where it is known already; else some place before `#at`. */
  #nextLess = -1;
  #scope: XmlScope | undefined;

  constructor(text: string) {
    this.text = text;
    this.names = new XmlNames(text);
    // An element takes about 50 characters in an SBOM; memory that is not written to is not paid for.
    this.places = new Uint32Array(STRIDE * Math.max(64, Math.floor(text.length / 24)));
    this.#entities = new XmlEntities(text, this.#found);
    const onDeclaration = (attribute: AttributePlace) => this.#declare(attribute);
    this.#attributes = new XmlAttributes(text, this.#found, { entities: this.#entities, onDeclaration });
  }

  get problems(): readonly Problem[] {
    return this.#found.list;
  }

  get usable(): boolean {
    return this.#found.usable;
  }

  run(): void {
    const { text } = this;
    if (text.charCodeAt(0) === 0xfeff) this.#at = 1;
    while (!this.#found.stopped) {
      const less = this.#nextLess >= this.#at ? this.#nextLess : nextLess(text, this.#at);
      if (this.#open.length === 0) this.#refuseStrayText(less);
      else if (this.#entities.next < less) this.#entities.check(less);
      if (less === text.length) {
        this.#finish();
        return;
      }
      const c = text.charCodeAt(less + 1);
      if (c === SLASH) this.#endTag(less);
      else if (c === BANG) this.#declaration(less);
      else if (c === QUESTION) this.#instruction(less);
      else this.#startTag(less);
    }
  }

  #startTag(less: number): void {
    const { text } = this;
    if (this.#open.length === 0 && this.count > 0) {
      this.#refuseSecondRoot(less);
      return;
    }
    let at = less + 1;
    let hash = 0;
    let c = text.charCodeAt(at);
    while (c > 0x20 && c !== GREATER && c !== SLASH && c !== EQUALS && c !== LESS) {
      hash = (Math.imul(hash, 31) + c) | 0;
      c = text.charCodeAt(++at);
    }
    const known = this.names.count;
    const name = this.names.number(less + 1, at, hash);
    if (name < 0) {
      this.#badName(less, at);
      return;
    }
    const element = this.#add(less, name);
    const openEnd = c === GREATER ? at + 1 : this.#attributesEnd(at, less);
    if (openEnd < 0) return;
    if (name === known) this.#checkPrefix(less, name);
    this.#at = openEnd;
    this.places[element * STRIDE + OPEN_END] = openEnd;
    const isEmpty = openEnd - 2 >= at && text.charCodeAt(openEnd - 2) === SLASH;
    if (isEmpty) this.#close(element, openEnd);
    else if (this.#open.push(element) > MAX_XML_DEPTH) {
      const message = `Elements are nested more than ${MAX_XML_DEPTH} levels deep here; Premarket does not read such a file.`;
      this.#found.fail(message, less, less + 1);
    }
  }

  /** Looks for the next `<` before the attributes, because none of them may reach so far. */
  #attributesEnd(nameEnd: number, less: number): number {
    this.#nextLess = nextLess(this.text, nameEnd);
    return this.#attributes.scan(nameEnd, less, this.#nextLess);
  }

  #add(less: number, name: number): number {
    const element = this.count++;
    if (this.count * STRIDE > this.places.length) {
      const bigger = new Uint32Array(this.places.length * 2);
      bigger.set(this.places);
      this.places = bigger;
    }
    this.places[element * STRIDE + START] = less;
    this.places[element * STRIDE + NAME] = name;
    return element;
  }

  #close(element: number, end: number): void {
    this.places[element * STRIDE + END] = end;
    this.places[element * STRIDE + NEXT] = this.count;
    while (this.#scope?.element === element) this.#scope = this.#scope.outer;
  }

  #endTag(less: number): void {
    const { text } = this;
    const element = this.#open.pop();
    if (element === undefined) {
      this.#found.fail("This tag closes an element that is not open.", less, tagEnd(text, less));
      return;
    }
    const name = this.places[element * STRIDE + NAME] ?? 0;
    if (this.names.isAt(name, less + 2)) {
      let at = less + 2 + this.names.lengthOf(name);
      while (isSpace(text.charCodeAt(at))) at++;
      if (text.charCodeAt(at) === GREATER) {
        this.#at = at + 1;
        this.#close(element, at + 1);
        return;
      }
    }
    const end = tagEnd(text, less);
    const isWhole = text.charCodeAt(end - 1) === GREATER;
    const message = isWhole
      ? `\`${shown(text.slice(less, end))}\` stands where \`</${shown(this.names.text(name))}>\` should close the element that is open.`
      : "This closing tag has no `>`.";
    this.#found.fail(message, less, isWhole ? end : less + 2);
  }

  /** A namespace declaration in the tag of the element that was added last. */
  #declare({ nameStart, nameEnd, start, end }: AttributePlace): void {
    const { text } = this;
    const hasPrefix = text.charCodeAt(nameStart + DECLARATION.length) === COLON;
    if (!hasPrefix && nameEnd !== nameStart + DECLARATION.length) return;
    const prefix = text.slice(nameStart + DECLARATION.length + 1, nameEnd);
    const namespace = text.slice(start, end).trim();
    const count = 1 + (this.#scope?.count ?? 0);
    this.#scope = this.scopes.add({ element: this.count - 1, outer: this.#scope, prefix, namespace, count });
    if (count > MAX_DECLARATIONS) {
      const message = `More than ${MAX_DECLARATIONS} namespace declarations are in force here; Premarket does not read such a file.`;
      this.#found.fail(message, nameStart, nameEnd);
    }
  }

  #declaration(less: number): void {
    const { text } = this;
    if (text.startsWith("<!--", less)) this.#skipTo("-->", { start: less, end: less + 4 }, "comment");
    else if (text.startsWith("<![CDATA[", less) && this.#open.length > 0) {
      this.#skipTo("]]>", { start: less, end: less + 9 }, "CDATA section");
    } else if (/^<!doctype/i.test(text.slice(less, less + 9))) {
      const message =
        "Premarket does not read a file with a document type declaration, because it can pull in other files; take the declaration out.";
      this.#found.fail(message, less, less + 9);
    } else this.#found.fail("This markup has no meaning here; write a plain `<` as `&lt;`.", less, less + 2);
  }

  #instruction(less: number): void {
    const isDeclaration = /^<\?xml\s/.test(this.text.slice(less, less + 6));
    if (isDeclaration && less > (this.text.charCodeAt(0) === 0xfeff ? 1 : 0)) {
      const message = "The XML declaration must be the very first thing in the file; other tools refuse it here.";
      this.#found.note(message, less, less + 5);
    }
    this.#skipTo("?>", { start: less, end: less + 2 }, "processing instruction");
  }

  #skipTo(mark: string, opening: { readonly start: number; readonly end: number }, what: string): void {
    const at = this.text.indexOf(mark, opening.end);
    if (at < 0) {
      this.#found.fail(`The file ends inside a ${what} that opens here.`, opening.start, opening.end);
      return;
    }
    this.#at = at + mark.length;
    this.#entities.skip(this.#at);
  }

  #refuseStrayText(end: number): void {
    let at = this.#at;
    while (at < end && isSpace(this.text.charCodeAt(at))) at++;
    this.#entities.skip(end);
    if (at === end) return;
    const line = /^[^\r\n]{1,200}/.exec(this.text.slice(at, Math.min(end, at + 200)))?.[0] ?? "";
    const where = this.count > 0 ? "after the last element" : "before the first element";
    this.#found.note(`Text stands ${where}, where XML knows none; take it out.`, at, at + line.trimEnd().length);
  }

  /** What stands before it is whole, so the file stays usable. */
  #refuseSecondRoot(less: number): void {
    const message = "A second outermost element opens here; an XML file has one, so the rest is not read.";
    this.#found.note(message, less, less + 1);
    this.#found.stopped = true;
  }

  #checkPrefix(less: number, name: number): void {
    const prefix = prefixOf(this.names.text(name));
    if (prefix === "" || this.scopes.find(this.#scope, prefix) !== undefined) return;
    const said = shown(prefix);
    const message = `The prefix \`${said}\` stands for no namespace; declare it with \`xmlns:${said}\`.`;
    this.#found.note(message, less + 1, less + 1 + prefix.length);
  }

  #finish(): void {
    this.#found.stopped = true;
    const element = this.#open.at(-1);
    if (element !== undefined) {
      const start = this.places[element * STRIDE + START] ?? 0;
      const name = this.#nameOf(element);
      const message = `The file ends inside \`<${shown(name)}>\`, which opens here and is not closed.`;
      this.#found.fail(message, start, start + 1 + name.length);
    } else if (this.count === 0) {
      this.#found.fail("The file holds no XML element.", 0, Math.min(1, this.text.length));
    }
  }

  #badName(less: number, at: number): void {
    if (at >= this.text.length) this.#found.fail("The file ends inside the tag that opens here.", less, less + 1);
    else if (at === less + 1) this.#found.fail("A plain `<` stands here; write it as `&lt;`.", less, at);
    else {
      const message = "An element cannot have this name; where `<` is meant as a character, write `&lt;`.";
      this.#found.fail(message, less, Math.min(at, less + 40));
    }
  }

  #nameOf(element: number): string {
    return this.names.text(this.places[element * STRIDE + NAME] ?? 0);
  }
}

/** Offset of the next `<`; the end of the text where there is none. */
function nextLess(text: string, from: number): number {
  const at = text.indexOf("<", from);
  return at < 0 ? text.length : at;
}

function tagEnd(text: string, less: number): number {
  const end = text.indexOf(">", less);
  return end < 0 || end > less + 200 ? Math.min(text.length, less + 200) : end + 1;
}
