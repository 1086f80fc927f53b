import { realpath, stat } from "node:fs/promises";
import { dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import type { Trouble } from "../model/assessment.ts";
import type { SourceFile } from "../model/sourceFile.ts";
import { nodeFile } from "./nodeFile.ts";
import { walkFolder } from "./walkFolder.ts";

export const CONFIG_NAME = "premarket.yaml";

/** Files beside `premarket.yaml` that say more about the submission; they are part of the run where they exist. */
export const SIDECARS = ["premarket-waivers.yaml", "premarket-reviews.yaml", "premarket-baseline.json"] as const;

export interface LoadRequest {
  /** Files and folders as somebody named them, relative to `cwd` or absolute. */
  readonly paths: readonly string[];
  /** Working directory; the paths of the run are relative to it. */
  readonly cwd: string;
  /**
   * The documents that a `premarket.yaml` lists, as paths of the run. Handed in because reading YAML is a matter of a higher floor.
   * @param path of the `premarket.yaml` in the run
   */
  listDocuments(text: string, path: string): readonly string[];
}

/** Stage 1: the files of a run, before anybody has looked into them. */
export interface Loaded {
  readonly files: readonly SourceFile[];
  readonly troubles: readonly Trouble[];
  /** The `premarket.yaml` in use, as a path of the run. */
  readonly config: string | undefined;
  /** Set when less than a whole submission was named: tells whether findings of a file were asked for. */
  readonly asked: ((path: string) => boolean) | undefined;
  /** Bytes of all files together. */
  readonly bytes: number;
}

/** One thing that was named, and the `premarket.yaml` that it belongs to. */
interface Target {
  readonly absolute: string;
  readonly kind: "file" | "folder" | "missing";
  readonly config: string | undefined;
}

/**
 * Finds out what to check: the submission whose `premarket.yaml` lies in a folder or above it, else the only one below, else every candidate
 * file below by itself. A named file that belongs to a submission brings the whole submission. Nothing is thrown for what is missing;
 * `troubles` and the files' `text()` say so.
 */
export async function loadSubmission(request: LoadRequest): Promise<Loaded> {
  const cwd = resolve(request.cwd);
  const run: Run = { cwd, request };
  const targets = await Promise.all(
    (request.paths.length > 0 ? request.paths : ["."]).map((path) => targetOf(path, cwd)),
  );
  const configs = [...new Set(targets.map((target) => target.config))];
  if (configs.length > 1) return nothing([{ message: severalWords(configs, run) }]);
  const [config] = configs;
  return config === undefined ? loadLoose(targets, run) : loadConfigured(config, targets, run);
}

interface Run {
  readonly cwd: string;
  readonly request: LoadRequest;
}

async function targetOf(path: string, cwd: string): Promise<Target> {
  const absolute = resolve(cwd, path);
  const found = await stat(absolute).catch(() => undefined);
  const kind = found === undefined ? "missing" : found.isDirectory() ? "folder" : "file";
  const from = kind === "folder" ? absolute : dirname(absolute);
  return { absolute, kind, config: await configAbove(from) };
}

async function configAbove(from: string): Promise<string | undefined> {
  for (let folder = from; ; folder = dirname(folder)) {
    const candidate = join(folder, CONFIG_NAME);
    if ((await stat(candidate).catch(() => undefined))?.isFile()) return candidate;
    if (dirname(folder) === folder) return undefined;
  }
}

async function loadConfigured(config: string, targets: readonly Target[], run: Run): Promise<Loaded> {
  const configPath = runPath(config, run);
  const folder = dirname(config);
  const configFile = nodeFile({ path: configPath, absolute: config, named: true });
  const text = await configFile.text().catch(() => "");
  const listed = [...new Set(run.request.listDocuments(text, configPath))].filter(
    (path) => path !== configPath && !SIDECARS.some((name) => path === runPath(join(folder, name), run)),
  );
  const documents = await Promise.all(listed.map((path) => documentFile(path, folder, run)));
  const files = [configFile, ...(await sidecarFiles(folder, run)), ...documents];
  const partial = targets.filter(({ absolute }) => absolute !== folder && absolute !== config);
  const troubles = partial.flatMap((target) => notListed(target, { listed, configPath, run }));
  const whole = partial.length < targets.length;
  return {
    files,
    troubles,
    config: configPath,
    asked: whole ? undefined : (path) => partial.some((target) => covers(target, resolve(run.cwd, path))),
    bytes: await totalSize(files, run),
  };
}

async function sidecarFiles(folder: string, run: Run): Promise<SourceFile[]> {
  const absolutes = SIDECARS.map((name) => join(folder, name));
  const found = await Promise.all(absolutes.map((absolute) => stat(absolute).catch(() => undefined)));
  return Promise.all(
    absolutes.filter((_, at) => found[at] !== undefined).map((one) => documentFile(runPath(one, run), folder, run)),
  );
}

/** A document that `premarket.yaml` lists. A submission reaches no further than its folder, links included. */
async function documentFile(path: string, folder: string, run: Run): Promise<SourceFile> {
  const absolute = resolve(run.cwd, path);
  const real = await realpath(absolute).catch(() => absolute);
  const realFolder = await realpath(folder).catch(() => folder);
  const inside = isInside(absolute, folder) && (isInside(real, realFolder) || real === absolute);
  const refusal = inside
    ? undefined
    : `it lies outside the folder of ${CONFIG_NAME}; move ${CONFIG_NAME} up or the document in`;
  return nodeFile({ path, absolute, named: true, refusal });
}

function notListed(
  target: Target,
  { listed, configPath, run }: { listed: readonly string[]; configPath: string; run: Run },
): Trouble[] {
  const path = runPath(target.absolute, run);
  if (target.kind === "missing") return [{ message: `${path} does not exist; correct the path.`, path }];
  if (listed.some((document) => covers(target, resolve(run.cwd, document)))) return [];
  const what = target.kind === "folder" ? "holds no document" : "is no document";
  return [
    { message: `${path} ${what} that ${configPath} lists, so it is not checked; add it under \`documents:\`.`, path },
  ];
}

function covers(target: Target, absolute: string): boolean {
  return target.kind === "folder" ? isInside(absolute, target.absolute) : absolute === target.absolute;
}

async function loadLoose(targets: readonly Target[], run: Run): Promise<Loaded> {
  const troubles: Trouble[] = [];
  const files = new Map<string, SourceFile>();
  const add = (absolute: string, named: boolean) => {
    const path = runPath(absolute, run);
    if (!files.has(path) || named) files.set(path, nodeFile({ path, absolute, named }));
  };
  for (const target of targets) {
    if (target.kind !== "folder") {
      add(target.absolute, true);
      continue;
    }
    const walk = await walkFolder(target.absolute);
    const [config] = walk.configs;
    // The only submission below a folder is what somebody means who names the folder alone.
    if (config !== undefined && walk.configs.length === 1 && targets.length === 1) {
      return loadConfigured(config, [{ ...target, absolute: dirname(config), config }], run);
    }
    if (walk.configs.length > 0) troubles.push({ message: severalWords(walk.configs, run) });
    else for (const candidate of walk.candidates) add(candidate, false);
    for (const { folder, reason } of walk.unreadable) {
      const path = runPath(folder, run);
      troubles.push({ message: `The folder ${path} cannot be looked into (${reason}).`, path });
    }
  }
  if (files.size === 0 && troubles.length === 0) troubles.push({ message: nothingWords(targets, run) });
  const loaded = [...files.values()];
  return { files: loaded, troubles, config: undefined, asked: undefined, bytes: await totalSize(loaded, run) };
}

function nothing(troubles: readonly Trouble[]): Loaded {
  return { files: [], troubles, config: undefined, asked: undefined, bytes: 0 };
}

function severalWords(configs: readonly (string | undefined)[], run: Run): string {
  const known = configs.flatMap((config) => (config === undefined ? [] : [runPath(dirname(config), run)]));
  const words = known.map((folder) => `\`${folder}\``).join(", ");
  if (known.length < configs.length)
    return `Some of the paths belong to the submission ${words} and some to none; check them in runs of their own.`;
  return `There is more than one submission here (${words}); name one of them.`;
}

function nothingWords(targets: readonly Target[], run: Run): string {
  const where = targets.map((target) => `\`${runPath(target.absolute, run)}\``).join(", ");
  return `There is nothing to check in ${where}: no ${CONFIG_NAME} and no file of a known kind. \`premarket init\` writes a ${CONFIG_NAME}.`;
}

async function totalSize(files: readonly SourceFile[], { cwd }: Run): Promise<number> {
  const sizes = await Promise.all(
    files.map(async (file) => (await stat(resolve(cwd, file.path)).catch(() => undefined))?.size ?? 0),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** Path with forward slashes, relative to the working directory where that is on the same drive. */
function runPath(absolute: string, { cwd }: Run): string {
  const path = relative(cwd, absolute) || ".";
  return sep === "/" ? path : path.replaceAll(sep, "/");
}

function isInside(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way !== ".." && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
