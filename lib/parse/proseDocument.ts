import type { Block } from "../model/prose.ts";
import type { Problem, Span } from "../model/span.ts";

/** A text split into sections; nothing below the headings is parsed until somebody asks for blocks. */
export interface ProseDocument {
  readonly text: string;
  /** What is wrong in the front matter. Text itself has no errors. */
  readonly problems: readonly Problem[];
  /** YAML at the top of a Markdown file, the first field list of a reStructuredText file. */
  readonly frontMatter: FrontMatter | undefined;
  /** In order; text before the first heading is a section of level 0 with an empty heading. */
  readonly sections: readonly ProseSection[];
}

export interface FrontMatter {
  /** With both `---` lines. */
  readonly span: Span;
  /** Top-level entries; the spans of scalar values and keys are offsets into the document. */
  readonly entries: readonly {
    readonly key: string;
    readonly keySpan: Span;
    readonly scalar: FrontMatterScalar | undefined;
  }[];
}

interface FrontMatterScalar {
  readonly text: string;
  readonly span: Span;
}

export interface ProseSection {
  readonly level: number;
  /** Plain text of the heading. */
  readonly heading: string;
  /** The heading's text between its marks. */
  readonly headingSpan: Span;
  /** From the heading to the next heading of any level. */
  readonly span: Span;
  readonly text: string;
  blocks(): readonly Block[];
}

/** Keeps the blocks of section texts, with offsets into the section. A plain `Map` will do; `blockCache` makes a bounded one. */
export interface BlockCache {
  get(text: string): readonly Block[] | undefined;
  set(text: string, blocks: readonly Block[]): unknown;
}
