import assert from "node:assert/strict";
import type { SourceFile } from "../../lib/model/sourceFile.ts";
import { parseSource } from "../../lib/read/parseSource.ts";
import { readParsed } from "../../lib/read/readParsed.ts";
import { inspectMissing, inspectReport } from "../../lib/report/inspectReport.ts";

const KEYS = [
  "path",
  "kind",
  "format",
  "version",
  "serialization",
  "readable",
  "problems",
  "counts",
  "coverage",
  "notExpressed",
  "topics",
];

describe("inspect", () => {
  it("has the same members for every file, in the same order", () => {
    for (const [name, text] of [
      ["a.json", "{}"],
      ["a.json", "{"],
      ["a.md", "# A"],
      ["a.xml", "<a/>"],
      ["premarket.yaml", "documents: []"],
    ] as const) {
      assert.deepEqual(Object.keys(inspected(name, text)), KEYS, name);
    }
    assert.deepEqual(Object.keys(inspectMissing("a", "It is missing.")), KEYS);
  });

  it("counts a vulnerability of CSAF once, however many products it is stated for", () => {
    const csaf = {
      document: { category: "csaf_vex", csaf_version: "2.0" },
      vulnerabilities: [
        { cve: "CVE-2026-1", product_status: { fixed: ["a"], known_affected: ["b", "c"] } },
        { cve: "CVE-2026-2", product_status: { known_not_affected: ["a"] } },
      ],
    };
    assert.deepEqual(inspected("vex.json", JSON.stringify(csaf)).counts, { vulnerabilities: 2 });
  });

  it("counts components at any depth but not the product, and what share of them says what", () => {
    const { counts, coverage, kind, format, version, readable } = inspected(
      "bom.json",
      JSON.stringify({
        bomFormat: "CycloneDX",
        specVersion: "1.5",
        metadata: { component: { type: "device", name: "pump", version: "1" } },
        components: [
          {
            type: "library",
            name: "a",
            version: "1",
            supplier: { name: "A" },
            components: [{ type: "library", name: "b" }],
          },
          { type: "library", name: "c", version: "2", purl: "pkg:npm/c@2", supplier: { name: "NOASSERTION" } },
        ],
        dependencies: [{ ref: "a", dependsOn: ["b", "c"] }],
      }),
    );
    assert.deepEqual(
      { kind, format, version, readable },
      { kind: "sbom", format: "CycloneDX", version: "1.5", readable: true },
    );
    assert.deepEqual(counts, { components: 3, dependencies: 2, vulnerabilities: 0 });
    assert.deepEqual(coverage, {
      supplier: 0.3333,
      version: 0.6667,
      identifier: 0.3333,
      hash: 0,
      license: 0,
      supportLevel: 0,
      endOfSupport: 0,
    });
  });

  it("says null for a share of nothing", () => {
    const { coverage } = inspected("bom.json", '{"bomFormat":"CycloneDX","specVersion":"1.6","components":[]}');
    assert.deepEqual(new Set(Object.values(coverage)), new Set([null]));
  });

  it("counts what a threat model has", () => {
    const cells = [
      { id: "1", shape: "process", data: { type: "tm.Process", name: "Pump", threats: [] } },
      { id: "2", shape: "actor", data: { type: "tm.Actor", name: "Nurse", threats: [] } },
      {
        id: "3",
        shape: "flow",
        source: { cell: "2" },
        target: { cell: "1" },
        data: {
          type: "tm.Flow",
          name: "dose",
          threats: [{ id: "t", title: "Replay", status: "Open", type: "Tampering" }],
        },
      },
    ];
    const { kind, counts, notExpressed } = inspected(
      "tm.json",
      JSON.stringify({
        version: "2.2.0",
        summary: { title: "Pump" },
        detail: { contributors: [], diagrams: [{ id: 0, title: "d", diagramType: "STRIDE", version: "2.2.0", cells }] },
      }),
    );
    assert.equal(kind, "threat-model");
    assert.deepEqual([counts.elements, counts.flows, counts.boundaries, counts.threats], [2, 1, 0, 1]);
    assert.deepEqual([counts["threats open"], counts.views, notExpressed.includes("residual-risk")], [1, 1, true]);
  });

  it("places problems by line and column from 1", () => {
    const { readable, problems } = inspected("bom.json", '{\n  "bomFormat": "CycloneDX",\n  "components": [ }\n');
    assert.equal(readable, false);
    assert.equal(problems[0]?.line, 3);
  });
});

function inspected(path: string, text: string) {
  const source: SourceFile = { path, roles: [], named: true, text: async () => text, sha256: async () => "" };
  return inspectReport(readParsed(parseSource(source, text)));
}
