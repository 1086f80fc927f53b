import { type Catalogue, catalogue } from "../guidance/catalogue.ts";
import type { Requirement, Source } from "../model/guidance.ts";
import { checkWords } from "./checkWords.ts";
import { strengthWords } from "./strengthWords.ts";

/** Everything about one requirement as plain data, for `explain --format json`. */
export function requirementJson(requirement: Requirement, source: Source, guidance: Catalogue = catalogue()) {
  const { id, title, cite, strength, severity, applies, owedBy, check, ask, rows, note, message, why, limits, since } =
    requirement;
  const { requirements: _, context: __, ...edition } = source;
  return {
    id,
    title,
    source: { ...edition, sha256: guidance.hash(source.id) },
    cite,
    note,
    strength,
    strengthInWords: strengthWords(requirement, source),
    severity,
    applies,
    owedBy,
    check,
    checkInWords: check && checkWords(check),
    ask,
    message: message === "" ? undefined : message,
    why,
    do: requirement.do,
    limits,
    fix: requirement.fix,
    since,
    rows,
    sameAs: requirement.sameAs,
    alsoAskedBy: guidance.alsoAskedBy(id).map((other) => other.id),
    examples: guidance.examples(id),
  };
}
