import { readFile } from "node:fs/promises";
import { placeWords, type ReportDiff, reportDiff } from "../report/reportDiff.ts";
import { type SavedReport, savedReport } from "../report/savedReport.ts";
import { printable } from "../report/terminalText.ts";
import { plainError } from "../workspace/plainError.ts";
import { EXIT } from "./exit.ts";
import { writeLine, writePieces } from "./streams.ts";

export interface DiffSettings {
  readonly format: "text" | "json";
  readonly failOnOpened?: boolean;
}

/** `premarket diff old.json new.json`: what became of a submission between two saved reports. */
export async function diff(before: string, after: string, settings: DiffSettings): Promise<number> {
  const reports = await Promise.all([load(before), load(after)]);
  const [old, now] = reports;
  if (!old || !now) return EXIT.failed;
  const difference = reportDiff(old, now);
  const pieces = settings.format === "json" ? [`${JSON.stringify(difference, undefined, 2)}\n`] : textOf(difference);
  await writePieces(process.stdout, pieces);
  return settings.failOnOpened && difference.opened.length > 0 ? EXIT.findings : EXIT.clean;
}

async function load(path: string): Promise<SavedReport | undefined> {
  try {
    return savedReport(await readFile(path, "utf8"));
  } catch (error) {
    await writeLine(process.stderr, `${path} cannot be compared (${plainError(error).message}).`);
    return undefined;
  }
}

function* textOf(difference: ReportDiff): Generator<string> {
  const { closed, opened, waiversAdded, waiversRemoved, verdicts, evidenceMoved, files, basis } = difference;
  const change = ({ before, after }: { before: string; after: string }) => `${before} -> ${after}`;
  yield* part(
    "Gaps closed",
    closed.map((one) => `${placeWords(one)}  ${one.message}  ${one.requirement}`),
  );
  yield* part(
    "Gaps opened",
    opened.map((one) => `${placeWords(one)}  ${one.severity}  ${one.message}  ${one.requirement}`),
  );
  yield* part(
    "Waivers added",
    waiversAdded.map((one) => `${one.requirement}  ${one.message}  Reason: ${one.waiver.reason}`),
  );
  yield* part(
    "Waivers gone",
    waiversRemoved.map((one) => `${one.requirement}  ${one.message}`),
  );
  yield* part(
    "Verdicts",
    verdicts.map((one) => `${one.requirement}  ${change(one)}`),
  );
  yield* part(
    "Evidence moved",
    evidenceMoved.map((one) => `${one.requirement}  ${change(one)}`),
  );
  yield* part(
    "Documents",
    files.map(({ path, change: what }) => `${path}  ${what}`),
  );
  yield* part(
    "Not the same on both sides, which may explain the rest",
    basis.map((one) => `${one.what}  ${change(one)}`),
  );
  yield `${closed.length} closed, ${opened.length} opened, ${waiversAdded.length} waivers added, ${waiversRemoved.length} gone, ${verdicts.length} verdicts changed.\n`;
}

function* part(title: string, lines: readonly string[]): Generator<string> {
  if (lines.length === 0) return;
  yield `${title} (${lines.length})\n`;
  for (const line of lines) yield `  ${printable(line)}\n`;
  yield "\n";
}
