import { EVENT_ID, type Event, getScalarValue, parseEvents, SCALAR_STYLE } from "js-yaml";
import type { Problem, Span } from "../model/span.ts";
import { yamlSyntaxProblem } from "./yamlProblem.ts";
import { plainScalar } from "./yamlScalar.ts";

/** A YAML file as a tree with places. Only the first document of a stream is read. */
export interface YamlDocument {
  readonly text: string;
  /** Syntax errors (reading stops at the first), duplicate keys and broken aliases, each at its place. */
  readonly problems: readonly Problem[];
  /** Absent for an empty or broken file. */
  readonly root?: YamlNode;
}

/**
 * An alias gives the very node of its anchor, so a tree may share nodes and its expansion may be huge:
 * look members up, do not walk it whole.
 */
export type YamlNode = YamlMap | YamlSeq | YamlScalar;

export interface YamlMap {
  readonly kind: "map";
  /** In file order; a key that stands twice is here once, with its first value. */
  readonly entries: readonly YamlEntry[];
  readonly span: Span;
}

export interface YamlEntry {
  readonly key: string;
  readonly keySpan: Span;
  readonly value: YamlNode;
}

export interface YamlSeq {
  readonly kind: "seq";
  readonly items: readonly YamlNode[];
  readonly span: Span;
}

export interface YamlScalar {
  readonly kind: "scalar";
  /** By the YAML 1.2 core schema; a date stays a string. */
  readonly value: string | number | boolean | null;
  /** The value as text, so that version `1.10` is not 1.1. */
  readonly text: string;
  /** The text between the quotes; an empty string with its quotes; the key (or the dash) of a value that is not there. */
  readonly span: Span;
}

const MAX_DEPTH = 64;
const MAX_ALIASES = 1000;

/** Reads YAML into a tree. Never throws for bad content: `problems` says what is wrong and `root` is then absent or partial. */
export function parseYaml(text: string): YamlDocument {
  let events: Event[];
  try {
    events = parseEvents(text, { maxDepth: MAX_DEPTH });
  } catch (error) {
    return { text, problems: [yamlSyntaxProblem(text, error)] };
  }
  return new TreeBuilder(text).build(events);
}

/** The entry of a map with this key. */
export function yamlEntry(node: YamlNode | undefined, key: string): YamlEntry | undefined {
  return node?.kind === "map" ? node.entries.find((entry) => entry.key === key) : undefined;
}

/** A collection that is still open. */
type Frame = {
  readonly start: number;
  readonly flow: boolean;
  readonly anchor: string | undefined;
} & (
  | { readonly kind: "map"; readonly entries: YamlEntry[]; readonly keys: Set<string>; pending: YamlKey | undefined }
  | { readonly kind: "seq"; readonly items: YamlNode[] }
);

interface YamlKey {
  readonly key: string;
  readonly span: Span;
}

class TreeBuilder {
  readonly #text: string;
  readonly #problems: Problem[] = [];
  readonly #frames: Frame[] = [];
  readonly #anchors = new Map<string, YamlNode>();
  /** End of what has been read so far, closing quotes and brackets included. */
  #cursor = 0;
  #aliases = 0;
  #documents = 0;
  #root: YamlNode | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  build(events: readonly Event[]): YamlDocument {
    for (const event of events) {
      if (event.type === EVENT_ID.DOCUMENT && ++this.#documents > 1) {
        this.#reportSecondDocument();
        break;
      }
      this.#take(event);
    }
    return { text: this.#text, problems: this.#problems, root: this.#root };
  }

