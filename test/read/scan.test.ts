import assert from "node:assert/strict";
import type { ReadFile } from "../../lib/model/readFile.ts";
import type { Scan } from "../../lib/model/scan.ts";
import type { SourceFile } from "../../lib/model/sourceFile.ts";
import { parseSource } from "../../lib/read/parseSource.ts";
import { readParsed } from "../../lib/read/readParsed.ts";
import { covered, line } from "./spdxPump.ts";

const GRYPE = `{
  "matches": [
    {
      "vulnerability": { "id": "GHSA-aaaa-bbbb-cccc", "severity": "High" },
      "relatedVulnerabilities": [{ "id": "CVE-2024-1234" }],
      "artifact": { "name": "openssl", "version": "3.0.13", "purl": "pkg:generic/openssl@3.0.13" }
    },
    { "vulnerability": { "severity": "Unknown" }, "artifact": { "name": "zlib", "version": "" } }
  ],
  "descriptor": { "name": "grype", "version": "0.79.0", "timestamp": "2026-05-04T09:30:00Z" }
}`;

const TRIVY = `{
  "SchemaVersion": 2,
  "CreatedAt": "2026-05-04T09:30:00Z",
  "ArtifactName": "pump:3.2.0",
  "Results": [
    { "Target": "alpine", "Class": "os-pkgs", "Vulnerabilities": [
      { "VulnerabilityID": "CVE-2024-1234", "VendorIDs": ["DSA-1"], "PkgName": "musl", "InstalledVersion": "1.2.2-r0",
        "PkgIdentifier": { "PURL": "pkg:apk/alpine/musl@1.2.2-r0" }, "Severity": "CRITICAL" }
    ] },
    { "Target": "Dockerfile", "Class": "config", "Misconfigurations": [{ "ID": "DS001" }] }
  ]
}`;

const OSV = `{
  "results": [
    { "source": { "path": "/go.mod", "type": "lockfile" }, "packages": [
      {
        "package": { "name": "golang.org/x/net", "version": "0.1.0", "ecosystem": "Go" },
        "vulnerabilities": [
          { "id": "GO-2024-1", "aliases": ["CVE-2024-1234"] },
          { "id": "GHSA-aaaa-bbbb-cccc", "database_specific": { "severity": "MODERATE" } }
        ],
        "groups": [{ "ids": ["GO-2024-1"], "max_severity": "7.5" }]
      }
    ] }
  ]
}`;

const SARIF = `{
  "$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0",
  "runs": [
    {
      "tool": { "driver": { "name": "grype", "version": "0.79.0", "rules": [
        { "id": "CVE-2024-1234-npm", "properties": { "security-severity": "9.8", "purls": ["pkg:npm/npm@6.0.0"] } },
        { "id": "js/sql-injection", "properties": {} }
      ] } },
      "invocations": [{ "endTimeUtc": "2026-05-04T09:30:00Z" }],
      "results": [
        { "ruleId": "CVE-2024-1234-npm", "ruleIndex": 0, "level": "error",
          "message": { "text": "A critical vulnerability in npm package: npm, version 6.0.0 was found at: /usr/lib" } },
        { "rule": { "index": 1 }, "level": "warning", "message": { "text": "This query depends on a user." } }
      ]
    },
    {
      "tool": { "driver": { "name": "Trivy" } },
      "results": [
        { "ruleId": "ghsa-AAAA-bbbb-cccc", "message": { "text": "Package: musl\\nInstalled Version: 1.2.2-r0\\nVulnerability CVE-2024-2222\\nSeverity: HIGH" } }
      ]
    }
  ]
}`;

function readFile(text: string): ReadFile {
  const source: SourceFile = {
    path: "sbom.json",
    roles: [],
    named: true,
    text: () => Promise.resolve(text),
    sha256: () => Promise.resolve(""),
  };
  return readParsed(parseSource(source, text));
}

function read(text: string): Scan {
  const file = readFile(text);
  assert.equal(file.kind, "scan");
  assert.equal(file.readable, true);
  assert.deepEqual(file.roles, ["scan"]);
  assert.deepEqual(file.problems, []);
  const [scan] = file.models;
  assert.ok(scan?.kind === "scan");
  return scan;
}

/** Anchor, id, aliases, component, version, purl, severity. */
function findings(text: string): string[][] {
  return Array.from(read(text).findings, (one) => [
    covered(text, one.anchor),
    line(text, one.id),
    one.aliases.join(),
    ...[one.component, one.version, one.purl, one.severity].map((stated) => line(text, stated)),
  ]);
}

/** Tool, version and day. */
function told(text: string): string[] {
  const { tool, version, timestamp } = read(text);
  return [tool, version, timestamp].map((stated) => line(text, stated));
}

describe("a scan of Grype", () => {
  it("says with what and when", () => {
    assert.deepEqual(told(GRYPE), ["grype ⟦grype⟧", "0.79.0 ⟦0.79.0⟧", "2026-05-04T09:30:00Z ⟦2026-05-04T09:30:00Z⟧"]);
    assert.equal(covered(GRYPE, read(GRYPE).anchor), "grype");
  });

  it("gives its findings at their places", () => {
    assert.deepEqual(findings(GRYPE), [
      [
        "GHSA-aaaa-bbbb-cccc",
        "GHSA-aaaa-bbbb-cccc ⟦GHSA-aaaa-bbbb-cccc⟧",
        "CVE-2024-1234",
        "openssl ⟦openssl⟧",
        "3.0.13 ⟦3.0.13⟧",
        "pkg:generic/openssl@3.0.13 ⟦pkg:generic/openssl@3.0.13⟧",
        "High ⟦High⟧",
      ],
      ["{", "absent", "", "zlib ⟦zlib⟧", 'unknown ⟦""⟧', "absent", "unknown ⟦Unknown⟧"],
    ]);
  });
});

