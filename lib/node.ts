import crypto from "node:crypto";
import type { CheckOptions } from "./assess/checkOptions.ts";
import { checkSubmission } from "./assess/checkSubmission.ts";
import { joinPath } from "./assess/joinPath.ts";
import type { Assessment } from "./model/assessment.ts";
import { parseYaml } from "./parse/yaml.ts";
import { listedPaths } from "./read/submission/listedPaths.ts";
import { readSubmission } from "./read/submission/readSubmission.ts";
import { type Loaded, loadSubmission as load } from "./workspace/loadSubmission.ts";

export type { CheckOptions, Loaded };

/** Options of a check in Node; today's date is known here. */
export type FolderOptions = Partial<CheckOptions> & {
  /** Paths of the assessment are relative to it; the process's working directory by default. */
  readonly cwd?: string;
};

/**
 * Checks a folder: the submission whose `premarket.yaml` lies in it or above it, else the only one below, else every recognised file by itself.
 * A file's path is taken too. Nothing is thrown for a missing folder or a bad file; both are `troubles` of the assessment.
 */
export async function checkFolder(path: string, options: FolderOptions = {}): Promise<Assessment> {
  const loaded = await loadSubmission([path], options.cwd ?? process.cwd());
  return checkLoaded(loaded, options);
}

/** Stage 1 in Node: finds the files that belong to what somebody named. */
export function loadSubmission(paths: readonly string[], cwd: string): Promise<Loaded> {
  return load({ paths, cwd, listDocuments });
}

/** Stages 2 to 5 for what `loadSubmission` found. */
export async function checkLoaded(loaded: Loaded, options: Partial<CheckOptions> = {}): Promise<Assessment> {
  const assessment = await checkSubmission(loaded.files, { sha256, ...options, today: options.today ?? today() });
  return { ...assessment, troubles: [...loaded.troubles, ...assessment.troubles] };
}

/** Today as UTC has it, or the day of `SOURCE_DATE_EPOCH` for runs that must repeat. */
export function today(): string {
  const epoch = Number(process.env.SOURCE_DATE_EPOCH);
  const now = process.env.SOURCE_DATE_EPOCH && Number.isFinite(epoch) ? new Date(epoch * 1000) : new Date();
  return now.toISOString().slice(0, 10);
}

function listDocuments(text: string, path: string): string[] {
  const folder = path.split("/").slice(0, -1);
  return listedPaths(readSubmission(parseYaml(text)).config).map((listed) => joinPath(folder, listed));
}

/** Node's own hash takes a fraction of the time of the pure one; both give the same. */
function sha256(text: string): string {
  // In one call where Node has it (20.12): a run hashes every finding.
  return crypto.hash ? crypto.hash("sha256", text) : crypto.createHash("sha256").update(text).digest("hex");
}
