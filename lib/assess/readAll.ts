import type { ReadFile } from "../model/readFile.ts";
import type { SourceFile } from "../model/sourceFile.ts";
import type { SubmissionConfig } from "../model/submission.ts";
import type { Submission, SubmissionDocument } from "../model/submissionSet.ts";
import type { Role } from "../model/vocabulary.ts";
import { parseSource } from "../read/parseSource.ts";
import { readParsed } from "../read/readParsed.ts";
import { isOwnKind } from "../read/submission/isOwnKind.ts";
import type { CheckOptions } from "./checkOptions.ts";
import type { Gathered } from "./gather.ts";
import { joinPath } from "./joinPath.ts";
import type { ParsedFile } from "./parseAll.ts";
import type { ReadCache } from "./readCache.ts";

/** A file of the run after stage 3. */
export interface RunFile {
  readonly gathered: Gathered;
  readonly file: ReadFile | undefined;
}

/** A submission with the files that it was made of. */
export interface ReadSubmission {
  readonly submission: Submission;
  readonly files: readonly RunFile[];
  /** Paths that `premarket.yaml` lists, as the run names them; undefined without one. */
  readonly listed: ReadonlySet<string> | undefined;
}

/** Stage 3 for all files, with the roles that `premarket.yaml` gives them; then what the submission consists of. */
export function readAll(parsed: readonly ParsedFile[], options: CheckOptions): ReadSubmission {
  const configParsed = shallowestConfig(parsed);
  const configFile = configParsed && readOne(configParsed, configParsed.gathered.source, options.cache);
  const config = configFile?.models.find((model): model is SubmissionConfig => model.kind === "submission");
  const listed = config && configFile ? listedRoles(config, configFile.source.path) : undefined;
  const files = parsed.map((one): RunFile => {
    if (one === configParsed) return { gathered: one.gathered, file: configFile };
    const source = withRoles(one.gathered.source, listed?.get(one.gathered.source.path));
    return { gathered: { ...one.gathered, source }, file: readOne(one, source, options.cache) };
  });
  const members = listed ? inOrder(files, [...listed.keys()]) : files;
  return {
    submission: {
      configured: config !== undefined,
      config,
      configFile: config && configFile,
      documents: members.flatMap(({ file }) => documentOf(file)),
      unreadRoles: unreadRoles(members),
      asOf: asOfDay(config, options),
    },
    files,
    listed: listed && new Set(listed.keys()),
  };
}

function readOne(one: ParsedFile, source: SourceFile, cache: ReadCache | undefined): ReadFile | undefined {
  const { text, state } = one.gathered;
  if (state !== "read") return undefined;
  const { known } = one;
  if (known && known.source.named === source.named && known.source.roles.join() === source.roles.join()) return known;
  const file = readParsed({ ...(one.parsed ?? parseSource(source, text, cache?.blocks)), source });
  cache?.set(source.path, text, file);
  return file;
}

function shallowestConfig(parsed: readonly ParsedFile[]): ParsedFile | undefined {
  const parts = (one: ParsedFile) => one.gathered.source.path.split("/");
  return parsed
    .filter((one) => parts(one).at(-1) === "premarket.yaml" && one.gathered.state === "read")
    .sort((one, other) => parts(one).length - parts(other).length)[0];
}

/** The listed documents as the run names them, with their roles; the order of `premarket.yaml`. */
function listedRoles(config: SubmissionConfig, configPath: string): Map<string, readonly Role[]> {
  const folder = configPath.split("/").slice(0, -1);
  const roles = new Map<string, readonly Role[]>();
  for (const entry of config.documents) {
    const path = joinPath(folder, entry.path);
    roles.set(path, [...(roles.get(path) ?? []), ...entry.roles]);
  }
  // What the documents are compared with is part of the run without a role of its own.
  if (config.kev.state === "given") {
    const path = joinPath(folder, config.kev.value);
    if (!roles.has(path)) roles.set(path, []);
  }
  return roles;
}

/** A host's own roles count first; `premarket.yaml` gives them otherwise. */
function withRoles(source: SourceFile, roles: readonly Role[] | undefined): SourceFile {
  if (!roles || source.roles.length > 0) return source;
  const { path } = source;
  return {
    path,
    named: true,
    roles,
    text: () => source.text(),
    chunks: async () => source.chunks?.(),
    sha256: () => source.sha256(),
  };
}

function inOrder(files: readonly RunFile[], order: readonly string[]): RunFile[] {
  return order.flatMap((path) => files.filter(({ gathered }) => gathered.source.path === path));
}

function documentOf(file: ReadFile | undefined): SubmissionDocument[] {
  if (!file?.readable || isOwnKind(file.kind)) return [];
  return [{ path: file.source.path, roles: file.roles, file }];
}

function unreadRoles(files: readonly RunFile[]): Map<Role, string> {
  const unread = files.filter(({ file }) => !file?.readable);
  return new Map(
    unread.flatMap(({ gathered: { source } }) => source.roles.map((role) => [role, source.path] as const)),
  );
}

function asOfDay(config: SubmissionConfig | undefined, options: CheckOptions): string {
  if (options.asOf !== undefined) return options.asOf;
  if (config?.asOf.state === "given") return config.asOf.value;
  if (config?.planned.state === "given") return config.planned.value;
  return options.today;
}
