import type { Gap } from "../../model/assessment.ts";
import type { Prose, Section } from "../../model/prose.ts";
import type { SubmissionDocument } from "../../model/submissionSet.ts";
import { proseOf } from "../prose.ts";
import { headingPath } from "./headingPath.ts";
import { linkTargets } from "./linkTargets.ts";
import type { Written } from "./written.ts";

const LINK = /(!?)\[(?:[^[\]\n]|\[[^[\]\n]{0,200}\]){0,400}\]\(\s*<?([^()\s<>]{1,500})>?(?:\s+"[^"\n]{0,200}")?\s*\)/g;
const REFERENCE = /(?<![\]!\\\w])\[([^[\]\n^][^[\]\n]{0,200})\]\[([^[\]\n]{0,200})\]/g;
const FOOTNOTE = /\[\^([^\]\s]{1,60})\](?!:)/g;
const RST_FOOTNOTE = /\[(\d{1,4}|#[\w-]{1,60})\]_(?!\w)/g;
const CODE =
  /^[ \t]*(`{3,}|~{3,})[^\n]*\n[\s\S]*?(?:^[ \t]*\1[`~]*[ \t]*$|(?![\s\S]))|(`{1,2})[^`\n]{1,300}\2|<!--[\s\S]*?-->/gm;
const DOCUMENT = /\.(?:md|markdown|rst)$/i;

interface Dangling {
  readonly start: number;
  readonly text: string;
  readonly reference: string;
  readonly missing: string;
}

/** Links to headings, documents, footnotes and definitions that are not there. Files that are no documents of text, and the web, are not looked at. */
export const links = {
  says: "its links to headings, documents and notes lead somewhere",
  nothing: "No document links to anything that can be looked up.",
  gapsOf(written: Written): Gap[] | undefined {
    const { prose, document } = written;
    const finder = new LinkFinder(written);
    const gaps: Gap[] = [];
    for (const section of prose.sections) {
      for (const one of finder.danglingIn(section)) {
        const start = section.span.start + one.start;
        gaps.push({
          path: document.path,
          span: { start, end: start + one.text.length },
          subject: `${headingPath(section)}: ${one.reference}`,
          data: { reference: one.reference, missing: one.missing, total: "1" },
          related: [],
        });
      }
    }
    return finder.looked ? gaps : undefined;
  },
};

class LinkFinder {
  looked = false;
  readonly #written: Written;
  #labels: ReadonlySet<string> | undefined;

  constructor(written: Written) {
    this.#written = written;
  }

  danglingIn(section: Section): Dangling[] {
    const { prose } = this.#written;
    if (!/\]\(|\]\[|\[\^|\]_/.test(section.text)) return [];
    const text = section.text.replace(CODE, (whole) => whole.replace(/[^\n]/g, " "));
    if (prose.format === "reStructuredText") return this.#footnotes(text, RST_FOOTNOTE, (id) => `.. [${id}]`);
    return [...this.#links(text), ...this.#references(text), ...this.#footnotes(text, FOOTNOTE, (id) => `[^${id}]:`)];
  }

  #links(text: string): Dangling[] {
    const found: Dangling[] = [];
    for (const match of text.matchAll(LINK)) {
      const [whole, picture, target = ""] = match;
      if (picture === "!" || /^[a-z][a-z0-9+.-]*:|^\/\/|^\/|[{}]/i.test(target)) continue;
      const missing = this.#missing(target);
      if (missing) found.push({ start: match.index, text: whole, reference: target, missing });
    }
    return found;
  }

  /** What of a link's target is not there. */
  #missing(target: string): string | undefined {
    const { document, prose, input, source } = this.#written;
    const [file = "", anchor = ""] = decoded(target).split("#", 2);
    if (file === "") {
      this.looked = true;
      return hasTarget(prose, source, anchor) ? undefined : "no heading of this document has that anchor";
    }
    if (!DOCUMENT.test(file) || !input.submission.config) return undefined;
    this.looked = true;
    const path = resolved(document.path, file);
    const other = input.submission.documents.find((one) => one.path === path);
    if (!other) return "no document of the submission has that path";
    return anchor === "" || otherHasTarget(other, anchor) ? undefined : `no heading of ${other.path} has that anchor`;
  }

  #references(text: string): Dangling[] {
    const found: Dangling[] = [];
    for (const match of text.matchAll(REFERENCE)) {
      const label = folded(match[2] === "" ? (match[1] ?? "") : (match[2] ?? ""));
      this.#labels ??= labelsOf(this.#written.source);
      // Two brackets side by side are a link only where the document defines links at all.
      if (this.#labels.size === 0) continue;
      this.looked = true;
      if (!this.#labels.has(label))
        found.push({
          start: match.index,
          text: match[0],
          reference: match[0],
          missing: `"${label}" is defined nowhere`,
        });
    }
    return found;
  }

  #footnotes(text: string, pattern: RegExp, definition: (id: string) => string): Dangling[] {
    const found: Dangling[] = [];
    for (const match of text.matchAll(pattern)) {
      this.looked = true;
      if (!this.#written.source.includes(definition(match[1] ?? "")))
        found.push({ start: match.index, text: match[0], reference: match[0], missing: "the note is defined nowhere" });
    }
    return found;
  }
}

function labelsOf(text: string): ReadonlySet<string> {
  return new Set([...text.matchAll(/^ {0,3}\[([^[\]\n]{1,200})\]:[ \t]*\S/gm)].map((match) => folded(match[1] ?? "")));
}

function folded(label: string): string {
  return label.toLowerCase().replace(/\s+/g, " ").trim();
}

function hasTarget(prose: Prose, text: string, anchor: string): boolean {
  return anchor === "" || anchor === "top" || linkTargets(prose, text).has(anchor.toLowerCase());
}

function otherHasTarget(other: SubmissionDocument, anchor: string): boolean {
  const prose = proseOf(other.file);
  return prose?.format !== "Markdown" || hasTarget(prose, other.file.text.toString(), anchor);
}

function decoded(target: string): string {
  try {
    return decodeURIComponent(target);
  } catch {
    return target;
  }
}

/** A relative path as seen from the folder of a document. */
function resolved(from: string, path: string): string {
  const parts = from.split("/").slice(0, -1);
  for (const part of path.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "." && part !== "") parts.push(part);
  }
  return parts.join("/");
}
