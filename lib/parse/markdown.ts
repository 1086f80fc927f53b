import type { Block } from "../model/prose.ts";
import type { Problem, Span } from "../model/span.ts";
import { parseBlocks } from "./markdownBlocks.ts";
import { plainInline } from "./markdownInline.ts";
import { parsePieces } from "./markdownPieces.ts";
import { placeBlocks } from "./markdownShift.ts";
import { type RawSection, splitMarkdown } from "./markdownSplit.ts";
import type { BlockCache, FrontMatter, ProseDocument, ProseSection } from "./proseDocument.ts";
import { parseYaml, type YamlEntry } from "./yaml.ts";

export type { BlockCache } from "./proseDocument.ts";

/** A Markdown file split into sections. */
export type MarkdownDocument = ProseDocument;

/**
 * Splits a Markdown document into sections (offsets are UTF-16 code units, a byte order mark counts as one).
 * With a cache, sections whose text has been parsed before are not parsed again. Never throws for bad content.
 */
export function parseMarkdown(text: string, cache?: BlockCache): MarkdownDocument {
  const split = splitMarkdown(text);
  const definitions = new Definitions(text);
  const problems: Problem[] = [];
  const frontMatter =
    split.frontMatter && split.frontMatterText
      ? readFrontMatter(text, { span: split.frontMatter, inner: split.frontMatterText, problems })
      : undefined;
  const sections = split.sections.map((raw) => new Section(text, raw, { definitions, cache }));
  return { text, problems, frontMatter, sections };
}

function readFrontMatter(
  text: string,
  place: { readonly span: Span; readonly inner: Span; readonly problems: Problem[] },
): FrontMatter {
  const base = place.inner.start;
  const moved = (span: Span): Span => ({ start: span.start + base, end: span.end + base });
  const yaml = parseYaml(text.slice(base, place.inner.end));
  for (const problem of yaml.problems) {
    place.problems.push({ message: problem.message, span: moved(problem.span) });
  }
  const entries = yaml.root?.kind === "map" ? yaml.root.entries : [];
  const scalar = ({ value }: YamlEntry) =>
    value.kind === "scalar" ? { text: value.text, span: moved(value.span) } : undefined;
  return {
    span: place.span,
    entries: entries.map((entry) => ({ key: entry.key, keySpan: moved(entry.keySpan), scalar: scalar(entry) })),
  };
}

class Section implements ProseSection {
  readonly level: number;
  readonly headingSpan: Span;
  readonly span: Span;
  readonly #body: number;
  readonly #document: string;
  readonly #shared: { readonly definitions: Definitions; readonly cache: BlockCache | undefined };
  #heading: string | undefined;
  #blocks: readonly Block[] | undefined;

  constructor(
    document: string,
    raw: RawSection,
    shared: { readonly definitions: Definitions; readonly cache: BlockCache | undefined },
  ) {
    this.level = raw.level;
    this.headingSpan = raw.headingSpan;
    this.span = raw.span;
    this.#body = raw.body;
    this.#document = document;
    this.#shared = shared;
  }

  get heading(): string {
    this.#heading ??= plainInline(this.#document.slice(this.headingSpan.start, this.headingSpan.end));
    return this.#heading;
  }

  get text(): string {
    return this.#document.slice(this.span.start, this.span.end);
  }

  blocks(): readonly Block[] {
    this.#blocks ??= placeBlocks(this.#relative(), this.#body);
    return this.#blocks;
  }

  #relative(): readonly Block[] {
    const { definitions, cache } = this.#shared;
    const text = this.#document.slice(this.#body, this.span.end);
    if (text.trim() === "") return [];
    const prefix = definitions.usedBy(text);
    const key = prefix + text;
    const known = cache?.get(key);
    if (known) return known;
    const blocks = parsePieces(text, prefix, parseBlocks);
    cache?.set(key, blocks);
    return blocks;
  }
}

const DEFINITION = /^ {0,3}\[([^[\]^][^[\]]{0,200})\]:[ \t]*\S/gm;
const REFERENCE = /\[([^[\]^][^[\]]{0,200})\]/g;

/** Sections that use more are parsed without; their references keep their brackets. */
const MOST_LABELS = 500;

/** The link definitions of a document: a section is parsed with those that it uses in front of it. */
class Definitions {
  readonly #text: string;
  #labels: ReadonlySet<string> | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  usedBy(section: string): string {
    this.#labels ??= labelsIn(this.#text);
    if (this.#labels.size === 0) return "";
    const used = new Set<string>();
    for (const match of section.matchAll(REFERENCE)) {
      const label = folded(match[1]);
      if (this.#labels.has(label)) used.add(label);
    }
    if (used.size === 0 || used.size > MOST_LABELS) return "";
    return `${[...used].map((label) => `[${label}]: x`).join("\n")}\n\n`;
  }
}

function labelsIn(text: string): ReadonlySet<string> {
  if (!text.includes("]:")) return new Set();
  return new Set([...text.matchAll(DEFINITION)].map((match) => folded(match[1])));
}

function folded(label: string | undefined): string {
  return (label ?? "").toLowerCase().replace(/\s+/g, " ").trim();
}
