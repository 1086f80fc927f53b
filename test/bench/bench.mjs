// Side by side in one run: Premarket and a plain Node process, in turn. Prints medians, ratios, peaks and the targets; it judges nothing and gates nothing.
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import { timeEdits } from "./edits.mjs";
import { longPlan, writeSbom } from "./generate.mjs";
import { writeTm7 } from "./generateTm7.mjs";
import { comparer, median } from "./measure.mjs";
import { timeUnchanged } from "./unchanged.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const premarket = join(root, "lib", "bin", "premarket.js");
const rounds = Number(process.env.BENCH_ROUNDS ?? 7);
const folder = mkdtempSync(join(tmpdir(), "premarket-bench-"));
const compare = comparer(folder);
const JSON_TARGET = "1.0, at most 1.5 (2.0 with schema checks)";
const parsedBy = (file) => ["-e", `JSON.parse(require("fs").readFileSync(${JSON.stringify(file)}, "utf8"))`];
const decodedBy = (file) => ["-e", `require("fs").readFileSync(${JSON.stringify(file)}, "utf8")`];

try {
  await main();
} finally {
  rmSync(folder, { recursive: true, force: true });
}

async function main() {
  console.log(`Node ${process.version}, ${rounds} rounds, medians of whole processes\n`);
  for (const form of ["cdx.json", "spdx.json"]) {
    await compareSbom({ form, count: 10_000, against: "read + JSON.parse", theirs: parsedBy, target: "" });
    const target = (peak) => `${JSON_TARGET}, peak ${peak} MiB`;
    await compareSbom({ form, count: 100_000, against: "read + JSON.parse", theirs: parsedBy, target: target(150) });
    await compareSbom({ form, count: 200_000, against: "read + JSON.parse", theirs: parsedBy, target: target(200) });
  }
  const saxes = (file) => [join(root, "test", "bench", "readSaxes.mjs"), file];
  await compareSbom({ form: "cdx.xml", count: 100_000, against: "saxes", theirs: saxes, target: "1.0" });
  await compareSbom({ form: "spdx", count: 100_000, against: "read + decode", theirs: decodedBy, target: "" });
  await compareTm7();
  compare({
    what: "check of the draft sample, cold",
    ours: [
      premarket,
      "check",
      join(root, "samples", "infusion-pump-draft"),
      "--quiet",
      "--fail-on",
      "never",
      "--no-cache",
    ],
    against: "node -e 0",
    theirs: ["-e", "0"],
    rounds: rounds * 2,
  });
  compare({
    what: "premarket --version",
    ours: [premarket, "--version"],
    against: "node -e 0",
    theirs: ["-e", "0"],
    rounds: rounds * 4,
  });
  await printEdits();
  // Last, because processes that are started from one that holds a huge text begin with its peak.
  await printParsing();
}

async function compareTm7() {
  const tm7 = join(folder, "pump.tm7");
  await writeTm7(tm7, 17_000_000);
  const output = `json=${join(folder, "tm7.json")}`;
  compare({
    what: "check of a .tm7 of 17 MB on one line",
    ours: [premarket, "check", tm7, "--output", output, "--quiet", "--fail-on", "never", "--no-cache"],
    against: "read + saxes with positions",
    theirs: saxesReading(tm7),
    rounds: rounds * 2,
  });
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

async function compareSbom({ form, count, against, theirs, target }) {
  const sbom = join(folder, `sbom-${count}.${form}`);
  await writeSbom(sbom, count, form);
  const output = `json=${join(folder, "out.json")}`;
  compare({
    what: `check of ${count} components, ${form} (${Math.round(statSync(sbom).size / 1e6)} MB)`,
    ours: [
      premarket,
      "check",
      sbom,
      "--output",
      output,
      "--quiet",
      "--fail-on",
      "never",
      "--no-cache",
      "--as-of",
      "2026-11-01",
    ],
    against,
    theirs: theirs(sbom),
    rounds: count > 150_000 ? Math.ceil(rounds / 2) : count > 50_000 ? rounds : rounds * 2,
    target,
  });
  rmSync(sbom);
}

/** The parse stage of tag-value against the decoding of the same bytes, in one process. */
async function printParsing() {
  const file = join(folder, "parsed.spdx");
  await writeSbom(file, 100_000, "spdx");
  const parser = join(folder, "tagValue.mjs");
  const entryPoints = [join(root, "lib", "parse", "tagValue.ts")];
  await build({ entryPoints, outfile: parser, bundle: true, format: "esm" });
  const { parseTagValue } = await import(pathToFileURL(parser).href);
  const bytes = readFileSync(file);
  const runs = Array.from({ length: rounds }, () => {
    const start = performance.now();
    const text = bytes.toString("utf8");
    const decoded = performance.now();
    parseTagValue(text);
    return { decode: decoded - start, parse: performance.now() - decoded };
  });
  const [decode, parse] = ["decode", "parse"].map((part) => median(runs.map((run) => run[part])));
  const ratio = median(runs.map((run) => run.parse / run.decode));
  console.log(
    `parsing tag-value of 100000 components: ${parse.toFixed(0)} ms; its decode: ${decode.toFixed(0)} ms; ratio ${ratio.toFixed(2)}; target: 2.0`,
  );
}

async function printEdits() {
  const set = timeUnchanged(premarket, folder, rounds);
  const times = (set.cold / set.unchanged).toFixed(0);
  console.log(
    `500 Markdown files: ${set.cold.toFixed(0)} ms cold, ${set.unchanged.toFixed(0)} ms unchanged; ${times} times faster`,
  );
  const markdown = await timeEdits(premarket, folder, {
    name: "plan.md",
    role: "management-plan",
    languageId: "markdown",
    text: longPlan(5000),
    at: (number) => ({ line: 2500 + (number % 7), character: 0 }),
  });
  console.log(told("one edit in a 5,000-line Markdown file", markdown));
  const file = join(folder, "edited.cdx.json");
  await writeSbom(file, 10_000);
  const text = readFileSync(file, "utf8");
  const lines = text.split("\n");
  const line = lines.findIndex((one, i) => i > lines.length / 3 && one.includes('"description"'));
  const json = await timeEdits(premarket, folder, {
    name: "sbom.cdx.json",
    role: "sbom",
    languageId: "json",
    text,
    at: () => ({ line, character: lines[line].length - 3 }),
    count: 12,
    saves: true,
  });
  console.log(`${told("one saved edit inside one of 10,000 components", json)}; target: 20 ms`);
}

function told(what, { median, p95, count }) {
  return `${what}, server: median ${median.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms of ${count}`;
}
