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

export type Block = Paragraph | ListItem | Definition | Admonition | Table | Fence | Quote | HtmlBlock;

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

/** A term and what is said of it: a definition list, a field list of reStructuredText. */
export interface Definition extends TextBlock {
  readonly kind: "definition";
  readonly term: string;
  readonly termSpan: Span;
  /** Place of the text without the term; empty behind the term where nothing is said. */
  readonly textSpan: Span;
}

/** A note, warning or the like that is set off from the text. It speaks for the document, a quote does not. */
export interface Admonition extends TextBlock {
  readonly kind: "admonition";
  /** `note`, `warning`, `todo`, ... in lower case. */
  readonly type: string;
}

export interface Table {
  readonly kind: "table";
  readonly span: Span;
  /** Empty where the author marked no row as the header (HTML, reStructuredText). */
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

/** How a sentence or cell speaks. Only `own` states what is so. */
export type Voice =
  /** States what is so. */
  | "own"
  /** Asks for something: `shall`, `must`. */
  | "requirement"
  /** Advises: `should`, `is recommended`, an order below a heading of recommendations. */
  | "recommendation"
  /** Speaks of what is not there yet. */
  | "plan"
  | "question"
  /** Says that something is not there or not done. */
  | "negation"
  /** Only says where it stands. */
  | "pointer"
  /** A tick, a "yes", "implemented" and the like, and nothing else. */
  | "tick"
  /** Quoted from guidance, or told to the writer of the document. */
  | "guidance"
  /** Holds nothing but a stand-in or a blank of a template. */
  | "residue";

/** One sentence of a block, or one cell of a table. */
export interface Statement {
  readonly span: Span;
  /** Plain text. */
  readonly text: string;
  readonly voice: Voice;
}

/** What a column of a table is for, by its header. */
export type ColumnMeaning = "id" | "question" | "requirement" | "answer" | "status" | "owner" | "time" | "severity";

/** A finished text, a template that waits to be filled in, or a form of questions with answers, of which only the answers are the author's. */
export type DocumentNature = "document" | "template" | "questionnaire";

/** What stands in a fence. Source code is not read. */
export type FenceKind = "diagram" | "configuration" | "code" | "text";

/** What is left of a template, or was left for later. */
export interface Residue {
  readonly kind: ResidueKind;
  readonly span: Span;
  readonly text: string;
}

export type ResidueKind =
  /** `TBD`, `TODO: ...`, `FIXME`, `.. todo::`, up to `ENDTODO` where there is one. */
  | "marker"
  /** `[enter name]`, `<insert address>`, `{DEVICE_NAME}`, `XXXX`, `(...)`. */
  | "blank"
  /** Jinja and Mustache: `{{ name }}`, `{% if %}`, `{{#flag}}`. */
  | "tag"
  /** `example.com`, `lorem ipsum`, `John Doe`: a value that looks real and is none. */
  | "sample"
  /** Quoted guidance with nothing below it. */
  | "guidance";
