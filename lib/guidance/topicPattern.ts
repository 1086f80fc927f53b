import type { TopicTerms } from "../model/topic.ts";

/**
 * The small language in which topics name words. It is compiled to a regular expression over lower-cased text whose every
 * repetition is bounded, so no pattern can run in more than linear time.
 *
 * - `patch management`: these words, with space, hyphen, slash or underscore between them
 * - `encrypt*`: a word that begins so
 * - `(fix|patch*|work around)`: one of these; `(new|)` may be left out
 * - `#`: a number, in digits or small number words
 * - `..`: up to 60 characters of the same sentence or table cell; `...`: up to 200, also into the next cells
 * - `<time>`: one of the named words of `terms.yaml`
 * - `"tls 1.3"`-like signs (`.`, `+`, `:`, `@`, `%`, `§`) stand for themselves inside a word
 *
 * @throws Error with what is wrong
 */
export function patternSource(pattern: string, terms: TopicTerms): string {
  const pieces = tokens(pattern).map((token) => pieceOf(token, terms));
  if (pieces.length === 0) throw new Error("an empty pattern");
  let source = "";
  for (const [at, piece] of pieces.entries()) {
    const before = pieces[at - 1];
    if (before && !before.gap && !before.optional && !piece.gap) source += spaceAfter(before);
    source += piece.optional ? `(?:${piece.source}${SPACE})?` : piece.source;
  }
  return source;
}

/** One regular expression for several patterns. */
export function patternsRegExp(patterns: readonly string[], terms: TopicTerms, flags = ""): RegExp {
  return new RegExp(patterns.map((pattern) => patternSource(pattern, terms)).join("|") || "(?!)", flags);
}

/** The first words of a pattern, as far as they are fixed: what a fast scan can look for. @throws Error where a pattern begins with none. */
export function leadingStems(pattern: string, terms: TopicTerms): string[] {
  const [first] = tokens(pattern);
  if (first === undefined) throw new Error("an empty pattern");
  const words = expand(first, terms).flatMap((word) => {
    const [head = ""] = word.split(/[\s\-_/]/);
    return [head.replace(/\*.*$/, "")];
  });
  const short = words.find((word) => !/^[a-z0-9]{2,}/.test(word));
  if (short !== undefined)
    throw new Error(`\`${pattern}\` does not begin with a word of at least two letters or digits`);
  return words.map((word) => /^[a-z0-9]+/.exec(word)?.[0] ?? word);
}

interface Piece {
  readonly source: string;
  readonly gap: boolean;
  /** May be left out, together with the space behind it. */
  readonly optional: boolean;
  readonly number: boolean;
}

const GAPS: Readonly<Record<string, string>> = { "..": "[^|]{1,60}?", "...": "[^]{1,200}?" };
const SPACE = "[\\s\\-\u2011\u2013_/]{1,3}";
const NEAR = "[\\s\\-\u2011]{0,2}";
const NUMBER =
  "(?:\\d{1,6}(?:[.,]\\d{1,3})?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fourteen|fifteen|twenty|thirty|sixty|ninety)";

function tokens(pattern: string): string[] {
  return pattern.match(/\([^)]*\)|\S+/g) ?? [];
}

function pieceOf(token: string, terms: TopicTerms): Piece {
  const gap = GAPS[token];
  if (gap !== undefined) return { source: gap, gap: true, optional: false, number: false };
  const words = expand(token, terms);
  const filled = words.filter((word) => word !== "");
  const optional = filled.length < words.length;
  const source = filled.map(phraseSource).join("|");
  return { source: `(?:${source})`, gap: false, optional, number: token === "#" };
}

function spaceAfter(before: Piece): string {
  return before.number ? NEAR : SPACE;
}

/** The alternatives of one token; an empty one means that it may be left out. */
function expand(token: string, terms: TopicTerms, depth = 0): string[] {
  if (depth > 4) throw new Error(`\`${token}\` goes round in circles`);
  if (token.startsWith("(")) {
    if (!token.endsWith(")")) throw new Error(`a bracket of \`${token}\` is not closed`);
    return token
      .slice(1, -1)
      .split("|")
      .flatMap((word) => (/^<[a-z-]+>$/.test(word.trim()) ? expand(word.trim(), terms, depth + 1) : [word.trim()]));
  }
  const name = /^<([a-z-]+)>$/.exec(token)?.[1];
  if (name === undefined) return [token];
  const list = terms[name];
  if (!list) throw new Error(`\`${token}\` is not in terms.yaml`);
  return list.flatMap((word) => (/^<[a-z-]+>$/.test(word) ? expand(word, terms, depth + 1) : [word]));
}

/** Words of an alternative, which may hold numbers and open ends but no brackets. */
function phraseSource(phrase: string): string {
  const words = phrase.split(/\s+/);
  let source = "";
  for (const [at, word] of words.entries()) {
    if (at > 0) source += words[at - 1] === "#" ? NEAR : SPACE;
    source += wordSource(word);
  }
  return source;
}

function wordSource(word: string): string {
  const gap = GAPS[word];
  if (gap !== undefined) return gap;
  if (word === "#") return `(?<![\\w.])${NUMBER}`;
  if (!/^[\p{L}\p{N}.+:@%§$&'’#*-]+$/u.test(word))
    throw new Error(`\`${word}\` holds a sign that patterns do not have`);
  const open = word.endsWith("*");
  const body = (open ? word.slice(0, -1) : word)
    .split("#")
    .map((part) => part.replace(/[.+$]/g, "\\$&").replaceAll("-", "[\\s\\-\u2011\u2013_/]{0,2}"))
    .join("\\d{1,6}");
  if (body.includes("*")) throw new Error(`\`${word}\` has a star that is not at its end`);
  const start = /^[\p{L}\p{N}#]/u.test(word) ? "\\b" : "";
  const end = open ? "[\\p{L}\\p{N}]{0,16}" : /[\p{L}\p{N}#]$/u.test(word) ? "(?![\\p{L}\\p{N}])" : "";
  return `${start}${body}${end}`;
}
