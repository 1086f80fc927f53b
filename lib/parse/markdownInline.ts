/** Characters without which a line is its own plain text. */
const MARKS = /[*_`[\]<\\&~!]/;

/** Longer lines are left as they are: nobody reads their marks, and the patterns below would take long. */
const LONGEST = 4000;

/** Private-use characters around the number of a text that was set aside. */
const OPEN = "\uE000";
const CLOSE = "\uE001";
const ASIDE = /\uE000(\d+)\uE001/g;

const ENTITIES: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  nbsp: " ",
  ndash: "–",
  mdash: "—",
  hellip: "…",
};

/** The text of one line of inline Markdown as a reader sees it: without emphasis marks, link targets, tags and escapes. */
export function plainInline(source: string): string {
  if (source.length > LONGEST || !MARKS.test(source)) return collapse(source);
  const kept: string[] = [];
  // Code and escaped characters are set aside so that marks inside them stay.
  const aside = (text: string) => `${OPEN}${kept.push(text) - 1}${CLOSE}`;
  const text = source
    .replaceAll(OPEN, " ")
    .replaceAll(CLOSE, " ")
    .replace(/(`{1,5})((?:(?!\1)[^`]|`){1,500}?)\1(?!`)/g, (_, __, code: string) => aside(code.trim()))
    .replace(/\\([!-/:-@[-`{-~])/g, (_, mark: string) => aside(mark))
    .replace(/<!--[^>]{0,2000}-->/g, "")
    .replace(/<(https?:[^\s<>]{1,500})>/g, (_, address: string) => aside(address))
    .replace(/<br\s{0,3}\/?>/gi, " ")
    .replace(/<\/?[a-z][^<>]{0,500}>/gi, "")
    .replace(/!?\[([^[\]]{0,500})\](?:\([^()\s]{0,1000}(?:\s[^()]{0,500})?\)|\[[^[\]]{0,200}\])/g, "$1")
    .replace(/\[\^[^\]\s]{1,60}\]/g, "")
    .replace(/(^|[^\p{L}\p{N}_])(_{1,3})(?=\S)([^_]{1,500}?)\2(?![\p{L}\p{N}_])/gu, "$1$3")
    .replace(/(\*{1,3}|~~)(?=\S)((?:(?!\1)[^*~]){1,500}?)\1/g, "$2")
    .replace(/(\*{1,3}|~~)(?=\S)((?:(?!\1)[^*~]){1,500}?)\1/g, "$2");
  return collapse(decodeEntities(text).replace(ASIDE, (_, index: string) => kept[Number(index)] ?? ""));
}

/** Character references such as `&amp;` and `&#8211;` as the characters they stand for. */
export function decodeEntities(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,8}));/gi, decodeEntity);
}

function decodeEntity(whole: string, decimal?: string, hex?: string, name?: string): string {
  if (name !== undefined) return ENTITIES[name.toLowerCase()] ?? whole;
  const code = decimal === undefined ? Number.parseInt(hex ?? "", 16) : Number(decimal);
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
}

/** One blank where there were several or a line break; none at the ends. */
export function collapse(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
