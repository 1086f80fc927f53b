import assert from "node:assert/strict";
import { fixEdits, PLACEHOLDER } from "../../lib/fix/fixEdits.ts";
import { applyEdits } from "../../lib/fix/textEdit.ts";
import type { Finding } from "../../lib/model/assessment.ts";
import type { FixName } from "../../lib/model/guidance.ts";
import type { Span } from "../../lib/model/span.ts";
import { parseJson } from "../../lib/parse/json.ts";

const CYCLONEDX = {
  bomFormat: "CycloneDX",
  specVersion: "1.6",
  metadata: { timestamp: "2026-06-01T00:00:00Z" },
  components: [
    { type: "library", name: "zlib", version: "1.3.1", properties: [{ name: "team", value: "firmware {core}" }] },
    { type: "library", name: 'lib"quoted"', version: "2.0.0" },
  ],
  vulnerabilities: [{ id: "CVE-2024-1111", analysis: { state: "not_affected" } }, { id: "CVE-2024-2222" }],
};
const SPDX = {
  spdxVersion: "SPDX-2.3",
  creationInfo: { creators: ["Tool: builder-1.0"] },
  packages: [{ SPDXID: "SPDXRef-zlib", name: "zlib", versionInfo: "1.3.1" }],
};
const OPENVEX = {
  "@context": "https://openvex.dev/ns/v0.2.0",
  statements: [{ vulnerability: { name: "CVE-2024-1111" }, status: "not_affected" }],
};

/** Each fix, on which element of which document, and what must stand there afterwards. */
const CASES: readonly [FixName, object, readonly (string | number)[], readonly (string | number)[], unknown][] = [
  ["add-supplier", CYCLONEDX, ["components", 0], ["supplier"], { name: PLACEHOLDER }],
  ["add-supplier", SPDX, ["packages", 0], ["supplier"], "Organization: TODO"],
  ["add-support-level", CYCLONEDX, ["components", 0], ["properties", 1], property("cdx:fda:level-of-support")],
  ["add-support-level", CYCLONEDX, ["components", 1], ["properties", 0], property("cdx:fda:level-of-support")],
  ["add-support-level", SPDX, ["packages", 0], ["annotations", 0, "comment"], "cle:supportStatus=TODO"],
  [
    "add-end-of-support",
    CYCLONEDX,
    ["components", 1],
    ["properties", 0],
    property("cdx:lifecycle:milestone:endOfSupport"),
  ],
  ["add-end-of-support", SPDX, ["packages", 0], ["validUntilDate"], PLACEHOLDER],
  ["add-support-justification", CYCLONEDX, ["components", 0], ["properties", 1], property("cdx:fda:justification")],
  ["add-support-justification", SPDX, ["packages", 0], ["annotations", 0, "comment"], "cle:supportJustification=TODO"],
  ["add-vex-justification", CYCLONEDX, ["vulnerabilities", 0], ["analysis", "justification"], PLACEHOLDER],
  ["add-vex-justification", CYCLONEDX, ["vulnerabilities", 1], ["analysis", "justification"], PLACEHOLDER],
  ["add-vex-justification", OPENVEX, ["statements", 0], ["justification"], PLACEHOLDER],
  ["add-vex-action", CYCLONEDX, ["vulnerabilities", 0], ["recommendation"], PLACEHOLDER],
  ["add-vex-action", OPENVEX, ["statements", 0], ["action_statement"], PLACEHOLDER],
  ["add-document-author", CYCLONEDX, [], ["metadata", "authors", 0, "name"], PLACEHOLDER],
  ["add-document-author", SPDX, [], ["creationInfo", "creators", 1], "Organization: TODO"],
  ["add-document-author", OPENVEX, [], ["author"], PLACEHOLDER],
];

const LAYOUTS: readonly [string, (document: object) => string][] = [
  ["two spaces", (document) => JSON.stringify(document, null, 2)],
  ["four spaces and a final newline", (document) => `${JSON.stringify(document, null, 4)}\n`],
  ["tabs", (document) => JSON.stringify(document, null, "\t")],
  ["CRLF", (document) => JSON.stringify(document, null, 2).replaceAll("\n", "\r\n")],
  ["minified", (document) => JSON.stringify(document)],
  ["one line with spaces", (document) => JSON.stringify(document, null, 1).replace(/\n\s*/g, " ")],
  ["byte-order mark", (document) => `\uFEFF${JSON.stringify(document, null, 2)}`],
];

