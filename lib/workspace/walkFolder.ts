import { opendir, stat } from "node:fs/promises";
import { join } from "node:path";
import { plainError } from "./plainError.ts";

/** Files below a folder that may be documents, and folders that could not be looked into. */
export interface Walk {
  /** Absolute paths of `premarket.yaml` files, sorted. */
  readonly configs: readonly string[];
  /** Absolute paths of other candidates, sorted. */
  readonly candidates: readonly string[];
  readonly unreadable: readonly { readonly folder: string; readonly reason: string }[];
}

/** Endings of formats that are read or recognised; everything else is never opened. */
const CANDIDATE =
  /\.(?:json|jsonld|sarif|md|markdown|ya?ml|xml|spdx|tag|rdf|rst|tm7|tb7|otm|hcl|csv|tsv|cdx|vex|puml|plantuml|drawio|mmd|mermaid|dot)$/i;
/** Folders of tools, dependencies and build products; folders with a leading dot are skipped too. */
const SKIPPED = new Set(["node_modules", "dist"]);
const DEEPEST = 64;

/**
 * Looks for documents below a folder. Links to folders are not followed, so a loop of links cannot trap the walk.
 * @param root absolute path
 */
export async function walkFolder(root: string): Promise<Walk> {
  const configs: string[] = [];
  const candidates: string[] = [];
  const unreadable: { folder: string; reason: string }[] = [];
  const open = [{ folder: root, depth: 0 }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { folder, depth } = next;
    try {
      for await (const entry of await opendir(folder)) {
        const path = join(folder, entry.name);
        if (entry.isDirectory()) {
          const skip = entry.name.startsWith(".") || SKIPPED.has(entry.name) || depth >= DEEPEST;
          if (!skip) open.push({ folder: path, depth: depth + 1 });
        } else if (entry.isFile() || (entry.isSymbolicLink() && (await leadsToFile(path)))) {
          if (entry.name === "premarket.yaml") configs.push(path);
          else if (CANDIDATE.test(entry.name)) candidates.push(path);
        }
      }
    } catch (error) {
      unreadable.push({ folder, reason: plainError(error).message });
    }
  }
  return { configs: configs.sort(inOrder), candidates: candidates.sort(inOrder), unreadable };
}

async function leadsToFile(path: string): Promise<boolean> {
  const target = await stat(path).catch(() => undefined);
  return target?.isFile() ?? false;
}

/** By code unit, so that the order does not depend on the machine's language. */
function inOrder(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
