import type { Trouble } from "../model/assessment.ts";
import type { ReadFile } from "../model/readFile.ts";
import { isOwnKind } from "../read/submission/isOwnKind.ts";
import type { ReadSubmission } from "./readAll.ts";

/**
 * What went wrong with the files of a run. A file that somebody named has to be readable; inside a readable file the same is only a note.
 * Asked for after the checks, because a huge file shows its broken elements only when it has been walked.
 */
export function troublesOf({ submission, files, listed }: ReadSubmission): { troubles: Trouble[]; notes: Trouble[] } {
  const troubles: Trouble[] = [];
  const notes: Trouble[] = [];
  for (const { gathered, file } of files) {
    if (gathered.trouble) troubles.push(gathered.trouble);
    if (!file) continue;
    // A fault in the files that steer the run must not pass for a result.
    const isConfig = file === submission.configFile || (file.kind !== "submission" && isOwnKind(file.kind));
    const matters = isConfig || file.source.named || (listed?.has(file.source.path) ?? false);
    if (isConfig || (matters && !file.readable)) troubles.push(...problemsOf(file));
    else if (file.readable) notes.push(...problemsOf(file));
  }
  const config = submission.configFile?.source.path;
  for (const path of listed ?? []) {
    if (files.some(({ gathered }) => gathered.source.path === path)) continue;
    troubles.push({ message: `${path} is listed in premarket.yaml but is not part of the run.`, path: config ?? path });
  }
  return { troubles, notes };
}

function problemsOf(file: ReadFile): Trouble[] {
  const { path } = file.source;
  const problems = file.problems.map(({ message, span }): Trouble => ({ message, path, span }));
  if (problems.length > 0 || file.readable) return problems;
  return [{ message: `${path} could not be understood.`, path }];
}
