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
  return {
    profile: named("premarket"),
    reason: pathway ? `the pathway is ${pathway}` : "premarket.yaml names no pathway",
  };
}
