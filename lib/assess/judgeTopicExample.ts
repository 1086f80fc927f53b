import { topicJudge } from "../check/topic.ts";
import type { TopicExample } from "../guidance/readExamples.ts";
import { parseMarkdown } from "../parse/markdown.ts";
import { readProse } from "../read/prose/readProse.ts";
import type { CaseResult } from "./judgeExample.ts";

/** A topic's full example is found in full, its partial one in part, and its trap not at all. */
export function judgeTopicExample({ text, expected }: TopicExample, topic: string): CaseResult {
  const finding = topicJudge()
    .findings(readProse(parseMarkdown(text)))
    .find((one) => one.topic.id === topic);
  const found = finding?.level ?? "trap";
  return found === expected ? { passed: true, why: "" } : { passed: false, why: `It was judged ${found}.` };
}
