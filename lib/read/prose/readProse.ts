import type { Prose, Section } from "../../model/prose.ts";
import type { Span } from "../../model/span.ts";
import { ABSENT, type Stated } from "../../model/stated.ts";
import type { ProseDocument, ProseSection } from "../../parse/proseDocument.ts";
import { firstPair, type Pair, pairsIn } from "./documentFacts.ts";
import { statedText } from "./standIn.ts";

const DATE_KEYS = ["date", "updated", "issued"];
const VERSION_KEYS = ["version", "revision"];
const DATE_NAMES = [
  "date",
  "document date",
  "date of issue",
  "issue date",
  "issued",
  "effective date",
  "release date",
  "approval date",
  "last updated",
  "last update",
  "last revised",
  "updated",
];
const VERSION_NAMES = [
  "version",
  "document version",
  "revision",
  "document revision",
  "rev",
  "rev.",
  "version number",
  "doc version",
];

/** A sentence behind "Version:" is about something else. */
const LIKE_A_VERSION = /^(?=.{0,39}$)(?:v|rev\.?|version|revision|draft)?\s*(?:\d|[a-z]$)/i;
const LIKE_A_DATE = /^(?=.{4,39}$).*\d{4}/;

/** A second heading over the document's own data, which belongs to the head of the document all the same. */
const HEAD_SECTION =
  /^(?:\d[\d.]*\s+)?(?:document (?:control|information|info|details|properties|metadata)|metadata|about this document)$/i;

/** What a document says, ready for the checks. Facts of its head are looked for when they are asked for. */
export function readProse(document: ProseDocument, format: Prose["format"] = "Markdown"): Prose {
  return new DocumentProse(document, format);
}

class DocumentProse implements Prose {
  readonly kind = "prose";
  readonly format: Prose["format"];
  readonly sections: readonly Section[];
  readonly frontMatter: Prose["frontMatter"];
  readonly #document: ProseDocument;
  #pairs: readonly Pair[] | undefined;

  constructor(document: ProseDocument, format: Prose["format"]) {
    this.format = format;
    this.#document = document;
    this.sections = withPaths(document.sections);
    const scalars = (document.frontMatter?.entries ?? []).flatMap(({ key, scalar }) =>
      scalar ? [[key.toLowerCase(), { value: scalar.text, span: scalar.span }] as const] : [],
    );
    this.frontMatter = new Map(scalars);
  }

  get title(): Stated<string> {
    const headings = this.sections.filter((section) => section.level === 1 && section.heading !== "");
    const heading = headings[0];
    // Several top headings are chapters ("Purpose", "Scope"); the name of the whole then stands in the front matter.
    const chapters = headings.length > 1 && this.frontMatter.has("title");
    if (heading && !chapters) return { state: "given", value: heading.heading, span: heading.headingSpan };
    return this.#front(["title"]);
  }

  get date(): Stated<string> {
    const front = this.#front(DATE_KEYS);
    return front.state === "absent" ? firstPair(this.#headPairs(), DATE_NAMES, LIKE_A_DATE) : front;
  }

  get version(): Stated<string> {
    const front = this.#front(VERSION_KEYS);
    return front.state === "absent" ? firstPair(this.#headPairs(), VERSION_NAMES, LIKE_A_VERSION) : front;
  }

  get anchor(): Span {
    const { title } = this;
    return title.state === "absent" ? firstLine(this.#document) : title.span;
  }

  #front(keys: readonly string[]): Stated<string> {
    for (const key of keys) {
      const entry = this.frontMatter.get(key);
      if (entry) return statedText(entry.value, entry.span);
    }
    return ABSENT;
  }

  #headPairs(): readonly Pair[] {
    this.#pairs ??= pairsIn(this.#document.text, headOf(this.#document));
    return this.#pairs;
  }
}

/** From the top to the second heading, and on over a section about the document itself. */
function headOf(document: ProseDocument): Span {
  const { sections } = document;
  const start = sections[0]?.span.start ?? 0;
  const headings = sections.filter((section) => section.level > 0);
  const second = headings[1];
  if (!second) return { start, end: document.text.length };
  return { start, end: HEAD_SECTION.test(second.heading) ? second.span.end : second.span.start };
}

/** The first line with something on it, below the front matter where there is text. */
function firstLine(document: ProseDocument): Span {
  const from = document.frontMatter?.span.end ?? 0;
  const below = lineFrom(document.text, from);
  return below ?? lineFrom(document.text, 0) ?? { start: 0, end: document.text.length };
}

function lineFrom(text: string, from: number): Span | undefined {
  const start = text.slice(from).search(/[^\s\uFEFF]/);
  if (start < 0) return undefined;
  const newline = text.indexOf("\n", from + start);
  const line = text.slice(from + start, newline < 0 ? text.length : newline).trimEnd();
  return { start: from + start, end: from + start + line.length };
}

function withPaths(sections: readonly ProseSection[]): readonly Section[] {
  const above: { readonly level: number; readonly heading: string }[] = [];
  return sections.map((section) => {
    while (above.length > 0 && (above.at(-1)?.level ?? 0) >= section.level) above.pop();
    const path = above.map((one) => one.heading);
    if (section.level > 0) above.push({ level: section.level, heading: section.heading });
    return new PathSection(section, path);
  });
}

/** A section that also knows the headings above it. */
class PathSection implements Section {
  readonly path: readonly string[];
  readonly #section: ProseSection;

  constructor(section: ProseSection, path: readonly string[]) {
    this.#section = section;
    this.path = path;
  }

  get level() {
    return this.#section.level;
  }

  get heading() {
    return this.#section.heading;
  }

  get headingSpan() {
    return this.#section.headingSpan;
  }

  get span() {
    return this.#section.span;
  }

  get text() {
    return this.#section.text;
  }

  blocks() {
    return this.#section.blocks();
  }
}