describe("a scan of Trivy", () => {
  it("says when; its tool is known by the schema", () => {
    assert.deepEqual(told(TRIVY), ["Trivy ⟦2⟧", "absent", "2026-05-04T09:30:00Z ⟦2026-05-04T09:30:00Z⟧"]);
  });

  it("gives its vulnerabilities, and nothing else that it found", () => {
    assert.deepEqual(findings(TRIVY), [
      [
        "CVE-2024-1234",
        "CVE-2024-1234 ⟦CVE-2024-1234⟧",
        "DSA-1",
        "musl ⟦musl⟧",
        "1.2.2-r0 ⟦1.2.2-r0⟧",
        "pkg:apk/alpine/musl@1.2.2-r0 ⟦pkg:apk/alpine/musl@1.2.2-r0⟧",
        "CRITICAL ⟦CRITICAL⟧",
      ],
    ]);
    assert.deepEqual(findings('{"SchemaVersion": 2, "ArtifactName": "x", "Results": null}'), []);
  });
});

describe("a scan of OSV-Scanner", () => {
  it("gives its findings with the score of their group, else the word of the database", () => {
    const name = "golang.org/x/net ⟦golang.org/x/net⟧";
    assert.deepEqual(findings(OSV), [
      ["GO-2024-1", "GO-2024-1 ⟦GO-2024-1⟧", "CVE-2024-1234", name, "0.1.0 ⟦0.1.0⟧", "absent", "7.5 ⟦7.5⟧"],
      [
        "GHSA-aaaa-bbbb-cccc",
        "GHSA-aaaa-bbbb-cccc ⟦GHSA-aaaa-bbbb-cccc⟧",
        "",
        name,
        "0.1.0 ⟦0.1.0⟧",
        "absent",
        "MODERATE ⟦MODERATE⟧",
      ],
    ]);
    assert.deepEqual(told(OSV), ["absent", "absent", "absent"]);
  });

  it("is known when it found nothing", () => {
    assert.deepEqual(findings('{"results": [], "experimental_config": {}}'), []);
  });
});

describe("a scan in SARIF", () => {
  it("says with what and when", () => {
    assert.deepEqual(told(SARIF), ["grype ⟦grype⟧", "0.79.0 ⟦0.79.0⟧", "2026-05-04T09:30:00Z ⟦2026-05-04T09:30:00Z⟧"]);
  });

  it("gives the results of every run; a component where the text names one", () => {
    assert.deepEqual(findings(SARIF), [
      [
        "CVE-2024-1234-npm",
        "CVE-2024-1234 ⟦CVE-2024-1234-npm⟧",
        "",
        "npm ⟦npm⟧",
        "6.0.0 ⟦6.0.0⟧",
        "pkg:npm/npm@6.0.0 ⟦pkg:npm/npm@6.0.0⟧",
        "9.8 ⟦9.8⟧",
      ],
      [
        "js/sql-injection",
        "js/sql-injection ⟦js/sql-injection⟧",
        "",
        "absent",
        "absent",
        "absent",
        "warning ⟦warning⟧",
      ],
      [
        "ghsa-AAAA-bbbb-cccc",
        "ghsa-AAAA-bbbb-cccc ⟦ghsa-AAAA-bbbb-cccc⟧",
        "",
        "musl ⟦musl⟧",
        "1.2.2-r0 ⟦1.2.2-r0⟧",
        "absent",
        "absent",
      ],
    ]);
    const [npm] = read(SARIF).findings;
    assert.ok(npm?.component.state === "given");
    assert.equal(npm.component.span.start, SARIF.indexOf("npm, version"));
  });
});

describe("a scan of odd shape", () => {
  for (const [mark, list, entry] of [
    ['"descriptor": {"name": "grype"}', "matches", '{"vulnerability": X, "artifact": X, "relatedVulnerabilities": X}'],
    ['"SchemaVersion": 2, "ArtifactName": "x"', "Results", '{"Vulnerabilities": X}, {"Vulnerabilities": [X]}'],
    ['"a": 1', "results", '{"packages": [X, {"package": X, "vulnerabilities": [X], "groups": [X]}]}'],
    [
      '"version": "2.1.0"',
      "runs",
      '{"tool": X, "invocations": X, "results": [X, {"ruleId": X, "rule": X, "message": X}]}',
    ],
  ] as const) {
    it(`is read without a stumble: ${list}`, () => {
      for (const shape of ["1", "null", '"x"', "[]", "{}", "[[1]]", '{"driver": {"rules": [null]}}']) {
        const text = `{${mark}, "${list}": [${entry.replaceAll("X", shape)}]}`;
        for (const one of read(text).findings) assert.ok(one.anchor.end > one.anchor.start);
      }
    });
  }
});
