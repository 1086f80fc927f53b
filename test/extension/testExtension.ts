import { cpSync, existsSync, mkdtempSync, readdirSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Result } from "../vscode-host/inHost.ts";
import { runInWebHost } from "../vscode-host/runInWebHost.ts";
import { runInVsCode } from "../vscode-host/runTests.ts";
import { bundleTests } from "./bundleTests.ts";
import { checkedByCommandLine } from "./checkedByCommandLine.ts";

const root = join(import.meta.dirname, "../..");
const extension = join(root, "extension");

/**
 * Runs `test/extension/*.test.ts` with the built extension and a copy of the draft sample: in a desktop-like VS Code, then in the web
 * worker of the oldest supported one. Prints the counts of both as its last line and returns the exit code.
 */
export async function testExtension(): Promise<number> {
  const total = { passed: 0, failed: 0 };
  const scratch = realpathSync(mkdtempSync(join(tmpdir(), "premarket-extension-")));
  try {
    for (const built of ["dist/extension.cjs", "dist/web/extension.js"]) {
      if (!existsSync(join(extension, built))) {
        throw new Error(`extension/${built} does not exist: run \`npm run build\` first.`);
      }
    }
    const workspace = join(scratch, "infusion-pump-draft");
    cpSync(join(root, "samples/infusion-pump-draft"), workspace, { recursive: true });
    const tests = readdirSync(import.meta.dirname).filter((name) => name.endsWith(".test.ts"));
    const { node, web } = await bundleTests(tests, checkedByCommandLine(workspace));
    const runs = [
      () => runInVsCode({ workspace, extension, bundle: node, scratch, env: {} }),
      () => {
        console.log("Running in the web worker of the oldest supported VS Code, from npm.");
        return runInWebHost({ workspace, extension, tests: web });
      },
    ];
    for (const run of runs) await count(run, total);
  } catch (error) {
    console.error(error);
    total.failed++;
  } finally {
    rmSync(scratch, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
  console.log(JSON.stringify(total));
  return total.failed === 0 ? 0 : 1;
}

/** Adds the counts of one run; a run that breaks off is one failure, and so is each test that was skipped. */
async function count(run: () => Promise<Result>, total: { passed: number; failed: number }): Promise<void> {
  try {
    const { passed, failed, pending, vscode } = await run();
    console.log(`VS Code ${vscode}: ${passed} passed, ${failed} failed, ${pending} skipped.`);
    total.passed += passed;
    total.failed += failed + pending + (passed + failed === 0 ? 1 : 0);
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    total.failed++;
  }
}
