import assert from "node:assert/strict";
import type { Span } from "../../lib/model/span.ts";
import { parseYaml } from "../../lib/parse/yaml.ts";
import { nearestWord } from "../../lib/read/submission/nearestWord.ts";
import { readSubmission } from "../../lib/read/submission/readSubmission.ts";

const COMPLETE = `device:
  name: Meridian IV Infusion Pump
  version: 3.20
  manufacturer: Calder Medical
  support-ends: 2036-12-31
  characteristics: [software, networked, wifi, off-the-shelf-software]
  cyber-device: true
  documentation-level: enhanced
submission:
  pathway: 510k
  planned: 2026-12-15
as-of: 2026-11-01
profile: premarket
documents:
  - path: sbom/pump.cdx.json
    role: sbom
  - path: labeling.md
    role: [labeling, disclosure-policy]
requirements:
  ntia-component-hash: information
  premarket-sbom: off
sources:
  fda-ots-2005: { status: historical }
`;

const read = (text: string) => readSubmission(parseYaml(text));
const covered = (text: string, span: Span) => text.slice(span.start, span.end);

/** The problems as `covered text: message`. */
function complaints(text: string): string[] {
  return read(text).problems.map((problem) => `${covered(text, problem.span)}: ${problem.message}`);
}

describe("readSubmission", () => {
  it("reads everything that premarket.yaml may say, with places", () => {
    const { config, problems } = read(COMPLETE);
    assert.deepEqual(problems, []);
    const { device } = config;
    assert.ok(device.version.state === "given" && device.name.state === "given");
    assert.equal(device.version.value, "3.20", "the version keeps its last zero");
    assert.equal(covered(COMPLETE, device.name.span), "Meridian IV Infusion Pump");
    assert.equal(covered(COMPLETE, config.anchor), "Meridian IV Infusion Pump");
    assert.deepEqual(device.characteristics, ["software", "networked", "wifi", "off-the-shelf-software"]);
    assert.ok(device.cyberDevice.state === "given" && device.cyberDevice.value);
    assert.ok(device.documentationLevel.state === "given" && device.documentationLevel.value === "enhanced");
    assert.ok(config.pathway.state === "given" && config.pathway.value === "510k");
    assert.ok(config.planned.state === "given" && config.planned.value === "2026-12-15");
    assert.ok(config.asOf.state === "given" && config.asOf.value === "2026-11-01");
    assert.equal(covered(COMPLETE, config.documentsAnchor), "documents");
    assert.deepEqual(
      config.documents.map(({ path, roles, pathSpan }) => [path, roles, covered(COMPLETE, pathSpan)]),
      [
        ["sbom/pump.cdx.json", ["sbom"], "sbom/pump.cdx.json"],
        ["labeling.md", ["labeling", "disclosure-policy"], "labeling.md"],
      ],
    );
    assert.equal(config.requirements.get("premarket-sbom")?.severity, "off");
    assert.equal(config.sources.get("fda-ots-2005")?.status, "historical");
  });

  it("takes missing keys as not said, and keys without a value as not known", () => {
    const { config, problems } = read("device:\n  version:\n  manufacturer: TBD\ndocuments:\n  - path: a.md\n");
    assert.deepEqual(problems, []);
    assert.equal(config.device.name.state, "absent");
    assert.equal(config.device.version.state, "unknown");
    assert.equal(config.device.manufacturer.state, "unknown");
    assert.equal(config.pathway.state, "absent");
    assert.deepEqual(config.documents[0]?.roles, []);
  });

  it("takes `none` for the pathway that it is", () => {
    const { config, problems } = read("submission: { pathway: none }\ndocuments: [a.md]\n");
    assert.deepEqual(problems, []);
    assert.ok(config.pathway.state === "given" && config.pathway.value === "none");
  });

  const wrong: [string, string, string][] = [
    ["an unknown role", "  - path: a\n    role: sboms\n", "sboms: `sboms` is not a role; did you mean `sbom`?"],
    [
      "one unknown role of several",
      "  - path: a\n    role: [vex, threatmodel]\n",
      "threatmodel: `threatmodel` is not a role; did you mean `threat-model`?",
    ],
    [
      "an unknown key of a document",
      "  - path: a\n    roles: vex\n",
      "roles: `roles` is not a key of a document; did you mean `role`?",
    ],
    [
      "an unknown key",
      "  - path: a\ndevise: {}\n",
      "devise: `devise` is not a key of premarket.yaml; did you mean `device`?",
    ],
    [
      "an unknown characteristic",
      "  - path: a\ndevice:\n  characteristics: [Wi-Fi]\n",
      "Wi-Fi: `Wi-Fi` is not a characteristic; did you mean `wifi`?",
    ],
    [
      "an unknown pathway",
      "  - path: a\nsubmission:\n  pathway: 510(k)\n",
      "510(k): `510(k)` is not a pathway; did you mean `510k`?",
    ],
    [
      "an unknown severity",
      "  - path: a\nrequirements:\n  x: critical\n",
      "critical: `critical` is not a severity; use one of error, warning, information, off.",
    ],
    [
      "a date in another form",
      "  - path: a\nas-of: 12/31/2026\n",
      "12/31/2026: `12/31/2026` is not a date; write it as year-month-day, such as 2026-12-31.",
    ],
    [
      "a day that does not exist",
      "  - path: a\nas-of: 2026-02-30\n",
      "2026-02-30: `2026-02-30` is not a date; write it as year-month-day, such as 2026-12-31.",
    ],
    [
      "a list where a text belongs",
      "  - path: a\ndevice:\n  name: [x]\n",
      "[x]: `name` takes one text here, not a list.",
    ],
    [
      "a text where keys belong",
      "  - path: a\ndevice: Pump\n",
      "Pump: `device` needs keys below it, such as `name: Infusion Pump`.",
    ],
    [
      "a yes in quotes",
      '  - path: a\ndevice:\n  cyber-device: "yes"\n',
      "yes: `cyber-device` is either true or false, without quotes.",
    ],
    [
      "a document without path",
      "  - role: sbom\n",
      "role: This document has no path; add `path:` with the file's place relative to premarket.yaml.",
    ],
    [
      "a document that is listed twice",
      "  - path: a\n  - path: a\n",
      "a: a is listed a second time; list it once with all its roles, such as `role: [sbom, vex]`.",
    ],
    [
      "backslashes in a path",
      "  - path: docs\\a.md\n",
      "docs\\a.md: The path docs\\a.md has backslashes; write docs/a.md, which works on every system.",
    ],
  ];
  for (const [what, rest, complaint] of wrong) {
    it(`reports ${what} at its place and reads on`, () => {
      const text = `documents:\n${rest}`;
      assert.deepEqual(complaints(text), [complaint]);
    });
  }

  it("says that exclude does nothing", () => {
    assert.deepEqual(complaints("documents: [a.md]\nexclude: [b.md]\n"), [
      "exclude: `exclude` does nothing, because only what `documents` lists is part of a submission; take it out.",
    ]);
  });

  it("shows where documents are missing", () => {
    const noList = "device:\n  name: Pump\n";
    assert.match(complaints(noList)[0] ?? "", /^device: premarket.yaml lists no documents/);
    assert.match(complaints("documents:\n")[0] ?? "", /^documents: premarket.yaml lists no documents/);
    assert.match(complaints("documents: a.md\n")[0] ?? "", /^a.md: `documents` is a list/);
  });

  it("passes on syntax errors without complaining about what they hide", () => {
    const { config, problems } = read("documents: [a.md\n");
    assert.equal(problems.length, 1);
    assert.deepEqual(config.documents, []);
  });

  it("reads a file that is something else as an empty configuration", () => {
    assert.equal(complaints("- a\n- b\n")[0]?.startsWith("- a: premarket.yaml starts with something else"), true);
    assert.equal(read("").problems.length, 1);
  });
});

describe("nearestWord", () => {
  const known = ["sbom", "vex", "threat-model", "penetration-test-report", "labeling"];
  const cases: [string, string | undefined][] = [
    ["SBOM", "sbom"],
    ["threat_model", "threat-model"],
    ["labelling", "labeling"],
    ["pentest", undefined],
    ["penetration-test", "penetration-test-report"],
    ["vxe", "vex"],
    ["recipe", undefined],
    ["", undefined],
    ["x".repeat(5000), undefined],
  ];
  for (const [written, meant] of cases) {
    it(`takes "${written.slice(0, 20)}" for ${meant ?? "nothing it knows"}`, () => {
      assert.equal(nearestWord(written, known), meant);
    });
  }
});
