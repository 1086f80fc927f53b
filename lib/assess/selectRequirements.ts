import { applicability } from "../guidance/applicability.ts";
import { type Catalogue, isInProfile } from "../guidance/catalogue.ts";
import type { Outcome } from "../model/assessment.ts";
import type { Requirement, Source } from "../model/guidance.ts";
import type { Submission } from "../model/submissionSet.ts";
import type { CheckOptions } from "./checkOptions.ts";
import { type ChosenProfile, chooseProfile } from "./chooseProfile.ts";

/** The requirements of a run: those to check, and those that are settled already because they do not apply or are switched off. */
export interface Selection {
  readonly profile: ChosenProfile;
  readonly sources: readonly Source[];
  readonly applying: readonly Requirement[];
  readonly settledBefore: readonly Outcome[];
  /** Entries that only point at another one with `same-as`; they share its verdict. */
  readonly shared: readonly Requirement[];
}

/** Chooses by profile, applicability and `premarket.yaml`. */
export function selectRequirements(catalogue: Catalogue, submission: Submission, options: CheckOptions): Selection {
  const profile = chooseProfile(catalogue, submission.config, options.profile);
  const wanted = options.only && new Set(options.only);
  const chosen = (one: Requirement) => (wanted ? wanted.has(one.id) : isInProfile(one, profile.profile));
  const sources = inOrder(profile.profile.sources, catalogue.sources).filter((source) =>
    source.requirements.some(chosen),
  );
  const requirements = sources.flatMap((source) => source.requirements).filter(chosen);
  const applying: Requirement[] = [];
  const settledBefore: Outcome[] = [];
  for (const requirement of requirements.filter(isOwn)) {
    const before =
      options.everythingApplies && !submission.configured ? undefined : settledBeforehand(requirement, submission);
    if (before) settledBefore.push(before);
    else applying.push(requirement);
  }
  return { profile, sources, applying, settledBefore, shared: requirements.filter((one) => !isOwn(one)) };
}

/** As the profile names them, what binds most first; then those of which it takes single requirements. */
function inOrder(ids: readonly string[], sources: readonly Source[]): Source[] {
  const place = (source: Source) => (ids.includes(source.id) ? ids.indexOf(source.id) : ids.length);
  return [...sources].sort((one, other) => place(one) - place(other));
}

function isOwn(requirement: Requirement): boolean {
  return requirement.check !== undefined || requirement.ask !== undefined;
}

function settledBeforehand(requirement: Requirement, submission: Submission): Outcome | undefined {
  const empty = { requirement, met: 0, total: 0, evidence: [], gaps: [] };
  if (submission.config?.requirements.get(requirement.id)?.severity === "off") {
    return { ...empty, state: "not evaluated", reason: "It is switched off in premarket.yaml." };
  }
  const { applies, reason } = applicability(requirement, submission.config);
  if (applies === "yes") return undefined;
  return { ...empty, state: applies === "no" ? "not applicable" : "not evaluated", reason };
}
