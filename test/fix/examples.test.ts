import assert from "node:assert/strict";
import { checkSubmission } from "../../lib/assess/checkSubmission.ts";
import { fixEdits } from "../../lib/fix/fixEdits.ts";
import { applyEdits } from "../../lib/fix/textEdit.ts";
import { catalogue } from "../../lib/guidance/catalogue.ts";
import { unmark } from "../../lib/guidance/readExamples.ts";
import type { Finding } from "../../lib/model/assessment.ts";
import type { FixName } from "../../lib/model/guidance.ts";
import { EXAMPLE_DAY, fileOf } from "../guidance/caseRun.ts";

const fixable = catalogue()
  .sources.flatMap((source) => source.requirements)
  .filter((requirement) => requirement.fix !== undefined);

/** An SPDX package for each fix that there is one for; CycloneDX stands in the examples of the guidance. */
const SPDX_FIXES: readonly FixName[] = [
  "add-supplier",
  "add-support-level",
  "add-end-of-support",
  "add-document-author",
];

describe("a fix, applied to what its requirement finds", () => {
  it("has requirements to be held against", () => assert.ok(fixable.length > 0));

  for (const { id } of fixable) {
    it(`${id}: leaves valid JSON and only a finding that asks to fill in the placeholder`, async () => {
      const unmet = catalogue()
        .examples(id)
        .filter((example) => example.expected === "unmet");
      let applied = 0;
      for (const { files } of unmet) {
        const texts = new Map(files.map((file) => [file.name, unmark(file.marked).text]));
        const roles = new Map(files.map((file) => [file.name, file.roles]));
        const run = () => findings(id, texts, roles);
        for (const finding of await run()) applied += await applyAndCheck(finding, texts, run);
      }
      assert.ok(applied > 0, "no unmet example is one that the fix is offered for");
    });
  }

  for (const version of ["2.2", "2.3"]) {
    for (const fix of SPDX_FIXES) {
      const requirement = fixable.find((one) => one.fix === fix);
      it(`${fix} in SPDX ${version}: the reader takes what was inserted for an open question`, async () => {
        assert.ok(requirement, `no requirement has the fix ${fix}`);
        const spdx = {
          spdxVersion: `SPDX-${version}`,
          SPDXID: "SPDXRef-DOCUMENT",
          name: "pump",
          creationInfo: { created: "2026-06-01T00:00:00Z", creators: [] },
          packages: [{ SPDXID: "SPDXRef-zlib", name: "zlib", versionInfo: "1.3.1" }],
        };
        const texts = new Map([["pump.spdx.json", JSON.stringify(spdx, null, 2)]]);
        const run = () => findings(requirement.id, texts, new Map([["pump.spdx.json", ["sbom"] as const]]));
        const [finding] = await run();
        assert.ok(finding, "nothing was found before");
        assert.equal(await applyAndCheck(finding, texts, run), 1);
        assert.equal((await run()).length, 1, "the placeholder counts as an answer");
      });
    }
  }
});

type Roles = ReadonlyMap<string, Parameters<typeof fileOf>[2]>;

async function findings(id: string, texts: ReadonlyMap<string, string>, roles: Roles): Promise<readonly Finding[]> {
  const files = [...texts].map(([path, text]) => fileOf(path, text, roles.get(path)));
  const options = { today: EXAMPLE_DAY, asOf: EXAMPLE_DAY, only: [id], everythingApplies: true };
  const assessment = await checkSubmission(files, options);
  assert.deepEqual(assessment.troubles, []);
  return assessment.findings;
}

/** Applies the fix of one finding to the texts; gives 1 when there was one to apply. */
async function applyAndCheck(
  finding: Finding,
  texts: Map<string, string>,
  run: () => Promise<readonly Finding[]>,
): Promise<number> {
  const text = texts.get(finding.path) ?? "";
  const edits = fixEdits(text, finding);
  if (edits.length === 0) return 0;
  const after = applyEdits(text, edits);
  JSON.parse(after);
  texts.set(finding.path, after);
  const same = (await run()).filter((one) => one.subject === finding.subject);
  assert.ok(same.length <= 1, `${same.length} findings are left`);
  for (const { span } of same) assert.match(after.slice(span.start, span.end), /TODO/);
  return 1;
}
