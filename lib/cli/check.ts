import { open } from "node:fs/promises";
import type { Assessment } from "../model/assessment.ts";
import type { Severity } from "../model/vocabulary.ts";
import { checkLoaded, type Loaded, loadSubmission } from "../node.ts";
import { placesOf } from "../report/placesOf.ts";
import { type PrettyContext, troubleLine } from "../report/pretty.ts";
import { plainError } from "../workspace/plainError.ts";
import { type ColorChoice, paintFor } from "./colors.ts";
import { EXIT } from "./exit.ts";
import { type Progress, startProgress } from "./progress.ts";
import { batches, writeLine, writePieces } from "./streams.ts";

export type ReportFormat = "pretty" | "json" | "sarif";

export interface CheckSettings {
  readonly format?: ReportFormat;
  readonly output: readonly { readonly format: ReportFormat; readonly path: string }[];
  readonly failOn: Severity | "never";
  readonly asOf?: string;
  readonly profile?: string;
  readonly color: ColorChoice;
  readonly quiet?: boolean;
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
  const format = settings.format ?? (settings.quiet ? undefined : "pretty");
  if (format !== undefined)
    await writePieces(process.stdout, await pieces(format, assessment, await onScreen(settings)));
  if (format !== "pretty") await noteTroubles(assessment);
  const written = await writeOutputs(assessment, settings);
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
function exitCode({ troubles, findings }: Assessment, failOn: CheckSettings["failOn"]): number {
  if (troubles.length > 0) return EXIT.failed;
  if (failOn === "never") return EXIT.clean;
  return findings.some(({ severity, known }) => !known && RANK[severity] >= RANK[failOn]) ? EXIT.findings : EXIT.clean;
}

async function pieces(format: ReportFormat, assessment: Assessment, look: PrettyContext): Promise<Iterable<string>> {
  if (format === "json") return (await import("../report/json.ts")).jsonPieces(assessment);
  if (format === "sarif") return (await import("../report/sarif.ts")).sarifPieces(assessment);
  return (await import("../report/pretty.ts")).prettyPieces(assessment, look);
}

async function onScreen({ color }: CheckSettings): Promise<PrettyContext> {
  const width = Math.min(Math.max(process.stdout.columns ?? 100, 60), 140);
  return { paint: await paintFor(color, process.stdout), width };
}

/** Writes the reports that go to files. A file that cannot be written is said and makes the exit code 2. */
async function writeOutputs(assessment: Assessment, settings: CheckSettings): Promise<boolean> {
  let fine = true;
  for (const { format, path } of settings.output) {
    try {
      const paint = settings.color === "always" ? await paintFor("always", process.stdout) : undefined;
      await writeFile(path, await pieces(format, assessment, { paint }));
    } catch (error) {
      fine = false;
      await note(`The ${format} report cannot be written to ${path} (${plainError(error).message}).`);
    }
  }
  return fine;
}

async function writeFile(path: string, text: Iterable<string>): Promise<void> {
  const handle = await open(path, "w");
  try {
    for (const batch of batches(text)) await handle.writeFile(batch);
  } finally {
    await handle.close();
  }
}

async function noteTroubles(assessment: Assessment): Promise<void> {
  const places = placesOf(assessment);
  for (const trouble of assessment.troubles) await note(troubleLine(trouble, places));
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
    chunks: async () => {
      progress.at(file.path, at + 1, loaded.files.length);
      return file.chunks?.();
    },
    text: () => {
      progress.at(file.path, at + 1, loaded.files.length);
      return file.text();
    },
  }));
  return { ...loaded, files };
}
