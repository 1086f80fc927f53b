import type { Prose, Section } from "../../model/prose.ts";
import type { ReadFile } from "../../model/readFile.ts";
import type { Span } from "../../model/span.ts";
import { ABSENT, type Stated } from "../../model/stated.ts";
import type { Waiver } from "../../model/waiver.ts";
import { statedText } from "../prose/standIn.ts";
import { elementAtComment } from "./elementAtComment.ts";

const MARK = "premarket-waive";
/** A comment longer than this is not one of ours. */
const MARKDOWN_COMMENT = /<!--[ \t\r\n]*premarket-waive(?![\w-])([\s\S]{0,2000}?)-->/g;
const RST_COMMENT = /^[ \t]*\.\.[ \t]+premarket-waive(?![\w-])([^\r\n]{0,2000})/gm;
const HASH_COMMENT = /(?<=^|[ \t])#[ \t]*premarket-waive(?![\w-])([^\r\n]{0,2000})/gm;
const LAST_DAY = /[\s(,;]+until (\d{4}-\d{2}-\d{2})\)?\.?$/;

/**
 * The waivers that stand in a file's comments: `<!-- premarket-waive <requirement>: reason -->` in Markdown, `.. premarket-waive …` in
 * reStructuredText, `# premarket-waive …` in YAML and tag-value. JSON has no comments; `premarket-waivers.yaml` speaks for it.
 */
export function inlineWaivers(file: ReadFile): Waiver[] {
  const comments = COMMENTS[file.serialization] ?? (file.format === "reStructuredText" ? RST_COMMENT : undefined);
  if (!comments) return [];
  const text = file.text.toString();
  if (!text.includes(MARK)) return [];
  const prose = file.models.find((model): model is Prose => model.kind === "prose");
  const waivers: Waiver[] = [];
  for (const match of text.matchAll(comments)) {
    const comment = { start: match.index, end: match.index + match[0].length };
    const scope = prose ? placeInProse(prose, text, comment) : elementAtComment(file, comment);
    if (scope) waivers.push(waiverOf(text, { match, scope }));
  }
  return waivers;
}

const COMMENTS: Readonly<Record<string, RegExp>> = {
  markdown: MARKDOWN_COMMENT,
  yaml: HASH_COMMENT,
  "tag-value": HASH_COMMENT,
};

function waiverOf(text: string, { match, scope }: { match: RegExpExecArray; scope: Span }): Waiver {
  const said = match[1] ?? "";
  const from = match.index + match[0].indexOf(MARK) + MARK.length;
  const [, before = "", requirement = "", colon = "", rest = ""] =
    /^([ \t\r\n]*)([^\s:]*)([ \t]*:?[ \t\r\n]*)([\s\S]*)$/.exec(said) ?? [];
  const idStart = from + before.length;
  // A waiver without an id is shown at its own name.
  const anchor =
    requirement === ""
      ? { start: from - MARK.length, end: from }
      : { start: idStart, end: idStart + requirement.length };
  const reasonStart = anchor.end + colon.length;
  const until = lastDay(rest.trimEnd(), reasonStart);
  const reason = rest.trimEnd().replace(LAST_DAY, "").replace(/\s+/g, " ");
  return {
    requirement,
    subjects: [],
    document: undefined,
    scope,
    reason:
      reason === "" || !colon.includes(":")
        ? ABSENT
        : statedText(reason, { start: reasonStart, end: reasonStart + rest.trimEnd().length }),
    by: ABSENT,
    until,
    anchor: anchor.end <= text.length ? anchor : scope,
  };
}

function lastDay(rest: string, at: number): Stated<string> {
  const match = LAST_DAY.exec(rest);
  if (!match) return ABSENT;
  const start = at + match.index + match[0].indexOf(match[1] ?? "");
  return { state: "given", value: match[1] ?? "", span: { start, end: start + 10 } };
}

/** The table row that holds the comment, else its section with all sections in it; undefined for a comment that is only shown as an example. */
function placeInProse(prose: Prose, text: string, comment: Span): Span | undefined {
  const at = prose.sections.findIndex(({ span }) => span.start <= comment.start && comment.start < span.end);
  const section = prose.sections[at];
  if (!section) return { start: 0, end: text.length };
  if (isCode(text, comment)) return undefined;
  for (const block of section.blocks()) {
    if (block.span.start > comment.start || block.span.end <= comment.start) continue;
    if (block.kind === "fence") return undefined;
    if (block.kind !== "table") continue;
    const row = block.rows.find(({ span }) => span.start <= comment.start && comment.start < span.end);
    return row?.span ?? block.span;
  }
  return withSubsections(prose.sections, at, section);
}

function withSubsections(sections: readonly Section[], at: number, section: Section): Span {
  const next = sections.slice(at + 1).find(({ level }) => section.level > 0 && level <= section.level);
  return { start: section.span.start, end: next?.span.start ?? sections.at(-1)?.span.end ?? section.span.end };
}

/** In backticks on its own line. */
function isCode(text: string, comment: Span): boolean {
  const lineStart = text.lastIndexOf("\n", comment.start - 1) + 1;
  return (text.slice(lineStart, comment.start).match(/`/g) ?? []).length % 2 === 1;
}
