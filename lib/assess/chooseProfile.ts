import type { Catalogue, Profile } from "../guidance/catalogue.ts";
import type { SubmissionConfig } from "../model/submission.ts";

/** The profile of a run and, in words, why it was chosen. */
export interface ChosenProfile {
  readonly profile: Profile;
  readonly reason: string;
  /** Set when somebody asked for a profile that does not exist. */
  readonly unknown?: string;
}

/** Chooses by option, then `premarket.yaml`, then pathway; files without a `premarket.yaml` are held against the SBOM sources only. */
export function chooseProfile(
  catalogue: Catalogue,
  config: SubmissionConfig | undefined,
  option: string | undefined,
): ChosenProfile {
  const find = (name: string) => catalogue.profiles.find((profile) => profile.name === name);
  const asked = option ?? (config?.profile.state === "given" ? config.profile.value : undefined);
  if (asked !== undefined) {
    const profile = find(asked);
    const where = option === undefined ? "premarket.yaml names it" : "it was asked for";
    if (profile) return { profile, reason: where };
    return { profile: fallback(catalogue, config).profile, reason: `\`${asked}\` does not exist`, unknown: asked };
  }
  return fallback(catalogue, config);
}

function fallback(catalogue: Catalogue, config: SubmissionConfig | undefined): ChosenProfile {
  const named = (name: string): Profile =>
    catalogue.profiles.find((profile) => profile.name === name) ?? {
      name,
      about: "",
      sources: catalogue.sources.map((source) => source.id),
    };
  if (!config) return { profile: named("sbom"), reason: "no premarket.yaml was found, so each file is checked alone" };
  const pathway = config.pathway.state === "given" ? config.pathway.value : undefined;
  if (pathway === "ide") return { profile: named("investigational"), reason: "the pathway is ide" };
  const edition = earlierEdition(config);
  const earlier = edition && catalogue.profiles.find((profile) => profile.name === edition.profile);
  if (edition && earlier) return { profile: earlier, reason: `the submission is planned for ${edition.day}` };
  return {
    profile: named("premarket"),
    reason: pathway ? `the pathway is ${pathway}` : "premarket.yaml names no pathway",
  };
}

/** Editions of FDA's premarket guidance before the current one, newest first, with the day on which each was superseded. */
const EARLIER = [
  { profile: "premarket-2025", from: "2025-06-27", until: "2026-02-03" },
  { profile: "premarket-2023", from: "2023-09-27", until: "2025-06-27" },
] as const;

/** The edition under which a submission of the past was planned. */
function earlierEdition({ planned }: SubmissionConfig): { readonly profile: string; readonly day: string } | undefined {
  if (planned.state !== "given") return undefined;
  const day = planned.value;
  const found = EARLIER.find(({ from, until }) => day >= from && day < until);
  return found && { profile: found.profile, day };
}
