// Runs whole processes in turn and prints medians, ratios and peaks. It judges nothing.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const PEAK = fileURLToPath(new URL("peak.cjs", import.meta.url));

/** Makes a function that runs two commands in turn and prints one line about them. `folder` takes what the children write. */
export function comparer(folder) {
  const run = (args) => timed(args, join(folder, "peak.txt"));
  return ({ what, ours, against, theirs, rounds, target }) => {
    const pairs = [];
    run(ours);
    run(theirs);
    for (let i = 0; i < rounds; i++) pairs.push({ ours: run(ours), theirs: run(theirs) });
    const ratio = median(pairs.map((pair) => pair.ours.ms / pair.theirs.ms));
    const cpu = median(pairs.map((pair) => pair.ours.cpu / pair.theirs.cpu));
    const peak = Math.max(...pairs.map((pair) => pair.ours.peak));
    const ms = (side) => median(pairs.map((pair) => pair[side].ms)).toFixed(0);
    console.log(
      `${what}: ${ms("ours")} ms, peak ${peak.toFixed(0)} MiB; ${against}: ${ms("theirs")} ms; ratio ${ratio.toFixed(2)} (processor time ${cpu.toFixed(2)})${target ? `; target: ${target}` : ""}`,
    );
  };
}

function timed(args, peakFile) {
  const env = { ...process.env, PREMARKET_PEAK_FILE: peakFile };
  const start = process.hrtime.bigint();
  const { status, stderr } = spawnSync(process.execPath, ["--require", PEAK, ...args], {
    stdio: ["ignore", "ignore", "pipe"],
    env,
  });
  const ms = Number(process.hrtime.bigint() - start) / 1e6;
  if (status !== 0) throw new Error(`${args.join(" ")} ended with ${status}: ${stderr}`);
  const [peak, cpu] = readFileSync(peakFile, "utf8").split(" ").map(Number);
  return { ms, cpu, peak: peak / 1024 };
}

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}
