import { collapse } from "./markdownInline.ts";

const LONGEST = 4000;
const MARKS = /[*`_|\\[]/;
const OPEN = "\uE000";
const CLOSE = "\uE001";
const ASIDE = /\uE000(\d+)\uE001/g;

/** The text of inline reStructuredText as a reader sees it: without emphasis marks, link targets, roles and escapes. */
export function plainRst(source: string): string {
  if (source.length > LONGEST || !MARKS.test(source)) return collapse(source);
  const kept: string[] = [];
  const aside = (text: string) => `${OPEN}${kept.push(text) - 1}${CLOSE}`;
  const text = source
    .replaceAll(OPEN, " ")
    .replaceAll(CLOSE, " ")
    .replace(/``([^`]{1,500}(?:`[^`]{1,500}){0,5})``/g, (_, code: string) => aside(code))
    .replace(/\\(\s)?(\S?)/g, (_, blank: string | undefined, mark: string) => (blank ? mark : aside(mark)))
    .replace(/(?::[\w.:+-]{1,60}:)?`([^`]{1,800})`(?::[\w.:+-]{1,60}:|__?)?/g, (_, inner: string) =>
      aside(roleText(inner)),
    )
    .replace(/\[(?:#[\w-]{0,60}|\d{1,4}|\*)\]_(?!\w)/g, "")
    .replace(/\[([\w.-]{1,80})\]_(?!\w)/g, "$1")
    .replace(/\|([^|\s][^|]{0,100})\|_{0,2}/g, "$1")
    .replace(/(\*{1,2})(?=\S)([^*]{1,800}?)\1/g, "$2")
    .replace(/(^|[^\w])([A-Za-z0-9][\w.-]{0,80}[A-Za-z0-9])__?(?=[\s'")\]}>\-/:.,;!?]|$)/g, "$1$2");
  return collapse(restored(text, kept));
}

/** ``text <target>`` gives the text; a lone target gives itself. */
function roleText(inner: string): string {
  const named = /^([\s\S]{1,600}?)\s{0,20}<[^<>]{1,600}>$/.exec(inner);
  const text = named?.[1]?.trim() ?? inner;
  return text.replace(/^[!~]/, "");
}

function restored(text: string, kept: readonly string[]): string {
  const once = text.replace(ASIDE, (_, index: string) => kept[Number(index)] ?? "");
  return once.replace(ASIDE, (_, index: string) => kept[Number(index)] ?? "");
}
