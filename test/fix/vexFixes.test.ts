import assert from "node:assert/strict";
import { checkSubmission } from "../../lib/assess/checkSubmission.ts";
import { fixEdits } from "../../lib/fix/fixEdits.ts";
import { applyEdits } from "../../lib/fix/textEdit.ts";
import type { Finding } from "../../lib/model/assessment.ts";
import { EXAMPLE_DAY, fileOf } from "../guidance/caseRun.ts";

const CYCLONEDX = `<?xml version="1.0" encoding="UTF-8"?>
<bom xmlns="http://cyclonedx.org/schema/bom/1.6">
  <vulnerabilities>
    <vulnerability>
      <id>CVE-2024-0001</id>
      <analysis>
        <state>not_affected</state>
        <lastUpdated>2026-05-04T09:30:00Z</lastUpdated>
      </analysis>
      <affects><target><ref>pump</ref></target></affects>
    </vulnerability>
    <vulnerability>
      <id>CVE-2024-0002</id>
      <source><name>NVD</name></source>
      <analysis><state>exploitable</state></analysis>
      <affects><target><ref>pump</ref></target></affects>
    </vulnerability>
  </vulnerabilities>
</bom>
`;

const CSAF = `{
  "document": { "category": "csaf_vex", "csaf_version": "2.0", "title": "Pump" },
  "product_tree": {
    "full_product_names": [
      { "product_id": "P1", "name": "Pump 1" },
      { "product_id": "P2", "name": "Pump 2" },
      { "product_id": "P3", "name": "Pump 3" }
    ]
  },
  "vulnerabilities": [
    {
      "cve": "CVE-2024-0001",
      "flags": [
        { "label": "component_not_present", "product_ids": ["P1"] }
      ],
      "product_status": { "known_not_affected": ["P1", "P2", "P3"] }
    },
    {
      "cve": "CVE-2024-0002",
      "product_status": { "known_affected": ["P1"] }
    }
  ]
}
`;

const SPDX3 = `{
  "@context": "https://spdx.org/rdf/3.0.1/spdx-context.jsonld",
  "@graph": [
    {
      "type": "software_Package",
      "spdxId": "urn:pump#zlib",
      "name": "zlib",
      "software_packageVersion": "1.3.1"
    },
    { "type": "software_Package", "spdxId": "urn:pump#pump", "name": "Pump" },
    { "type": "software_Sbom", "spdxId": "urn:pump#sbom", "rootElement": ["urn:pump#pump"], "element": ["urn:pump#zlib"] },
    { "type": "security_Vulnerability", "spdxId": "urn:pump#v1", "name": "CVE-2024-0001" },
    {
      "type": "security_VexNotAffectedVulnAssessmentRelationship",
      "spdxId": "urn:pump#s1",
      "from": "urn:pump#v1", "relationshipType": "doesNotAffect", "to": ["urn:pump#zlib"]
    }
  ]
}
`;

describe("fixes of statements about vulnerabilities", () => {
  it("CycloneDX XML: the justification stands behind the state, as the schema wants it", async () => {
    const after = await fixed("premarket-not-affected-justified", "CVE-2024-0001", CYCLONEDX);
    assert.deepEqual(added(CYCLONEDX, after), ["        <justification>TODO</justification>"]);
    assert.match(after, /not_affected<\/state>\n {8}<justification>TODO<\/justification>\n {8}<lastUpdated>/);
  });

  it("CycloneDX XML: the recommendation stands between source and analysis", async () => {
    const after = await fixed("premarket-affected-action", "CVE-2024-0002", CYCLONEDX);
    assert.deepEqual(added(CYCLONEDX, after), ["      <recommendation>TODO</recommendation>"]);
    assert.match(after, /<\/source>\n {6}<recommendation>TODO<\/recommendation>\n {6}<analysis>/);
  });

  it("CSAF: a flag for the products that have none", async () => {
    const after = await fixed("premarket-not-affected-justified", "CVE-2024-0001", CSAF);
    const [first] = JSON.parse(after).vulnerabilities;
    assert.deepEqual(first.flags, [
      { label: "component_not_present", product_ids: ["P1"] },
      { label: "TODO", product_ids: ["P2", "P3"] },
    ]);
  });

  it("CSAF: a remediation whose category is left open too", async () => {
    const after = await fixed("premarket-affected-action", "CVE-2024-0002", CSAF);
    assert.deepEqual(JSON.parse(after).vulnerabilities[1].remediations, [
      { category: "TODO", details: "TODO", product_ids: ["P1"] },
    ]);
  });

  it("CSAF: nothing where groups of products are meant, which stand elsewhere", async () => {
    const text = CSAF.replace('"product_ids": ["P1"] }', '"group_ids": ["G1"] }');
    for (const finding of await findingsOf("premarket-not-affected-justified", text)) {
      assert.deepEqual(fixEdits(text, finding), []);
    }
  });

  it("SPDX 3: the justification of a statement, and a package's own fields for its support", async () => {
    const justified = await fixed("premarket-not-affected-justified", "CVE-2024-0001", SPDX3);
    assert.equal(JSON.parse(justified)["@graph"][4].security_justificationType, "TODO");
    const level = await fixed("premarket-sbom-support-level", "zlib@1.3.1", SPDX3);
    assert.deepEqual(JSON.parse(level)["@graph"][0].supportLevel, ["TODO"]);
    const end = await fixed("premarket-sbom-end-of-support", "zlib@1.3.1", SPDX3);
    assert.equal(JSON.parse(end)["@graph"][0].validUntilTime, "TODO");
  });

  it("SPDX 3: no supplier, because that is an element of its own", async () => {
    const [finding] = await findingsOf("ntia-supplier-name", SPDX3);
    assert.ok(finding);
    assert.deepEqual(fixEdits(SPDX3, finding), []);
  });
});

async function findingsOf(id: string, text: string): Promise<readonly Finding[]> {
  const options = { today: EXAMPLE_DAY, asOf: EXAMPLE_DAY, only: [id], everythingApplies: true };
  return (await checkSubmission([fileOf("pump", text)], options)).findings;
}

/** The text after the fix of one finding, whose placeholder the reader takes for an open question. */
async function fixed(id: string, subject: string, text: string): Promise<string> {
  const finding = (await findingsOf(id, text)).find((one) => one.subject === subject);
  assert.ok(finding, `${id} finds nothing for ${subject}`);
  const after = applyEdits(text, fixEdits(text, finding));
  const [left] = (await findingsOf(id, after)).filter((one) => one.subject === subject);
  assert.ok(left, "the placeholder counts as an answer");
  assert.match(after.slice(left.span.start, left.span.end), /TODO/);
  assert.deepEqual(fixEdits(after, left), [], "it is inserted again");
  return after;
}

function added(before: string, after: string): string[] {
  const lines = before.split("\n");
  const found = after.split("\n").filter((line) => !lines.includes(line));
  assert.equal(after.split("\n").length, lines.length + found.length);
  return found;
}
