/** A line of at least `count` marks and nothing else. */
export function closesFence(line: string, mark: string, count: number): boolean {
  const content = line.trim();
  if (content.length < count) return false;
  for (const one of content) if (one !== mark) return false;
  return true;
}

/** `[label]: address` */
export function isDefinition(line: string): boolean {
  return /^\[[^[\]]{1,200}\]:[ \t]*\S/.test(line);
}

/** The second line of a table: as many cells as the line before it, each of hyphens. */
export function isTableRule(line: string, before: string): boolean {
  if (!/^[ \t:|-]+$/.test(line) || !line.includes("-") || !/[|:]/.test(line)) return false;
  return cellCount(line) === cellCount(before);
}

function cellCount(row: string): number {
  const inner = row
    .trim()
    .replace(/^\|/, "")
    .replace(/(^|[^\\])\|$/, "$1");
  return inner.replace(/\\\|/g, "").split("|").length;
}

/** `---`, `* * *`, `___`: a rule, not a list item. */
export function isRule(text: string, start: number, end: number): boolean {
  const mark = text[start];
  if (mark !== "-" && mark !== "*" && mark !== "_") return false;
  let count = 0;
  for (let at = start; at < end; at++) {
    if (text[at] === mark) count++;
    else if (text[at] !== " " && text[at] !== "\t") return false;
  }
  return count >= 3;
}

const RAW_TAG = /^<(?:script|pre|style|textarea)(?:\s|>|$)/i;
const BLOCK_TAG =
  /^<\/?(?:address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|menuitem|nav|noframes|ol|optgroup|option|p|param|search|section|summary|table|tbody|td|tfoot|th|thead|title|tr|track|ul)(?:\s|\/?>|$)/i;
const LONE_TAG = /^<\/?[a-z][a-z0-9-]{0,60}(?:\s[^<>]{0,1800})?\/?>\s*$/i;

type HtmlEnd = "until blank" | ((line: string) => boolean) | undefined;

/** How the HTML block that a line starts comes to its end (CommonMark 4.6); undefined when it starts none. */
export function htmlBlock(line: string, inParagraph: boolean): HtmlEnd {
  if (line.startsWith("<!--")) return (rest) => rest.includes("-->");
  if (RAW_TAG.test(line)) return (rest) => /<\/(?:script|pre|style|textarea)>/i.test(rest);
  if (line.startsWith("<?")) return (rest) => rest.includes("?>");
  if (line.startsWith("<![CDATA[")) return (rest) => rest.includes("]]>");
  if (/^<![a-z]/i.test(line)) return (rest) => rest.includes(">");
  if (BLOCK_TAG.test(line)) return "until blank";
  if (!inParagraph && LONE_TAG.test(line)) return "until blank";
  return undefined;
}
