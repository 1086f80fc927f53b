import { YAMLException } from "js-yaml";
import type { Problem, Span } from "../model/span.ts";

/** What the parser says (a part of it) and what we say instead. The first that matches is used. */
const WORDINGS: readonly (readonly [string, string])[] = [
  ["tab characters", "A tab indents this line; YAML takes spaces only, so replace it."],
  [
    "indentation",
    "This line is indented differently from its neighbours; line it up with the keys or items beside it.",
  ],
  ["missed comma", "A comma is missing in this list or map; put one between the entries."],
  ["but found ','", "There is a comma with nothing before it; remove it."],
  ["double quoted", 'A text that starts with " has no closing "; add it.'],
  ["single quoted", "A text that starts with ' has no closing '; add it."],
  ["flow collection", "A list [ or map { is not closed; add the closing bracket."],
  ["multiline key", "This line has no colon after its key; write `key: value`."],
  ["expected ':'", "This line has no colon after its key; write `key: value`."],
  ["whitespace character is expected", "The colon after the key needs a space behind it; write `key: value`."],
  ["escape", 'A backslash sequence inside " " is not one that YAML knows; double the backslash or use single quotes.'],
  ["hexadecimal", 'A backslash sequence inside " " is cut short; complete it or use single quotes.'],
  ["maxDepth", "The file is nested too deeply to be read; flatten it."],
  ["non-printable", "The file has a control character that YAML does not allow; remove it."],
  ["tag", "This tag (!) cannot be read; remove it."],
  ["anchor", "This anchor (&) cannot be read; correct or remove it."],
  ["alias", "This alias (*) cannot be read; correct it or write the value out."],
  [
    "document separator",
    "This does not fit what stands before it; check the indentation and quotes of this line and the one above.",
  ],
];

/** The parser's first error in our own words, at the text where it happened. */
export function yamlSyntaxProblem(text: string, error: unknown): Problem {
  if (!(error instanceof YAMLException)) {
    return { message: "The file cannot be read as YAML.", span: lineAt(text, 0) };
  }
  const reason = error.reason;
  const position = error.mark?.position ?? 0;
  const span = lineAt(text, position);
  const open = reason.includes("indentation") ? unclosedQuote(text, position) : undefined;
  if (open)
    return {
      message: `A text that starts with ${text[open.start]} has no closing ${text[open.start]}; add it.`,
      span: open,
    };
  const wording = WORDINGS.find(([part]) => reason.includes(part));
  const message = special(text, span) ?? wording?.[1] ?? "This is not valid YAML; check the line and the one above it.";
  return { message, span };
}

/** A quote that opens a value and is not closed on its line swallows what follows; the parser then complains about the next line. */
function unclosedQuote(text: string, offset: number): Span | undefined {
  const end = text.slice(0, offset).trimEnd().length;
  const start = text.lastIndexOf("\n", end - 1) + 1;
  const line = text.slice(start, end);
  const opening = /(?:^|[:-][ \t]{1,20})(["'])/.exec(line);
  if (!opening?.[1]) return undefined;
  const quote = opening.index + opening[0].length - 1;
  if (line.indexOf(opening[1], quote + 1) >= 0) return undefined;
  return { start: start + quote, end };
}

/** The two slips that the parser names by their consequence. */
function special(text: string, span: Span): string | undefined {
  const lineStart = text.lastIndexOf("\n", span.start - 1) + 1;
  const before = text.slice(lineStart, span.start);
  if (before.startsWith("\t")) return WORDINGS[0]?.[1];
  if (text[span.start] === ":" && before.includes(": ")) {
    return "The value in this line has a colon followed by a space in it; put the value in quotes.";
  }
  return undefined;
}

/** From the offset to the end of its line; the whole line where nothing is left of it; the line before where it is blank. */
function lineAt(text: string, offset: number): Span {
  let at = Math.min(Math.max(offset, 0), text.length);
  for (;;) {
    const start = text.lastIndexOf("\n", at - 1) + 1;
    const next = text.indexOf("\n", at);
    const line = text.slice(start, next < 0 ? text.length : next);
    const content = line.trim();
    if (content !== "") {
      const first = start + line.indexOf(content);
      const end = first + content.length;
      return { start: at > first && at < end ? at : first, end };
    }
    if (start === 0) return { start: 0, end: 0 };
    at = start - 1;
  }
}
