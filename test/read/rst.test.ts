import assert from "node:assert/strict";
import type { Prose } from "../../lib/model/prose.ts";
import type { ReadFile } from "../../lib/model/readFile.ts";
import type { SourceFile } from "../../lib/model/sourceFile.ts";
import { parseSource } from "../../lib/read/parseSource.ts";
import { readParsed } from "../../lib/read/readParsed.ts";

function read(path: string, text: string): ReadFile {
  const source: SourceFile = {
    path,
    roles: [],
    named: true,
    text: () => Promise.resolve(text),
    sha256: () => Promise.resolve(""),
  };
  return readParsed(parseSource(source, text));
}

describe("a reStructuredText file", () => {
  const RST = "Cybersecurity Management Plan\n=============================\n\n:Version: 2.1\n\nSee :ref:`Updates`.\n";
  it("is known by its name or by its content", () => {
    for (const path of ["plan.rst", "plan.txt", "PLAN"]) assert.equal(read(path, RST).format, "reStructuredText", path);
  });

  it("gives title, version and roles as a Markdown file does", () => {
    const file = read("plan.rst", RST);
    const prose = file.models.find((model): model is Prose => model.kind === "prose");
    assert.deepEqual(file.roles, ["management-plan"]);
    assert.equal(prose?.title.state === "given" && prose.title.value, "Cybersecurity Management Plan");
    assert.equal(prose?.version.state === "given" && prose.version.value, "2.1");
  });

  const others: [string, string][] = [
    ["a log", "Starting\n--------\nok\n"],
    ["plain text with dividers", "Notes\n=====\n\nNothing else.\n"],
    ["a list of settings", "name: x\nversion: 1\n"],
  ];
  for (const [what, text] of others)
    it(`is not ${what}`, () => assert.notEqual(read("a.txt", text).format, "reStructuredText"));
});

describe("readMarkdownThreats on reStructuredText", () => {
  it("reads the same tables, whatever form they are drawn in", () => {
    const text = `Pump threat model
=================

Trust boundaries
----------------

.. list-table::
   :header-rows: 1

   * - ID
     - Boundary
     - From
     - To
   * - TB-1
     - Hospital network
     - Pump
     - Gateway

Threats
-------

+------+----------+------------------------+-----------------------+-----------+
| ID   | STRIDE   | Threat                 | Mitigation            | Status    |
+======+==========+========================+=======================+===========+
| T-1  | Spoofing | Somebody poses as the  | Mutual TLS 1.3        | mitigated |
|      |          | gateway                |                       |           |
+------+----------+------------------------+-----------------------+-----------+
`;
    const file = read("tm.rst", text);
    assert.deepEqual(
      [file.kind, file.format, file.serialization, file.readable],
      ["threat-model", "reStructuredText", "rst", true],
    );
    const model = file.models.find((one) => one.kind === "threat-model");
    assert.ok(model?.kind === "threat-model");
    assert.deepEqual([model.threats.length, model.boundaries.length, model.mitigations.length], [1, 1, 1]);
    const [threat] = model.threats;
    assert.equal(threat && text.slice(threat.anchor.start, threat.anchor.end), "Somebody poses as the");
  });
});
