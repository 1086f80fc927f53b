import type { Span } from "../../model/span.ts";
import { ABSENT, type Stated } from "../../model/stated.ts";
import type { VexState } from "../../model/vex.ts";
import { isDeclaredUnknown } from "./declaredUnknown.ts";

/** `analysis.state` in the neutral words (CycloneDX 1.4 to 1.7, impact analysis states). */
export const CYCLONEDX_STATES: Readonly<Record<string, VexState>> = {
  resolved: "fixed",
  resolved_with_pedigree: "fixed",
  exploitable: "affected",
  in_triage: "under investigation",
  false_positive: "not affected",
  not_affected: "not affected",
};

/**
 * What the `aggregate` of a composition says. "unknown" is a statement about completeness here, not the lack of one;
 * only `not_specified` says nothing.
 */
export function statedAggregate(word: string, span: Span): Stated<string> {
  const folded = word.trim().toLowerCase();
  if (folded === "unknown") return { state: "given", value: "unknown", span };
  if (folded === "not_specified" || isDeclaredUnknown(word)) return { state: "unknown", raw: word, span };
  return { state: "given", value: word, span };
}

/** Several texts as one: one alone keeps its place, several cover `span`. */
export function joinedTexts(
  stated: readonly Stated<string>[],
  { separator, span, via }: { readonly separator: string; readonly span: Span; readonly via?: string },
): Stated<string> {
  const given = stated.filter((one) => one.state === "given");
  const [first] = given;
  if (!first) return stated.find((one) => one.state === "unknown") ?? ABSENT;
  if (given.length === 1) return first;
  return { state: "given", value: given.map((one) => one.value).join(separator), span, via };
}
