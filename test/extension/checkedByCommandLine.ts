import { execFileSync } from "node:child_process";
import { join } from "node:path";

const command = join(import.meta.dirname, "../../lib/bin/premarket.js");

/** What `premarket check --format json` says about a folder, with paths relative to it. */
export function checkedByCommandLine(folder: string): string {
  try {
    return execFileSync(process.execPath, [command, "check", "--format", "json"], {
      cwd: folder,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
    });
  } catch (error) {
    // Exit code 1 means findings, 2 a document that cannot be read: both write the report.
    const { status, stdout } = error as { status?: number | null; stdout?: string };
    if ((status === 1 || status === 2) && stdout) return stdout;
    throw error;
  }
}
