import assert from "node:assert/strict";
import type { ReadFile } from "../../lib/model/readFile.ts";
import type { SourceFile } from "../../lib/model/sourceFile.ts";
import type { Role } from "../../lib/model/vocabulary.ts";
import { parseSource } from "../../lib/read/parseSource.ts";
import { readParsed } from "../../lib/read/readParsed.ts";

function read(path: string, text: string, roles: readonly Role[] = []): ReadFile {
  const source: SourceFile = {
    path,
    roles,
    named: true,
    text: () => Promise.resolve(text),
    sha256: () => Promise.resolve(""),
  };
  return readParsed(parseSource(source, text));
}

/** Kind, format, version and serialisation in one line. */
function mark(file: ReadFile): string {
  return [file.kind, file.format || "-", file.version || "-", file.serialization || "-"].join(" | ");
}

function messages(file: ReadFile): string[] {
  return file.problems.map((problem) => problem.message);
}

const later = (said: string) => `${said} is recognised but not read yet.`;

const CYCLONEDX = '{"bomFormat": "CycloneDX", "specVersion": "1.6", "components": [{"name": "openssl"}]}';
const STATEMENT =
  '{"id": "CVE-2024-1", "analysis": {"state": "in_triage"}, "affects": [{"ref": "urn:cdx:1/1#openssl"}]}';

