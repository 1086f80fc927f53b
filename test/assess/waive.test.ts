import assert from "node:assert/strict";
import { type Assessment, checkSubmission, type SourceFile } from "../../lib/index.ts";

const CONFIG = `device:
  name: Pump
  characteristics: [software, networked]
submission:
  pathway: 510k
as-of: 2026-11-01
documents:
  - path: bom.json
    role: sbom
`;

const names = ["zlib", "curl", "expat"];
const BOM = JSON.stringify({
  bomFormat: "CycloneDX",
  specVersion: "1.6",
  components: names.map((name) => ({ type: "library", name, version: "1.0", purl: `pkg:generic/${name}@1.0` })),
});

function check(waivers: string, more: Readonly<Record<string, string>> = {}, noWaivers = false): Promise<Assessment> {
  const texts = { "premarket.yaml": CONFIG, "premarket-waivers.yaml": waivers, "bom.json": BOM, ...more };
  const files = Object.entries(texts).map(
    ([path, text]): SourceFile => ({ path, roles: [], named: true, text: async () => text, sha256: async () => "" }),
  );
  return checkSubmission(files, { today: "2026-11-01", noWaivers });
}

interface Entry {
  readonly subject: string;
  readonly more?: string;
  readonly requirement?: string;
}

function entry({ subject, more = "reason: Ours.\n    by: J. Doe", requirement = "ntia-supplier-name" }: Entry): string {
  return `  - requirement: ${requirement}\n    subject: ${subject}\n    ${more}\n`;
}

const supplierFindings = ({ findings }: Assessment) =>
  findings.filter(({ requirement }) => requirement.id === "ntia-supplier-name").map(({ subject }) => subject);
const verdict = ({ settled }: Assessment) => {
  const one = settled.find(({ requirement }) => requirement.id === "ntia-supplier-name");
  return [one?.verdict, one?.met, one?.total, one?.waived];
};
const complaints = ({ findings }: Assessment) =>
  findings
    .filter(({ requirement }) => requirement.source === "premarket")
    .map(({ requirement, path, message }) => `${path} ${requirement.id}: ${message}`);

describe("waivers", () => {
  it("set aside the findings of their subjects and are counted in the verdict", async () => {
    const assessment = await check(`waivers:\n${entry({ subject: "pkg:generic/zlib@1.0" })}`);
    assert.deepEqual(supplierFindings(assessment), ["pkg:generic/curl@1.0", "pkg:generic/expat@1.0"]);
    assert.deepEqual(verdict(assessment), ["not met", 0, 3, 1]);
    assert.deepEqual(complaints(assessment), []);
    const [one] = assessment.waived;
    assert.deepEqual(
      [one?.finding.subject, one?.waiver.reason, one?.waiver.by, one?.waiver.path],
      ["pkg:generic/zlib@1.0", "Ours.", "J. Doe", "premarket-waivers.yaml"],
    );
  });

  it("make the verdict waived when nothing else is left", async () => {
    const all = names.map((name) => `pkg:generic/${name}@1.0`).join(", ");
    const assessment = await check(`waivers:\n${entry({ subject: `[${all}]` })}`);
    assert.deepEqual(verdict(assessment), ["waived", 0, 3, 3]);
  });

  it("can be left out of account", async () => {
    const assessment = await check(`waivers:\n${entry({ subject: "pkg:generic/zlib@1.0" })}`, {}, true);
    assert.equal(supplierFindings(assessment).length, 3);
    assert.deepEqual([assessment.waived, complaints(assessment)], [[], []]);
  });

  it("do not change a fingerprint", async () => {
    const without = await check("waivers: []\n");
    const assessment = await check(`waivers:\n${entry({ subject: "pkg:generic/zlib@1.0" })}`);
    const before = without.findings.find(
      ({ subject, requirement }) => subject.includes("zlib") && requirement.id === "ntia-supplier-name",
    );
    assert.equal(assessment.waived[0]?.finding.fingerprint, before?.fingerprint);
  });

  const faults: Readonly<Record<string, [Entry, RegExp]>> = {
    "without a reason": [
      { subject: "pkg:generic/zlib@1.0", more: "by: J. Doe" },
      /waiver-complete: .* gives no reason, so it does not count/,
    ],
    "with a stand-in for a reason": [
      { subject: "pkg:generic/zlib@1.0", more: "reason: TODO\n    by: J. Doe" },
      /waiver-complete: .* gives no reason/,
    ],
    "without a person": [
      { subject: "pkg:generic/zlib@1.0", more: "reason: Ours." },
      /waiver-complete: .* gives no person/,
    ],
    "past its last day": [
      { subject: "pkg:generic/zlib@1.0", more: "reason: Ours.\n    by: J. Doe\n    until: 2026-10-31" },
      /waiver-current: .* ended on 2026-10-31, so its findings count again/,
    ],
    "of an unknown requirement": [
      { subject: "pkg:generic/zlib@1.0", requirement: "ntia-suplier-name" },
      /waiver-known: There is no requirement ntia-suplier-name, .* did you mean ntia-supplier-name\?$/,
    ],
    "of a subject that has no finding": [
      { subject: "pkg:generic/zlip@1.0" },
      /waiver-used: .* covers no finding; did you mean the subject pkg:generic\/zlib@1.0\?$/,
    ],
    "for another document": [
      { subject: "pkg:generic/zlib@1.0", more: "document: other.json\n    reason: Ours.\n    by: J. Doe" },
      /waiver-used/,
    ],
  };
  for (const [name, [one, words]] of Object.entries(faults)) {
    it(`${name} are findings of their own and cover nothing`, async () => {
      const assessment = await check(`waivers:\n${entry(one)}`);
      assert.equal(supplierFindings(assessment).length, 3);
      assert.equal(complaints(assessment).length, 1);
      assert.match(complaints(assessment)[0] ?? "", words);
      assert.match(complaints(assessment)[0] ?? "", /^premarket-waivers\.yaml /);
    });
  }

  it("count on their last day", async () => {
    const more = "reason: Ours.\n    by: J. Doe\n    until: 2026-11-01";
    assert.equal((await check(`waivers:\n${entry({ subject: "pkg:generic/zlib@1.0", more })}`)).waived.length, 1);
  });

  it("say nothing of a requirement that was not evaluated", async () => {
    const off = `${CONFIG}requirements:\n  ntia-supplier-name: off\n`;
    const assessment = await check(`waivers:\n${entry({ subject: "pkg:generic/zlib@1.0" })}`, {
      "premarket.yaml": off,
    });
    assert.deepEqual(complaints(assessment), []);
  });

  it("stand in a comment at what they cover, with a reason and without a person", async () => {
    const config = CONFIG.replace("documents:", "# premarket-waive 524b-plan: Filed apart, see DHF-7.\ndocuments:");
    const assessment = await check("waivers: []\n", { "premarket.yaml": config });
    assert.deepEqual(
      assessment.waived.map(({ finding, waiver }) => [finding.requirement.id, waiver.reason]),
      [["524b-plan", "Filed apart, see DHF-7."]],
    );
    assert.equal(assessment.settled.find(({ requirement }) => requirement.id === "524b-plan")?.verdict, "waived");
  });

  it("break the run when their file cannot be understood", async () => {
    const { troubles } = await check("waivers: {\n");
    assert.equal(troubles[0]?.path, "premarket-waivers.yaml");
  });
});
