import { deepEqual, ok } from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Assessment } from "../../lib/index.ts";
import { linesOf } from "../../lib/report/linesOf.ts";
import { checkSample } from "./readSample.ts";

const EXPECTED = join(import.meta.dirname, "draft-findings.tsv");
const README = join(import.meta.dirname, "../../samples/infusion-pump-draft/README.md");

/** One line a finding: requirement, path, place, covered text. Line breaks in the text are written as `\n`. */
function listed(assessment: Assessment): string[] {
  const texts = new Map(assessment.files.map((file) => [file.path, file.text]));
  return assessment.findings.map(({ requirement, path, span }) => {
    const text = texts.get(path) ?? "";
    const at = linesOf(text);
    const start = at(span.start);
    const end = at(span.end);
    const place = `${start.line}:${start.column}-${end.line}:${end.column}`;
    return [requirement.id, path, place, JSON.stringify(text.slice(span.start, span.end))].join("\t");
  });
}

describe("samples/infusion-pump-draft", () => {
  let assessment: Assessment;

  before(async () => {
    assessment = await checkSample("samples/infusion-pump-draft");
  });

  it("has exactly the findings of the list, each on its text", () => {
    const expected = readFileSync(EXPECTED, "utf8").trimEnd().split("\n").sort();
    deepEqual(listed(assessment).sort(), expected);
  });

  it("is read without trouble", () => {
    deepEqual(assessment.troubles, []);
  });

  it("has its findings named in its README", () => {
    const readme = readFileSync(README, "utf8");
    const missing = new Set(assessment.findings.map(({ requirement }) => requirement.id));
    for (const id of missing) if (readme.includes(`\`${id}\``)) missing.delete(id);
    deepEqual([...missing], []);
  });

  it("announces no finding in its README that does not come", () => {
    const found = new Set(assessment.findings.map(({ requirement }) => requirement.id));
    const table = readFileSync(README, "utf8").matchAll(/^\| `([a-z0-9-]+)` \|/gm);
    const announced = [...table].map(([, id]) => id ?? "");
    ok(announced.length > 0);
    deepEqual(
      announced.filter((id) => !found.has(id)),
      [],
    );
  });
});
