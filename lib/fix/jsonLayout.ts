import type { Span } from "../model/span.ts";
import type { Json } from "./editNode.ts";
import { insertion, type TextEdit } from "./textEdit.ts";

/** How far back the start of the file is looked at for its indentation. */
const HEAD = 4096;

/**
 * Adds a member at the end of an object, written the way its neighbours are.
 * @param object the object with its braces
 */
export function addMember(
  text: string,
  object: Span,
  member: { readonly key: string; readonly value: Json },
): TextEdit[] {
  return addLast(text, object, { key: member.key, value: member.value });
}

/**
 * Adds an element at the end of an array, written the way its last element is.
 * @param array the array with its brackets
 * @param last the last element, where there is one
 */
export function addElement(text: string, array: Span, { value, last }: { value: Json; last?: Span }): TextEdit[] {
  return addLast(text, array, { value, last });
}

interface Addition {
  readonly key?: string;
  readonly value: Json;
  readonly last?: Span;
}

function addLast(text: string, holder: Span, { key, value, last }: Addition): TextEdit[] {
  const close = holder.end - 1;
  const before = lastInk(text, holder.start, close);
  // A comma before the bracket is not JSON; an edit after it could make things worse.
  if (text[before] === ",") return [];
  const style = styleOf(text, holder);
  const empty = before === holder.start;
  if (empty || !text.slice(before, close).includes("\n")) {
    const lead = empty ? "" : style.spaced ? ", " : ",";
    return [insertion(before + 1, lead + written(key, inline(value, style), style))];
  }
  const indent = innerIndent(text, holder, style);
  const oneLine = last !== undefined && !text.slice(last.start, last.end).includes("\n");
  const body = oneLine ? inline(value, style) : expanded(value, indent, style);
  return [insertion(before + 1, `,${style.eol}${indent}${written(key, body, style)}`)];
}

interface Style {
  readonly eol: string;
  /** One level of indentation. */
  readonly unit: string;
  /** Whether a colon is followed by a space. */
  readonly spaced: boolean;
  /** Whether braces on one line are padded. */
  readonly padded: boolean;
}

function styleOf(text: string, holder: Span): Style {
  const head = text.slice(0, HEAD);
  const near = text.slice(holder.start, Math.min(holder.end, holder.start + HEAD));
  const colon = /":(\s?)/.exec(near) ?? /":(\s?)/.exec(head);
  return {
    eol: /\r?\n/.exec(head)?.[0] ?? "\n",
    unit: /\n([ \t]+)\S/.exec(head)?.[1] ?? "  ",
    spaced: colon?.[1] !== "",
    padded: /\{ "/.test(near),
  };
}

/** The indentation of what stands inside the holder. */
function innerIndent(text: string, holder: Span, style: Style): string {
  const gap = /^\s*/.exec(text.slice(holder.start + 1, Math.min(holder.end, holder.start + HEAD)))?.[0] ?? "";
  const own = afterLastBreak(gap);
  if (own !== undefined) return own;
  const closing = afterLastBreak(text.slice(lastInk(text, holder.start, holder.end - 1) + 1, holder.end - 1));
  return (closing ?? "") + style.unit;
}

function afterLastBreak(space: string): string | undefined {
  const at = space.lastIndexOf("\n");
  return at < 0 ? undefined : space.slice(at + 1);
}

/** Offset of the last character before `end` that is not white space. */
function lastInk(text: string, start: number, end: number): number {
  let at = end - 1;
  while (at > start && /\s/.test(text[at] ?? "")) at--;
  return at;
}

function written(key: string | undefined, value: string, style: Style): string {
  return key === undefined ? value : `${JSON.stringify(key)}:${style.spaced ? " " : ""}${value}`;
}

function inline(value: Json, style: Style): string {
  if (typeof value === "string") return JSON.stringify(value);
  const comma = style.spaced ? ", " : ",";
  if (isList(value)) return `[${value.map((item) => inline(item, style)).join(comma)}]`;
  const pad = style.padded ? " " : "";
  const members = Object.entries(value).map(([key, item]) => written(key, inline(item, style), style));
  return `{${pad}${members.join(comma)}${pad}}`;
}

function expanded(value: Json, indent: string, style: Style): string {
  if (typeof value === "string") return JSON.stringify(value);
  const inner = indent + style.unit;
  const [open, close] = isList(value) ? "[]" : "{}";
  const items = isList(value)
    ? value.map((item) => expanded(item, inner, style))
    : Object.entries(value).map(([key, item]) => written(key, expanded(item, inner, style), style));
  return `${open}${items.map((item) => `${style.eol}${inner}${item}`).join(",")}${style.eol}${indent}${close}`;
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
