import type { Span } from "../model/span.ts";
import { type JsonDocument, type JsonPath, parseJson } from "../parse/json.ts";

/** One object of a JSON text with its inside parsed; spans are of the whole text. */
export interface JsonElement {
  readonly span: Span;
  /** The value at a path; undefined where there is none. */
  value(path: JsonPath): unknown;
  spot(path: JsonPath): Span;
}

/** Parses the object at `span`; undefined where it is broken, because a fix never edits what it does not understand. */
export function jsonElement(text: string, span: Span): JsonElement | undefined {
  const document = parseJson(text.slice(span.start, span.end));
  if (!document.usable) return undefined;
  return {
    span,
    value: (path) => valueAt(document, path),
    spot: (path) => {
      const { start, end } = document.at(path);
      return { start: start + span.start, end: end + span.start };
    },
  };
}

/** A member of a huge document is parsed by itself. */
function valueAt(document: JsonDocument, path: JsonPath): unknown {
  const [first, ...rest] = path;
  if (first === undefined) return document.root();
  let value = typeof first === "string" ? document.member(first) : undefined;
  for (const step of rest) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, step)) return undefined;
    value = (value as Record<string | number, unknown>)[step];
  }
  return value;
}
