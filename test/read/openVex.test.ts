import assert from "node:assert/strict";
import type { Span } from "../../lib/model/span.ts";
import type { Stated } from "../../lib/model/stated.ts";
import type { Vex, Vulnerability } from "../../lib/model/vex.ts";
import { parseJson } from "../../lib/parse/json.ts";
import { readOpenVex } from "../../lib/read/vex/readOpenVex.ts";

const PUMP = `{
  "@context": "https://openvex.dev/ns/v0.2.0",
  "@id": "https://calder.example/vex/pump-1",
  "author": "Calder Medical Product Security",
  "timestamp": "2026-05-04T09:30:00Z",
  "version": 1,
  "statements": [
    {
      "vulnerability": { "@id": "https://nvd.example/CVE-2024-1234", "name": "CVE-2024-1234" },
      "products": [
        {
          "@id": "https://calder.example/pump",
          "identifiers": { "purl": "pkg:generic/meridian@3.2.0", "cpe23": "cpe:2.3:h:calder:meridian:3.2.0:*:*:*:*:*:*:*" },
          "subcomponents": [{ "@id": "pkg:generic/openssl@3.0.13" }]
        },
        { "identifiers": { "purl": "pkg:generic/meridian-app@3.2.0" } }
      ],
      "status": "not_affected",
      "justification": "vulnerable_code_not_in_execute_path",
      "impact_statement": "The parser is not linked."
    },
    {
      "vulnerability": { "@id": "https://nvd.example/CVE-2024-2222" },
      "status": "not_affected",
      "impact_statement": "TLS is terminated before."
    },
    { "vulnerability": { "name": "CVE-2024-3333" }, "status": "affected", "action_statement": "Update to 3.2.1." },
    { "status": "exploitable", "status_notes": "looked at twice" }
  ]
}`;

/** The form of 2022: no version in the context, vulnerability and products as bare texts. */
const OLD = `{
  "@context": "https://openvex.dev/ns",
  "author": "Unknown Author",
  "statements": [
    { "products": ["pkg:apk/wolfi/bash@1.0.0"], "vulnerability": "CVE-2009-4487", "status": "under_investigation" },
    { "products": [""], "vulnerability": "CVE-2021-44228", "status": "Fixed" }
  ]
}`;

function covered(text: string, span: Span): string {
  return text.slice(span.start, span.end);
}

function line(text: string, stated: Stated<string>): string {
  if (stated.state === "absent") return "absent";
  const place = `⟦${covered(text, stated.span)}⟧`;
  return stated.state === "unknown" ? `unknown ${place}` : `${stated.value} ${place}`;
}

function read(text: string): Vex {
  return readOpenVex(parseJson(text));
}

function statement(text: string, i: number): Vulnerability {
  const found = [...read(text).vulnerabilities][i];
  assert.ok(found);
  return found;
}

