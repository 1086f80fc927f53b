import type { Span } from "../../model/span.ts";
import { ABSENT, type Stated } from "../../model/stated.ts";
import type { HclBlock, HclBody, HclDocument, HclValue } from "../../parse/hcl.ts";
import { statedText } from "../prose/standIn.ts";
import type { ValueView } from "./valueView.ts";

/** One block of a threatcl file, whichever of its two syntaxes it is written in. */
export interface ThreatclBlock {
  /** What it is called; absent for a block without a name. */
  readonly label: Stated<string>;
  readonly anchor: Span;
  text(name: string): Stated<string>;
  /** Also where the word is quoted, as the tool itself writes it. */
  flag(name: string): Stated<boolean>;
  /** The texts of a list, each with its place. */
  texts(name: string): readonly Stated<string>[];
  blocks(...types: readonly string[]): readonly ThreatclBlock[];
}

/** The blocks of an HCL file. */
export function hclBlocks(document: HclDocument): ThreatclBlock {
  return new HclView(document.body, undefined);
}

class HclView implements ThreatclBlock {
  readonly #body: HclBody;
  readonly #block: HclBlock | undefined;

  constructor(body: HclBody, block: HclBlock | undefined) {
    this.#body = body;
    this.#block = block;
  }

  get label(): Stated<string> {
    const [label] = this.#block?.labels ?? [];
    return label ? statedText(label.text, label.span) : ABSENT;
  }

  get anchor(): Span {
    return this.#block?.labels[0]?.span ?? this.#block?.typeSpan ?? { start: 0, end: 1 };
  }

  text(name: string): Stated<string> {
    return statedValue(this.#value(name));
  }

  flag(name: string): Stated<boolean> {
    const value = this.#value(name);
    if (!value || !/^(?:true|false)$/i.test(value.text)) return ABSENT;
    return { state: "given", value: value.text.toLowerCase() === "true", span: value.span };
  }

  texts(name: string): readonly Stated<string>[] {
    const value = this.#value(name);
    return value?.kind === "list" ? value.items.map(statedValue) : [];
  }

  blocks(...types: readonly string[]): readonly ThreatclBlock[] {
    return this.#body.blocks.filter(({ type }) => types.includes(type)).map((block) => new HclView(block.body, block));
  }

  #value(name: string): HclValue | undefined {
    return this.#body.attributes.find((attribute) => attribute.name === name)?.value;
  }
}

/** What has to be computed (`var.x`) is not known. */
function statedValue(value: HclValue | undefined): Stated<string> {
  if (!value || value.kind === "null") return ABSENT;
  if (value.kind === "other" || value.kind === "map") return { state: "unknown", raw: value.text, span: value.span };
  return statedText(value.text.replace(/\s+/g, " "), value.span);
}

/** Blocks that have no name; in JSON nothing else tells a name from a member. */
const UNNAMED = new Set(["attributes", "usecase", "exclusion", "risk", "data_flow_diagram", "backend"]);

/** The JSON form: `"threat": {"Crown theft": {...}}`, or a list of such. */
export function jsonBlocks(root: ValueView): ThreatclBlock {
  return new JsonView(root, ABSENT, root.opening);
}

class JsonView implements ThreatclBlock {
  readonly label: Stated<string>;
  readonly anchor: Span;
  readonly #view: ValueView;

  constructor(view: ValueView, label: Stated<string>, anchor: Span) {
    this.#view = view;
    this.label = label;
    this.anchor = anchor;
  }

  text(name: string): Stated<string> {
    return this.#view.text(name);
  }

  flag(name: string): Stated<boolean> {
    return this.#view.flag(name);
  }

  texts(name: string): readonly Stated<string>[] {
    return this.#view.items(name).map((item) => item.text());
  }

  blocks(...types: readonly string[]): readonly ThreatclBlock[] {
    return types.flatMap((type) => {
      const view = this.#view.get(type);
      if (!view) return [];
      const bodies = Array.isArray(view.value) ? view.items() : [view];
      if (UNNAMED.has(type)) return bodies.map((body) => new JsonView(body, ABSENT, body.opening));
      return bodies.flatMap((body) =>
        body.entries().map(({ key, keySpan, view: inner }) => new JsonView(inner, statedText(key, keySpan), keySpan)),
      );
    });
  }
}
