import { checkSubmission } from "../assess/checkSubmission.ts";
import { joinPath } from "../assess/joinPath.ts";
import { type ReadCache, readCache } from "../assess/readCache.ts";
import type { Assessment } from "../model/assessment.ts";
import type { SourceFile } from "../model/sourceFile.ts";
import { parseYaml } from "../parse/yaml.ts";
import { listedPaths } from "../read/submission/listedPaths.ts";
import { readSubmission } from "../read/submission/readSubmission.ts";
import { CONFIG_NAME, findConfig, SIDECARS } from "./configFinder.ts";
import type { FileText, FileTexts } from "./fileTexts.ts";
import { missingFile } from "./host.ts";
import { sniff } from "./sniff.ts";
import { nameOf, parentUri, resolveUri, uriKey } from "./uris.ts";

/** One assessment and how its paths map to URIs. */
export interface Run {
  readonly assessment: Assessment;
  /** The premarket.yaml in use; undefined when a file was checked alone. */
  readonly config: string | undefined;
  /** URI per path of the assessment. */
  readonly uris: ReadonlyMap<string, string>;
}

/** What is known about one document. */
export type Checked =
  | { readonly state: "checked"; readonly run: Run; readonly path: string }
  | { readonly state: "not checked"; readonly reason: string; readonly config: string | undefined };

interface Input {
  readonly path: string;
  readonly uri: string;
  /** Undefined when there is no such file. */
  readonly file: FileText | undefined;
}

/** The day as this machine has it, `YYYY-MM-DD`. */
export function today(): string {
  return new Date().toISOString().slice(0, 10);
}

/** Checks submissions and loose files; one run serves every document of a submission until one of its texts changes. */
export class Submissions {
  readonly #files: FileTexts;
  readonly #paths = new WeakMap<FileText, readonly string[]>();
  readonly #kept = new Map<
    string,
    { readonly versions: string; readonly run: Promise<Run>; readonly cache: ReadCache }
  >();

  constructor(files: FileTexts) {
    this.#files = files;
  }

  /** Checks the submission that a document belongs to, or the document alone. */
  async check(uri: string): Promise<Checked> {
    const config = await findConfig(this.#files, uri);
    const inputs = config === undefined ? await this.#alone(uri) : await this.#listed(config);
    const path = inputs.find((input) => uriKey(input.uri) === uriKey(uri))?.path;
    if (path === undefined) {
      const reason =
        config === undefined
          ? "The file is not recognised as an SBOM, a VEX file or a threat model, and no premarket.yaml lists it."
          : `${CONFIG_NAME} does not list this file under \`documents:\`.`;
      return { state: "not checked", reason, config };
    }
    return { state: "checked", run: await this.#run(config ?? uri, inputs, config), path };
  }

  /** Forgets the run of a document that was checked alone. */
  close(uri: string): void {
    if (nameOf(uri) !== CONFIG_NAME) this.#kept.delete(uriKey(uri));
  }

  async #alone(uri: string): Promise<Input[]> {
    const file = await this.#files.get(uri);
    const name = nameOf(uri);
    return file !== undefined && sniff(name, await file.text()) ? [{ path: name, uri, file }] : [];
  }

  async #listed(config: string): Promise<Input[]> {
    const folder = parentUri(config) ?? config;
    const file = await this.#files.get(config);
    const paths = file === undefined ? [] : await this.#pathsIn(file);
    const documents = paths.map(async (path): Promise<Input> => {
      const uri = resolveUri(folder, path);
      return { path, uri, file: isInside(path) ? await this.#files.get(uri, folder) : undefined };
    });
    const own: Input = { path: CONFIG_NAME, uri: config, file };
    return [own, ...(await this.#sidecars(folder)), ...(await Promise.all(documents))];
  }

  /** The files beside a premarket.yaml that exist. */
  async #sidecars(folder: string): Promise<Input[]> {
    const inputs = SIDECARS.map(async (path): Promise<Input> => {
      const uri = resolveUri(folder, path);
      return { path, uri, file: await this.#files.get(uri, folder) };
    });
    return (await Promise.all(inputs)).filter(({ file }) => file !== undefined);
  }

  /** The documents that a premarket.yaml lists, as paths from its folder. Read once per version: every keystroke in any of them asks. */
  async #pathsIn(file: FileText): Promise<readonly string[]> {
    const known = this.#paths.get(file);
    if (known !== undefined) return known;
    const text = await file.text().catch(() => "");
    const listed = listedPaths(readSubmission(parseYaml(text)).config).map((path) => joinPath([], path));
    const paths = [...new Set(listed)].filter((path) => path !== CONFIG_NAME && !SIDECARS.includes(path));
    this.#paths.set(file, paths);
    return paths;
  }

  #run(uri: string, inputs: readonly Input[], config: string | undefined): Promise<Run> {
    const key = uriKey(uri);
    const day = today();
    const versions = [day, ...inputs.map(({ path, file }) => `${path} ${file?.version ?? "missing"}`)].join("\n");
    const kept = this.#kept.get(key);
    if (kept?.versions === versions) return kept.run;
    const cache = kept?.cache ?? readCache();
    const run = checkSubmission(inputs.map(sourceFile), { today: day, cache }).then((assessment) => ({
      assessment,
      config,
      uris: new Map(inputs.map((input) => [input.path, input.uri])),
    }));
    this.#kept.set(key, { versions, run, cache });
    return run;
  }
}

/** A submission reaches no further than its folder, whatever its premarket.yaml lists. */
function isInside(path: string): boolean {
  return !/^(?:\.\.(?:\/|$)|\/|[a-z]:)/i.test(path);
}

function sourceFile({ path, uri, file }: Input): SourceFile {
  const outside = `it lies outside the folder of ${CONFIG_NAME}; move ${CONFIG_NAME} up or the document in`;
  const missing = () => Promise.reject(isInside(path) ? missingFile(uri) : new Error(outside));
  return { path, roles: [], named: true, text: file?.text ?? missing, sha256: file?.sha256 ?? missing };
}

/** Keeps the last reading of each path. */
