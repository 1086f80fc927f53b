import { open } from "node:fs/promises";
import type { Assessment } from "../model/assessment.ts";
import type { Severity } from "../model/vocabulary.ts";
import { type FormatContext, formatNamed } from "../report/formats/formats.ts";
import { placesOf } from "../report/placesOf.ts";
import { troubleLine } from "../report/pretty.ts";
import { plainError } from "../workspace/plainError.ts";
import { type ColorChoice, paintFor } from "./colors.ts";
import { batches, writeLine, writePieces } from "./streams.ts";

/** What is written where. */
export interface ReportSettings {
  /** For standard output; `pretty` where nobody says otherwise. */
  readonly format?: string;
  readonly output: readonly { readonly format: string; readonly path: string }[];
  readonly failOn: Severity | "never";
  readonly color: ColorChoice;
  readonly quiet?: boolean;
}

/** Writes an assessment in every form that is asked for; false when a file cannot be written, which is said on standard error. */
export async function writeReports(assessment: Assessment, settings: ReportSettings): Promise<boolean> {
  const format = settings.format ?? (settings.quiet ? undefined : "pretty");
  if (format !== undefined) {
    const width = Math.min(Math.max(process.stdout.columns ?? 100, 60), 140);
    const look = { paint: await paintFor(settings.color, process.stdout), width, failOn: settings.failOn };
    await writePieces(process.stdout, await pieces(format, assessment, look));
  }
  if (format !== "pretty") await noteTroubles(assessment);
  return writeOutputs(assessment, settings);
}

async function pieces(format: string, assessment: Assessment, context: FormatContext): Promise<Iterable<string>> {
  const write = await formatNamed(format)?.load();
  return write?.(assessment, context) ?? [];
}

async function writeOutputs(assessment: Assessment, settings: ReportSettings): Promise<boolean> {
  const paint = settings.color === "always" ? await paintFor("always", process.stdout) : undefined;
  let fine = true;
  for (const output of settings.output) {
    const text = await pieces(output.format, assessment, { paint, failOn: settings.failOn });
    fine = (await writeReport(output, text)) && fine;
  }
  return fine;
}

/** Writes one report to a file; false when that cannot be done, which is said on standard error. */
export async function writeReport(
  { format, path }: { readonly format: string; readonly path: string },
  text: Iterable<string>,
): Promise<boolean> {
  try {
    await writeFile(path, text);
    return true;
  } catch (error) {
    await note(`The ${format} report cannot be written to ${path} (${plainError(error).message}).`);
    return false;
  }
}

/** A form that has nothing to say (no waivers, no plan of action) leaves no empty file that a program would stumble over. */
async function writeFile(path: string, text: Iterable<string>): Promise<void> {
  const all = batches(text);
  const first = all.next();
  if (first.done) {
    await note(`Nothing is written to ${path}, because there is nothing that such a report would say.`);
    return;
  }
  const handle = await open(path, "w");
  try {
    await handle.writeFile(first.value);
    for (const batch of all) await handle.writeFile(batch);
  } finally {
    await handle.close();
  }
}

/** Says on standard error what kept the job from being done; reports for programs leave that to be overlooked. */
export async function noteTroubles(assessment: Assessment): Promise<void> {
  const places = placesOf(assessment);
  for (const trouble of assessment.troubles) await note(troubleLine(trouble, places));
}

function note(line: string): Promise<void> {
  return writeLine(process.stderr, line);
}
