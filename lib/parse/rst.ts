import type { Block } from "../model/prose.ts";
import type { Span } from "../model/span.ts";
import { placeBlocks } from "./markdownShift.ts";
import type { BlockCache, FrontMatter, ProseDocument, ProseSection } from "./proseDocument.ts";
import { parseRstBlocks } from "./rstBlocks.ts";
import { fieldAt } from "./rstFields.ts";
import { plainRst } from "./rstInline.ts";
import { isBlank, rstLines } from "./rstLines.ts";
import { type RawRstSection, splitRst } from "./rstSplit.ts";

/** Keeps the sections of the two languages apart where they share a cache. */
const CACHE_PREFIX = "rst\n";

/**
 * Splits a reStructuredText document into sections (offsets are UTF-16 code units).
 * With a cache, sections whose text has been parsed before are not parsed again. Never throws for bad content.
 */
export function parseRst(text: string, cache?: BlockCache): ProseDocument {
  const sections = splitRst(text).map((raw) => new RstSection(text, raw, cache));
  return { text, problems: [], frontMatter: bibliography(text, sections), sections };
}

/** The field list below the title (`:Author: ...`), which docutils takes for the document's own data. */
function bibliography(text: string, sections: readonly RstSection[]): FrontMatter | undefined {
  const [first] = sections;
  if (!first) return undefined;
  const lines = rstLines(text, { start: first.body, end: first.span.end });
  const from = lines.findIndex((line) => !isBlank(line) && !line.text.startsWith(".. "));
  const entries: FrontMatter["entries"][number][] = [];
  let end = from;
  for (; end >= 0 && end < lines.length; end++) {
    const line = lines[end];
    if (!line || isBlank(line)) break;
    const field = fieldAt(line);
    if (!field) {
      if (line.indent > 0 && entries.length > 0) continue;
      break;
    }
    const scalar = { text: plainRst(text.slice(field.value.start, field.value.end)), span: field.value };
    entries.push({ key: field.name, keySpan: field.nameSpan, scalar });
  }
  const [start, last] = [lines[from], lines[end - 1]];
  return entries.length > 0 && start && last ? { span: { start: start.start, end: last.end }, entries } : undefined;
}

class RstSection implements ProseSection {
  readonly level: number;
  readonly headingSpan: Span;
  readonly span: Span;
  readonly body: number;
  readonly #document: string;
  readonly #cache: BlockCache | undefined;
  #heading: string | undefined;
  #blocks: readonly Block[] | undefined;

  constructor(document: string, raw: RawRstSection, cache: BlockCache | undefined) {
    this.level = raw.level;
    this.headingSpan = raw.headingSpan;
    this.span = raw.span;
    this.body = raw.body;
    this.#document = document;
    this.#cache = cache;
  }

  get heading(): string {
    this.#heading ??= plainRst(this.#document.slice(this.headingSpan.start, this.headingSpan.end));
    return this.#heading;
  }

  get text(): string {
    return this.#document.slice(this.span.start, this.span.end);
  }

  blocks(): readonly Block[] {
    this.#blocks ??= placeBlocks(this.#relative(), this.body);
    return this.#blocks;
  }

  #relative(): readonly Block[] {
    const text = this.#document.slice(this.body, this.span.end);
    if (text.trim() === "") return [];
    const known = this.#cache?.get(CACHE_PREFIX + text);
    if (known) return known;
    const blocks = parseRstBlocks(text);
    this.#cache?.set(CACHE_PREFIX + text, blocks);
    return blocks;
  }
}
