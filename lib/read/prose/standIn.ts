import type { Span } from "../../model/span.ts";
import type { Stated } from "../../model/stated.ts";
import { standInKind } from "../standInWords.ts";

/** True for a text that stands in for a fact: empty, `TBD`, `n/a`, `unknown`, a dash, a template's blank. A bare "none" is a fact. */
export function isStandIn(text: string): boolean {
  const kind = standInKind(text);
  return kind !== undefined && !(kind === "none" && text.trim().toLowerCase() === "none");
}

/** A text as a fact: given, or declared unknown where it is a stand-in. */
export function statedText(text: string, span: Span): Stated<string> {
  const value = text.trim();
  return isStandIn(value) ? { state: "unknown", raw: value, span } : { state: "given", value, span };
}
