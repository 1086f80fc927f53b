import type { Span } from "../model/span.ts";
import { parseYaml, type YamlEntry, type YamlNode, yamlEntry } from "../parse/yaml.ts";
import type { EditNode, Json } from "./editNode.ts";
import { insertion, type TextEdit } from "./textEdit.ts";

/** The YAML map at `span`, ready to be added to; undefined where it is broken. */
export function yamlNode(text: string, { start, end }: Span): EditNode | undefined {
  const column = start - lineStart(text, start);
  // Blanks instead of what stands before the first key keep the keys of a block below each other.
  const { root, problems } = parseYaml(" ".repeat(column) + text.slice(start, end));
  if (root?.kind !== "map" || problems.length > 0) return undefined;
  return new YamlEditNode({ text, shift: start - column }, root);
}

/** A whole YAML file. */
export function yamlRoot(text: string): EditNode | undefined {
  const { root, problems } = parseYaml(text);
  return root?.kind === "map" && problems.length === 0 ? new YamlEditNode({ text, shift: 0 }, root) : undefined;
}

interface YamlPlaces {
  readonly text: string;
  /** What offsets of nodes lack to be offsets of the text. */
  readonly shift: number;
}

class YamlEditNode implements EditNode {
  readonly #places: YamlPlaces;
  readonly #node: YamlNode;

  constructor(places: YamlPlaces, node: YamlNode) {
    this.#places = places;
    this.#node = node;
  }

  get value(): unknown {
    return plain(this.#node);
  }

  member(key: string): EditNode | undefined {
    const entry = yamlEntry(this.#node, key);
    return entry && new YamlEditNode(this.#places, entry.value);
  }

  /** In a block the new entry stands before the last one: where an entry begins is certain, where one ends is not. */
  addMember(key: string, value: Json): TextEdit[] {
    const node = this.#node;
    if (node.kind !== "map") return [];
    const flow = this.#flow("{");
    if (flow !== undefined) return this.#addToFlow(`${JSON.stringify(key)}: ${inline(value)}`, node.entries.length);
    const place = this.#keyPlace(node.entries.at(-1));
    if (place === undefined) return [];
    const { eol, unit, tight } = styleOf(this.#places.text);
    const indent = " ".repeat(place.column);
    const lines = block({ key, value }, { unit, tight });
    return [insertion(place.at, lines.map((line) => `${line}${eol}${indent}`).join(""))];
  }

  addItem(value: Json): TextEdit[] {
    const node = this.#node;
    if (node.kind !== "seq") return [];
    const flow = this.#flow("[");
    if (flow !== undefined) return this.#addToFlow(inline(value), node.items.length);
    const dash = this.#dashPlace(node.items.at(-1));
    if (dash === undefined) return [];
    const { eol, unit, tight } = styleOf(this.#places.text);
    const lines = item(value, { unit, tight });
    return [insertion(dash.at, lines.map((line) => `${line}${eol}${" ".repeat(dash.column)}`).join(""))];
  }

  #addToFlow(written: string, held: number): TextEdit[] {
    return [insertion(this.#start + 1, held === 0 ? written : `${written}, `)];
  }

  get #start(): number {
    return this.#node.span.start + this.#places.shift;
  }

  #flow(bracket: string): true | undefined {
    return this.#places.text[this.#start] === bracket ? true : undefined;
  }

  /** Where a key begins, if only blanks and dashes stand before it on its line. */
  #keyPlace(entry: YamlEntry | undefined): Place | undefined {
    if (entry === undefined) return undefined;
    const at = beforeQuote(this.#places.text, entry.keySpan.start + this.#places.shift);
    return placeAt(this.#places.text, at, /^ *(?:- +)*$/);
  }

  /** Where the dash of an item stands, if the item begins on its line. */
  #dashPlace(node: YamlNode | undefined): Place | undefined {
    if (node === undefined) return undefined;
    const { text, shift } = this.#places;
    const at = beforeQuote(text, node.span.start + shift);
    const dash = /- +$/.exec(text.slice(lineStart(text, at), at));
    return dash ? placeAt(text, at - dash[0].length, /^ *$/) : undefined;
  }
}

interface Place {
  readonly at: number;
  readonly column: number;
}

function placeAt(text: string, at: number, before: RegExp): Place | undefined {
  const start = lineStart(text, at);
  return before.test(text.slice(start, at)) ? { at, column: at - start } : undefined;
}

function lineStart(text: string, at: number): number {
  const start = text.lastIndexOf("\n", at - 1) + 1;
  return start === 0 && text.charCodeAt(0) === 0xfeff ? 1 : start;
}

/** Spans of quoted texts leave the quotes out. */
function beforeQuote(text: string, at: number): number {
  return text[at - 1] === '"' || text[at - 1] === "'" ? at - 1 : at;
}

interface Style {
  /** One level of indentation. */
  readonly unit: string;
  /** Whether the dashes of a list stand below the first letter of its key. */
  readonly tight: boolean;
}

function styleOf(text: string): Style & { readonly eol: string } {
  const head = text.slice(0, 4096);
  const list = /\n( *)[\w"'-]+:[ \t]*\r?\n( *)- /.exec(head);
  return {
    eol: /\r?\n/.exec(head)?.[0] ?? "\n",
    unit: /\n( +)\w/.exec(head)?.[1]?.slice(0, 8) ?? "  ",
    tight: list !== null && list[1] === list[2],
  };
}

/** An entry as the lines of a block, without the indentation that all of them share. */
function block({ key, value }: { readonly key: string; readonly value: Json }, style: Style): string[] {
  if (typeof value === "string") return [`${key}: ${scalar(value)}`];
  if (isList(value)) {
    const indent = style.tight ? "" : style.unit;
    return [`${key}:`, ...value.flatMap((one) => item(one, style)).map((line) => indent + line)];
  }
  const inside = Object.entries(value).flatMap(([name, held]) => block({ key: name, value: held }, style));
  return [`${key}:`, ...inside.map((line) => style.unit + line)];
}

function item(value: Json, style: Style): string[] {
  if (typeof value === "string" || isList(value)) return [`- ${inline(value)}`];
  const inside = Object.entries(value).flatMap(([name, held]) => block({ key: name, value: held }, style));
  return inside.map((line, at) => (at === 0 ? `- ${line}` : `  ${line}`));
}

/** Plain where that is surely a text, else in quotes as JSON writes them, which YAML reads alike. */
function scalar(value: string): string {
  return /^[A-Za-z][\w.=/-]*$/.test(value) && !/^(?:true|false|null|yes|no|on|off)$/i.test(value)
    ? value
    : JSON.stringify(value);
}

function inline(value: Json): string {
  if (typeof value === "string") return JSON.stringify(value);
  if (isList(value)) return `[${value.map(inline).join(", ")}]`;
  return `{${Object.entries(value)
    .map(([key, held]) => `${JSON.stringify(key)}: ${inline(held)}`)
    .join(", ")}}`;
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}

/** Deeper than any SBOM nests; aliases may make a tree of any depth. */
const DEEPEST = 6;

function plain(node: YamlNode, depth = 0): unknown {
  if (node.kind === "scalar") return node.value === null ? null : node.text;
  if (depth > DEEPEST) return undefined;
  if (node.kind === "seq") return node.items.map((one) => plain(one, depth + 1));
  return Object.fromEntries(node.entries.map((entry) => [entry.key, plain(entry.value, depth + 1)]));
}
