import assert from "node:assert/strict";
import { topicJudge } from "../../lib/check/topic.ts";
import { catalogue } from "../../lib/guidance/catalogue.ts";
import type { TopicExample } from "../../lib/guidance/readExamples.ts";
import { parseMarkdown } from "../../lib/parse/markdown.ts";
import { readProse } from "../../lib/read/prose/readProse.ts";

describe("topics of the guidance", () => {
  for (const topic of catalogue().topics) {
    const examples = catalogue().topicExamples(topic.id);
    it(`${topic.id} has a full, a partial and a trap example`, () => {
      const kinds = new Set(examples.map(({ expected }) => expected));
      assert.deepEqual([...kinds].sort(), ["full", "partial", "trap"]);
    });
    examples.forEach((example, index) => {
      it(`${topic.id}: example ${index + 1} is ${example.expected}`, () => {
        assert.equal(levelOf(topic.id, example), example.expected);
      });
    });
  }
});

function levelOf(topic: string, { text }: TopicExample): string {
  const prose = readProse(parseMarkdown(text));
  const finding = topicJudge()
    .findings(prose)
    .find((one) => one.topic.id === topic);
  if (finding?.level === "full") assert.deepEqual(finding.missing, []);
  for (const { words, span } of finding?.hits ?? []) {
    assert.ok(words.length > 0 && span.start < span.end && span.end <= text.length, "every hit says what and where");
  }
  return finding?.level ?? "trap";
}
