import type { Span } from "./span.ts";
import type { Stated } from "./stated.ts";

/** A document written for people. Sections are found by a fast scan; the blocks of one are parsed when somebody asks. */
export interface Prose {
  readonly kind: "prose";
  readonly format: "Markdown" | "reStructuredText";
  /** The only level-1 heading, else front matter `title`, else the first level-1 heading, else absent. */
  readonly title: Stated<string>;
  /** Front matter `date` (or `updated`, `issued`), else a "Date:" line or table row before the second heading. ISO where the author did it right. */
  readonly date: Stated<string>;
  /** Front matter `version`/`revision`, else the like. */
  readonly version: Stated<string>;
  /** Front matter keys (lower-cased) with scalar values. */
  readonly frontMatter: ReadonlyMap<string, { readonly value: string; readonly span: Span }>;
  /** In document order. Text before the first heading is a section of level 0 with an empty heading. */
  readonly sections: readonly Section[];
  /** Where something missing from the document as a whole is shown: title, else first non-blank line. */
  readonly anchor: Span;
}

export interface Section {
  /** 0 (before the first heading) to 6. */
  readonly level: number;
  /** Plain text of the heading, without marks. */
  readonly heading: string;
  readonly headingSpan: Span;
  /** From the heading to the next heading of any level. */
  readonly span: Span;
  /** Headings above this one, outermost first. */
  readonly path: readonly string[];
  /** The raw text of the section, heading included; cheap to search before parsing. */
  readonly text: string;
  /** Parsed on first use and cached by text. */
  blocks(): readonly Block[];
}

export type Block = Paragraph | ListItem | Table | Fence | Quote | HtmlBlock;

/** Inline text freed of marks; links give their text. */
interface TextBlock {
  readonly span: Span;
  readonly text: string;
}

export interface Paragraph extends TextBlock {
  readonly kind: "paragraph";
}

export interface ListItem extends TextBlock {
  readonly kind: "list-item";
  readonly depth: number;
  /** State of a task-list box; undefined for an ordinary item. */
  readonly ticked: boolean | undefined;
}

export interface Table {
  readonly kind: "table";
  readonly span: Span;
  readonly header: readonly Cell[];
  readonly rows: readonly TableRow[];
}

export interface TableRow {
  readonly span: Span;
  readonly cells: readonly Cell[];
}

export interface Cell {
  /** The cell's content without the padding; for an empty cell the empty place between the bars. */
  readonly span: Span;
  readonly text: string;
}

export interface Fence {
  readonly kind: "fence";
  readonly span: Span;
  /** Info string's first word, lower-case: `mermaid`, `yaml`, ... */
  readonly language: string;
  readonly text: string;
  readonly textSpan: Span;
}

export interface Quote extends TextBlock {
  readonly kind: "quote";
}

export interface HtmlBlock extends TextBlock {
  readonly kind: "html";
}
