import type { Support } from "../../model/sbom.ts";
import { ABSENT, type Given, type Stated } from "../../model/stated.ts";
import { isDeclaredUnknown } from "./declaredUnknown.ts";
import { type SupportFact, supportFact } from "./supportNames.ts";

const NO_FACTS: Readonly<Record<SupportFact, Stated<string>>> = {
  level: ABSENT,
  end: ABSENT,
  endOfLife: ABSENT,
  justification: ABSENT,
  plan: ABSENT,
  assessed: ABSENT,
};

export const NO_SUPPORT: Support = { ...NO_FACTS, otherEnds: [] };

/** A name with what is said under it, from whichever place of the format. */
export interface NamedFact {
  readonly name: string;
  read(): Stated<string>;
}

/** Gathers support data from named facts in the order of the file: a given value wins over a stand-in, the first over later ones. */
export function supportFrom(named: Iterable<NamedFact>): Support {
  let facts: (Record<SupportFact, Stated<string>> & { otherEnds: readonly Given<string>[] }) | undefined;
  for (const one of named) {
    const fact = supportFact(one.name);
    if (!fact) continue;
    const stated = fact === "justification" ? aboutSupport(one.read()) : one.read();
    facts ??= { ...NO_SUPPORT };
    const before = facts[fact].state;
    if (before === "absent" || (before === "unknown" && stated.state === "given")) facts[fact] = stated;
    else if (fact === "end" && stated.state === "given") facts.otherEnds = [...facts.otherEnds, stated];
  }
  return facts ?? NO_SUPPORT;
}

/**
 * `cdx:fda:justification` names the property that it excuses: `cdx:fda:end-of-support-date: reason`.
 * One for another matter than support is none here.
 */
function aboutSupport(stated: Stated<string>): Stated<string> {
  if (stated.state !== "given") return stated;
  const prefix = /^(cdx:fda:[a-z-]{1,60})\s*:/i.exec(stated.value);
  if (!prefix) return stated;
  const about = supportFact(prefix[1] ?? "");
  if (about === undefined || about === "justification" || about === "plan") return ABSENT;
  const reason = stated.value.slice(prefix[0].length).trim();
  if (isDeclaredUnknown(reason)) return { state: "unknown", raw: stated.value, span: stated.span };
  return { ...stated, value: reason };
}
