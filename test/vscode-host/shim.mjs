// Stands in for a desktop VS Code: understands what @vscode/test-electron passes to one, and runs the tests in the workbench from npm.
import { resolve } from "node:path";
import { register } from "tsx/esm/api";

register();
const { runInWorkbench } = await import("./runInWorkbench.ts");

const args = process.argv.slice(2);
const workspace = args.find((argument) => !argument.startsWith("-"));
const extension = optionOf("extensionDevelopmentPath");
const tests = optionOf("extensionTestsPath");
if (!workspace || !extension || !tests) {
  console.error("Usage: shim.mjs FOLDER --extensionDevelopmentPath=FOLDER --extensionTestsPath=FILE");
  process.exit(2);
}
process.exit(await runInWorkbench({ workspace: resolve(workspace), extension, tests, limit: 120_000 }));

function optionOf(name) {
  const given = args.find((argument) => argument.startsWith(`--${name}=`));
  return given && resolve(given.slice(name.length + 3));
}
