import { createHash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { restoreAssessment, storeAssessment } from "../assess/storedAssessment.ts";
import { BUILD } from "../assess/toolVersion.ts";
import { catalogue } from "../guidance/catalogue.ts";
import type { Assessment } from "../model/assessment.ts";
import { checkLoaded, type FolderOptions, type Loaded, today } from "../node.ts";
import { decodeText } from "../workspace/decodeText.ts";
import { diskCache, userCacheFolder } from "../workspace/diskCache.ts";

/** Files of more bytes than this are never held whole, so runs with one are not kept. */
const HUGE = 4_000_000;

export interface CacheSettings {
  /** False with `--no-cache`. */
  readonly cache: boolean;
  readonly cacheDir?: string;
}

/**
 * Checks, or takes what an earlier run over the very same bytes found. The key is made of the build of the tool (which holds the guidance), the
 * options, and path and hash of every file, `premarket.yaml` and its neighbours among them; nothing of a document is kept. Only a run without
 * trouble is kept, so trouble is always looked at anew.
 */
export async function checkWithCache(
  loaded: Loaded,
  options: FolderOptions,
  { cache, cacheDir }: CacheSettings,
): Promise<Assessment> {
  const contents = cache && BUILD !== "" && loaded.troubles.length === 0 ? contentsOf(loaded) : undefined;
  if (contents === undefined) return checkLoaded(loaded, options);
  const kept = diskCache(cacheDir === undefined ? userCacheFolder() : resolve(cacheDir));
  const key = keyOf(loaded, contents, options);
  const text = await kept.read(key);
  const known =
    text === undefined ? undefined : restoreAssessment(text, catalogue(), (path) => decoded(contents.get(path)?.bytes));
  if (known) return known;
  const assessment = await checkLoaded(loaded, options);
  if (assessment.troubles.length === 0 && isUnchanged(assessment, contents))
    await kept.write(key, storeAssessment(assessment));
  return assessment;
}

interface Content {
  readonly bytes: Buffer;
  readonly sha256: string;
}

/** Undefined where a file is missing, huge or no plain file: then the ordinary way says what there is to say. */
function contentsOf({ files }: Loaded): ReadonlyMap<string, Content> | undefined {
  const contents = new Map<string, Content>();
  for (const { path } of files) {
    try {
      const absolute = resolve(path);
      const stats = statSync(absolute);
      if (!stats.isFile() || stats.size > HUGE) return undefined;
      const bytes = readFileSync(absolute);
      contents.set(path, { bytes, sha256: createHash("sha256").update(bytes).digest("hex") });
    } catch {
      return undefined;
    }
  }
  return contents;
}

function keyOf({ files, config }: Loaded, contents: ReadonlyMap<string, Content>, options: FolderOptions): string {
  const { asOf = null, profile = null, noWaivers = false, noBaseline = false } = options;
  const inputs = files.map(({ path, named, roles }) => [path, named, roles, contents.get(path)?.sha256]);
  const whole = JSON.stringify([BUILD, today(), asOf, profile, noWaivers, noBaseline, config ?? null, inputs]);
  return createHash("sha256").update(whole).digest("hex");
}

/** A document may have been saved between the two readings. */
function isUnchanged({ files }: Assessment, contents: ReadonlyMap<string, Content>): boolean {
  return files.every(({ path, sha256 }) => contents.get(path)?.sha256 === sha256);
}

function decoded(bytes: Buffer | undefined): string {
  return bytes === undefined ? "" : decodeText(bytes);
}
