import { createHash, randomBytes } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";

/** Texts kept on disk between runs. It never fails: what cannot be read is not there, and what cannot be written is not kept. */
export interface DiskCache {
  read(key: string): Promise<string | undefined>;
  write(key: string, text: string): Promise<void>;
}

/** More entries than these, or more bytes, and the ones that were not used for longest go. */
const MOST_ENTRIES = 200;
const MOST_BYTES = 200_000_000;

/**
 * A cache in a folder. An entry is written beside its place and then moved there, so runs side by side never see half of one; it begins
 * with the hash of the rest, so a damaged one is taken for none.
 */
export function diskCache(folder: string): DiskCache {
  const pathOf = (key: string) => join(folder, `${key}.json`);
  return {
    async read(key) {
      const whole = await readFile(pathOf(key), "utf8").catch(() => "");
      const end = whole.indexOf("\n");
      const text = whole.slice(end + 1);
      if (end < 0 || whole.slice(0, end) !== hashOf(text)) return undefined;
      const now = new Date();
      await utimes(pathOf(key), now, now).catch(() => undefined);
      return text;
    },
    async write(key, text) {
      const temporary = join(folder, `${process.pid}-${randomBytes(6).toString("hex")}.tmp`);
      try {
        await mkdir(folder, { recursive: true });
        await writeFile(temporary, `${hashOf(text)}\n${text}`, { mode: 0o600 });
        await rename(temporary, pathOf(key));
        await prune(folder);
      } catch {
        await rm(temporary, { force: true }).catch(() => undefined);
      }
    },
  };
}

/** Where a user's programs keep what they can make again; each system has its own place. */
export function userCacheFolder(): string {
  const { XDG_CACHE_HOME, LOCALAPPDATA } = process.env;
  if (XDG_CACHE_HOME) return join(XDG_CACHE_HOME, "premarket");
  if (process.platform === "win32" && LOCALAPPDATA) return join(LOCALAPPDATA, "premarket", "cache");
  if (process.platform === "darwin") return join(homedir(), "Library", "Caches", "premarket");
  return join(homedir(), ".cache", "premarket");
}

async function prune(folder: string): Promise<void> {
  const names = (await readdir(folder)).filter((name) => /^[0-9a-f]{64}\.json$|\.tmp$/.test(name));
  const found = await Promise.all(
    names.map(async (name) => {
      const path = join(folder, name);
      const stats = await stat(path).catch(() => undefined);
      return { path, used: stats?.mtimeMs ?? 0, size: stats?.size ?? 0, left: name.endsWith(".tmp") };
    }),
  );
  found.sort((one, other) => other.used - one.used);
  const day = Date.now() - 86_400_000;
  let bytes = 0;
  let kept = 0;
  for (const { path, used, size, left } of found) {
    bytes += size;
    kept++;
    // Another run may be about to move its file; an old one belongs to a run that died.
    const goes = left ? used < day : kept > MOST_ENTRIES || bytes > MOST_BYTES;
    if (goes) await rm(path, { force: true });
  }
}

function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
