/** What a stand-in says about the value that is not there. */
export type StandInKind =
  /** Nothing at all, a dash, dots, a question mark. */
  | "empty"
  /** Somebody means to fill it in: `TBD`, `to be defined`, `pending`. */
  | "later"
  /** Somebody says that it is not known: `unknown`, `NOASSERTION` (SPDX 2.3, clause 7). */
  | "unknown"
  /** Somebody says that there is none, which may be an answer: `n/a`, `none`. */
  | "none"
  /** The blank of a template: `[enter name]`, `<version>`, `{{ date }}`, `YYYY-MM-DD`. */
  | "blank";

/** The one list of words that stand where a value should be. Lower case. */
const WORDS: ReadonlyMap<string, StandInKind> = new Map([
  ...kind("later", "todo", "to do", "to-do", "tbc", "tba", "tbd", "pending", "fixme", "to follow", "in preparation"),
  ...kind(
    "unknown",
    "unknown",
    "not known",
    "unspecified",
    "not specified",
    "undefined",
    "not defined",
    "not available",
  ),
  ...kind("unknown", "noassertion", "no assertion", "no-assertion", "not determined", "not yet known"),
  ...kind("unknown", "not yet defined", "not yet determined", "not yet specified"),
  ...kind("none", "none", "n/a", "n.a.", "n. a.", "not applicable"),
  ...kind("later", "none yet"),
  ...kind("blank", "yyyy-mm-dd", "dd.mm.yyyy", "dd/mm/yyyy", "mm/dd/yyyy", "placeholder"),
]);

/** Longer texts are never stand-ins, whatever they begin with. */
const LONGEST = 130;
const DASHES = /^(?:[-–—_.…?]+|\*{2,})$/;
const LATER =
  /^(?:t\.?b\.?[dca]\.?|(?:(?:still|yet|details?|values?|text) )?to be (?:defined|determined|specified|provided|decided|completed|added|written|supplied|confirmed|announced|filled in)(?: (?:by|in|after|later|before) .{1,60})?\.?)$/;
const BLANK = /^(?:\[[^\]"]{1,120}\]|<[^>]{1,120}>|\{{1,3}[^}]{1,120}\}{1,3}|x{2,}|lorem ipsum.*)$/;

function kind(of: StandInKind, ...words: readonly string[]): [string, StandInKind][] {
  return words.map((word) => [word, of]);
}

/** What a stand-in begins with, in either case; the look at every value of a huge SBOM ends here for most. */
const FIRST_LETTERS: ReadonlySet<number> = new Set(
  [...WORDS.keys()].map((word) => word.charCodeAt(0)).concat([..."tsydvxl"].map((letter) => letter.charCodeAt(0))),
);

/** Patterns for letters begin with one of those; other signs are left to the patterns. */
function mayBegin(code: number): boolean {
  const letter = code | 0x20;
  const isLetter = letter >= 0x61 && letter <= 0x7a && code < 0x80;
  return !isLetter || FIRST_LETTERS.has(letter);
}

/** Which kind of stand-in a text is; undefined for a text that says something. */
export function standInKind(text: string): StandInKind | undefined {
  const plain = text.trim();
  if (plain === "") return "empty";
  if (plain.length > LONGEST) return undefined;
  if (!mayBegin(plain.charCodeAt(0))) return undefined;
  const said = plain.toLowerCase();
  const known = WORDS.get(said);
  if (known) return known;
  if (DASHES.test(said)) return "empty";
  if (LATER.test(said)) return "later";
  return BLANK.test(said) ? "blank" : undefined;
}
