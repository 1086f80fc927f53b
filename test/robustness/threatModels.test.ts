import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { checkSubmission, type SourceFile } from "../../lib/index.ts";
import { tm7 } from "../read/tm7Fixture.ts";

const fixture = (name: string) => readFileSync(new URL(`../read/threatModels/${name}`, import.meta.url), "utf8");

const WHOLE: Readonly<Record<string, string>> = {
  "pump.otm.yaml": fixture("pump.otm.yaml"),
  "pump.threagile.yaml": fixture("pump.threagile.yaml"),
  "pump.tc.json": fixture("pump.tc.json"),
  "pump.tmbom.json": fixture("pump.tmbom.json"),
  "pump.pytm.json": fixture("pump.pytm.json"),
  "pump.hcl": fixture("pump.hcl"),
  "pump.tm7": tm7({ borders: [], lines: [], threats: [] }),
  "pump.drawio":
    '<mxfile><diagram name="A"><mxGraphModel><root><mxCell id="0"/></root></mxGraphModel></diagram></mxfile>',
  "pump.puml": '@startuml\npackage "Case" {\n[Firmware] as fw\n}\nApp --> fw : order\n@enduml\n',
  "pump.mmd": "flowchart LR\n  subgraph Case\n    fw[Firmware]\n  end\n  app --> fw\n",
  "pump.dot": 'digraph g {\n  subgraph cluster_a { label="A"; b }\n  c -> b [label="x"]\n}\n',
};

/** Checks one file by itself; every finding and trouble covers something. */
async function check(name: string, text: string) {
  const file: SourceFile = { path: name, roles: [], named: true, text: async () => text, sha256: async () => "" };
  const assessment = await checkSubmission([file], { today: "2026-11-01" });
  for (const { span, message } of assessment.findings) {
    assert.ok(span.start >= 0 && span.start < span.end && span.end <= text.length, `${message} at ${span.start}`);
  }
  return assessment;
}

describe("hostile threat models", function () {
  this.timeout(60_000);

  for (const [name, text] of Object.entries(WHOLE)) {
    it(`${name} cut off anywhere, with CRLF, a byte order mark and odd letters is read or refused, and never thrown at`, async () => {
      const step = Math.max(1, Math.floor(text.length / 40));
      for (let at = 1; at < text.length; at += step) await check(name, text.slice(0, at));
      for (const other of [text.replaceAll("\n", "\r\n"), `\ufeff${text}`, text.replaceAll("e", "\ud800")]) {
        await check(name, other);
      }
    });

    it(`${name} with CRLF says what it says without`, async () => {
      const count = async (one: string) => {
        const { findings, troubles } = await check(name, one);
        return [findings.length, troubles.length];
      };
      assert.deepEqual(await count(text.replaceAll("\n", "\r\n")), await count(text));
    });
  }

  const odd: readonly [string, string][] = [
    ["parents.otm", circle(2000)],
    ["null.otm", "otmVersion: 0.2.0\nproject: null\ncomponents: [null, 1, x, [], {}]\nthreats: {}\ndataflows: [{}]\n"],
    [
      "proto.otm",
      "otmVersion: 0.2.0\nproject: {name: __proto__, id: constructor}\ncomponents: [{id: __proto__, name: toString}]\n",
    ],
    [
      "kinds.yaml",
      "threagile_version: []\ntitle: {a: b}\ntechnical_assets: [1, 2]\ntrust_boundaries: x\nrisk_tracking: {a: 1}\n",
    ],
    ["nested.yaml", boundariesInACircle()],
    ["bomb.yaml", aliases()],
    [
      "kinds.tc.json",
      '{"schema": 1, "threats": [null, 7, {"metadata": {}}, {"metadata": [null]}], "mitigationLinks": [{}, 3]}',
    ],
    [
      "kinds.json",
      '{"scope": 3, "trust_zones": {}, "data_flows": [null, {"source": 7}], "controls": [{"threats": "x"}]}',
    ],
    ["pytm.json", '{"elements": [null, {"__class__": 7}], "flows": [{"dstPort": {}}], "findings": [{}, null]}'],
    ["deep.hcl", `threatmodel "a" {\n${"threat {\n".repeat(100_000)}`],
    ["long.hcl", `threatmodel "a" {\n  author = "${"x".repeat(1_000_000)}\n}`],
    ["quotes.hcl", `threatmodel "a" {\n  author = ${'"${'.repeat(50_000)}\n}`],
    ["lines.puml", `@startuml\n${"a -> b : c\n".repeat(20_000)}@enduml\n`],
    ["wide.puml", `@startuml\n${'[a] -[#red]-> "'.repeat(20_000)}\n@enduml\n`],
    ["nested.puml", `@startuml\n${'package "a" {\n'.repeat(4000)}`],
    ["nested.mmd", `flowchart LR\n${"subgraph a\n".repeat(4000)}a --> b\n`],
    ["wide.mmd", `flowchart LR\n${"a --> ".repeat(50_000)}\n`],
    ["wide.dot", `digraph g {\n${'a -> "'.repeat(50_000)}\n}\n`],
    ["cells.drawio", drawing(3000)],
    ["packed.drawio", `<mxfile><diagram name="A">${"A".repeat(100_001)}</diagram></mxfile>`],
    [
      "circle.drawio",
      '<mxGraphModel><root><mxCell id="a" parent="b" vertex="1" value="A"/><mxCell id="b" parent="a" vertex="1" value="B"/></root></mxGraphModel>',
    ],
    [
      "numbers.tm7",
      tm7({ borders: [], lines: [], threats: [] }).replace("<Borders>", "<Borders><a:KeyValueOfguidanyType/><x/>"),
    ],
  ];
  for (const [name, text] of odd) {
    it(`${name} is read or refused`, async () => {
      const { findings, troubles, files } = await check(name, text);
      assert.ok(findings.every(({ message }) => message.length < 1000));
      assert.equal(files.length, 1);
      assert.ok(troubles.length < 20);
    });
  }
});

function circle(count: number): string {
  const components = Array.from(
    { length: count },
    (_, i) => `  - {id: c${i}, name: C, parent: {component: c${(i + 1) % count}}}`,
  );
  return `otmVersion: 0.2.0\nproject: {name: P, id: p}\ncomponents:\n${components.join("\n")}\n`;
}

function boundariesInACircle(): string {
  const one = (a: string, b: string) =>
    `  ${a}:\n    id: ${a}\n    technical_assets_inside: [x]\n    trust_boundaries_nested: [${b}]\n`;
  return `threagile_version: 1.0.0\ntitle: T\ntechnical_assets:\n  x:\n    id: x\ntrust_boundaries:\n${one("a", "b")}${one("b", "a")}`;
}

function aliases(): string {
  const lines = ["a: &a [x, x, x, x, x, x, x, x, x]"];
  for (const [at, name] of [..."bcdefghij"].entries()) {
    lines.push(`${name}: &${name} [${`*${"abcdefghij"[at]}, `.repeat(9)}x]`);
  }
  return `threagile_version: 1.0.0\ntitle: T\n${lines.join("\n")}\ntechnical_assets: *j\nincludes: *j\n`;
}

function drawing(count: number): string {
  const cells = Array.from(
    { length: count },
    (_, i) =>
      `<mxCell id="${i}" value="box ${i}" vertex="1" parent="1" style="dashed=1"><mxGeometry x="${i}" y="${i}" width="50" height="50"/></mxCell>`,
  );
  return `<mxfile><diagram name="A"><mxGraphModel><root>${cells.join("")}</root></mxGraphModel></diagram></mxfile>`;
}
