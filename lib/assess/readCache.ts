import type { ReadFile } from "../model/readFile.ts";
import type { SourceText } from "../model/sourceText.ts";
import type { BlockCache } from "../parse/markdown.ts";
import { blockCache } from "../parse/markdownCache.ts";

/** Keeps what stages 2 and 3 made of each file while its text stays the same, and the parsed sections of Markdown over edits. */
export interface ReadCache {
  readonly blocks: BlockCache;
  get(path: string, text: SourceText): ReadFile | undefined;
  set(path: string, text: SourceText, file: ReadFile): void;
}

/** A cache of one reading per path: an older text is forgotten as soon as a newer one is read. */
export function readCache(): ReadCache {
  const files = new Map<string, { readonly text: SourceText; readonly file: ReadFile }>();
  return {
    blocks: blockCache(),
    get(path, text) {
      const kept = files.get(path);
      return kept?.text === text ? kept.file : undefined;
    },
    set(path, text, file) {
      files.set(path, { text, file });
    },
  };
}