describe("what a file is", () => {
  it("is decided by content and not by its name", () => {
    for (const path of ["bom.json", "notes.txt", "sbom.xml", "threat-model.yaml"]) {
      const file = read(path, CYCLONEDX);
      assert.equal(mark(file), "sbom | CycloneDX | 1.6 | json");
      assert.equal(file.readable, true);
      assert.deepEqual(file.problems, []);
      assert.deepEqual(file.roles, ["sbom"]);
      assert.deepEqual(
        file.models.map((model) => model.kind),
        ["sbom"],
      );
    }
  });

  it("keeps the roles that a person declared", () => {
    assert.deepEqual(read("bom.json", CYCLONEDX, ["component-support"]).roles, ["component-support"]);
  });

  it("is an SBOM for SPDX 2, also inside the object that an export wraps around it", () => {
    const spdx = '{"spdxVersion": "SPDX-2.2", "packages": [{"name": "zlib"}]}';
    for (const text of [spdx, `{"sbom": ${spdx}}`]) {
      const file = read("x.json", text);
      assert.equal(mark(file), "sbom | SPDX | 2.2 | json");
      assert.equal(file.readable, true);
      const [sbom] = file.models;
      assert.ok(sbom?.kind === "sbom");
      const [one] = sbom.components;
      assert.equal(one && text.slice(one.anchor.start, one.anchor.end), "zlib");
    }
  });

  for (const [path, text, expected, name] of [
    [
      "a.txt",
      "SPDXVersion: SPDX-2.3\nPackageName: zlib\nSPDXID: SPDXRef-zlib\n",
      "sbom | SPDX | 2.3 | tag-value",
      "zlib",
    ],
    [
      "a.spdx",
      "\ufeffSPDXVersion: SPDX-2.2\r\nPackageName: zlib\r\nSPDXID: SPDXRef-zlib\r\n",
      "sbom | SPDX | 2.2 | tag-value",
      "zlib",
    ],
    [
      "a.yaml",
      "spdxVersion: 'SPDX-2.3'\npackages:\n  - name: zlib\n    SPDXID: SPDXRef-zlib\n",
      "sbom | SPDX | 2.3 | yaml",
      "zlib",
    ],
  ] as const) {
    it(`is an SBOM: ${expected}`, () => {
      const file = read(path, text);
      assert.equal(mark(file), expected);
      assert.equal(file.readable, true);
      assert.deepEqual(file.problems, []);
      assert.deepEqual(file.roles, ["sbom"]);
      const [sbom] = file.models;
      assert.ok(sbom?.kind === "sbom");
      const [one] = sbom.components;
      assert.equal(one && text.slice(one.anchor.start, one.anchor.end), name);
    });
  }

  it("is an SBOM in tag-value without its head, with one note about it", () => {
    const text = "PackageName: zlib\nSPDXID: SPDXRef-1\nno entry\n";
    const file = read("a.spdx", text);
    assert.equal(mark(file), "sbom | SPDX | - | tag-value");
    assert.equal(file.readable, true);
    assert.deepEqual(
      file.problems.map(({ span }) => text.slice(span.start, span.end)),
      ["no entry", "PackageName"],
    );
    assert.match(messages(file)[1] ?? "", /does not say which version of SPDX/);
  });

  it("is still named when its YAML is broken", () => {
    const file = read("a.yaml", "spdxVersion: SPDX-2.3\npackages: [\n");
    assert.equal(mark(file), "sbom | SPDX | 2.3 | yaml");
    assert.equal(file.readable, false);
    assert.equal(file.problems.length, 1);
    assert.deepEqual(file.models, []);
  });

  it("is a VEX when a CycloneDX file has statements and no components", () => {
    const file = read("x.json", `{"bomFormat": "CycloneDX", "specVersion": "1.5", "vulnerabilities": [${STATEMENT}]}`);
    assert.equal(mark(file), "vex | CycloneDX | 1.5 | json");
    assert.deepEqual(file.roles, ["vex"]);
    assert.deepEqual(
      file.models.map((model) => model.kind),
      ["vex"],
    );
  });

  it("is a VEX when its statements are only about components of another file", () => {
    const text = `{"bomFormat": "CycloneDX", "specVersion": "1.5", "components": [{"name": "openssl"}], "vulnerabilities": [${STATEMENT}]}`;
    assert.equal(read("x.json", text).kind, "vex");
    const own = text.replace("urn:cdx:1/1#openssl", "openssl");
    const file = read("x.json", own);
    assert.equal(file.kind, "sbom");
    assert.deepEqual(file.roles, ["sbom", "vex"]);
    assert.deepEqual(
      file.models.map((model) => model.kind),
      ["sbom", "vex"],
    );
  });

  it("is an SBOM when it lists components and its vulnerabilities say of none what they affect", () => {
    const text = `{"bomFormat": "CycloneDX", "specVersion": "1.7", "components": [{"name": "a"}], "vulnerabilities": [{"id": "CVE-2024-1"}]}`;
    assert.equal(read("x.json", text).kind, "sbom");
  });

  it("is one SBOM only when vulnerabilities are listed without a judgement", () => {
    const text =
      '{"bomFormat": "CycloneDX", "specVersion": "1.5", "components": [{"name": "a"}], "vulnerabilities": [{"id": "CVE-2024-1", "affects": [{"ref": "a"}]}]}';
    assert.deepEqual(
      read("x.json", text).models.map((model) => model.kind),
      ["sbom"],
    );
  });

  it("is a submission for `premarket.yaml`, and prose for Markdown", () => {
    const submission = read("pump/premarket.yaml", "documents:\n  - path: bom.json\n    role: sbom\n");
    assert.equal(submission.kind, "submission");
    assert.equal(submission.readable, true);
    const prose = read("docs/labeling.md", "# Labeling\n\nText.\n");
    assert.equal(mark(prose), "prose | Markdown | - | markdown");
    assert.equal(prose.models[0]?.kind, "prose");
  });

  it("is a threat model for Markdown with a table of threats whose role says so", () => {
    const text =
      "# Threats\n\n| Threat | STRIDE | Mitigation |\n| --- | --- | --- |\n| Spoofed dose command | Spoofing | Signed commands |\n";
    const file = read("a.md", text, ["threat-model"]);
    assert.equal(file.kind, "threat-model");
    assert.deepEqual(
      file.models.map((model) => model.kind),
      ["prose", "threat-model"],
    );
    assert.equal(read("a.md", text, ["labeling"]).kind, "prose");
  });

  for (const [text, expected] of [
    ['{"@context": "https://openvex.dev/ns/v0.2.0", "statements": []}', "vex | OpenVEX | 0.2.0 | json"],
    ['{"@context": "https://openvex.dev/ns", "statements": []}', "vex | OpenVEX | - | json"],
    ['{"document": {"category": "csaf_vex", "csaf_version": "2.0"}}', "vex | CSAF | 2.0 | json"],
  ] as const) {
    it(`is a VEX: ${expected}`, () => {
      const file = read("x.json", text);
      assert.equal(mark(file), expected);
      assert.equal(file.readable, true);
      assert.deepEqual(file.problems, []);
      assert.deepEqual(file.roles, ["vex"]);
      assert.equal(file.models[0]?.kind, "vex");
    });
  }

  for (const [text, expected] of [
    ['{"matches": [], "descriptor": {"name": "grype"}}', "scan | Grype | - | json"],
    ['{"SchemaVersion": 2, "ArtifactName": "x", "Results": []}', "scan | Trivy | - | json"],
    ['{"version": "2.1.0", "runs": []}', "scan | SARIF | - | json"],
    ['{"results": [{"packages": []}]}', "scan | OSV-Scanner | - | json"],
  ] as const) {
    it(`is a scan: ${expected}`, () => {
      const file = read("sbom.json", text);
      assert.equal(mark(file), expected);
      assert.equal(file.readable, true);
      assert.deepEqual(file.problems, []);
      assert.deepEqual(file.roles, ["scan"]);
      assert.equal(file.models[0]?.kind, "scan");
    });
  }

  it("is a VEX with a note for a CSAF document of another category, and none where it speaks of no vulnerability", () => {
    const advisory =
      '{"document": {"category": "csaf_security_advisory", "csaf_version": "2.0"}, "vulnerabilities": []}';
    const file = read("x.json", advisory);
    assert.equal(file.readable, true);
    assert.match(messages(file).join(), /only when its category is `csaf_vex`; it is read as one here\.$/);
    const span = file.problems[0]?.span;
    assert.equal(advisory.slice(span?.start, span?.end), "csaf_security_advisory");
    const other = read("x.json", '{"document": {"category": "csaf_base", "csaf_version": "2.0"}}');
    assert.equal(mark(other), "unknown | CSAF | 2.0 | json");
    assert.equal(other.readable, false);
    assert.match(messages(other).join(), /speaks of no vulnerability/);
  });

  it("is a threat model for Threat Dragon", () => {
    const text = '{"version": "2.3.0", "summary": {"title": "Pump"}, "detail": {"diagrams": [{"cells": []}]}}';
    const file = read("x.json", text);
    assert.equal(mark(file), "threat-model | Threat Dragon | 2.3.0 | json");
    assert.deepEqual(file.roles, ["threat-model"]);
    assert.equal(file.models[0]?.kind, "threat-model");
  });
});

