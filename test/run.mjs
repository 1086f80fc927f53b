// Runs every test of the project: format and lint, types, mocha in Node, the packaged extension, then the extension inside a real VS Code.
// Ends with one plain line.
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const steps = [
  { name: "format and lint", command: ["npx", "biome", "check", "--error-on-warnings", "."] },
  { name: "types", command: ["npx", "tsc", "--noEmit", "-p", "tsconfig.json"] },
  {
    name: "tests in Node",
    command: [
      "npx",
      "mocha",
      "--reporter",
      "test/countingReporter.cjs",
      "test/**/*.test.ts",
      "--ignore",
      "test/extension/**",
      "--ignore",
      "test/vscode-host/**",
    ],
    counts: true,
  },
  { name: "package of the extension", command: ["npm", "run", "package", "--silent"] },
  { name: "tests in VS Code", command: [process.execPath, "test/extension/run.mjs"], counts: true },
  { name: "screenshots of the packaged extension", command: [process.execPath, "test/extension/screenshots.mjs"] },
];

// The workbench for the VS Code tests takes a while to install, so that goes on beside the first steps; the tests wait for it themselves.
const workbench = run([process.execPath, "test/vscode-host/install.mjs"], { quiet: true });

let passed = 0;
let failed = 0;
for (const step of steps) {
  console.log(`\n== ${step.name}`);
  if (step.name.includes("VS Code")) await workbench;
  const { code, output } = await run(step.command);
  const counted = step.counts ? lastCount(output) : undefined;
  passed += counted?.passed ?? (code === 0 ? 1 : 0);
  failed += counted?.failed ?? (code === 0 ? 0 : 1);
  // A runner that dies after its last test, or reports none, must not look like success.
  if (counted && counted.failed === 0 && (code !== 0 || counted.passed === 0)) failed++;
}
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

function run([file, ...args], { quiet = false } = {}) {
  return new Promise((resolve) => {
    const child = spawn(file, args, {
      cwd: root,
      stdio: ["ignore", "pipe", "inherit"],
      shell: process.platform === "win32",
    });
    let output = "";
    child.stdout.on("data", (data) => {
      if (!quiet) process.stdout.write(data);
      output += data;
    });
    child.on("error", (error) => resolve({ code: 1, output: String(error) }));
    child.on("close", (code) => resolve({ code: code ?? 1, output }));
  });
}

/** The last line of the form {"passed":N,"failed":M} that a runner printed. */
function lastCount(output) {
  const line = output
    .trimEnd()
    .split("\n")
    .reverse()
    .find((one) => /^\{"passed":\d+,"failed":\d+\}$/.test(one.trim()));
  return line ? JSON.parse(line) : { passed: 0, failed: 1 };
}
