// Side by side in one run: Premarket and a plain Node process, in turn. Prints medians and ratios; it judges nothing and gates nothing.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { timeEdits } from "./edits.mjs";
import { writeSbom } from "./generate.mjs";
import { writeTm7 } from "./generateTm7.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const premarket = join(root, "lib", "bin", "premarket.js");
const rounds = Number(process.env.BENCH_ROUNDS ?? 7);
const folder = mkdtempSync(join(tmpdir(), "premarket-bench-"));
try {
  await main();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function main() {
  console.log(`Node ${process.version}, ${rounds} rounds, medians of whole processes\n`);
  const plain = (file) => ["-e", `JSON.parse(require("fs").readFileSync(${JSON.stringify(file)}, "utf8"))`];
  for (const count of [10_000, 100_000]) {
    const sbom = join(folder, `sbom-${count}.cdx.json`);
    await writeSbom(sbom, count);
    const check = [
      premarket,
      "check",
      sbom,
      "--output",
      `json=${join(folder, "out.json")}`,
      "--quiet",
      "--fail-on",
      "never",
      "--as-of",
      "2026-11-01",
    ];
    const what = `check of ${count} components (${Math.round(statSync(sbom).size / 1e6)} MB)`;
    compare(what, check, "read + JSON.parse", plain(sbom), count > 50_000 ? rounds : rounds * 2);
  }
  const tm7 = join(folder, "pump.tm7");
  await writeTm7(tm7, 17_000_000);
  const checkTm7 = [
    premarket,
    "check",
    tm7,
    "--output",
    `json=${join(folder, "tm7.json")}`,
    "--quiet",
    "--fail-on",
    "never",
  ];
  compare("check of a .tm7 of 17 MB on one line", checkTm7, "read + saxes", saxesReading(tm7), rounds * 2);
  compare(
    "check of the draft sample, cold",
    [premarket, "check", join(root, "samples", "infusion-pump-draft"), "--quiet", "--fail-on", "never"],
    "node -e 0",
    ["-e", "0"],
    rounds * 2,
  );
  compare("premarket --version", [premarket, "--version"], "node -e 0", ["-e", "0"], rounds * 4);
  const edits = await timeEdits(premarket, folder);
  console.log(
    `one edit in a 5,000-line Markdown file, server: median ${edits.median.toFixed(1)} ms, p95 ${edits.p95.toFixed(1)} ms of ${edits.count}`,
  );
}

/** saxes reading a file with its events asked for, as a reader of the file would. */
function saxesReading(file) {
  const program = `const { SaxesParser } = require("saxes");
    const parser = new SaxesParser({ xmlns: true, position: true });
    let count = 0;
    parser.on("opentag", () => count++);
    parser.on("text", () => count++);
    parser.on("closetag", () => count++);
    parser.write(require("fs").readFileSync(${JSON.stringify(file)}, "utf8")).close();`;
  return ["-e", program];
}

function compare(what, ours, against, theirs, times) {
  const pairs = [];
  timed(ours);
  timed(theirs);
  for (let i = 0; i < times; i++) pairs.push({ ours: timed(ours), theirs: timed(theirs) });
  const a = median(pairs.map((pair) => pair.ours));
  const b = median(pairs.map((pair) => pair.theirs));
  const ratio = median(pairs.map((pair) => pair.ours / pair.theirs));
  console.log(`${what}: ${a.toFixed(0)} ms; ${against}: ${b.toFixed(0)} ms; ratio ${ratio.toFixed(2)}`);
}

function timed(args) {
  const start = process.hrtime.bigint();
  const { status, stderr } = spawnSync(process.execPath, args, { stdio: ["ignore", "ignore", "pipe"] });
  const ms = Number(process.hrtime.bigint() - start) / 1e6;
  if (status !== 0) throw new Error(`${args.join(" ")} ended with ${status}: ${stderr}`);
  return ms;
}

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}
