import { relative, resolve, sep } from "node:path";
import { renamePaths } from "../assess/renamePaths.ts";
import type { Finding } from "../model/assessment.ts";
import { type Loaded, loadSubmission } from "../node.ts";
import { changedFiles } from "../workspace/changedFiles.ts";
import { type CacheSettings, checkWithCache } from "./checkWithCache.ts";
import { EXIT } from "./exit.ts";
import { exitCode } from "./exitCode.ts";
import { type FixSettings, fixFiles } from "./fixFiles.ts";
import { keepHeapSmall } from "./keepHeapSmall.ts";
import { type Progress, startProgress } from "./progress.ts";
import { readStdin } from "./readStdin.ts";
import { shownFindings, touchesChanged } from "./shownFindings.ts";
import { writeLine } from "./streams.ts";
import { type ReportSettings, writeReports } from "./writeReports.ts";

export interface CheckSettings extends ReportSettings, CacheSettings, FixSettings {
  /** The file that standard input is the text of. */
  readonly stdinFilename?: string;
  readonly asOf?: string;
  readonly profile?: string;
  /** Only findings that touch files that differ from this commit. */
  readonly changed?: string;
  /** False with `--no-waivers`. */
  readonly waivers: boolean;
  /** False with `--no-baseline`. */
  readonly baseline: boolean;
}

/** `premarket check`: finds the gaps and says with its exit code what came of it. */
export async function check(paths: readonly string[], settings: CheckSettings): Promise<number> {
  const changed = await changedSince(settings.changed);
  if (changed === "unknown") return EXIT.failed;
  const loaded = await load(paths, settings);
  keepHeapSmall(loaded.bytes);
  const { asked } = loaded;
  const isAsked = ({ path }: Finding) => asked?.(path) ?? true;
  const progress = startProgress(settings.quiet ? 0 : loaded.bytes);
  const { asOf, profile, waivers, baseline } = settings;
  const options = { asOf, profile, noWaivers: !waivers, noBaseline: !baseline };
  const isTouched = changed ? touchesChanged(changed) : () => true;
  // The cache knows what is on disk, not what stands on standard input.
  const cache = settings.cache && settings.stdinFilename === undefined;
  const fixing = settings.fix || settings.fixDryRun;
  const passes = (finding: Finding) => !finding.known && isAsked(finding) && isTouched(finding);
  const done = fixing
    ? await fixFiles(watched(loaded, progress), { options, settings, passes })
    : { assessment: await checkWithCache(watched(loaded, progress), options, { ...settings, cache }), written: true };
  progress.end();
  const named = shownFindings(renamePaths(done.assessment, runPath), isAsked);
  if (named.hidden > 0 && !settings.quiet) {
    await note(
      `The whole submission of ${loaded.config} was assessed; ${hiddenWords(named.hidden, "its other files")}`,
    );
  }
  const shown = shownFindings(named.assessment, isTouched);
  if (changed && shown.hidden > 0 && !settings.quiet) {
    await note(`Everything was assessed; ${hiddenWords(shown.hidden, `files that are as in ${settings.changed}`)}`);
  }
  const { assessment } = shown;
  // A diff on standard output leaves no room for a report there.
  const quiet = settings.quiet || settings.fixDryRun;
  const written = await writeReports(assessment, { ...settings, quiet });
  return written && done.written ? exitCode(assessment, settings.failOn) : EXIT.failed;
}

/** A path as seen from the working directory. */
function runPath(path: string): string {
  return relative(process.cwd(), resolve(path)).split(sep).join("/");
}

/** What is on disk, or on standard input for one file. */
async function load(paths: readonly string[], { stdinFilename }: CheckSettings): Promise<Loaded> {
  const cwd = process.cwd();
  if (stdinFilename === undefined) return loadSubmission(paths, cwd);
  return readStdin(await loadSubmission([...paths, stdinFilename], cwd), runPath(stdinFilename));
}

function hiddenWords(hidden: number, where: string): string {
  return hidden === 1 ? `1 finding in ${where} is not shown.` : `${hidden} findings in ${where} are not shown.`;
}

/** A run that does not know what has changed must not look like one without findings. */
async function changedSince(reference: string | undefined): Promise<ReadonlySet<string> | "unknown" | undefined> {
  if (reference === undefined) return undefined;
  try {
    return await changedFiles(process.cwd(), reference);
  } catch (error) {
    await note(`--changed cannot be followed: ${(error as Error).message}.`);
    return "unknown";
  }
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
