import { isOwnSource } from "../guidance/ownRules.ts";
import type { Requirement, Source } from "../model/guidance.ts";

/**
 * How binding a requirement is, in one sentence that a regulatory reader can sign. Only a statute or a regulation is ever said to require
 * something; an entry that stands in the source of a statute but cites guidance speaks as guidance.
 */
export function strengthWords(requirement: Requirement, source: Source): string {
  if (isOwnSource(source)) return "A rule of Premarket itself; no authority asks for it.";
  const who = recommender(requirement, source);
  switch (requirement.strength) {
    case "statute":
      return requirement.applies.includes("cyber-device")
        ? "Required by statute for cyber devices."
        : "Required by statute where it applies.";
    case "regulation":
      return "Required by regulation where it applies.";
    case "should":
      return who === undefined ? "A recommendation, not a duty." : `${who} recommends this; it is not a duty.`;
    case "may":
      return `${who ?? "The source"} suggests this, or gives it as an example.`;
    case "info":
      if (source.id === "premarket-practice") return "Premarket practice; no authority asks for it in these words.";
      return /^premarket practice/i.test(requirement.cite)
        ? "Premarket practice: it follows from the source, which does not ask for it in these words."
        : "Context: the source describes this without asking for it.";
  }
}

/** Who recommends; unknown where the source is a statute or gathers several, and the citation does not say whose reading it is. */
function recommender({ cite }: Requirement, { issuer }: Source): string | undefined {
  if (/Food and Drug Administration|^FDA$/.test(issuer) || /^FDA\b/.test(cite)) return "FDA";
  // The MDS2 is an industry form, whichever source asks about it.
  if (/Congress|^several\b/i.test(issuer) || /^MDS2\b/.test(cite)) return undefined;
  const abbreviation = /^[A-Z]{2,}\b/.exec(issuer)?.[0];
  return abbreviation ?? issuer;
}
