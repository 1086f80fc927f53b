import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { runTests } from "@vscode/test-electron";
import { waysToVsCode } from "./chooseVsCode.ts";
import type { Result } from "./inHost.ts";

export interface TestRun {
  workspace: string;
  extension: string;
  /** Folder with the bundled inHost.cjs and the tests. */
  bundle: string;
  /** Folder for what the run leaves behind. */
  scratch: string;
  /** Further environment of the extension host. */
  env: Record<string, string>;
}

/**
 * Runs the bundled tests in the first VS Code that gets to their end, prints which one it was and what mocha says, and returns the counts.
 * Throws when none gets there: an exit code of 0 without the counts is no proof of anything.
 */
export async function runInVsCode(run: TestRun): Promise<Result> {
  let attempt = 0;
  for await (const way of waysToVsCode()) {
    console.log(`Running in ${way.name}.`);
    const log = join(run.scratch, `log-${attempt}.txt`);
    const result = join(run.scratch, `result-${attempt}.json`);
    attempt += 1;
    let ending = "exit code 0";
    try {
      await runTests({
        vscodeExecutablePath: way.executable,
        extensionDevelopmentPath: run.extension,
        extensionTestsPath: join(run.bundle, "inHost.cjs"),
        launchArgs: [...way.args, run.workspace],
        extensionTestsEnv: { ...run.env, PREMARKET_TEST_LOG: log, PREMARKET_TEST_RESULT: result },
      });
    } catch (error) {
      ending = error instanceof Error ? error.message : String(error);
    }
    if (existsSync(log)) process.stdout.write(readFileSync(log, "utf8"));
    if (existsSync(result)) return JSON.parse(readFileSync(result, "utf8")) as Result;
    console.log(`The tests did not come to their end in ${way.name} (${ending}).`);
    if (!way.optional) break;
  }
  throw new Error("No VS Code ran the tests to their end.");
}
