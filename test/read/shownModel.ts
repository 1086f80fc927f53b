import type { Span } from "../../lib/model/span.ts";
import type { Stated } from "../../lib/model/stated.ts";
import type { ThreatModel } from "../../lib/model/threatModel.ts";

/**
 * A threat model in a form that a test can hold against what a person expects: facts that are not said are left out, a stand-in is
 * `?text`, and a fact is its value, followed by the text that its span covers where the two differ (`true ⟦isEncrypted⟧`).
 */
export function shownModel(text: string, model: ThreatModel) {
  const { kind, expresses, ...rest } = model;
  return plain(text, rest);
}

/** The same of a part of a model. */
export function plain(text: string, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((one) => plain(text, one));
  if (typeof value !== "object" || value === null) return value;
  if (isStated(value)) return shownStated(text, value);
  if (isSpan(value)) return covered(text, value);
  const entries = Object.entries(value)
    .map(([key, one]) => [key, plain(text, one)] as const)
    .sort(([one], [other]) => rank(one) - rank(other));
  return Object.fromEntries(entries.filter(([key, one]) => !isDull(key, one)));
}

/** What a thing is comes before what is said of it. */
function rank(key: string): number {
  const at = ["format", "id", "title", "name", "text", "kind", "anchor"].indexOf(key);
  return at < 0 ? 99 : at;
}

export function covered(text: string, span: Span): string {
  return text.slice(span.start, span.end);
}

function shownStated(text: string, stated: Stated<unknown>): unknown {
  if (stated.state === "absent") return undefined;
  const over = covered(text, stated.span);
  if (stated.state === "unknown") return stated.raw === over ? `?${over}` : `?${stated.raw} ⟦${over}⟧`;
  return String(stated.value) === over ? over : `${stated.value} ⟦${over}⟧`;
}

/** What says nothing: empty lists (but for zones, where an empty list is a statement) and `false`. */
function isDull(key: string, value: unknown): boolean {
  if (value === undefined || value === false || value === "") return true;
  if (key === "likelihoodKind") return value === "unknown";
  return Array.isArray(value) && value.length === 0 && key !== "crosses" && key !== "zones";
}

function isStated(value: object): value is Stated<unknown> {
  return "state" in value;
}

function isSpan(value: object): value is Span {
  return "start" in value && "end" in value;
}
