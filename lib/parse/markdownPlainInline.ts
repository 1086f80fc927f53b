import { collapse } from "./markdownInline.ts";

/** Without one of these a text is its own plain text. */
const MARKS = /[*_`[\]<\\&~!\0]/;

/** What can be told without the whole grammar, tried at one offset after the other. Everything else is left to the parser. */
const TOKEN = new RegExp(
  [
    String.raw`([^*_\u0060[\]<\\&~!\0]+)`,
    // A code span of one mark on one line, without blanks at its ends.
    String.raw`\u0060([^\s\u0060\\](?:[^\u0060\\\n]*[^\s\u0060\\])?)\u0060(?!\u0060)`,
    // Strong and emphasis around plain text, with a blank or bracket before and a blank or punctuation behind.
    String.raw`(?<![^\s(])\*\*([\p{L}\p{N}(](?:[^*_\u0060[\]<\\&~!\0]*[\p{L}\p{N}.,:;?%)])?)\*\*(?=[\s.,:;)?–—-]|$)`,
    String.raw`(?<![^\s(])\*([\p{L}\p{N}(](?:[^*_\u0060[\]<\\&~!\0]*[\p{L}\p{N}.,:;?%)])?)\*(?=[\s.,:;)?–—-]|$)`,
    String.raw`\[([^[\]*_\u0060<\\&~!\n\0]+)\]\([^\s()<>\\&\u0060[\]]*\)`,
    // A code span alone in a link or in strong marks.
    String.raw`\[\u0060([^\s\u0060\\](?:[^\u0060\\\n[\]]*[^\s\u0060\\[\]])?)\u0060\]\([^\s()<>\\&\u0060[\]]*\)`,
    String.raw`(?<![^\s(])\*\*\u0060([^\s\u0060\\](?:[^\u0060\\\n]*[^\s\u0060\\])?)\u0060\*\*(?=[\s.,:;)?–—-]|$)`,
    // Underscores inside a word, a lone star, and signs that begin nothing.
    String.raw`((?<=[\p{L}\p{N}])_+(?=[\p{L}\p{N}])|(?<![^\s])\*(?=\s|$)|!(?!\[)|&(?![#\w]{1,33};)|<(?=[\s\d=]))`,
  ].join("|"),
  "uy",
);

/**
 * The text of inline Markdown as a reader sees it, for the plain constructions that most text is made of; undefined for all others,
 * which only the parser reads right.
 */
export function plainInlineText(source: string): string | undefined {
  if (!MARKS.test(source)) return collapse(source);
  const parts: string[] = [];
  TOKEN.lastIndex = 0;
  for (let at = 0; at < source.length; at = TOKEN.lastIndex) {
    const match = TOKEN.exec(source);
    if (!match) return undefined;
    parts.push(match[1] ?? match[2] ?? match[3] ?? match[4] ?? match[5] ?? match[6] ?? match[7] ?? match[8] ?? "");
  }
  return collapse(parts.join(""));
}