describe("an OpenVEX document", () => {
  it("says who wrote it and when", () => {
    const vex = read(PUMP);
    assert.equal(vex.version, "0.2.0");
    assert.equal(line(PUMP, vex.author), "Calder Medical Product Security ⟦Calder Medical Product Security⟧");
    assert.equal(line(PUMP, vex.timestamp), "2026-05-04T09:30:00Z ⟦2026-05-04T09:30:00Z⟧");
    assert.equal(covered(PUMP, vex.anchor), "https://openvex.dev/ns/v0.2.0");
  });

  it("finds its mark among several contexts", () => {
    const text = '{"@context": ["https://schema.org", "https://openvex.dev/ns/v0.2.0"], "statements": []}';
    assert.equal(read(text).version, "0.2.0");
    assert.equal(covered(text, read(text).anchor), "https://openvex.dev/ns/v0.2.0");
  });

  it("gives what a statement says at its places", () => {
    const one = statement(PUMP, 0);
    assert.equal(line(PUMP, one.id), "CVE-2024-1234 ⟦CVE-2024-1234⟧");
    assert.equal(covered(PUMP, one.anchor), "CVE-2024-1234");
    assert.equal(line(PUMP, one.state), "not affected ⟦not_affected⟧");
    const reason = "vulnerable_code_not_in_execute_path";
    assert.equal(line(PUMP, one.justification), `${reason} ⟦${reason}⟧`);
    assert.equal(line(PUMP, one.detail), "The parser is not linked. ⟦The parser is not linked.⟧");
    assert.equal(one.action.state, "absent");
  });

  it("is about each product and the components inside it, under all their names", () => {
    assert.deepEqual(
      statement(PUMP, 0).affects.map(({ ref, span, also }) => [ref, covered(PUMP, span), also]),
      [
        [
          "https://calder.example/pump",
          "https://calder.example/pump",
          ["pkg:generic/meridian@3.2.0", "cpe:2.3:h:calder:meridian:3.2.0:*:*:*:*:*:*:*"],
        ],
        ["pkg:generic/openssl@3.0.13", "pkg:generic/openssl@3.0.13", []],
        ["pkg:generic/meridian-app@3.2.0", "pkg:generic/meridian-app@3.2.0", []],
      ],
    );
  });

  it("takes an impact statement for the justification when there is no word", () => {
    const one = statement(PUMP, 1);
    assert.equal(line(PUMP, one.id), "https://nvd.example/CVE-2024-2222 ⟦https://nvd.example/CVE-2024-2222⟧");
    assert.equal(line(PUMP, one.justification), "TLS is terminated before. ⟦TLS is terminated before.⟧");
    assert.ok(one.justification.state === "given");
    assert.equal(one.justification.via, "impact_statement");
  });

  it("says what is to be done", () => {
    assert.equal(line(PUMP, statement(PUMP, 2).state), "affected ⟦affected⟧");
    assert.equal(line(PUMP, statement(PUMP, 2).action), "Update to 3.2.1. ⟦Update to 3.2.1.⟧");
  });

  it("shows a statement without an id at its brace and does not guess at a status that the format does not know", () => {
    const one = statement(PUMP, 3);
    assert.equal(one.id.state, "absent");
    assert.equal(covered(PUMP, one.anchor), "{");
    assert.equal(line(PUMP, one.state), "unknown ⟦exploitable⟧");
    assert.equal(line(PUMP, one.detail), "looked at twice ⟦looked at twice⟧");
    assert.deepEqual(one.affects, []);
  });

  it("is read in its oldest form too", () => {
    const vex = read(OLD);
    assert.equal(vex.version, "");
    assert.equal(line(OLD, vex.author), "unknown ⟦Unknown Author⟧");
    assert.equal(vex.timestamp.state, "absent");
    const one = statement(OLD, 0);
    assert.equal(line(OLD, one.id), "CVE-2009-4487 ⟦CVE-2009-4487⟧");
    assert.equal(line(OLD, one.state), "under investigation ⟦under_investigation⟧");
    assert.deepEqual(
      one.affects.map(({ ref, span }) => [ref, covered(OLD, span)]),
      [["pkg:apk/wolfi/bash@1.0.0", "pkg:apk/wolfi/bash@1.0.0"]],
    );
    assert.equal(line(OLD, statement(OLD, 1).state), "fixed ⟦Fixed⟧");
    assert.deepEqual(statement(OLD, 1).affects, []);
  });

  it("never trips over members of the wrong shape", () => {
    for (const shape of ["1", "null", '"x"', "[]", "{}", "[[1]]", '[{"@id": 7, "subcomponents": "x"}]']) {
      const text = `{"@context": "https://openvex.dev/ns/v0.2.0", "author": ${shape}, "timestamp": ${shape}, "statements": [${shape}, {"vulnerability": ${shape}, "status": ${shape}, "products": ${shape}}]}`;
      assert.ok(read(text).anchor.end > 0);
      for (const one of read(text).vulnerabilities) {
        for (const { span } of one.affects) assert.ok(span.end > span.start);
        for (const stated of [one.id, one.state, one.justification, one.action]) {
          if (stated.state !== "absent") assert.ok(stated.span.end > stated.span.start);
        }
      }
    }
  });
});
