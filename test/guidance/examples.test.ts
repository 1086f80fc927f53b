import assert from "node:assert/strict";
import { catalogue } from "../../lib/guidance/catalogue.ts";
import { type ExampleCase, unmark } from "../../lib/guidance/readExamples.ts";
import type { Requirement } from "../../lib/model/guidance.ts";
import { runCase } from "./caseRun.ts";

describe("examples of the guidance", () => {
  for (const source of catalogue().sources) {
    for (const requirement of source.requirements) {
      if (!requirement.check) continue;
      const examples = catalogue().examples(requirement.id);
      it(`${requirement.id} has a met and an unmet example`, () => {
        assert.ok(
          examples.some((example) => example.expected === "met"),
          "no met example",
        );
        assert.ok(
          examples.some((example) => example.expected === "unmet"),
          "no unmet example",
        );
      });
      examples.forEach((example, index) => {
        const names = example.files.map((file) => file.name).join(", ");
        it(`${requirement.id}: ${example.expected} example ${index + 1} (${names})`, () => holds(requirement, example));
      });
    }
  }
});

async function holds(requirement: Requirement, example: ExampleCase): Promise<void> {
  const assessment = await runCase(example, requirement.id);
  assert.deepEqual(assessment.troubles, [], "the run had trouble");
  const verdict = assessment.settled.find((one) => one.requirement.id === requirement.id);
  if (example.expected === "met") {
    assert.deepEqual(shown(assessment.findings, example), [], "a met example has findings");
    // `covers` tells only what is missing; that nothing is leaves a question with the places.
    const settled = requirement.check && "covers" in requirement.check ? "needs review" : "met";
    assert.equal(verdict?.verdict, settled, `settled as ${verdict?.verdict}: ${verdict?.reason}`);
    assert.ok((verdict?.evidence.length ?? 0) > 0, "met without evidence");
    return;
  }
  const marked = example.files.flatMap((file) => {
    const { text, span } = unmark(file.marked);
    return span ? [{ path: file.name, text: text.slice(span.start, span.end), start: span.start, end: span.end }] : [];
  });
  assert.equal(marked.length, 1, "an unmet example marks exactly one stretch of text");
  assert.deepEqual(shown(assessment.findings, example), marked, `settled as ${verdict?.verdict}: ${verdict?.reason}`);
  assert.ok(
    !/\{[a-z-]+\}/.test(assessment.findings[0]?.message ?? ""),
    `a placeholder is left: ${assessment.findings[0]?.message}`,
  );
}

function shown(findings: Awaited<ReturnType<typeof runCase>>["findings"], example: ExampleCase) {
  return findings.map(({ path, span }) => {
    const text = unmark(example.files.find((file) => file.name === path)?.marked ?? "").text;
    return { path, text: text.slice(span.start, span.end), start: span.start, end: span.end };
  });
}
