import type { FileTexts } from "./fileTexts.ts";
import { nameOf, parentUri, resolveUri } from "./uris.ts";

export const CONFIG_NAME = "premarket.yaml";

/** Files beside `premarket.yaml` that are part of its submission where they exist, as on the command line. */
export const SIDECARS: readonly string[] = [
  "premarket-waivers.yaml",
  "premarket-reviews.yaml",
  "premarket-baseline.json",
];

/** Deeper than any sane folder tree; ends the walk on file systems with strange roots. */
const MOST_LEVELS = 40;

/** The premarket.yaml that a file belongs to: the nearest one in its folder or above, as on the command line. */
export async function findConfig(files: FileTexts, uri: string): Promise<string | undefined> {
  if (nameOf(uri) === CONFIG_NAME) return uri;
  const candidates: string[] = [];
  for (
    let folder = parentUri(uri);
    folder !== undefined && candidates.length < MOST_LEVELS;
    folder = parentUri(folder)
  ) {
    candidates.push(resolveUri(folder, CONFIG_NAME));
  }
  const found = await Promise.all(candidates.map((candidate) => files.get(candidate)));
  return found.find((file) => file !== undefined)?.uri;
}
