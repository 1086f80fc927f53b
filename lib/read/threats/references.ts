import type { Span } from "../../model/span.ts";
import type { Threat } from "../../model/threatModel.ts";
import type { ValueView } from "./valueView.ts";

/** CWE, CAPEC, CVE, ATT&CK and EMB3D ids; an ATT&CK technique only with its four digits, because `T12` is what people call a threat. */
const TAXONOMY_ID =
  /\b(?:CWE-\d{1,4}|CAPEC-\d{1,4}|CVE-\d{4}-\d{4,7}|TID-\d{3}|MID-\d{3}|PID-\d{2,4}|T\d{4}(?:\.\d{3})?|M\d{4})\b/g;

/** The ids of taxonomies in a text, each once, with its place where the text is written without escapes. */
export function referencesOf(text: string, placeOf: (part: string) => Span): Threat["references"] {
  const found = new Map<string, Span>();
  if (!/[A-Z]+-?\d/.test(text)) return [];
  for (const [id] of text.matchAll(TAXONOMY_ID)) if (!found.has(id)) found.set(id, placeOf(id));
  return [...found].map(([id, span]) => ({ id, span }));
}

/** The ids of taxonomies in some members of a value, each once. */
export function referencesIn(view: ValueView, members: readonly string[]): Threat["references"] {
  const seen = new Set<string>();
  return members
    .flatMap((name) => {
      const member = view.get(name);
      return member ? referencesOf(member.string() ?? "", (part) => member.spot.part(part)) : [];
    })
    .filter(({ id }) => !seen.has(id) && seen.add(id));
}
