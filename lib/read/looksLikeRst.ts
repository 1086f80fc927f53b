const HEAD = 20_000;
const HEADING = /^(?=[^\s=~^"'*+#-])([^\n]{3,80})\r?\n([=~^"'*+#-])\2{2,80}[ \t]*\r?$/gm;
const MARKUP =
  /^\.\. (?:[\w-]{1,40}::|_[^:\n]{1,80}:|\[[^\]\n]{1,40}\] )|^\+(?:-{2,}\+)+[ \t]*\r?$|^={2,}(?: +={2,})+[ \t]*\r?$|:[\w-]{2,30}:`[^`\n]{1,200}`|``[^`\n]{1,80}``|`[^`<\n]{1,80} <[^`>\n]{1,200}>`_/m;

/** True for a text without a telling name that has headings and at least one other mark of reStructuredText, which plain text and logs do not. */
export function looksLikeRst(text: string): boolean {
  const head = text.slice(0, HEAD);
  let headings = 0;
  for (const match of head.matchAll(HEADING)) {
    const [, title = ""] = match;
    // The underline is as long as the title, which a divider below a line of a log is only by chance.
    if (match[0].trimEnd().length - match[0].lastIndexOf("\n") - 1 >= title.trim().length) headings++;
  }
  return headings > 0 && MARKUP.test(head);
}
