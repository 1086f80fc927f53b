import type { Span } from "../../model/span.ts";
import type { Spot } from "../../parse/spot.ts";
import { type YamlDocument, type YamlNode, yamlEntry } from "../../parse/yaml.ts";
import { partAt } from "./partAt.ts";
import type { SpdxElement, SpdxSource } from "./spdxSource.ts";

/** An SPDX 2 YAML file as the tree that its JSON form would have: the two differ in nothing but the syntax (SPDX 2.3, annex C). */
export function yamlSource(document: YamlDocument): SpdxSource {
  const { text, root } = document;
  const values = new Map<YamlNode, unknown>();
  const elements = (name: string): SpdxElement[] => {
    const list = yamlEntry(root, name)?.value;
    if (list?.kind !== "seq") return [];
    return list.items.map((item) => ({ value: plainValue(item, values), spot: new YamlSpot(text, item) }));
  };
  return {
    member: (name) => {
      const entry = yamlEntry(root, name);
      return entry && plainValue(entry.value, values);
    },
    elements,
    elementsWith: elements,
    at: (path) => new YamlSpot(text, root).child(...path),
  };
}

/**
 * A node as JSON would give it. Every scalar is its text, so that version `1.10` is not 1.1 and a date stays as it is written; only
 * a value that is not there is null. Nodes that aliases share are made once, so that an alias bomb stays small.
 */
function plainValue(node: YamlNode, known: Map<YamlNode, unknown>): unknown {
  if (node.kind === "scalar") return node.value === null ? null : node.text;
  const before = known.get(node);
  if (before !== undefined) return before;
  const value =
    node.kind === "seq"
      ? node.items.map((item) => plainValue(item, known))
      : Object.fromEntries(node.entries.map((entry) => [entry.key, plainValue(entry.value, known)]));
  known.set(node, value);
  return value;
}

class YamlSpot implements Spot {
  readonly #text: string;
  readonly #node: YamlNode | undefined;

  constructor(text: string, node: YamlNode | undefined) {
    this.#text = text;
    this.#node = node;
  }

  get start(): number {
    return this.#node?.span.start ?? 0;
  }

  get end(): number {
    return this.#node?.span.end ?? Math.min(1, this.#text.length);
  }

  /** Scalars come without their quotes. */
  get inner(): Span {
    return this;
  }

  /** The first key of a map in block style, the bracket of one in flow style. */
  get opening(): Span {
    const node = this.#node;
    const isFlow = this.#text[this.start] === "{" || this.#text[this.start] === "[";
    const first = node?.kind === "map" && !isFlow ? node.entries[0]?.keySpan : undefined;
    return (
      first ?? (node?.kind === "scalar" ? node.span : { start: this.start, end: Math.min(this.start + 1, this.end) })
    );
  }

  child(...path: (string | number)[]): YamlSpot {
    let node = this.#node;
    for (const key of path) {
      const next =
        node?.kind === "seq" && typeof key === "number" ? node.items[key] : yamlEntry(node, String(key))?.value;
      if (!next) break;
      node = next;
    }
    return new YamlSpot(this.#text, node);
  }

  part(text: string): Span {
    return partAt(this, this.#text.slice(this.start, this.end), text);
  }
}
