import { text } from "node:stream/consumers";
import type { Loaded } from "../node.ts";
import { withText } from "./withText.ts";

/** Takes standard input as the text of one file of the run, as editors and hooks hand over what is not saved yet. */
export async function readStdin(loaded: Loaded, path: string): Promise<Loaded> {
  const said = (await text(process.stdin)).replace(/^\ufeff/, "");
  const files = loaded.files.map((file) => (file.path === path ? withText(file, said) : file));
  const isPart = files.some((file) => file.path === path);
  // A new file is not on disk yet, which is no trouble here.
  const troubles = loaded.troubles.filter((trouble) => !(isPart && trouble.path === path));
  return { ...loaded, files, troubles };
}
