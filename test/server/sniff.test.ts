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
