import type { XmlElement } from "../parse/xml.ts";
import { insertion, type TextEdit } from "./textEdit.ts";

/** An element that a fix inserts. */
export interface XmlPiece {
  /** With its prefix. */
  readonly name: string;
  readonly attributes?: Readonly<Record<string, string>>;
  /** A text, or elements; empty for an element that has only attributes. */
  readonly content: string | readonly XmlPiece[];
}

/** The text that elements are places of. */
export interface XmlPlaces {
  readonly text: string;
  /** What offsets of elements lack to be offsets of the text. */
  readonly shift: number;
}

/** Where a piece goes: before a child, else behind all of them. */
interface Insertion {
  readonly piece: XmlPiece;
  readonly before?: XmlElement;
}

/** Inserts an element into another one, laid out the way its neighbours are. */
export function insertChild(places: XmlPlaces, parent: XmlElement, { piece, before }: Insertion): TextEdit[] {
  const { text, shift } = places;
  const neighbour = before ?? lastChild(parent);
  if (neighbour === undefined) return intoEmpty(places, parent, piece);
  const indent = indentOf(text, neighbour.start + shift);
  const style = styleOf(text, indent);
  const written = rendered(piece, style);
  const gap = indent === undefined ? "" : style.eol + indent;
  return before ? [insertion(before.start + shift, written + gap)] : [insertion(neighbour.end + shift, gap + written)];
}

function lastChild(parent: XmlElement): XmlElement | undefined {
  let last: XmlElement | undefined;
  for (const child of parent.children()) last = child;
  return last;
}

function intoEmpty({ text, shift }: XmlPlaces, parent: XmlElement, piece: XmlPiece): TextEdit[] {
  const [tagEnd, end] = [parent.tagEnd + shift, parent.end + shift];
  const own = indentOf(text, parent.start + shift);
  const unit = unitOf(text);
  const inner = own === undefined ? undefined : own + unit;
  const style = styleOf(text, inner);
  const written = rendered(piece, style);
  const closed = tagEnd === end;
  const blank = text.slice(tagEnd, closed ? tagEnd : parent.content.end + shift);
  // A line that is already there for the end tag is kept.
  const tail = inner === undefined || /\n/.test(blank) ? "" : style.eol + own;
  const inside = (inner === undefined ? "" : style.eol + inner) + written + tail;
  if (!closed) return [insertion(tagEnd, inside)];
  // `<a/>` becomes `<a>...</a>` by two insertions around its slash.
  return [insertion(end - 2, `>${inside}<`), insertion(end - 1, parent.name)];
}

interface Style {
  readonly eol: string;
  readonly unit: string;
  /** Indentation of the piece; undefined where everything stands on one line. */
  readonly indent: string | undefined;
}

function styleOf(text: string, indent: string | undefined): Style {
  return { eol: /\r?\n/.exec(text.slice(0, 4096))?.[0] ?? "\n", unit: unitOf(text), indent };
}

/** One level of indentation: what stands before the first element that is indented. */
function unitOf(text: string): string {
  return /\n([ \t]+)</.exec(text.slice(0, 4096))?.[1] ?? "  ";
}

/** The blanks before an element that is the first on its line; undefined where something else stands there. */
function indentOf(text: string, at: number): string | undefined {
  const start = text.lastIndexOf("\n", at - 1) + 1;
  const before = text.slice(start, at);
  return start > 0 && /^[ \t]*$/.test(before) ? before : undefined;
}

function rendered({ name, attributes = {}, content }: XmlPiece, style: Style): string {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(value)}"`);
  const open = `<${name}${written.join("")}`;
  if (typeof content === "string") return content === "" ? `${open}/>` : `${open}>${escaped(content)}</${name}>`;
  if (style.indent === undefined) return `${open}>${content.map((one) => rendered(one, style)).join("")}</${name}>`;
  const inner = { ...style, indent: style.indent + style.unit };
  const lines = content.map((one) => `${style.eol}${inner.indent}${rendered(one, inner)}`);
  return `${open}>${lines.join("")}${style.eol}${style.indent}</${name}>`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character);
}

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
