import type { Block, Table } from "../model/prose.ts";
import { collapse } from "./markdownInline.ts";
import { readPlainBlocks } from "./markdownPlainBlocks.ts";
import { shiftBlocks } from "./markdownShift.ts";
import { safeCuts } from "./markdownSplit.ts";

/** The parser's time grows faster than the text above this length (UTF-16 code units). */
const LARGEST = 100_000;
/** A line that nobody wrote by hand; its brackets could keep the parser busy for minutes. */
const LONGEST_LINE = 20_000;
/** Brackets left open in one paragraph; the parser looks back over all of them for each one. */
const MOST_UNCLOSED = 300;
const NESTED = /^(?:[ \t]{0,9}(?:>|[-+*]|\d{1,9}[.)])){100}/m;

type ParseBlocks = (piece: string) => Block[];

/**
 * The blocks of a section, parsed in pieces where it is long, with offsets into the section.
 * `prefix` is put in front of every piece (link definitions). What cannot be parsed in sensible time becomes a plain paragraph.
 */
export function parsePieces(text: string, prefix: string, parse: ParseBlocks): readonly Block[] {
  const blocks: Block[] = [];
  let slow = -1;
  const flush = (end: number) => {
    if (slow >= 0) blocks.push(...shiftBlocks(parseStretch(text.slice(slow, end), prefix, parse), slow));
    slow = -1;
  };
  let inTable = false;
  for (const [start, end] of stretches(text)) {
    const piece = text.slice(start, end);
    // A link definition changes what brackets mean, and an HTML table goes on over blank lines.
    const plain = inTable || (prefix !== "" && piece.includes("[")) ? undefined : readPlainBlocks(piece, parse);
    if (!plain) inTable = staysInTable(piece, inTable);
    if (plain) {
      flush(start);
      blocks.push(...shiftBlocks(plain, start));
    } else if (slow < 0) slow = start;
  }
  flush(text.length);
  return blocks;
}

function staysInTable(piece: string, before: boolean): boolean {
  const tags = piece.match(/<\/?table\b/gi);
  return tags ? !tags.at(-1)?.startsWith("</") : before;
}

/** The text from one safe cut to the next. */
function* stretches(text: string): Iterable<[number, number]> {
  let start = 0;
  for (const cut of safeCuts(text)) {
    if (cut > start) yield [start, cut];
    start = cut;
  }
  if (start < text.length) yield [start, text.length];
}

function parseStretch(text: string, prefix: string, parse: ParseBlocks): readonly Block[] {
  const blocks: Block[] = [];
  let carried: TableHead | undefined;
  for (const { start, end, splitsTable } of pieces(text)) {
    const piece = text.slice(start, end);
    const head: string = splitsTable && carried ? carried.source : "";
    const parsed = parseOne(prefix + head + piece, parse, piece);
    const own = shiftBlocks(parsed, start - prefix.length - head.length);
    if (head !== "" && carried) continueTable(blocks, own);
    else blocks.push(...own);
    carried = tableHead(piece) ?? (splitsTable ? carried : undefined);
  }
  return blocks;
}

function parseOne(source: string, parse: ParseBlocks, piece: string): readonly Block[] {
  const before = source.length - piece.length;
  if (isTooHard(piece)) return rawParagraph(piece, before);
  try {
    return parse(source);
  } catch {
    return rawParagraph(piece, before);
  }
}

/** Text on which the parser would take more than its usual time: no person wrote it. */
function isTooHard(piece: string): boolean {
  let brackets = 0;
  let targets = 0;
  for (let at = 0; at < piece.length; ) {
    const newline = piece.indexOf("\n", at);
    const end = newline < 0 ? piece.length : newline;
    if (end - at > LONGEST_LINE) return true;
    const line = piece.slice(at, end);
    const blank = line.trim() === "";
    brackets = blank ? 0 : Math.max(0, brackets + count(line, "[") - count(line, "]"));
    targets = blank ? 0 : Math.max(0, targets + count(line, "](") - count(line, ")"));
    if (brackets > MOST_UNCLOSED || targets > MOST_UNCLOSED) return true;
    at = end + 1;
  }
  return NESTED.test(piece);
}

function count(line: string, mark: string): number {
  let found = 0;
  for (let at = line.indexOf(mark); at >= 0; at = line.indexOf(mark, at + 1)) found++;
  return found;
}

function rawParagraph(piece: string, before: number): readonly Block[] {
  const content = piece.trim();
  if (content === "") return [];
  const start = before + piece.indexOf(content);
  return [{ kind: "paragraph", span: { start, end: start + content.length }, text: collapse(content) }];
}

interface Piece {
  readonly start: number;
  readonly end: number;
  /** True when the cut before this piece is not at a blank line. */
  readonly splitsTable: boolean;
}

function pieces(text: string): Piece[] {
  if (text.length <= LARGEST) return [{ start: 0, end: text.length, splitsTable: false }];
  const cuts = safeCuts(text);
  const found: Piece[] = [];
  let start = 0;
  let next = 0;
  let splitsTable = false;
  while (text.length - start > LARGEST) {
    let cut = -1;
    for (; next < cuts.length && (cuts[next] ?? 0) <= start + LARGEST; next++) cut = cuts[next] ?? -1;
    const safe = cut > start;
    const end = safe ? cut : lineEnd(text, start + LARGEST);
    found.push({ start, end, splitsTable });
    start = end;
    splitsTable = !safe;
  }
  found.push({ start, end: text.length, splitsTable });
  return found;
}

/** The start of the first line at or after an offset; the end of the text where there is none. */
function lineEnd(text: string, offset: number): number {
  const newline = text.indexOf("\n", offset);
  return newline < 0 ? text.length : newline + 1;
}

interface TableHead {
  readonly source: string;
}

/** The header and delimiter rows of the table that a piece ends in, to be put in front of its next part. */
function tableHead(piece: string): TableHead | undefined {
  const rule = [...piece.matchAll(/^[ \t]{0,3}\|[^\n]*\r?\n[ \t]{0,3}\|[ \t:|-]+\r?$/gm)].at(-1);
  return rule ? { source: `${rule[0]}\n` } : undefined;
}

function continueTable(blocks: Block[], own: readonly Block[]): void {
  const last = blocks.at(-1);
  const [first, ...rest] = own;
  if (last?.kind !== "table" || first?.kind !== "table") {
    blocks.push(...own);
    return;
  }
  const joined: Table = {
    ...last,
    span: { start: last.span.start, end: first.span.end },
    rows: [...last.rows, ...first.rows],
  };
  blocks[blocks.length - 1] = joined;
  blocks.push(...rest);
}
