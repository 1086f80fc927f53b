import { readFile, stat } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { decodeText } from "./decodeText.ts";

/** Reads `file:` URIs for the language server. Folders, devices and pipes count as missing: only regular files are ever opened. */
export function nodeHost() {
  return {
    /** The text as an editor holds it, without byte-order mark. Rejects with an error named `MissingFile` when there is no such file. */
    async readText(uri: string): Promise<string> {
      const path = pathOf(uri);
      if (path === undefined || (await stampOf(path)) === undefined) throw missing(uri);
      return decodeText(await readFile(path));
    },
    /** Modification time and size, which change with the file; undefined when there is no such file. */
    async stamp(uri: string): Promise<string | undefined> {
      const path = pathOf(uri);
      return path === undefined ? undefined : stampOf(path);
    },
  };
}

async function stampOf(path: string): Promise<string | undefined> {
  const found = await stat(path, { bigint: true }).catch(() => undefined);
  return found?.isFile() ? `${found.mtimeNs} ${found.size}` : undefined;
}

function pathOf(uri: string): string | undefined {
  try {
    return fileURLToPath(uri);
  } catch {
    // Another scheme, or a host that this platform has no paths for.
    return undefined;
  }
}

function missing(uri: string): Error {
  const error = new Error(`${uri} does not exist.`);
  error.name = "MissingFile";
  return error;
}
