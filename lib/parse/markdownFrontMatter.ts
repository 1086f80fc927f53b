import type { Span } from "../model/span.ts";

/** 1 for a text that starts with a byte order mark. */
export function bomLength(text: string): number {
  return text.charCodeAt(0) === 0xfeff ? 1 : 0;
}

/** The block between two `---` lines at the very top: with the lines, and the YAML alone. */
export function findFrontMatter(text: string): { whole: Span; inner: Span } | undefined {
  const start = bomLength(text);
  const opening = /^---[ \t]*\r?\n/.exec(text.slice(start, start + 100));
  if (!opening) return undefined;
  const innerStart = start + opening[0].length;
  const closing = /^---[ \t]*\r?$/gm;
  closing.lastIndex = innerStart;
  const match = closing.exec(text);
  if (!match) return undefined;
  const end = text.indexOf("\n", match.index);
  return {
    whole: { start, end: end < 0 ? text.length : end + 1 },
    inner: { start: innerStart, end: match.index },
  };
}
