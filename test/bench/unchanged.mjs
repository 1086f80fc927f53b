import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { longPlan } from "./generate.mjs";

/** 500 Markdown files of about 20 kB, looked at once and then `rounds` times with nothing changed; milliseconds of whole processes. */
export function timeUnchanged(premarket, folder, rounds) {
  const set = join(folder, "set");
  mkdirSync(set);
  const names = Array.from({ length: 500 }, (_, at) => `plan-${at}.md`);
  for (const [at, name] of names.entries()) writeFileSync(join(set, name), `${longPlan(500)}\nNumber ${at}.\n`);
  const documents = names.map((name) => `  - { path: ${name}, role: management-plan }\n`);
  writeFileSync(join(set, "premarket.yaml"), `device:\n  name: Pump\ndocuments:\n${documents.join("")}`);
  const check = [premarket, "check", set, "--quiet", "--fail-on", "never", "--as-of", "2026-11-01"];
  const kept = [...check, "--cache-dir", join(folder, "kept")];
  const cold = timed([...check, "--no-cache"]);
  timed(kept);
  const again = Array.from({ length: rounds }, () => timed(kept)).sort((a, b) => a - b);
  return { cold, unchanged: again[Math.floor(again.length / 2)] };
}

function timed(args) {
  const start = process.hrtime.bigint();
  const { status, stderr } = spawnSync(process.execPath, args, { stdio: ["ignore", "ignore", "pipe"] });
  if (status !== 0) throw new Error(`${args.join(" ")} ended with ${status}: ${stderr}`);
  return Number(process.hrtime.bigint() - start) / 1e6;
}
