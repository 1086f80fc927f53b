import type { TopicTerms } from "../model/topic.ts";

/**
 * The small language in which topics name words. It is compiled to a regular expression over lower-cased text whose every
 * repetition is bounded, so no pattern can run in more than linear time.
 *
 * - `patch management`: these words, with space, hyphen, slash or underscore between them
 * - `encrypt*`: a word that begins so; `authori*ed`: up to three letters in between
 * - `(fix|patch*|work around)`: one of these, which may hold brackets again; `(new|) version`: the bracket may be left out
 * - `<n>`: a number, in digits or a small number word; `aes-#`: digits inside a word
 * - `..`: up to 60 characters of the same sentence or table cell; `...`: up to 200, also into the next sentences and cells
 * - `<time>`: one of the patterns that `terms.yaml` lists under that name
 *
 * Signs such as `.`, `:`, `@` and `&` stand for themselves inside a word.
 * @throws Error with what is wrong
 */
export function patternSource(pattern: string, terms: TopicTerms): string {
  return sequenceSource(parse(pattern, terms));
}

/** One regular expression for several patterns; it begins at the start of a word. */
export function patternsRegExp(patterns: readonly string[], terms: TopicTerms, flags = ""): RegExp {
  if (patterns.length === 0) return /(?!)/;
  return new RegExp(`\\b(?:${branches(patterns.map((pattern) => patternSource(pattern, terms)))})`, flags);
}

/** The words that a pattern can begin with, `encrypt*` for those that only have to begin so: what a fast scan looks for. @throws Error where a pattern begins with something else. */
export function leadingStems(pattern: string, terms: TopicTerms): string[] {
  return stemsOf(parse(pattern, terms), pattern);
}

type Part =
  | { readonly kind: "word"; readonly text: string }
  | { readonly kind: "gap"; readonly text: string }
  | { readonly kind: "choice"; readonly ways: readonly (readonly Part[])[]; readonly optional: boolean };

const GAPS: Readonly<Record<string, string>> = { "..": "[^|\\n]{1,60}?\\b", "...": "[^]{1,200}?\\b" };
const NUMBER =
  "(?<![\\w.])(?:\\d{1,6}(?:[.,]\\d{1,3})?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fourteen|fifteen|twenty|thirty|sixty|ninety)";
const SPACE = "[\\s\\-\u2011\u2013_/]{1,3}";
const NEAR = "[\\s\\-\u2011]{0,2}";
const LETTER = "[a-z0-9\\u00df-\\u024f]";
const DEEPEST = 12;

function parse(pattern: string, terms: TopicTerms): Part[] {
  const tokens = pattern.match(/<[a-z-]+>|[()|]|[^\s()|]+/g) ?? [];
  const reader = new Reader(tokens, terms, 0);
  const parts = reader.sequence();
  if (!reader.done) throw new Error(`\`${pattern}\` has a bracket or bar too many`);
  if (parts.length === 0) throw new Error("an empty pattern");
  return parts;
}

class Reader {
  readonly #tokens: readonly string[];
  readonly #terms: TopicTerms;
  readonly #depth: number;
  #at = 0;

  constructor(tokens: readonly string[], terms: TopicTerms, depth: number) {
    if (depth > DEEPEST) throw new Error("a list of terms.yaml goes round in circles");
    this.#tokens = tokens;
    this.#terms = terms;
    this.#depth = depth;
  }

  get done(): boolean {
    return this.#at >= this.#tokens.length;
  }

  sequence(): Part[] {
    const parts: Part[] = [];
    for (
      let token = this.#tokens[this.#at];
      token !== undefined && token !== "|" && token !== ")";
      token = this.#tokens[this.#at]
    ) {
      this.#at++;
      parts.push(token === "(" ? this.#choice() : this.#single(token));
    }
    return parts;
  }

  #choice(): Part {
    const ways: Part[][] = [];
    for (;;) {
      ways.push(this.sequence());
      const token = this.#tokens[this.#at++];
      if (token === ")") break;
      if (token === undefined) throw new Error("a bracket is not closed");
    }
    const filled = ways.filter((way) => way.length > 0);
    return { kind: "choice", ways: filled, optional: filled.length < ways.length };
  }

