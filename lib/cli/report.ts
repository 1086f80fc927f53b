import { writeFile } from "node:fs/promises";
import type { Assessment } from "../model/assessment.ts";
import { checkLoaded, loadSubmission } from "../node.ts";
import { plainError } from "../workspace/plainError.ts";
import { EXIT } from "./exit.ts";
import { writeLine } from "./streams.ts";

/** The forms of the reviewer's record. */
export const RECORD_FORMATS = ["html", "xlsx", "docx"] as const;
export type RecordFormat = (typeof RECORD_FORMATS)[number];

export interface ReportSettings {
  readonly output?: string;
  readonly asOf?: string;
  readonly profile?: string;
}

/** `premarket report`: writes the record that a reviewer reads, signs and files. Findings do not change its exit code; troubles do. */
export async function report(paths: readonly string[], settings: ReportSettings): Promise<number> {
  const output = settings.output ?? "premarket-report.html";
  const format = RECORD_FORMATS.find((one) => output.toLowerCase().endsWith(`.${one}`));
  if (format === undefined) {
    await writeLine(
      process.stderr,
      `${output} has no ending that says what to write; use .${RECORD_FORMATS.join(", .")}.`,
    );
    return EXIT.failed;
  }
  const loaded = await loadSubmission(paths, process.cwd());
  const assessment = await checkLoaded(loaded, { asOf: settings.asOf, profile: settings.profile });
  try {
    await writeFile(output, await recordOf(format, assessment));
  } catch (error) {
    await writeLine(process.stderr, `The report cannot be written to ${output} (${plainError(error).message}).`);
    return EXIT.failed;
  }
  for (const { message } of assessment.troubles) await writeLine(process.stderr, message);
  await writeLine(process.stdout, `${output} holds the record of ${assessment.settled.length} requirements.`);
  return assessment.troubles.length > 0 ? EXIT.failed : EXIT.clean;
}

async function recordOf(format: RecordFormat, assessment: Assessment): Promise<string | Uint8Array> {
  if (format === "xlsx") return (await import("../report/review/workbook.ts")).workbook(assessment);
  if (format === "docx") return (await import("../report/review/gapListDocument.ts")).gapListDocument(assessment);
  return (await import("../report/review/htmlPage.ts")).htmlPage(assessment);
}
