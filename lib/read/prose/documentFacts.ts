import type { Span } from "../../model/span.ts";
import { ABSENT, type Stated } from "../../model/stated.ts";
import { collapse, plainInline } from "../../parse/markdownInline.ts";
import { isStandIn, statedText } from "./standIn.ts";

/** A `name: value` pair of a document's head, as a line or a table row. */
export interface Pair {
  /** Lower-case, without marks and colon. */
  readonly name: string;
  readonly value: string;
  readonly span: Span;
}

/** A line longer than this is prose, whatever its first words are. */
const LONGEST_LINE = 400;
const LONGEST_NAME = 40;

/**
 * The `name: value` lines (`**Date:** 2026-05-01`) and rows of key/value tables (`| Version | 1.2 |`) in a stretch of a
 * document, in order. Fences and quotes are not looked into.
 */
export function pairsIn(text: string, within: Span): Pair[] {
  const pairs: Pair[] = [];
  let fenced = false;
  for (let at = within.start; at < within.end; ) {
    const newline = text.indexOf("\n", at);
    const end = newline < 0 || newline > within.end ? within.end : newline;
    const line = end - at > LONGEST_LINE ? "" : text.slice(at, end);
    if (/^\s*(?:```|~~~)/.test(line)) fenced = !fenced;
    else if (!fenced) pairs.push(...(/^\s*\|/.test(line) ? rowPairs(line, at) : linePairs(line, at)));
    at = end + 1;
  }
  return pairs;
}

/** The first pair with one of the names, in the order of the names, whose value looks as it should or is a stand-in. */
export function firstPair(pairs: readonly Pair[], names: readonly string[], like: RegExp): Stated<string> {
  for (const name of names) {
    for (const pair of pairs) {
      if (pair.name === name && (like.test(pair.value) || isStandIn(pair.value)))
        return statedText(pair.value, pair.span);
    }
  }
  return ABSENT;
}

/** Cells of a two- or four-column row: name, value, name, value. A longer row is a table of another kind. */
function rowPairs(line: string, offset: number): Pair[] {
  const cells: Pair[] = [];
  let from = line.indexOf("|") + 1;
  for (const bar of [...line.slice(from).matchAll(/(?<!\\)\|/g)].map((match) => from + match.index)) {
    cells.push(valuePair("", line.slice(from, bar), offset + from));
    from = bar + 1;
  }
  if (line.slice(from).trim() !== "") cells.push(valuePair("", line.slice(from), offset + from));
  if (cells.length !== 2 && cells.length !== 4) return [];
  const pairs: Pair[] = [];
  for (let i = 0; i + 1 < cells.length; i += 2) {
    const [name, value] = [cells[i], cells[i + 1]];
    if (name && value) pairs.push({ ...value, name: nameOf(name.value) });
  }
  return pairs;
}

/** `**Version:** 1.2`, `- Date: ...`, and several such on one line with bars or dots between them. */
function linePairs(line: string, offset: number): Pair[] {
  const pairs: Pair[] = [];
  let at = 0;
  for (const part of line.split(/(\s[|·•]\s)/)) {
    const colon = part.indexOf(":");
    const name = colon < 0 ? "" : part.slice(0, colon);
    if (colon > 0 && colon <= LONGEST_NAME + 8 && /^[\s\w*_>+./()#-]+$/.test(name)) {
      // Marks that close behind the colon (`**Date:** 1`) belong to the name.
      const closing = /^[*_]{0,3}(?=\s|$)/.exec(part.slice(colon + 1))?.[0].length ?? 0;
      const from = colon + 1 + closing;
      pairs.push(valuePair(nameOf(name), part.slice(from), offset + at + from));
    }
    at += part.length;
  }
  return pairs.filter((pair) => pair.name !== "" && pair.name.length <= LONGEST_NAME);
}

function nameOf(raw: string): string {
  return collapse(
    raw
      .replace(/^\s*(?:[-+>]|\*(?=\s))\s*/, "")
      .replace(/[*_:#`]/g, " ")
      .toLowerCase(),
  );
}

/** The value without padding and the emphasis around it. A line's place is kept even when nothing stands there. */
function valuePair(name: string, raw: string, offset: number): Pair {
  const content = raw.trim();
  const marks = /^(\*{1,3}|_{1,3}|`)(.+)\1$/.exec(content);
  const bare = marks?.[2] ?? content;
  const start = offset + (content === "" ? 0 : raw.indexOf(content)) + (marks?.[1]?.length ?? 0);
  const end = content === "" ? offset + Math.min(1, raw.length) : start + bare.length;
  return { name, value: plainInline(bare), span: { start, end } };
}