  #take(event: Event): void {
    switch (event.type) {
      case EVENT_ID.MAPPING:
        this.#frames.push({ kind: "map", entries: [], keys: new Set(), pending: undefined, ...this.#opened(event) });
        break;
      case EVENT_ID.SEQUENCE:
        this.#frames.push({ kind: "seq", items: [], ...this.#opened(event) });
        break;
      case EVENT_ID.SCALAR:
        this.#add(this.#scalar(event), this.#name(event));
        break;
      case EVENT_ID.ALIAS:
        this.#cursor = event.anchorEnd;
        this.#add(this.#alias({ start: event.anchorStart - 1, end: event.anchorEnd }), undefined);
        break;
      case EVENT_ID.POP: {
        const frame = this.#frames.pop();
        if (frame) this.#add(this.#closed(frame), frame.anchor);
        break;
      }
    }
  }

  #opened(event: Extract<Event, { start: number }>) {
    this.#cursor = Math.max(this.#cursor, event.start);
    const first = this.#text[event.start];
    return { start: event.start, flow: first === "{" || first === "[", anchor: this.#name(event) };
  }

  #name(event: { anchorStart: number; anchorEnd: number }): string | undefined {
    return event.anchorStart < 0 ? undefined : this.#text.slice(event.anchorStart, event.anchorEnd);
  }

  #closed(frame: Frame): YamlNode {
    if (frame.flow) this.#cursor = this.#closingBracket(frame.kind === "map" ? "}" : "]");
    const span = { start: frame.start, end: Math.max(frame.start, this.#cursor) };
    if (frame.kind === "seq") return { kind: "seq", items: frame.items, span };
    return { kind: "map", entries: frame.entries, span };
  }

  /** After the last element only blanks, commas, comments and the bracket can follow. */
  #closingBracket(bracket: string): number {
    let at = this.#cursor;
    while (at < this.#text.length && this.#text[at] !== bracket) {
      const lineEnd = this.#text[at] === "#" ? this.#text.indexOf("\n", at) : at;
      at = (lineEnd < 0 ? this.#text.length : lineEnd) + 1;
    }
    return Math.min(at + 1, this.#text.length);
  }

  #scalar(event: Extract<Event, { valueStart: number }>): YamlScalar {
    if (event.valueStart < 0) {
      return { kind: "scalar", value: null, text: "", span: this.#missingValue() };
    }
    const quoted = event.style === SCALAR_STYLE.SINGLE_QUOTED || event.style === SCALAR_STYLE.DOUBLE_QUOTED;
    // js-yaml takes a byte-order mark for a part of the first key.
    const marked = event.valueStart === 0 && this.#text.charCodeAt(0) === 0xfeff;
    const text = getScalarValue(this.#text, event).slice(marked ? 1 : 0);
    this.#cursor = event.valueEnd + (quoted ? 1 : 0);
    const string = event.style !== SCALAR_STYLE.PLAIN || this.#text.slice(event.tagStart, event.tagEnd) === "!!str";
    return {
      kind: "scalar",
      value: string ? text : plainScalar(text),
      text,
      span: this.#scalarSpan(event.valueStart + (marked ? 1 : 0), event.valueEnd, quoted),
    };
  }

  #scalarSpan(start: number, end: number, quoted: boolean): Span {
    if (quoted) return start === end ? { start: start - 1, end: end + 1 } : { start, end };
    const raw = this.#text.slice(start, end);
    const trimmed = raw.trim();
    if (trimmed === "") return { start, end };
    const from = start + raw.indexOf(trimmed);
    return { start: from, end: from + trimmed.length };
  }

  #missingValue(): Span {
    const frame = this.#frames.at(-1);
    if (frame?.kind === "map" && frame.pending) return frame.pending.span;
    const dash = this.#text.indexOf("-", this.#cursor);
    if (frame?.kind === "seq" && !frame.flow && dash >= 0) {
      this.#cursor = dash + 1;
      return { start: dash, end: dash + 1 };
    }
    return { start: this.#cursor, end: Math.min(this.#cursor + 1, this.#text.length) };
  }

  #alias(span: Span): YamlNode {
    const name = this.#text.slice(span.start + 1, span.end);
    const node = this.#anchors.get(name);
    if (node && ++this.#aliases <= MAX_ALIASES) return node;
    if (node && this.#aliases === MAX_ALIASES + 1) {
      this.#problem(
        `The file uses more than ${MAX_ALIASES} aliases; the rest is not read. Write the values out.`,
        span,
      );
    } else if (!node) {
      this.#problem(`The alias *${name} has no anchor &${name} that is complete before it; write the value out.`, span);
    }
    return { kind: "scalar", value: null, text: "", span };
  }

  #add(node: YamlNode, anchor: string | undefined): void {
    if (anchor !== undefined) this.#anchors.set(anchor, node);
    const frame = this.#frames.at(-1);
    if (!frame) this.#root ??= node;
    else if (frame.kind === "seq") frame.items.push(node);
    else if (frame.pending === undefined) frame.pending = this.#key(node);
    else this.#entry(frame, frame.pending, node);
  }

  #key(node: YamlNode): YamlKey {
    if (node.kind === "scalar") return { key: node.text, span: node.span };
    this.#problem("A key is a list or a map; write it as plain text.", node.span);
    return { key: this.#text.slice(node.span.start, node.span.end), span: node.span };
  }

  #entry(frame: Extract<Frame, { kind: "map" }>, key: YamlKey, value: YamlNode): void {
    frame.pending = undefined;
    if (frame.keys.has(key.key)) {
      this.#problem(`\`${key.key}\` stands here a second time and is not read; keep one of the two.`, key.span);
      return;
    }
    frame.keys.add(key.key);
    frame.entries.push({ key: key.key, keySpan: key.span, value });
  }

  #reportSecondDocument(): void {
    const at = this.#text.indexOf("---", this.#cursor);
    const start = at < 0 ? this.#cursor : at;
    this.#problem("A second YAML document starts here and is not read; put it into a file of its own.", {
      start,
      end: Math.min(start + 3, this.#text.length),
    });
  }

  #problem(message: string, span: Span): void {
    this.#problems.push({ message, span });
  }
}
