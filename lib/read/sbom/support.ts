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

export const NO_SUPPORT: Support = {
  ...NO_FACTS,
  levelJustification: ABSENT,
  endJustification: ABSENT,
  otherEnds: [],
};

/** A name with what is said under it, from whichever place of the format. */
export interface NamedFact {
  readonly name: string;
  read(): Stated<string>;
}

/** Gathers support data from named facts in the order of the file: a given value wins over a stand-in, the first over later ones. */
export function supportFrom(named: Iterable<NamedFact>): Support {
  let facts: { -readonly [K in keyof Support]: Support[K] } | undefined;
  let otherEnds: Given<string>[] | undefined;
  for (const one of named) {
    const fact = supportFact(one.name);
    if (!fact) continue;
    facts ??= { ...NO_SUPPORT };
    if (fact === "justification") {
      justify(facts, one.name, one.read());
      continue;
    }
    const stated = one.read();
    if (fact === "end" && facts.end.state === "given" && stated.state === "given") {
      otherEnds ??= [];
      otherEnds.push(stated);
    } else facts[fact] = later(facts[fact], stated);
  }
  if (facts && otherEnds) facts.otherEnds = otherEnds;
  return facts ?? NO_SUPPORT;
}

function later(before: Stated<string>, stated: Stated<string>): Stated<string> {
  return before.state === "absent" || (before.state === "unknown" && stated.state === "given") ? stated : before;
}

/**
 * A justification excuses the field that it names: by the name of the property, or as `cdx:fda:justification` does in its value
 * (`cdx:fda:end-of-support-date: reason`). One that names none is for both, one for another matter than support for neither.
 */
function justify(facts: { -readonly [K in keyof Support]: Support[K] }, name: string, stated: Stated<string>): void {
  const prefix = stated.state === "given" ? /^(cdx:fda:[a-z-]{1,60})\s*:/i.exec(stated.value) : null;
  const about = prefix ? supportFact(prefix[1] ?? "") : justifiedBy(name);
  if (prefix && (about === undefined || about === "justification" || about === "plan")) return;
  const reason = prefix ? withoutPrefix(stated, prefix[0].length) : stated;
  facts.justification = later(facts.justification, reason);
  if (about !== "end") facts.levelJustification = later(facts.levelJustification, reason);
  if (about !== "level") facts.endJustification = later(facts.endJustification, reason);
}

/** The field that the name of a justification names. */
function justifiedBy(name: string): SupportFact | undefined {
  if (/level/i.test(name)) return "level";
  return /end[-_ ]?of[-_ ]?support|eos/i.test(name) ? "end" : undefined;
}

function withoutPrefix(stated: Stated<string>, length: number): Stated<string> {
  if (stated.state !== "given") return stated;
  const reason = stated.value.slice(length).trim();
  if (isDeclaredUnknown(reason)) return { state: "unknown", raw: stated.value, span: stated.span };
  return { ...stated, value: reason };
}
