import { readFile } from "node:fs/promises";
import type { Severity } from "../model/vocabulary.ts";
import { printable } from "../report/terminalText.ts";
import { plainError } from "../workspace/plainError.ts";
import { EXIT } from "./exit.ts";
import { type Counting, exitCode } from "./exitCode.ts";
import { writeLine, writePieces } from "./streams.ts";
import { writeReport } from "./writeReports.ts";

export interface MergeSettings {
  readonly output?: string;
  readonly failOn: Severity | "never";
  readonly format: "pretty" | "json";
}

/** An assessment as a JSON report has it; only what is counted here is looked at. */
interface Told extends Counting {
  readonly tool: { readonly version: string };
  readonly guidance: readonly { readonly id: string; readonly sha256: string }[];
  readonly files: readonly { readonly path: string }[];
  readonly waived: readonly unknown[];
}

interface Collection {
  readonly shard?: { readonly index: number; readonly of: number };
  readonly assessments: readonly Told[];
}

/**
 * `premarket merge`: puts the JSON reports of shards together and says with its exit code what came of all of them. A shard that is missing or
 * there twice, a report of another version or guidance, and a file that is no report make it 2.
 */
export async function merge(paths: readonly string[], { output, failOn, format }: MergeSettings): Promise<number> {
  const faults: string[] = [];
  const collections: Collection[] = [];
  for (const path of paths) {
    const read = await collectionIn(path);
    if (typeof read === "string") faults.push(read);
    else collections.push(read);
  }
  const assessments = collections.flatMap((one) => one.assessments).sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
  faults.push(...shardFaults(collections), ...differences(assessments));
  for (const fault of faults) await writeLine(process.stderr, printable(fault));
  const text = mergedText(assessments);
  await writePieces(process.stdout, format === "json" ? text : lines(assessments, failOn));
  const written = output === undefined || (await writeReport({ format: "json", path: output }, text));
  if (faults.length > 0 || !written) return EXIT.failed;
  return Math.max(EXIT.clean, ...assessments.map((one) => exitCode(one, failOn)));
}

async function collectionIn(path: string): Promise<Collection | string> {
  let value: unknown;
  try {
    value = JSON.parse(await readFile(path, "utf8"));
  } catch (error) {
    const said = error instanceof SyntaxError ? "it is no JSON" : plainError(error).message;
    return `${path} cannot be merged (${said}).`;
  }
  const collection = isCollection(value) ? value : isTold(value) ? { assessments: [value] } : undefined;
  return collection ?? `${path} cannot be merged (it is no JSON report of \`premarket check\`).`;
}

function isCollection(value: unknown): value is Collection {
  return isObject(value) && Array.isArray(value.assessments) && value.assessments.every(isTold);
}

function isTold(value: unknown): value is Told {
  if (!isObject(value) || !isObject(value.tool) || value.tool.name !== "premarket") return false;
  return ["guidance", "files", "findings", "waived", "troubles"].every((member) => Array.isArray(value[member]));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function nameOf({ files }: Told): string {
  return files[0]?.path ?? "";
}

function shardFaults(collections: readonly Collection[]): string[] {
  const shards = collections.flatMap(({ shard }) => (shard ? [shard] : []));
  const [first] = shards;
  if (first === undefined) return [];
  if (shards.some(({ of }) => of !== first.of)) return ["The reports are of runs with different numbers of shards."];
  const faults: string[] = [];
  for (let index = 1; index <= first.of; index++) {
    const times = shards.filter((shard) => shard.index === index).length;
    if (times === 0) faults.push(`The report of shard ${index} of ${first.of} is missing.`);
    if (times > 1) faults.push(`The report of shard ${index} of ${first.of} is there ${times} times.`);
  }
  return faults;
}

/** Results that were not held against the same thing cannot stand in one table. */
function differences(assessments: readonly Told[]): string[] {
  const faults: string[] = [];
  if (new Set(assessments.map(({ tool }) => tool.version)).size > 1)
    faults.push("The reports are of different versions of Premarket.");
  const hashes = new Map<string, string>();
  for (const { id, sha256 } of assessments.flatMap(({ guidance }) => guidance)) {
    if ((hashes.get(id) ?? sha256) !== sha256)
      return [...faults, `The reports were held against different data of ${id}.`];
    hashes.set(id, sha256);
  }
  return faults;
}

function* mergedText(assessments: readonly Told[]): Generator<string> {
  yield '{"shard":{"index":1,"of":1},"assessments":[';
  let before = "\n";
  for (const one of assessments) {
    yield before + JSON.stringify(one);
    before = ",\n";
  }
  yield "\n]}\n";
}

function* lines(assessments: readonly Told[], failOn: Severity | "never"): Generator<string> {
  const words = ["passed", "failed", "could not be checked"];
  for (const one of assessments) {
    const open = one.findings.filter(({ known }) => !known);
    const count = (severity: Severity) => open.filter((finding) => finding.severity === severity).length;
    const known = one.findings.length - open.length;
    const counts = [
      counted(count("error"), "error"),
      counted(count("warning"), "warning"),
      `${count("information")} information`,
      `${one.waived.length} waived`,
      `${known} known`,
    ].join(", ");
    yield `${printable(nameOf(one))}: ${words[exitCode(one, failOn)]} (${counts})\n`;
  }
  const failed = assessments.filter((one) => exitCode(one, failOn) !== EXIT.clean).length;
  yield `${counted(assessments.length, "submission")}, ${assessments.length - failed} without a finding at or above ${failOn}.\n`;
}

function counted(many: number, word: string): string {
  return `${many} ${word}${many === 1 ? "" : "s"}`;
}