  #single(token: string): Part {
    if (token in GAPS) return { kind: "gap", text: token };
    const name = /^<([a-z-]+)>$/.exec(token)?.[1];
    if (name === "n") return { kind: "word", text: "<n>" };
    if (name === undefined) return { kind: "word", text: token };
    const list = this.#terms[name];
    if (!list) throw new Error(`\`${token}\` is not in terms.yaml`);
    const ways = list.map((entry) => {
      const tokens = entry.match(/<[a-z-]+>|[()|]|[^\s()|]+/g) ?? [];
      return new Reader(tokens, this.#terms, this.#depth + 1).sequence();
    });
    return { kind: "choice", ways, optional: false };
  }
}

function sequenceSource(parts: readonly Part[]): string {
  let source = "";
  let spaced = true;
  for (const part of parts) {
    const before = spaced ? "" : lastSpace(source);
    if (part.kind === "gap") {
      source += GAPS[part.text] ?? "";
      spaced = true;
    } else if (part.kind === "choice" && part.optional) {
      // A word that may be left out takes the space beside it along.
      source += spaced ? `(?:${partSource(part)}${SPACE})?` : `(?:${before}${partSource(part)})?`;
    } else {
      source += before + partSource(part);
      spaced = false;
    }
  }
  return source;
}

/** Behind a number its unit may follow at once. */
function lastSpace(source: string): string {
  return source.endsWith(NUMBER) ? NEAR : SPACE;
}

function partSource(part: Exclude<Part, { readonly kind: "gap" }>): string {
  if (part.kind === "word") return wordSource(part.text);
  return `(?:${branches(part.ways.map(sequenceSource))})`;
}

/** Alternatives, those with the same first letters together: hundreds of words side by side would each be tried at every place. */
function branches(sources: readonly string[]): string {
  const groups = new Map<string, string[]>();
  for (const source of new Set(sources)) {
    const first = /^[a-z0-9]/.exec(source)?.[0] ?? "";
    groups.set(first, [...(groups.get(first) ?? []), source]);
  }
  const ways = [...groups].flatMap(([first, group]) => {
    if (first === "" || group.length === 1) return group;
    return [`${first}(?:${branches(group.map((source) => source.slice(1)))})`];
  });
  return ways.join("|");
}

function wordSource(word: string): string {
  if (word === "<n>") return NUMBER;
  if (!/^[\p{L}\p{N}.+:@%&'’#*-]+$/u.test(word)) throw new Error(`\`${word}\` holds a sign that patterns do not have`);
  const open = word.endsWith("*");
  const body = (open ? word.slice(0, -1) : word)
    .split("#")
    .map((text) => text.replace(/[.+]/g, "\\$&").replaceAll("-", "[\\s\\-\u2011\u2013_/]{0,2}"))
    .join("\\d{1,6}")
    .replaceAll("*", `${LETTER}{0,3}`);
  const end = open ? `${LETTER}{0,16}` : /[\p{L}\p{N}#]$/u.test(word) ? `(?!${LETTER})` : "";
  return `${body}${end}`;
}

function stemsOf(parts: readonly Part[], pattern: string): string[] {
  const [first, ...rest] = parts;
  if (first?.kind === "word") {
    const stem = /^[a-z0-9]{2,}/.exec(first.text)?.[0];
    // What stands behind a sign may be written without it ("roll-back", "rollback").
    if (stem !== undefined) return [stem === first.text ? stem : `${stem}*`];
  }
  if (first?.kind === "choice") {
    const stems = first.ways.flatMap((way) => stemsOf(way, pattern));
    return first.optional ? [...stems, ...stemsOf(rest, pattern)] : stems;
  }
  throw new Error(`\`${pattern}\` does not begin with a word of at least two letters or digits`);
}