describe("a version that is not known", () => {
  for (const [version, covered] of [
    ["1.8", "1.8"],
    ["1.1", "1.1"],
  ]) {
    it(`of CycloneDX (${version}) gives one note and is read`, () => {
      const text = CYCLONEDX.replace("1.6", version ?? "");
      const file = read("x.json", text);
      assert.equal(file.readable, true);
      assert.deepEqual(messages(file), [
        `CycloneDX ${version} is not a version that Premarket knows; what it shares with 1.7 is read.`,
      ]);
      const span = file.problems[0]?.span;
      assert.equal(text.slice(span?.start, span?.end), covered);
    });
  }

  it("of SPDX 2 likewise; 2.1 is known", () => {
    const text = '{"spdxVersion": "SPDX-2.4", "packages": []}';
    assert.match(messages(read("x.json", text)).join(), /^SPDX 2\.4 is not a version/);
    assert.deepEqual(messages(read("x.json", text.replace("2.4", "2.1"))), []);
  });

  it("is noted when it is missing, or when the format's name is misspelled", () => {
    assert.match(messages(read("x.json", '{"bomFormat": "CycloneDX"}')).join(), /does not say which version/);
    const text = '{"bomFormat": "cyclonedx", "specVersion": "1.6"}';
    const file = read("x.json", text);
    assert.equal(file.readable, true);
    assert.match(messages(file).join(), /write `CycloneDX`/);
  });
});