describe("fixEdits", () => {
  for (const [fix, document, element, place, expected] of CASES) {
    for (const [layout, write] of LAYOUTS) {
      it(`${fix} at /${element.join("/")} of ${kindOf(document)}, ${layout}: adds the structure and changes nothing else`, () => {
        const text = write(document);
        const edits = fixEdits(text, finding(fix, text, element));
        assert.equal(edits.length, 1);
        for (const { span } of edits) assert.equal(span.start, span.end, "the edit replaces text");
        const after = applyEdits(text, edits);
        const value = JSON.parse(after.replace(/^\uFEFF/, ""));
        assert.deepEqual(at(value, [...element, ...place]), expected);
        assert.deepEqual(fixEdits(after, finding(fix, after, element)), [], "a second run adds it again");
      });
    }
  }

  it("writes an indented member the way its neighbours are written", () => {
    const text = JSON.stringify({ bomFormat: "CycloneDX", components: [{ name: "zlib" }] }, null, 2);
    assert.equal(
      applied("add-supplier", text, ["components", 0]),
      JSON.stringify({ bomFormat: "CycloneDX", components: [{ name: "zlib", supplier: { name: "TODO" } }] }, null, 2),
    );
  });

  it("keeps properties on one line where the last one is", () => {
    const text = [
      "{",
      '  "components": [',
      '    { "name": "zlib",',
      '      "properties": [',
      '        { "name": "team", "value": "core" }',
      "      ]",
      "    }",
      "  ]",
      "}",
    ].join("\r\n");
    const lines = applied("add-end-of-support", text, ["components", 0]).split("\r\n");
    assert.equal(lines[4], '        { "name": "team", "value": "core" },');
    assert.equal(lines[5], '        { "name": "cdx:lifecycle:milestone:endOfSupport", "value": "TODO" }');
    assert.equal(lines.length, 10);
  });

  it("keeps minified text on one line", () => {
    assert.equal(
      applied("add-supplier", '{"components":[{"name":"zlib"}]}', ["components", 0]),
      '{"components":[{"name":"zlib","supplier":{"name":"TODO"}}]}',
    );
  });

  it("fills an empty supplier object and an empty list", () => {
    assert.equal(
      applied("add-supplier", '{"components":[{"name":"a","supplier":{}}]}', ["components", 0]),
      '{"components":[{"name":"a","supplier":{"name":"TODO"}}]}',
    );
    assert.equal(
      applied("add-support-level", '{"components":[{"name":"a","properties":[]}]}', ["components", 0]),
      '{"components":[{"name":"a","properties":[{"name":"cdx:fda:level-of-support","value":"TODO"}]}]}',
    );
  });

  it("annotates an SPDX 2.2 package, which has no field for the end of support", () => {
    const text = JSON.stringify({ ...SPDX, spdxVersion: "SPDX-2.2" });
    const after = JSON.parse(applied("add-end-of-support", text, ["packages", 0]));
    assert.equal(after.packages[0].validUntilDate, undefined);
    assert.equal(after.packages[0].annotations[0].comment, "cle:endOfSupport=TODO");
  });

  const refused: readonly [string, string, Span][] = [
    ["a list where an object belongs", '{"components":[{"name":"a","supplier":[]}]}', { start: 15, end: 41 }],
    ["a trailing comma", '{"components":[{"name":"a",}]}', { start: 15, end: 28 }],
    ["an element that ends elsewhere by now", '{"components":[{"name":"a"}]}', { start: 15, end: 20 }],
    ["text that is no JSON", "# Security plan {draft}\n", { start: 16, end: 23 }],
  ];
  for (const [what, text, element] of refused) {
    it(`offers nothing for ${what}`, () => {
      assert.deepEqual(fixEdits(text, findingWith("add-supplier", element)), []);
    });
  }

  it("offers nothing for a document that is not JSON, or is more than one value", () => {
    for (const text of ["# Plan\n", "", '{"bomFormat":"CycloneDX"} trailing', "[{}]"]) {
      assert.deepEqual(fixEdits(text, findingWith("add-document-author", undefined)), [], text);
    }
  });
});

function applied(fix: FixName, text: string, element: readonly (string | number)[]): string {
  return applyEdits(text, fixEdits(text, finding(fix, text, element)));
}

function finding(fix: FixName, text: string, element: readonly (string | number)[]): Finding {
  const { start, end } = parseJson(text).at(element);
  return findingWith(fix, element.length > 0 ? { start, end } : undefined);
}

/** Only what a fix looks at is real. */
function findingWith(fix: FixName, element: Span | undefined): Finding {
  return { requirement: { fix }, span: { start: 0, end: 0 }, element } as unknown as Finding;
}

function property(name: string) {
  return { name, value: PLACEHOLDER };
}

function kindOf(document: object): string {
  return document === SPDX ? "SPDX" : document === OPENVEX ? "OpenVEX" : "CycloneDX";
}

function at(value: unknown, path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>((held, step) => (held as Record<string | number, unknown>)[step], value);
}
