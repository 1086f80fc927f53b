import type { Trouble } from "../model/assessment.ts";
import type { ReadFile } from "../model/readFile.ts";
import type { SubmissionConfig } from "../model/submission.ts";
import type { Submission, SubmissionDocument } from "../model/submissionSet.ts";
import type { Role } from "../model/vocabulary.ts";
import type { CheckOptions } from "./checkSubmission.ts";
import { type Gathered, readOne } from "./gather.ts";

/** A submission with the files it was made of, and what went wrong on the way. */
export interface SettledSubmission {
  readonly submission: Submission;
  readonly files: readonly { readonly gathered: Gathered; readonly file: ReadFile | undefined }[];
  readonly troubles: readonly Trouble[];
}

/** Stages 2 and 3 for all files, with the roles that `premarket.yaml` gives them; then what the submission consists of. */
export function settleSubmission(gathered: readonly Gathered[], options: CheckOptions): SettledSubmission {
  const configGathered = shallowestConfig(gathered);
  const configFile = configGathered && readOne(configGathered, options.cache);
  const config = configFile?.models.find((model): model is SubmissionConfig => model.kind === "submission");
  const listed = config && configFile ? listedPaths(config, configFile.source.path) : undefined;
  const files = gathered.map((one) => {
    if (one === configGathered) return { gathered: one, file: configFile };
    const roles = listed?.get(one.source.path);
    const withRoles = roles && one.source.roles.length === 0 ? { ...one, source: declare(one, roles) } : one;
    return { gathered: withRoles, file: readOne(withRoles, options.cache) };
  });
  const members = listed ? inOrder(files, [...listed.keys()]) : files;
  const documents = members.flatMap(({ file }) => documentOf(file, configFile));
  return {
    submission: {
      configured: config !== undefined,
      config,
      configFile: config && configFile,
      documents,
      unreadRoles: unreadRoles(members),
      asOf: asOfDay(config, options),
    },
    files,
    troubles: troublesOf(files, configFile, listed),
  };
}

function shallowestConfig(gathered: readonly Gathered[]): Gathered | undefined {
  const depth = (path: string) => path.split("/").length;
  return gathered
    .filter((one) => one.source.path.split("/").at(-1) === "premarket.yaml")
    .sort((one, other) => depth(one.source.path) - depth(other.source.path))[0];
}

/** Paths of the listed documents as the run names them, with their roles; the order of `premarket.yaml`. */
function listedPaths(config: SubmissionConfig, configPath: string): Map<string, readonly Role[]> {
  const folder = configPath.split("/").slice(0, -1);
  return new Map(config.documents.map((entry) => [joinPath(folder, entry.path), entry.roles]));
}

/** Joins like a file system does, without one: `..` leaves a folder, `.` and empty parts mean nothing. */
export function joinPath(folder: readonly string[], path: string): string {
  const parts = path.startsWith("/") ? [] : [...folder];
  for (const part of path.replaceAll("\\", "/").split("/")) {
    if (part === "" || part === ".") continue;
    if (part === ".." && parts.length > 0 && parts.at(-1) !== "..") parts.pop();
    else parts.push(part);
  }
  return (path.startsWith("/") ? "/" : "") + parts.join("/");
}

function declare(one: Gathered, roles: readonly Role[]) {
  const { source } = one;
  return { path: source.path, named: source.named, roles, text: () => source.text(), sha256: () => source.sha256() };
}

function inOrder<T extends { readonly gathered: Gathered }>(files: readonly T[], order: readonly string[]): T[] {
  return order.flatMap((path) => files.filter((one) => one.gathered.source.path === path));
}

function documentOf(file: ReadFile | undefined, configFile: ReadFile | undefined): SubmissionDocument[] {
  if (!file?.readable || file === configFile || file.kind === "submission") return [];
  return [{ path: file.source.path, roles: file.roles, file }];
}

function unreadRoles(files: SettledSubmission["files"]): Map<Role, string> {
  const unread = files.filter(({ file }) => !file?.readable);
  return new Map(
    unread.flatMap(({ gathered }) => gathered.source.roles.map((role) => [role, gathered.source.path] as const)),
  );
}

function asOfDay(config: SubmissionConfig | undefined, options: CheckOptions): string {
  if (options.asOf !== undefined) return options.asOf;
  if (config?.asOf.state === "given") return config.asOf.value;
  if (config?.planned.state === "given") return config.planned.value;
  return options.today;
}

function troublesOf(
  files: SettledSubmission["files"],
  configFile: ReadFile | undefined,
  listed: ReadonlyMap<string, unknown> | undefined,
): Trouble[] {
  const troubles: Trouble[] = [];
  for (const { gathered, file } of files) {
    if (gathered.trouble) troubles.push(gathered.trouble);
    if (!file) continue;
    const { path, named } = file.source;
    const matters = file === configFile || named || listed?.has(path);
    if (matters && (!file.readable || file === configFile)) {
      const problems =
        file.problems.length > 0
          ? file.problems
          : [{ message: "The file could not be understood.", span: { start: 0, end: 0 } }];
      troubles.push(...problems.map(({ message, span }) => ({ message, path, span })));
    }
  }
  for (const path of listed?.keys() ?? []) {
    if (!files.some(({ gathered }) => gathered.source.path === path)) {
      troubles.push({
        message: `${path} is listed in premarket.yaml but is not part of the run.`,
        path: configFile?.source.path ?? path,
      });
    }
  }
  return troubles;
}
