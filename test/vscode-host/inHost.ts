import { appendFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { format } from "node:util";
import Mocha from "mocha";
import { version } from "vscode";

/** What the run leaves behind when, and only when, it comes to its end. */
export interface Result {
  passed: number;
  failed: number;
  pending: number;
  vscode: string;
}

/**
 * Called by VS Code inside the extension host: runs every bundled `*.test.cjs` beside this file with mocha. What mocha prints goes to the
 * file named in PREMARKET_TEST_LOG and the counts to PREMARKET_TEST_RESULT, because each kind of host treats the console differently and
 * a host that is killed still exits with 0.
 */
export async function run(): Promise<void> {
  const log = fromEnvironment("PREMARKET_TEST_LOG");
  const result = fromEnvironment("PREMARKET_TEST_RESULT");
  process.setSourceMapsEnabled(true);
  Mocha.reporters.Base.consoleLog = (...args: unknown[]) => appendFileSync(log, `${format(...args)}\n`);
  const mocha = new Mocha({ ui: "bdd", color: false, timeout: 20_000, failZero: true, forbidOnly: true });
  for (const name of readdirSync(__dirname).sort()) {
    if (name.endsWith(".test.cjs")) mocha.addFile(join(__dirname, name));
  }
  await new Promise<void>((resolve, reject) => {
    const runner = mocha.run((failures) => {
      const { passes = 0, pending = 0 } = runner.stats ?? {};
      const counts: Result = { passed: passes, failed: failures, pending, vscode: version };
      writeFileSync(result, JSON.stringify(counts));
      if (failures === 0) resolve();
      else reject(new Error(`${failures} of the tests failed.`));
    });
  });
}

function fromEnvironment(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: start the tests with test/extension/run.mjs.`);
  return value;
}
