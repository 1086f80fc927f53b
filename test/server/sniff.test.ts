import assert from "node:assert/strict";
import { sniff } from "../../lib/server/sniff.ts";

const filler = JSON.stringify({ note: "x".repeat(9000) }).slice(1, -1);

describe("sniff", () => {
  const wanted: readonly [string, string, string][] = [
    ["CycloneDX", "bom.json", '{\n  "bomFormat": "CycloneDX",\n  "specVersion": "1.6"'],
    ["CycloneDX with its marks at the end", "bom.json", `{${filler}, "specVersion": "1.4", "bomFormat": "CycloneDX"}`],
    ["SPDX", "a.spdx.json", '{"spdxVersion": "SPDX-2.3", "packages": []}'],
    ["SPDX with sorted keys", "sbom.json", `{"SPDXID":"SPDXRef-DOCUMENT",${filler}}`],
    ["SPDX 3", "sbom.spdx3.json", '{"@context": "https://spdx.org/rdf/3.0.1/spdx-context.jsonld", "@graph": []}'],
    ["CycloneDX XML", "bom.xml", '<?xml version="1.0"?>\n<bom xmlns="http://cyclonedx.org/schema/bom/1.6">'],
    ["SPDX XML", "sbom.xml", "<Document>\n  <name>pump</name>\n  <spdxVersion>SPDX-2.3</spdxVersion>"],
    ["SPDX RDF", "sbom.rdf", '<rdf:RDF xmlns:spdx="http://spdx.org/rdf/terms#">'],
    ["SPDX tag-value", "pump.spdx", "# made by hand\nSPDXVersion: SPDX-2.3\nDataLicense: CC0-1.0\n"],
    ["SPDX YAML", "pump.spdx.yaml", 'SPDXID: SPDXRef-DOCUMENT\nspdxVersion: "SPDX-2.3"\n'],
    ["OpenVEX", "pump.vex.json", '{"@context": "https://openvex.dev/ns/v0.2.0", "statements": []}'],
    ["CSAF", "advisory.json", '{"document": {"category": "csaf_vex", "csaf_version": "2.0"}}'],
    [
      "Threat Dragon 2",
      "model.json",
      '{\n  "version": "2.2.0",\n  "summary": {},\n  "detail": {\n    "contributors": []',
    ],
    ["a threat model in Markdown", "threats.md", "---\nowner: A\n---\n\n# Pump threat model\n"],
    ["a threat model in reStructuredText", "threats.rst", "Pump threat model\n=================\n"],
    [
      "a model of Microsoft's tool",
      "pump.tm7",
      '<ThreatModel xmlns="http://schemas.datacontract.org/2004/07/ThreatModeling.Model">',
    ],
    ["an Open Threat Model in YAML", "pump.yaml", "otmVersion: 0.2.0\nproject:\n  name: Pump\n"],
    ["an Open Threat Model in JSON", "pump.otm", '{"otmVersion": "0.2.0", "project": {}}'],
    ["Threagile", "threagile.yaml", "# a comment\nthreagile_version: 1.0.0\n"],
    ["a part of a Threagile model", "assets.yaml", "technical_assets:\n  App:\n    out_of_scope: false\n"],
    [
      "the risks of Threagile",
      "risks.json",
      '[{"category": "x", "exploitation_likelihood": "likely", "synthetic_id": "x@y"}]',
    ],
    ["Threat Composer", "pump.tc.json", '{\n  "schema": 1,\n  "applicationInfo": {}'],
    ["TM-BOM", "pump.json", '{"version": "1.0", "scope": {}, "trust_zones": [{}]}'],
    ["threatcl", "pump.hcl", 'spec_version = "0.3.1"\n\nthreatmodel "Pump" {\n'],
    ["threatcl in JSON", "pump.tm.json", '{"spec_version": "0.3.1", "threatmodel": {}}'],
    ["CycloneDX 2.0", "pump.cdx.json", '{"specFormat": "CycloneDX", "specVersion": "2.0"}'],
  ];
  for (const [what, name, text] of wanted) {
    it(`recognises ${what}`, () => assert.equal(sniff(name, text), true));
  }

  const others: readonly [string, string, string][] = [
    ["a package manifest", "package.json", '{"name": "a", "version": "1.0.0"}'],
    ["a list", "list.json", '["bomFormat"]'],
    ["a README", "README.md", "# Pump\n\nWhat a threat model is, is told elsewhere.\n"],
    ["reStructuredText about something else", "readme.rst", "Pump\n====\n\nNo threat model here.\n"],
    ["YAML", "ci.yaml", "on: push\n"],
    ["XML", "pom.xml", '<project xmlns="http://maven.apache.org/POM/4.0.0"/>'],
    ["text about SPDX", "notes.txt", "The SPDXVersion: line comes first.\n"],
    ["Terraform", "main.hcl", 'resource "aws_instance" "threatmodel" {\n}\n'],
    ["a drawing", "office.drawio", '<mxfile><diagram name="Office"/></mxfile>'],
    ["a diagram as text", "class.puml", "@startuml\nclass A\n@enduml\n"],
    ["XML of another kind", "a.tm7", "<ThreatModel/>"],
    ["a list of things", "things.json", '[{"likelihood": "likely"}]'],
    ["an API with its own version", "api.json", '{"schema": 1, "paths": {}}'],
    ["an empty file", "empty.json", ""],
  ];
  for (const [what, name, text] of others) {
    it(`leaves ${what} alone`, () => assert.equal(sniff(name, text), false));
  }

  it("costs nearly nothing on a large file of no interest", () => {
    const text = `{"data": "${"{[\\n ".repeat(4_000_000)}"}`;
    const start = performance.now();
    for (let round = 0; round < 100; round++) sniff("data.json", text);
    assert.ok((performance.now() - start) / 100 < 5);
  });
});