const NOT_READ: readonly (readonly [string, string, string, string])[] = [
  [
    "a.json",
    '{"Document": {"specVersion": "SPDX-2.0"}}',
    "sbom | SPDX | 2.0 | json",
    "The old SPDX JSON form inside `Document`",
  ],
  ["a.json", '{"specFormat": "CycloneDX", "specVersion": "2.0"}', "sbom | CycloneDX | 2.0 | json", "CycloneDX 2.0"],
  [
    "a.yaml",
    "ID: A\nschemaVersion: 2\nscope: {}\n",
    "threat-model | corda Threat Model | - | yaml",
    "corda Threat Model",
  ],
  [
    "a.yaml",
    "title: Steal\ngoals:\n  - a: b\nattacks: []\n",
    "threat-model | deciduous | - | yaml",
    "The attack tree format deciduous",
  ],
  ["a.yml", "elements:\n\t- id: a\ndata-flows:\n", "threat-model | TicTaaC | - | yaml", "TicTaaC"],
  [
    "a.yml",
    "mitigated:\n  - 0123456789abcdef0123456789abcdef01234567\n",
    "threat-model | TicTaaC | - | yaml",
    "TicTaaC",
  ],
  [
    "a.json",
    '{"boundaries": [], "elements": [{"alias": "a"}], "flows": []}',
    "threat-model | tmforge | - | json",
    "A tmforge manifest",
  ],
  ["a.json", '{"mxfile": {}}', "threat-model | draw.io | - | json", "A draw.io drawing turned into JSON"],
  ["a.afb", '{"objects": [], "schema": {}, "location": "x"}', "threat-model | Attack Flow | - | json", "Attack Flow"],
  ["a.puml", "@startgantt\n@endgantt\n", "diagram | PlantUML | - | text", "PlantUML of the kind `gantt`"],
];

describe("a format that is not read yet", () => {
  for (const [path, text, expected, said] of NOT_READ) {
    it(`is recognised: ${said} (${path})`, () => {
      const file = read(path, text);
      assert.equal(mark(file), expected);
      assert.equal(file.readable, false);
      assert.deepEqual(messages(file), [later(said)]);
      assert.deepEqual(file.models, []);
    });
  }
});

