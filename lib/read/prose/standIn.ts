import type { Span } from "../../model/span.ts";
import type { Stated } from "../../model/stated.ts";

/** What people write where nothing is known yet: the place is filled, the fact is not. */
const STAND_IN =
  /^(?:|[-–—_.…?*]+|t\.?b\.?[dca]\.?|to[ -]?do|n\.?\/?a\.?|none yet|unknown|not (?:yet )?(?:known|defined|determined|specified)|to be (?:defined|determined|provided|decided|completed|added)(?: by .{1,60})?|noassertion|pending|x{2,}|y{4}-m{2}-d{2}|lorem ipsum.*|undefined|placeholder)$/i;

/** `[enter name]`, `<version>`, `{DATE}`, `{{ date }}`: a blank of a template. */
const TEMPLATE = /^(?:\[[^\]]{1,120}\]|<[^>]{1,120}>|\{{1,2}[^}]{1,120}\}{1,2})$/;

/** True for a text that stands in for a fact: empty, `TBD`, `n/a`, `unknown`, a dash, a template's blank. */
export function isStandIn(text: string): boolean {
  const plain = text.trim();
  if (plain.length > 130) return false;
  return STAND_IN.test(plain) || TEMPLATE.test(plain);
}

/** A text as a fact: given, or declared unknown where it is a stand-in. */
export function statedText(text: string, span: Span): Stated<string> {
  const value = text.trim();
  return isStandIn(value) ? { state: "unknown", raw: value, span } : { state: "given", value, span };
}
