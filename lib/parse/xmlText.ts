import type { Span } from "../model/span.ts";
import { isSpace } from "./xmlAttributes.ts";

/** What an element or attribute says, and where. An empty one covers the whole element, or the quotes, because nothing else can be shown. */
export interface XmlText extends Span {
  readonly value: string;
}

const NAMED: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

const CDATA = "<![CDATA[";

/** A raw text without its entities. An entity that XML does not know stays as it is written. */
export function decodeEntities(raw: string): string {
  if (!raw.includes("&")) return raw;
  return raw.replace(
    /&(?:#(\d{1,7})|#[xX]([\da-fA-F]{1,6})|(amp|lt|gt|quot|apos));/g,
    (written, decimal, hex, name) => {
      if (name !== undefined) return NAMED[name] ?? written;
      const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
      return code > 0 && code <= 0x10ffff && (code & 0x1ff800) !== 0xd800 ? String.fromCodePoint(code) : "\ufffd";
    },
  );
}

/**
 * The text between `start` and `end` without surrounding white space, comments and CDATA marks.
 * @param whole the element, for the place of an empty text
 */
export function contentText(text: string, { start, end }: Span, whole: Span): XmlText {
  const trimmed = trim(text, start, end);
  if (trimmed.start === trimmed.end) return { value: "", start: whole.start, end: whole.end };
  const raw = text.slice(trimmed.start, trimmed.end);
  if (!/[<&\r]/.test(raw)) return { value: raw, start: trimmed.start, end: trimmed.end };
  if (raw.includes("<")) return markedText(text, raw, { trimmed, whole });
  return { value: decodeEntities(lineEnds(raw)), start: trimmed.start, end: trimmed.end };
}

/** An attribute's value; white space in it counts as spaces (XML 1.0, 3.3.3). */
export function attributeText(text: string, { start, end }: Span): XmlText {
  if (start === end) return { value: "", start: start - 1, end: end + 1 };
  const raw = text.slice(start, end);
  if (!/[&\r\n\t]/.test(raw)) return { value: raw, start, end };
  return { value: decodeEntities(raw.replace(/\r\n|[\r\n\t]/g, " ")), start, end };
}

/** A text with CDATA sections or comments in it; a section alone is covered without its marks. */
function markedText(
  text: string,
  raw: string,
  { trimmed, whole }: { readonly trimmed: Span; readonly whole: Span },
): XmlText {
  if (raw.startsWith(CDATA) && raw.indexOf("]]>") === raw.length - 3) {
    const inner = trim(text, trimmed.start + CDATA.length, trimmed.end - 3);
    if (inner.start === inner.end) return { value: "", start: whole.start, end: whole.end };
    return { value: lineEnds(text.slice(inner.start, inner.end)), ...inner };
  }
  const value = unmarked(lineEnds(raw)).trim();
  return value === "" ? { value, start: whole.start, end: whole.end } : { value, ...trimmed };
}

function unmarked(raw: string): string {
  const parts: string[] = [];
  let at = 0;
  for (let less = raw.indexOf("<"); less >= 0; less = raw.indexOf("<", at)) {
    parts.push(decodeEntities(raw.slice(at, less)));
    const isCdata = raw.startsWith(CDATA, less);
    const mark = isCdata ? "]]>" : raw.startsWith("<!--", less) ? "-->" : "?>";
    const end = raw.indexOf(mark, less + 2);
    if (end < 0) return parts.join("");
    if (isCdata) parts.push(raw.slice(less + CDATA.length, end));
    at = end + mark.length;
  }
  parts.push(decodeEntities(raw.slice(at)));
  return parts.join("");
}

function trim(text: string, from: number, to: number): Span {
  let start = from;
  let end = to;
  while (start < end && isSpace(text.charCodeAt(start))) start++;
  while (end > start && isSpace(text.charCodeAt(end - 1))) end--;
  return { start, end };
}

/** XML knows one line end (XML 1.0, 2.11). */
function lineEnds(value: string): string {
  return value.includes("\r") ? value.replace(/\r\n?/g, "\n") : value;
}
