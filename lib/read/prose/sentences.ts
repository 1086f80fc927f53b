import type { Prose } from "../../model/prose.ts";
import type { Span } from "../../model/span.ts";
import { plainInline } from "../../parse/markdownInline.ts";
import { plainRst } from "../../parse/rstInline.ts";

/** A stretch of the source and its text as a reader sees it. */
export interface Sentence {
  readonly span: Span;
  readonly text: string;
}

export type ProseFormat = Prose["format"];

/** Longer stretches are one sentence: no person wrote them. */
const LONGEST = 20_000;

/** Stretches of a line whose full stops end nothing: code, link targets, addresses, comments. */
const OPAQUE = /`{1,2}[^`\n]{1,300}`{1,2}|\]\([^()\n]{0,500}\)|<[^<>\n]{1,500}>|\bhttps?:\/\/[^\s)>\]]{1,500}/g;
/** A mark that may end a sentence, the quotes and marks that close with it, and the blank behind it; or a hard break. */
const END = /[.!?…](?:["'”’)\]*_]{0,4})(?=\s)|<br\s{0,2}\/?>/gi;
const ABBREVIATION =
  /(?:^|[\s(["'*_])(?:e\.g|i\.e|etc|vs|fig|figs|tab|no|nos|dr|mr|ms|mrs|approx|incl|excl|inc|ltd|corp|co|gmbh|sec|sect|ch|chap|cf|resp|ca|al|ed|eds|ref|refs|rev|ver|vol|p|pp|para|art|app|max|min|est|dept|st|[a-z])\.$/i;

/** Sentences of a stretch of text with exact places; marks stay inside the spans, not in the texts. Stretches without words are left out. */
export function sentencesIn(source: string, within: Span, format: ProseFormat = "Markdown"): Sentence[] {
  const raw = source.slice(within.start, within.end);
  const found: Sentence[] = [];
  let from = 0;
  for (const end of raw.length > LONGEST ? [] : ends(raw)) {
    push(found, raw, { from, to: end, base: within.start, format });
    from = end;
  }
  push(found, raw, { from, to: raw.length, base: within.start, format });
  return found;
}

function* ends(raw: string): Iterable<number> {
  const masked = raw.replace(OPAQUE, (whole) =>
    /^<br/i.test(whole) ? whole : `${whole.endsWith(")") ? "]" : "x"}${"x".repeat(whole.length - 1)}`,
  );
  for (const match of masked.matchAll(END)) {
    const end = match.index + match[0].length;
    if (match[0].startsWith("<") || endsSentence(masked, match.index, end)) yield end;
  }
}

function endsSentence(text: string, mark: number, end: number): boolean {
  if (text[mark] === "." && ABBREVIATION.test(text.slice(Math.max(0, mark - 8), mark + 1))) return false;
  const next = /\S/.exec(text.slice(end, end + 200))?.[0];
  // A small letter goes on with the sentence ("ver. 2 is ... used", "node.js. which").
  return next === undefined || !/[\p{Ll},;:]/u.test(next);
}

function push(
  into: Sentence[],
  raw: string,
  part: { readonly from: number; readonly to: number; readonly base: number; readonly format: ProseFormat },
): void {
  let { from, to } = part;
  const lead = /^(?:\s|<br\s{0,2}\/?>)+/i.exec(raw.slice(from, to))?.[0].length ?? 0;
  from += lead;
  while (to > from && /\s/.test(raw[to - 1] ?? "")) to--;
  if (from >= to) return;
  const text = plainSource(raw.slice(from, to), part.format);
  if (text !== "") into.push({ span: { start: part.base + from, end: part.base + to }, text });
}

/** What a reader sees of a stretch of source, marks of quotes at the line starts left out. */
function plainSource(raw: string, format: ProseFormat): string {
  if (format === "reStructuredText") return plainRst(raw);
  return plainInline(raw.includes(">") ? raw.replace(/^[ \t]*(?:>[ \t]?)+/gm, "") : raw);
}
