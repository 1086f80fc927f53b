import type { Span } from "../model/span.ts";
import { partAt } from "./partAt.ts";
import type { Spot } from "./spot.ts";
import { type YamlNode, yamlEntry } from "./yaml.ts";

/**
 * A node as JSON would give it. Every scalar is its text, so that version `1.10` is not 1.1 and a date stays as it is written; only
 * a value that is not there is null. Nodes that aliases share are made once, so that an alias bomb stays small.
 */
export function plainYaml(node: YamlNode, known: Map<YamlNode, unknown> = new Map()): unknown {
  if (node.kind === "scalar") return node.value === null ? null : node.text;
  const before = known.get(node);
  if (before !== undefined) return before;
  const value =
    node.kind === "seq"
      ? node.items.map((item) => plainYaml(item, known))
      : Object.fromEntries(node.entries.map((entry) => [entry.key, plainYaml(entry.value, known)]));
  known.set(node, value);
  return value;
}

/** The place of one YAML value. */
export class YamlSpot implements Spot {
  readonly #text: string;
  readonly #node: YamlNode | undefined;
  readonly #key: Span | undefined;

  constructor(text: string, node: YamlNode | undefined, key?: Span) {
    this.#text = text;
    this.#node = node;
    this.#key = key;
  }

  get start(): number {
    return this.#node?.span.start ?? 0;
  }

  get end(): number {
    return this.#node?.span.end ?? Math.min(1, this.#text.length);
  }

  /** The key without its quotes; for an item of a list the value itself. */
  get key(): Span {
    return this.#key ?? this;
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
    let key = this.#key;
    for (const step of path) {
      const entry = node?.kind === "map" ? yamlEntry(node, String(step)) : undefined;
      const next = node?.kind === "seq" && typeof step === "number" ? node.items[step] : entry?.value;
      if (!next) break;
      node = next;
      key = entry?.keySpan;
    }
    return new YamlSpot(this.#text, node, key);
  }

  part(text: string): Span {
    return partAt(this, this.#text.slice(this.start, this.end), text);
  }
}