describe("a file that is no document of a submission", () => {
  const cases: readonly (readonly [string, string, RegExp])[] = [
    ["empty.json", " \n", /^The file is empty\.$/],
    ["empty.md", "", /^The file is empty\.$/],
    ["wide.json", '\ufffd\ufffd{\u0000"\u0000a\u0000"\u0000', /^The file is written in UTF-16; save it as UTF-8\.$/],
    ["image.png", "\ufffdPNG\r\n\u001a\n\u0000abcdefgh", /^The file is not text\.$/],
    ["plan.docx", "PK\u0003\u0004\u0014", /^The file is a zip archive/],
    ["plan.pdf", "%PDF-1.7\n", /^The file is a PDF/],
    [
      "bom.schema.json",
      '{"$schema": "http://json-schema.org/draft-07/schema#", "properties": {}}',
      /^This is a JSON Schema/,
    ],
    ["sbom.json", '{"artifacts": [], "descriptor": {"name": "syft"}}', /own format of Syft; export CycloneDX or SPDX/],
    ["sbom.json", '{"licenseListVersion": "3.24", "licenses": []}', /^This is the list of SPDX licenses/],
    ["package-lock.json", '{"lockfileVersion": 3, "packages": {}}', /^This is a lock file of npm/],
    ["package.json", '{"name": "x", "version": "1.0.0"}', /^This file is not a kind that Premarket knows/],
    ["list.json", "[1, 2]", /^This file is not a kind that Premarket knows/],
    ["settings.yaml", "name: x\nvalue: 1\n", /^This file is not a kind that Premarket knows/],
    ["settings.toml", "[tool]\nname = 1\n", /^This file is not a kind that Premarket knows/],
    ["page.xml", "<html><body/></html>", /^This is a web page/],
    ["page.xml", "<data><body/></data>", /^This file is not a kind that Premarket knows/],
    ["pom.xml", '<project xmlns="http://maven.apache.org/POM/4.0.0"/>', /^This is a project file of Maven/],
    ["bom.swidtag", '<SoftwareIdentity name="Pump" tagId="p"/>', /^This is the SWID tag of one product/],
    ["sbom.json", '{"headers": [{"tool_name": "scancode-toolkit"}], "files": []}', /^This is a result of ScanCode/],
    ["sbom.json", '{"headers": [{"tool_name": "scanpipe"}], "packages": []}', /^This is a result of ScanCode/],
    ["sbom.json", '{"zlib@1.3.1": {"licenses": "Zlib"}}', /^This is a list of licenses by package/],
    ["sbom.json", `[${CYCLONEDX}]`, /^The file holds a list of SBOMs/],
    ["package.json", '{"name": "x", "dependencies": {"left-pad": "^1.3.0"}}', /^This is a manifest of npm/],
    ["report.json", '{"reportSchema": "1.1", "scanInfo": {}}', /^OWASP Dependency-Check is recognised/],
    [
      "standards.json",
      '{"bomFormat": "CycloneDX", "specVersion": "1.6", "definitions": {"standards": []}}',
      /^This CycloneDX file defines standards and claims nothing about a device/,
    ],
    [
      "old.cdx.json",
      '{"bomFormat": "CycloneDX", "specVersion": "1.6", "components": [{"type": "threat-model", "name": "x"}]}',
      /^This is an early Threat Dragon export/,
    ],
    [
      "steal.puml",
      '@startuml\nagent "Steal" as a\nagent "Pick" as b\nagent "Cut" as c\na --> b\na --> c\n',
      /is an attack tree/,
    ],
    ["attack-paths.mmd", "flowchart TD\n  A[Steal] --> B[Pick lock]\n", /is an attack tree/],
    ["pie.mmd", "pie title Pets\n", /neither a flowchart nor a sequence diagram/],
    ["empty.drawio", "<mxfile><diagram/></mxfile>", /page of the draw\.io file holds no drawing/],
    ["none.drawio", "<mxfile/>", /has no `diagram` inside/],
    ["notes.txt", "Call the notified body.", /^This file is not a kind that Premarket knows/],
  ];
  for (const [path, text, expected] of cases) {
    it(`is refused in one sentence: ${path} (${expected.source})`, () => {
      const file = read(path, text);
      assert.equal(file.readable, false);
      assert.equal(messages(file).length, 1);
      assert.match(messages(file)[0] ?? "", expected);
      assert.deepEqual(file.models, []);
    });
  }

  it("is still named when its JSON is broken", () => {
    const text = '{"bomFormat": "CycloneDX", "specVersion": "1.6", "components": [';
    const file = read("bom.json", text);
    assert.equal(mark(file), "sbom | CycloneDX | 1.6 | json");
    assert.equal(file.readable, false);
    assert.deepEqual(messages(file), ["The file ends inside a list that opens on this bracket."]);
    assert.deepEqual(file.roles, ["sbom"]);
  });

  it("reads CycloneDX XML without its namespace, and says that the version is missing", () => {
    const file = read("bom.xml", "<bom><components><component><name>zlib</name></component></components></bom>");
    assert.equal(mark(file), "sbom | CycloneDX | - | xml");
    assert.deepEqual(messages(file), [
      "The file does not say which version of CycloneDX it follows; it is read as 1.7.",
    ]);
  });

  it("says that the results of a scanner are no SBOM, where they are listed as one", () => {
    const text = '{"matches": [], "descriptor": {"name": "grype"}}';
    const [said] = messages(read("sbom.json", text, ["sbom"]));
    assert.match(said ?? "", /^These are results of Grype and no SBOM; list the SBOM that was scanned/);
    assert.deepEqual(messages(read("scan.json", text, ["scan"])), []);
  });

  it("keeps an SBOM readable when text follows after it, and says so", () => {
    const file = read("bom.json", `${CYCLONEDX}\n<html>`);
    assert.equal(file.readable, true);
    assert.equal(messages(file).length, 1);
    assert.equal(file.models.length, 1);
  });
});
