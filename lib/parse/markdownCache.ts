import type { Block } from "../model/prose.ts";
import type { BlockCache } from "./markdown.ts";

/**
 * A cache for `parseMarkdown` that forgets the sections not used for longest when the texts it holds
 * together exceed `largest` UTF-16 code units.
 */
export function blockCache(largest = 8_000_000): BlockCache {
  const kept = new Map<string, readonly Block[]>();
  let size = 0;
  return {
    get(text) {
      const blocks = kept.get(text);
      if (blocks) {
        kept.delete(text);
        kept.set(text, blocks);
      }
      return blocks;
    },
    set(text, blocks) {
      if (text.length > largest) return;
      if (!kept.has(text)) size += text.length;
      kept.set(ownCopy(text), blocks);
      for (const oldest of kept.keys()) {
        if (size <= largest) break;
        kept.delete(oldest);
        size -= oldest.length;
      }
    },
  };
}

/** A text of its own: a stretch of a document keeps the whole document in memory, and an editor makes a new one with every key. */
function ownCopy(text: string): string {
  return ` ${text}`.slice(1);
}
