import { realpath, stat } from "node:fs/promises";
import { isAbsolute, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { nodeFile } from "./nodeFile.ts";

/** Reads `file:` URIs for the language server, as the command line reads files: decoded alike, refused alike. */
export function nodeHost() {
  return {
    /**
     * The text as an editor holds it, without byte-order mark. Rejects with an error named `MissingFile` when there is no such file,
     * else with one that says in plain words why it cannot be read.
     * @param within folder that no link may lead out of
     */
    async readText(uri: string, within?: string): Promise<string> {
      const absolute = pathOf(uri) ?? "";
      const folder = within === undefined ? undefined : pathOf(within);
      const refusal =
        folder !== undefined && (await leadsOut(absolute, folder)) ? "its links lead out of the submission" : undefined;
      return nodeFile({ path: absolute, absolute, named: true, refusal }).text();
    },
    /** Modification time and size, which change with the file; undefined when there is no such file. Never rejects. */
    async stamp(uri: string): Promise<string | undefined> {
      const path = pathOf(uri);
      const found = path === undefined ? undefined : await stat(path, { bigint: true }).catch(() => undefined);
      return found?.isFile() ? `${found.mtimeNs} ${found.size}` : undefined;
    },
  };
}

async function leadsOut(absolute: string, folder: string): Promise<boolean> {
  const real = await realpath(absolute).catch(() => resolve(absolute));
  const way = relative(await realpath(folder).catch(() => folder), real);
  return real !== resolve(absolute) && (way === ".." || way.startsWith(`..${sep}`) || isAbsolute(way));
}

function pathOf(uri: string): string | undefined {
  try {
    return fileURLToPath(uri);
  } catch {
    // Another scheme, or a host that this platform has no paths for.
    return undefined;
  }
}
