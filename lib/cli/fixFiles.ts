import { resolve } from "node:path";
import type { Assessment, Finding } from "../model/assessment.ts";
import type { FolderOptions, Loaded } from "../node.ts";
import { plainError } from "../workspace/plainError.ts";
import { writeText } from "../workspace/writeText.ts";
import { applyFixes, type Fixed } from "./applyFixes.ts";
import { writeLine, writePieces } from "./streams.ts";

export interface FixSettings {
  readonly fix?: boolean;
  readonly fixDryRun?: boolean;
  readonly quiet?: boolean;
}

/**
 * Checks and inserts the structure that is missing, on disk with `--fix`, as a unified diff on standard output with `--fix-dry-run`.
 * @returns the assessment after the fixes, and whether every file could be written
 */
export async function fixFiles(
  loaded: Loaded,
  {
    options,
    settings,
    passes,
  }: { options: FolderOptions; settings: FixSettings; passes: (finding: Finding) => boolean },
): Promise<{ assessment: Assessment; written: boolean }> {
  const { assessment, fixed } = await applyFixes(loaded, options, passes);
  if (settings.fixDryRun) {
    await writePieces(process.stdout, await diffs(fixed));
    return { assessment, written: true };
  }
  let written = true;
  for (const { path, after } of fixed) {
    try {
      await writeText(resolve(path), after);
    } catch (error) {
      written = false;
      await writeLine(process.stderr, `${path} cannot be written (${plainError(error).message}), so it is not fixed.`);
    }
  }
  if (!settings.quiet) await writeLine(process.stderr, fixWords(fixed));
  return { assessment, written };
}

async function diffs(fixed: readonly Fixed[]): Promise<string[]> {
  if (fixed.length === 0) return [];
  const { createTwoFilesPatch } = await import("diff");
  return fixed.map(({ path, before, after }) => {
    const patch = createTwoFilesPatch(`a/${path}`, `b/${path}`, before, after, undefined, undefined, { context: 3 });
    // The line of equal signs is not part of a diff that `git apply` takes.
    return patch.replace(/^=+\n/, "");
  });
}

function fixWords(fixed: readonly Fixed[]): string {
  if (fixed.length === 0) return "There is nothing to insert.";
  const fixes = fixed.reduce((sum, one) => sum + one.fixes, 0);
  const where = fixed.length === 1 ? "1 file" : `${fixed.length} files`;
  return `${fixes === 1 ? "1 insertion" : `${fixes} insertions`} in ${where}; fill in each TODO, which stays a finding until then.`;
}
