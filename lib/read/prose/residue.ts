import type { Block, Residue, ResidueKind, Section } from "../../model/prose.ts";
import type { Span } from "../../model/span.ts";
import { statementsOf } from "./statements.ts";

/** Sections without one of these hold no residue; nothing else is looked at. */
const ANY =
  /TODO|FIXME|TB[DCA]\b|\.\. todo::|X{3}|\{\{|\{%|\{[A-Z]|\(\.\.\.\)|\[\d+\]|[[<](?:\w+ )?(?:enter|insert|add|specify|fill|describe|provide|list|your|name|date|company|product|device|version|to be|tb[dca]|placeholder)|to be (?:defined|determined|provided|completed|specified|written|added|supplied|confirmed|filled)|example\.(?:com|org|net)|lorem ipsum|\b(?:john|jane) doe\b/i;

/** What a blank in brackets begins with; an order needs something to be done. */
const BLANK = String.raw`(?:(?:enter|insert|add|specify|fill|describe|provide|list|to be|your|name of)\s\S|(?:tb[dca]|todo|placeholder)\b)`;
const NAMES =
  "(?:company|organi[sz]ation|manufacturer|product|device|project|system|contact|author|approver|reviewer|role|person)";

/** What each dialect looks like in the raw text, code left out. The whole match is the place. */
const PATTERNS: readonly (readonly [ResidueKind, RegExp])[] = [
  ["marker", /\bTODO\b(?:(?!\bTODO\b)[\s\S]){0,4000}?\bENDTODO\b/g],
  ["marker", /^\.\. todo::[^\n]*(?:\n[ \t]*\n?[ \t]+\S[^\n]*){0,40}/gm],
  // A TODO inside a sentence is a word; one at the start of something or with a colon is a note to oneself.
  ["marker", /(?<=^[\s>*_|#+-]{0,12}(?:\d{1,3}\.\s)?|[|[:]\s?[*_]{0,2})(?:TODO|FIXME)\b[^\n|\]]{0,200}/gm],
  ["marker", /(?<=\(\s?[*_]{0,2})(?:TODO|FIXME)\b[^\n|)]{0,200}/g],
  ["marker", /\b(?:TODO|FIXME)\s?(?:\(\w{1,30}\))?:[^\n|]{0,200}/g],
  ["marker", /(?<![\w/])(?:TBD|TBC|TBA)\b(?![/-])/g],
  [
    "marker",
    /(?<=(?:^|[|:])[\s>*_-]{0,8})(?:still )?[Tt]o be (?:defined|determined|provided|completed|specified|written|added|supplied|confirmed|filled in)\b(?:[^\n|.]{0,120})(?=\.?\s*(?:\||$))/gm,
  ],
  ["blank", new RegExp(String.raw`\\?\[(?:please )?${BLANK}[^\]\n]{0,160}\](?![(\[:])`, "gi")],
  [
    "blank",
    new RegExp(String.raw`\\?\[${NAMES}(?:'s)? ?(?:name|address|title|number|e-?mail|version|id)?\](?![(\[:])`, "gi"),
  ],
  ["blank", /\[(?:date|version|name|title|number|e-?mail|address|phone)\](?![([:])/gi],
  ["blank", /\[\d{1,4}\](?=\s(?:business |working |calendar )?(?:minutes?|hours?|days?|weeks?|months?|years?)\b)/gi],
  ["blank", new RegExp(String.raw`\\?<(?:please )?${BLANK}[^<>\n]{0,160}>`, "gi")],
  ["blank", /(?<![$\w{%#\\^])\{[A-Z][A-Z0-9_ -]{2,60}\}(?!\})/g],
  ["blank", /(?<![\w-])X{3,}(?![\w-])/g],
  ["blank", /(?<=(?:^|\|)[\s*-]{0,8})\(\.\.\.\)(?=\s*(?:\||$))/gm],
  // A quoted text inside is an address that a site builder completes, not a gap.
  ["tag", /\{\{(?!\s*["'])[^{}\n]{1,200}\}\}\}?|\{%[^%\n]{1,200}%\}/g],
  ["sample", /(?<![\w.-])(?:[\w.+-]{1,60}@)?(?:[\w-]{1,60}\.){0,4}example\.(?:com|org|net)\b/gi],
  ["sample", /\blorem ipsum\b|\b(?:John|Jane) Doe\b/g],
];

/** Fences, code spans and comments: what stands there is meant as it is. Blanked with as many characters. */
const NOT_PROSE =
  /^[ \t]*(`{3,}|~{3,})[^\n]*\n[\s\S]*?(?:^[ \t]*\1[`~]*[ \t]*$|(?![\s\S]))|(`{1,2})[^`\n]{1,300}\2|<!--[\s\S]*?-->/gm;

/** What is left of a template in a section, in the order of the text, overlapping finds merged. Looks at the raw text only. */
export function residueIn(section: Section): Residue[] {
  const { text, span } = section;
  if (!ANY.test(text)) return [];
  const spoken = text.replace(NOT_PROSE, (whole) => whole.replace(/[^\n]/g, " "));
  const found: Residue[] = [];
  for (const [kind, pattern] of PATTERNS) {
    for (const match of spoken.matchAll(pattern)) {
      const said = match[0].trim();
      if (said === "") continue;
      const start = span.start + match.index + match[0].indexOf(said);
      found.push({ kind, span: { start, end: start + said.length }, text: said });
    }
  }
  return merged(found);
}

function merged(found: readonly Residue[]): Residue[] {
  const kept: Residue[] = [];
  for (const one of [...found].sort((a, b) => a.span.start - b.span.start || b.span.end - a.span.end)) {
    const last = kept.at(-1);
    if (!last || one.span.start >= last.span.end) kept.push(one);
  }
  return kept;
}

/** The guidance that a section quotes where it says nothing of its own: block quotes and paragraphs in italics that tell the writer what to write. */
export function unansweredGuidance(section: Section, source: string): Residue | undefined {
  // A star with a blank behind it is a list.
  if (!/^[ \t]*(?:>|[*_](?=[^\s*_]))/m.test(section.text)) return undefined;
  let first: Span | undefined;
  for (const block of section.blocks()) {
    const statements = statementsOf(block, { source, section });
    if (!statements.some(({ voice }) => voice === "guidance")) {
      if (saysNothing(block, statements)) continue;
      return undefined;
    }
    if (statements.some(({ voice }) => voice === "own" || voice === "requirement")) {
      if (block.kind !== "quote") return undefined;
    }
    first ??= block.span;
  }
  return first && { kind: "guidance", span: first, text: source.slice(first.start, first.end) };
}

function saysNothing(block: Block, statements: readonly { readonly voice: string }[]): boolean {
  if (block.kind === "fence" || block.kind === "table") return false;
  return statements.every(({ voice }) => voice === "residue");
}
