import { leadingStems } from "../guidance/topicPattern.ts";
import type { Topic, TopicTerms } from "../model/topic.ts";

/** Stems are looked up by their first two letters or digits. */
const SIGNS = 36;

/**
 * The first, fast stage: which topics a text may speak of at all. One pass over lower-cased text looks at the first letters of every word;
 * nothing is parsed and no pattern is run. May name too many topics, never too few.
 */
export class TopicScan {
  readonly #buckets: (Stem[] | undefined)[] = new Array(SIGNS * SIGNS);

  /** @param triggers per topic the patterns that it is to be found by */
  constructor(triggers: readonly (readonly string[])[], terms: TopicTerms) {
    const topicsByStem = new Map<string, Set<number>>();
    for (const [topic, patterns] of triggers.entries()) {
      for (const stem of patterns.flatMap((pattern) => leadingStems(pattern, terms))) {
        const topics = topicsByStem.get(stem) ?? new Set();
        topicsByStem.set(stem, topics.add(topic));
      }
    }
    for (const [text, topics] of topicsByStem) {
      const at = signOf(text.charCodeAt(0)) * SIGNS + signOf(text.charCodeAt(1));
      const bucket = this.#buckets[at] ?? [];
      bucket.push({ text: text.replace("*", ""), whole: !text.endsWith("*"), topics: [...topics] });
      this.#buckets[at] = bucket;
    }
  }

  /** Adds the topics of the text to `found`, one flag per topic. */
  mark(lower: string, found: Uint8Array): void {
    let inWord = false;
    for (let at = 0; at < lower.length - 1; at++) {
      const sign = signOf(lower.charCodeAt(at));
      if (sign < 0) {
        inWord = false;
        continue;
      }
      if (inWord) continue;
      inWord = true;
      const next = signOf(lower.charCodeAt(at + 1));
      const bucket = next < 0 ? undefined : this.#buckets[sign * SIGNS + next];
      if (!bucket) continue;
      for (const stem of bucket) {
        if (!lower.startsWith(stem.text, at)) continue;
        if (stem.whole && signOf(lower.charCodeAt(at + stem.text.length)) >= 0) continue;
        for (const topic of stem.topics) found[topic] = 1;
      }
    }
  }
}

interface Stem {
  readonly text: string;
  /** Nothing of the word follows. */
  readonly whole: boolean;
  readonly topics: readonly number[];
}

/** 0 to 25 for letters, 26 to 35 for digits, -1 for anything else. */
function signOf(code: number): number {
  if (code >= 97 && code <= 122) return code - 97;
  return code >= 48 && code <= 57 ? code - 22 : -1;
}

/** The triggers and headings of each topic, in order. */
export function triggersOf(topics: readonly Topic[]): string[][] {
  return topics.map((topic) => [...topic.triggers, ...topic.headings]);
}
