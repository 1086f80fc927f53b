import { deepEqual, ok } from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Assessment } from "../../lib/index.ts";
import { listed } from "./listed.ts";
import { checkSample } from "./readSample.ts";

const EXPECTED = join(import.meta.dirname, "draft-findings.tsv");
const README = join(import.meta.dirname, "../../samples/infusion-pump-draft/README.md");

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
