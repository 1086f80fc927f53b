import { execFile } from "node:child_process";
import { resolve } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Nothing that a repository's settings name is started for a list of names. */
const NOTHING_RUN = ["-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-c", "diff.external="];

/**
 * The files that differ from a commit, as absolute paths: changed, added, renamed, and new ones that Git does not know yet.
 * @param reference a branch, tag or commit
 * @throws Error that says in plain words why Git cannot tell
 */
export async function changedFiles(cwd: string, reference: string): Promise<ReadonlySet<string>> {
  const git = async (...args: string[]) =>
    (await run("git", [...NOTHING_RUN, ...args], { cwd, maxBuffer: 1 << 28, windowsHide: true })).stdout;
  try {
    const top = (await git("rev-parse", "--show-toplevel")).trimEnd();
    const commit = (
      await git("rev-parse", "--verify", "--quiet", "--end-of-options", `${reference}^{commit}`)
    ).trimEnd();
    const diff = ["diff", "--name-only", "-z", "--no-ext-diff", "--no-textconv", "--no-renames", commit, "--"];
    const changed = await git("-C", top, ...diff);
    const fresh = await git("-C", top, "ls-files", "--others", "--exclude-standard", "-z");
    const names = `${changed}${fresh}`.split("\0").filter((name) => name !== "");
    return new Set(names.map((name) => resolve(top, name)));
  } catch (error) {
    throw new Error(reason(error, reference));
  }
}

function reason(error: unknown, reference: string): string {
  const { code, stderr } = error as { code?: string | number; stderr?: string };
  if (code === "ENOENT") return "Git is not installed, so what has changed is not known";
  if (/not a git repository/i.test(stderr ?? ""))
    return "this folder is in no Git repository, so what has changed is not known";
  if (stderr === "" || stderr === undefined)
    return `Git knows no commit \`${reference}\`; in CI, fetch its history first`;
  return `Git says: ${stderr.trim().split("\n")[0]}`;
}
