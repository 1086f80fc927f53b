import type { Catalogue } from "../guidance/catalogue.ts";
import type { Assessment, Outcome, Trouble } from "../model/assessment.ts";
import type { SourceText } from "../model/sourceText.ts";
import type { Submission } from "../model/submissionSet.ts";
import type { Severity } from "../model/vocabulary.ts";
import type { CheckOptions } from "./checkOptions.ts";
import type { Wording } from "./findingsOf.ts";
import { assessedFile } from "./gather.ts";
import { judge } from "./judge.ts";
import type { ReadSubmission } from "./readAll.ts";
import type { Selection } from "./selectRequirements.ts";
import { sha256Maker } from "./sha256.ts";
import { TOOL_VERSION } from "./toolVersion.ts";
import { troublesOf } from "./troublesOf.ts";

interface Parts {
  readonly catalogue: Catalogue;
  readonly read: ReadSubmission;
  readonly selected: Selection;
  readonly checked: { readonly outcomes: readonly Outcome[]; readonly troubles: readonly Trouble[] };
  readonly options: Pick<CheckOptions, "sha256" | "noWaivers" | "noBaseline">;
}

/** Stage 5: verdicts, findings and everything that a report needs, sorted so that the same input gives the same assessment. */
export async function assess({ catalogue, read, selected, checked, options }: Parts): Promise<Assessment> {
  const { submission, files } = read;
  const outcomes = [...checked.outcomes, ...selected.settledBefore];
  const status = (id: string) => statusOf(id, catalogue, submission);
  const wording: Wording = {
    text: textLookup(read),
    status,
    hash: options.sha256 ?? sha256Maker(),
    configured: (id) => configuredSeverity(id, submission),
  };
  const { troubles, notes } = troublesOf(read);
  const assessed = await Promise.all(files.map(({ gathered, file }) => assessedFile(gathered, file)));
  const judged = judge({ read, catalogue, selected, outcomes, files: assessed, wording, options });
  return {
    tool: { name: "premarket", version: TOOL_VERSION },
    asOf: submission.asOf,
    profile: { name: selected.profile.profile.name, reason: selected.profile.reason },
    configured: submission.configured,
    guidance: selected.sources.map((source) => ({
      source,
      hash: catalogue.hash(source.id),
      status: status(source.id),
    })),
    files: assessed,
    ...judged,
    troubles: [...troubles, ...unknownProfile(selected), ...checked.troubles],
    notes,
  };
}

/** A source's status, which `premarket.yaml` may override because nobody can verify every one of them. */
function statusOf(sourceId: string, catalogue: Catalogue, submission: Submission): string {
  return submission.config?.sources.get(sourceId)?.status ?? catalogue.source(sourceId)?.status ?? "current";
}

function configuredSeverity(id: string, submission: Submission): Severity | undefined {
  const severity = submission.config?.requirements.get(id)?.severity;
  return severity === "off" ? undefined : severity;
}

function textLookup({ files }: ReadSubmission): (path: string) => SourceText {
  const texts = new Map(files.map(({ gathered }) => [gathered.source.path, gathered.text]));
  return (path) => texts.get(path) ?? "";
}

function unknownProfile({ profile }: Selection): Trouble[] {
  if (profile.unknown === undefined) return [];
  return [{ message: `There is no profile \`${profile.unknown}\`; \`premarket guidance\` lists the profiles.` }];
}
