import type { Requirement, Source } from "../model/guidance.ts";

const common = {
  source: "premarket",
  rows: [],
  applies: [],
  owedBy: [],
  strength: "info",
  severity: "warning",
  sameAs: [],
  since: "next",
} as const;

const cite = "README, Accept a finding for a reason";

/** What Premarket asks of waivers and the baseline. No authority asks for it, so it is no part of a profile and has no verdict. */
const REVIEW_CITE = "README, Answer what only a person can judge";
const BASELINE_CITE = "README, Start with a document that has many findings";

const RULES = {
  complete: {
    ...common,
    cite,
    id: "waiver-complete",
    title: "Every waiver says why, and who accepts the finding",
    message: "The waiver of {requirement} gives no {missing}, so it does not count.",
    why: "A finding that is set aside without a reason cannot be defended in a review.",
    do: "Write the reason, and in premarket-waivers.yaml the person under `by:`, or take the waiver out.",
    limits: "Whether the reason is a good one is for a person to judge.",
  },
  known: {
    ...common,
    cite,
    id: "waiver-known",
    title: "Every waiver names a requirement that exists",
    message: "There is no requirement {requirement}, so the waiver does nothing{hint}.",
    why: "A misspelt id looks like an accepted finding and accepts nothing.",
    do: "Correct the id; `premarket guidance` lists them all.",
    limits: "Ids of sources that are not part of the profile are accepted.",
  },
  current: {
    ...common,
    cite,
    id: "waiver-current",
    title: "No waiver is past its last day",
    message: "The waiver of {requirement} ended on {until}, so its findings count again.",
    why: "Somebody wanted to look at this again by that day.",
    do: "Close the gap, or decide anew and write the new day with the reason.",
    limits: "The day is compared with `as-of`, else with the planned submission date, else with today.",
  },
  used: {
    ...common,
    cite,
    id: "waiver-used",
    title: "Every waiver covers a finding",
    message: "The waiver of {requirement} covers no finding{hint}.",
    why: "A waiver that outlives its finding would hide the next one without a decision.",
    do: "Take the waiver out, or correct what it names.",
    limits: "Nothing is said while the requirement is not evaluated.",
  },
  baseline: {
    ...common,
    severity: "information",
    cite: BASELINE_CITE,
    id: "baseline-current",
    title: "The baseline lists only findings that are still there",
    message: "The baseline still lists {requirement} for {subject} in {document}, which is not found any more.",
    why: "An entry that outlives its finding would hide the next one of the same kind.",
    do: "Run `premarket baseline`, which takes such entries out and adds none.",
    limits: "Nothing is said while the requirement is not evaluated.",
  },
  reviewKnown: {
    ...common,
    cite: REVIEW_CITE,
    id: "review-known",
    title: "Every review names a requirement that exists",
    message: "There is no requirement {requirement}, so the review answers nothing.",
    why: "A misspelt id looks like an answered question and answers none.",
    do: "Correct the id; `premarket guidance` lists them all.",
    limits: "Ids of sources that are not part of the profile are accepted.",
  },
  reviewComplete: {
    ...common,
    cite: REVIEW_CITE,
    id: "review-complete",
    title: "Every review says the answer, who gave it and when",
    message: "The review of {requirement} gives no {missing}, so it does not count.",
    why: "An answer that nobody signs cannot be defended later.",
    do: "Write what is missing, or run `premarket review` again.",
    limits: "Whether the answer is right is for the person who signs it.",
  },
  reviewCurrent: {
    ...common,
    cite: REVIEW_CITE,
    id: "review-current",
    title: "No reviewed document has changed since its review",
    message: "The answer to {requirement} is stale: {document} has changed since {date}.",
    why: "The person who answered has not seen what stands there now.",
    do: "Look at the change and run `premarket review` again.",
    limits: "Any change of a document counts, whichever part of it the answer rests on.",
  },
} satisfies Readonly<Record<string, Requirement>>;

export const OWN_RULES = RULES;

/** True for a source without an authority behind it. */
export function isOwnSource({ id }: Pick<Source, "id">): boolean {
  return id === OWN_SOURCE.id;
}

/** Premarket's own rules in the form of a source, so that `explain`, hover and SARIF show them like any other requirement. */
export const OWN_SOURCE: Source = {
  id: "premarket",
  title: "Premarket's own rules",
  issuer: "Premarket",
  date: "2026-11-25",
  status: "current",
  url: "",
  about: "What Premarket asks of the files that steer it. No authority asks for these.",
  requirements: Object.values(OWN_RULES),
  context: [],
};
