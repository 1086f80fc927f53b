import { createHash } from "node:crypto";
import { constants } from "node:fs";
import { open, stat } from "node:fs/promises";
import type { SourceFile } from "../model/sourceFile.ts";
import { decodeText } from "./decodeText.ts";
import { nodeChunks } from "./nodeChunks.ts";
import { plainError } from "./plainError.ts";

export interface NodeFileOptions {
  /** Path in the run: forward slashes, relative to the working directory. */
  readonly path: string;
  readonly absolute: string;
  readonly named: boolean;
  /** Why the file must not be opened, where it must not. */
  readonly refusal?: string;
}

/** Files of more bytes than this are offered in chunks. */
const HUGE = 4_000_000;

/**
 * A file on disk. Its bytes are read once and let go as soon as they are decoded and hashed; the hash is taken on the way.
 * `text()` rejects with an error named `MissingFile` when there is no such file, else with one that says in plain words why it cannot be read.
 */
export function nodeFile({ path, absolute, named, refusal }: NodeFileOptions): SourceFile {
  let hash: string | undefined;
  const load = async (): Promise<Buffer> => {
    if (refusal !== undefined) throw new Error(refusal);
    return readBytes(absolute);
  };
  return {
    path,
    roles: [],
    named,
    async text() {
      const bytes = await load();
      hash = sha256(bytes);
      return decoded(bytes);
    },
    async chunks() {
      const found = refusal === undefined ? await stat(absolute).catch(() => undefined) : undefined;
      // Whatever is wrong with the file is said when its text is asked for.
      if (!found?.isFile() || found.size <= HUGE) return undefined;
      return nodeChunks(absolute, (whole) => {
        hash = whole;
      });
    },
    async sha256() {
      hash ??= sha256(await load());
      return hash;
    },
  };
}

/** Reads a regular file in one go. Folders, devices and pipes are refused: some of them never end. */
async function readBytes(absolute: string): Promise<Buffer> {
  // Without the flag, opening a pipe waits for somebody to write into it. Windows has neither such pipes nor the flag.
  const flags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);
  const handle = await open(absolute, flags).catch((error: unknown) => {
    throw plainError(error);
  });
  try {
    const stat = await handle.stat();
    if (!stat.isFile()) throw new Error(stat.isDirectory() ? "it is a folder" : "it is not a regular file");
    const bytes = Buffer.allocUnsafeSlow(stat.size);
    let filled = 0;
    while (filled < bytes.length) {
      const { bytesRead } = await handle.read(bytes, filled, bytes.length - filled, filled);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    return bytes.subarray(0, filled);
  } catch (error) {
    throw plainError(error);
  } finally {
    await handle.close();
  }
}

function decoded(bytes: Buffer): string {
  try {
    return decodeText(bytes);
  } catch {
    throw new Error(`it is too large to be read as one text (${Math.round(bytes.length / 1e6)} MB)`);
  }
}

/** Hashing in place takes less time than handing a copy of a huge file to another thread. */
function sha256(bytes: Buffer): string {
  return createHash("sha256").update(bytes).digest("hex");
}
