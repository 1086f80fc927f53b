import assert from "node:assert/strict";
import { checkSubmission } from "../../lib/assess/checkSubmission.ts";
import { idAtStart, idsIn, schemeOf } from "../../lib/check/idShape.ts";
import type { Finding } from "../../lib/model/assessment.ts";
import type { SourceFile } from "../../lib/model/sourceFile.ts";
import { fileOf } from "../guidance/caseRun.ts";

const REQUIREMENTS = `# Security requirements

| Requirement | Text |
| --- | --- |
| SEC-101 | Pump and server shall authenticate each other. |
| SEC-102 | Orders shall expire after two minutes. |
| SEC-103 | The pump shall listen on no network port. |
`;
const requirements = fileOf("requirements.md", REQUIREMENTS, ["security-requirements"]);
const tests = fileOf(
  "tests.md",
  "# Security test report\n\n| Test | What was done | Result |\n| --- | --- | --- |\n| ST-101 | Handshakes with altered certificates | pass |\n",
  ["security-test-report"],
);
const threats = fileOf(
  "threats.md",
  "# Threat model\n\n## THR_001: Rogue server sends orders\n\n- Mitigation: mutual TLS, SEC-101\n\n## THR_002: Orders are replayed\n\n- Mitigation: lifetime of orders, SEC-102\n",
  ["threat-model"],
);
const matrix = (rows: string) =>
  fileOf("matrix.md", `# Traceability matrix\n\n| Threat | Requirement | Test |\n| --- | --- | --- |\n${rows}\n`, [
    "traceability",
  ]);

async function findings(requirement: string, files: readonly SourceFile[]): Promise<readonly Finding[]> {
  const options = { today: "2026-11-01", only: [requirement], everythingApplies: true };
  const assessment = await checkSubmission(files, options);
  assert.deepEqual(assessment.troubles, []);
  return assessment.findings;
}

describe("the shape of identifiers", () => {
  const ids = (text: string) => [...idsIn(text)].map(({ id }) => id);

  it("takes the usual ones", () =>
    assert.deepEqual(ids("T-12, THR_003 (SEC-REQ-7) and TFM-GENERIC-T-1; RISK-SEC-001."), [
      "T-12",
      "THR_003",
      "SEC-REQ-7",
      "TFM-GENERIC-T-1",
      "RISK-SEC-001",
    ]));

  it("leaves standards, algorithms, catalogues, versions and hashes alone", () =>
    assert.deepEqual(ids("ISO 14971, SHA-256, AES-128-GCM, CVE-2024-1234, CWE-79, TLS 1.3, v3.2.0, P-256, WPA3"), []));

  it("takes the whole number of a document and not its end", () =>
    assert.deepEqual(ids("see MIV-SEC-200"), ["MIV-SEC-200"]));

  it("lets a space part letters and number only where something is defined", () => {
    assert.equal(idAtStart("REQ 4.2: The pump shall"), "REQ 4.2");
    assert.deepEqual(ids("as REQ 4.2 says"), []);
  });

  it("knows what ids of one numbering have in common", () => {
    assert.equal(schemeOf("SEC-REQ-7"), schemeOf("SEC-REQ-112"));
    assert.notEqual(schemeOf("SEC-7"), schemeOf("SEC-REQ-7"));
  });
});

describe("a chain of identifiers", () => {
  it("is whole over rows of different documents", async () => {
    const found = await findings("premarket-trace-threat-test", [
      threats,
      requirements,
      tests,
      matrix("| THR_001 | SEC-101 | ST-101 |\n| THR_002 | SEC-102 | ST-101 |"),
    ]);
    assert.deepEqual(found, []);
  });

  it("is shown broken in the matrix, with both ends linked", async () => {
    const [found, ...more] = await findings("premarket-trace-threat-test", [
      threats,
      requirements,
      tests,
      matrix("| THR_001 | SEC-101 | ST-101 |\n| THR_002 | SEC-102 | |"),
    ]);
    assert.ok(found);
    assert.deepEqual(more, []);
    assert.equal(found.path, "matrix.md");
    assert.match(found.message, /^THR_002 leads to no test/);
    assert.deepEqual(
      found.related.map(({ path, says }) => `${path}: ${says}`),
      ["requirements.md: SEC-102 is as far as it goes; no test stands with it", "threats.md: THR_002 is defined here"],
    );
  });

  it("does not count a link whose other end nobody defines", async () => {
    const [found] = await findings("premarket-trace-ids-defined", [
      threats,
      requirements,
      tests,
      matrix("| THR_001 | SEC-201 | ST-101 |"),
    ]);
    assert.equal(found?.message, "SEC-201 is used here, but no document of the submission defines it.");
    assert.match(found?.related[0]?.says ?? "", /^SEC-103 is the nearest/);
  });

  it("is not judged where a kind of id is defined nowhere", async () => {
    assert.deepEqual(await findings("premarket-trace-threat-test", [threats, requirements]), []);
  });

  it("runs over documents that hold one risk or requirement each", async () => {
    const files = [
      fileOf(
        "RISK-SEC-001.md",
        "---\nid: RISK-SEC-001\n---\n\n# Security risk: forged orders\n\n### [SRS-005](SRS-005.md) - Authentication\n\nOrders are signed.\n",
        ["security-risk-assessment"],
      ),
      fileOf("RISK-SEC-002.md", "---\nid: RISK-SEC-002\n---\n\n# Security risk: jammed radio\n\nAlarms are local.\n", [
        "security-risk-assessment",
      ]),
      fileOf(
        "SRS-005.md",
        "---\nid: SRS-005\n---\n\n# Requirement: authentication\n\nThe pump shall check signatures.\n",
        ["security-requirements"],
      ),
    ];
    const [found, ...more] = await findings("premarket-trace-risk-control", files);
    assert.deepEqual(more, []);
    assert.equal(found?.message, "RISK-SEC-002 leads to no control or requirement.");
  });
});
