import "mocha/mocha.js";
import { version } from "vscode";
import type { Result } from "./inHost.ts";
import { MARK } from "./mark.ts";

/** Called by VS Code inside the web worker extension host. There is no page to report on, so lines go to the console. */
export async function run(): Promise<void> {
  mocha.setup({ ui: "bdd", timeout: 20_000, reporter: class {} as unknown as string, forbidOnly: true });
  // Suites register themselves when they are loaded, so only after the set-up.
  require("suites");
  const counts: Result = { passed: 0, failed: 0, pending: 0, vscode: version };
  await new Promise<void>((resolve, reject) => {
    const runner = mocha.run();
    runner.on("suite", ({ title }) => say("line", title && `  ${title}`));
    runner.on("pass", ({ title }) => {
      counts.passed++;
      say("line", `    ✔ ${title}`);
    });
    runner.on("pending", ({ title }) => {
      counts.pending++;
      say("line", `    - ${title}`);
    });
    runner.on("fail", (test, error: Error) => {
      counts.failed++;
      say("line", `    ✘ ${test.fullTitle()}\n${error.stack ?? error.message}`);
    });
    runner.on("end", () => {
      say("end", JSON.stringify(counts));
      if (counts.failed === 0 && counts.passed > 0) resolve();
      else reject(new Error(`${counts.failed} of the tests failed, ${counts.passed} passed.`));
    });
  });
}

function say(kind: "line" | "end", text: string): void {
  if (text) console.log(`${MARK}${kind} ${text}`);
}
