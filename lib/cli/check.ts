import type { Assessment } from "../model/assessment.ts";
import type { Severity } from "../model/vocabulary.ts";
import { checkLoaded, type Loaded, loadSubmission } from "../node.ts";
import { EXIT } from "./exit.ts";
import { type Progress, startProgress } from "./progress.ts";
import { writeLine } from "./streams.ts";
import { type ReportSettings, writeReports } from "./writeReports.ts";

export interface CheckSettings extends ReportSettings {
  readonly asOf?: string;
  readonly profile?: string;
  /** False with `--no-waivers`. */
  readonly waivers: boolean;
  /** False with `--no-baseline`. */
  readonly baseline: boolean;
}

/** `premarket check`: finds the gaps and says with its exit code what came of it. */
export async function check(paths: readonly string[], settings: CheckSettings): Promise<number> {
  const loaded = await loadSubmission(paths, process.cwd());
  const progress = startProgress(settings.quiet ? 0 : loaded.bytes);
  const whole = await checkLoaded(watched(loaded, progress), {
    asOf: settings.asOf,
    profile: settings.profile,
    noWaivers: !settings.waivers,
    noBaseline: !settings.baseline,
  });
  progress.end();
  const { assessment, hidden } = asked(whole, loaded);
  if (hidden > 0 && !settings.quiet) {
    const words = hidden === 1 ? "1 finding" : `${hidden} findings`;
    await note(
      `The whole submission of ${loaded.config} was assessed; ${words} in its other files ${hidden === 1 ? "is" : "are"} not shown.`,
    );
  }
  const written = await writeReports(assessment, settings);
  return written ? exitCode(assessment, settings.failOn) : EXIT.failed;
}

/** The findings of the files that were named, where those are fewer than the submission has. */
function asked(assessment: Assessment, loaded: Loaded): { assessment: Assessment; hidden: number } {
  const { asked: isAsked } = loaded;
  if (isAsked === undefined) return { assessment, hidden: 0 };
  const findings = assessment.findings.filter((finding) => isAsked(finding.path));
  const waived = assessment.waived.filter(({ finding }) => isAsked(finding.path));
  return { assessment: { ...assessment, findings, waived }, hidden: assessment.findings.length - findings.length };
}

const RANK: Readonly<Record<Severity, number>> = { error: 2, warning: 1, information: 0 };

/** Waived findings and those of the baseline do not count. 2 beats 1: a run that could not do all of its job never looks like a result. */
function exitCode({ troubles, findings }: Assessment, failOn: ReportSettings["failOn"]): number {
  if (troubles.length > 0) return EXIT.failed;
  if (failOn === "never") return EXIT.clean;
  return findings.some(({ severity, known }) => !known && RANK[severity] >= RANK[failOn]) ? EXIT.findings : EXIT.clean;
}

function note(line: string): Promise<void> {
  return writeLine(process.stderr, line);
}

/** Tells the progress line which file is being read. */
function watched(loaded: Loaded, progress: Progress): Loaded {
  const files = loaded.files.map((file, at) => ({
    path: file.path,
    roles: file.roles,
    named: file.named,
    sha256: () => file.sha256(),
    text: () => {
      progress.at(file.path, at + 1, loaded.files.length);
      return file.text();
    },
    chunks: async () => {
      progress.at(file.path, at + 1, loaded.files.length);
      return file.chunks?.();
    },
  }));
  return { ...loaded, files };
}
