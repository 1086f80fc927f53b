import assert from "node:assert/strict";
import type { Span } from "../../lib/model/span.ts";
import type { Stated } from "../../lib/model/stated.ts";
import type { Vex, Vulnerability } from "../../lib/model/vex.ts";
import { parseJson } from "../../lib/parse/json.ts";
import { readCycloneDxVex } from "../../lib/read/vex/readCycloneDxVex.ts";

const STATEMENTS = `{
  "bomFormat": "CycloneDX",
  "specVersion": "1.5",
  "metadata": { "timestamp": "2026-05-04T09:30:00Z", "authors": [{ "name": "Ines Calder" }] },
  "vulnerabilities": [
    {
      "id": "CVE-2024-1234",
      "analysis": {
        "state": "not_affected",
        "justification": "code_not_reachable",
        "response": ["update", "workaround_available"],
        "detail": "The parser is not linked."
      },
      "affects": [{ "ref": "urn:cdx:3e671687-395b-41f5-a30f-a58921a69b79/1#openssl" }, { "ref": "zlib" }],
      "properties": [{ "name": "cdx:fda:vulnerability-discovery-method", "value": "scan" }]
    },
    { "id": "CVE-2024-2222", "analysis": { "state": "under_review", "response": ["update"] } },
    { "id": "CVE-2024-3333", "recommendation": "Update to 3.0.14.", "analysis": { "state": "Exploitable", "response": [] } },
    { "source": { "name": "NVD" } }
  ]
}`;

function covered(span: Span): string {
  return STATEMENTS.slice(span.start, span.end);
}

function line(stated: Stated<string>): string {
  if (stated.state === "absent") return "absent";
  return stated.state === "unknown" ? `unknown ⟦${covered(stated.span)}⟧` : `${stated.value} ⟦${covered(stated.span)}⟧`;
}

function read(): Vex {
  return readCycloneDxVex(parseJson(STATEMENTS));
}

function statement(i: number): Vulnerability {
  const found = [...read().vulnerabilities][i];
  assert.ok(found);
  return found;
}

describe("a CycloneDX VEX", () => {
  it("says who wrote it and when", () => {
    const vex = read();
    assert.equal(vex.version, "1.5");
    assert.equal(line(vex.author), "Ines Calder ⟦Ines Calder⟧");
    assert.equal(line(vex.timestamp), "2026-05-04T09:30:00Z ⟦2026-05-04T09:30:00Z⟧");
    assert.equal(covered(vex.anchor), "CycloneDX");
  });

  it("gives what a statement says at its places", () => {
    const one = statement(0);
    assert.equal(line(one.id), "CVE-2024-1234 ⟦CVE-2024-1234⟧");
    assert.equal(covered(one.anchor), "CVE-2024-1234");
    assert.equal(line(one.state), "not affected ⟦not_affected⟧");
    assert.equal(line(one.justification), "code_not_reachable ⟦code_not_reachable⟧");
    assert.equal(line(one.detail), "The parser is not linked. ⟦The parser is not linked.⟧");
    assert.equal(line(one.action), 'update, workaround_available ⟦["update", "workaround_available"]⟧');
    assert.deepEqual(
      one.affects.map((target) => covered(target.span)),
      ["urn:cdx:3e671687-395b-41f5-a30f-a58921a69b79/1#openssl", "zlib"],
    );
    assert.deepEqual(
      one.properties.map((property) => [property.name, property.value, covered(property.span)]),
      [["cdx:fda:vulnerability-discovery-method", "scan", "scan"]],
    );
  });

  it("does not guess at a state that the format does not know", () => {
    assert.equal(line(statement(1).state), "unknown ⟦under_review⟧");
    assert.equal(line(statement(1).action), "update ⟦update⟧");
  });

  it("takes a recommendation for the action when there is no response", () => {
    assert.equal(line(statement(2).state), "affected ⟦Exploitable⟧");
    assert.equal(line(statement(2).action), "Update to 3.0.14. ⟦Update to 3.0.14.⟧");
  });

  it("shows a statement without an id at its opening brace", () => {
    const one = statement(3);
    assert.equal(covered(one.anchor), "{");
    assert.equal(one.state.state, "absent");
    assert.deepEqual(one.affects, []);
  });

  for (const [word, state] of [
    ["resolved", "fixed"],
    ["resolved_with_pedigree", "fixed"],
    ["exploitable", "affected"],
    ["in_triage", "under investigation"],
    ["false_positive", "not affected"],
    ["not_affected", "not affected"],
  ]) {
    it(`says "${state}" for ${word}`, () => {
      const text = `{"bomFormat": "CycloneDX", "vulnerabilities": [{"analysis": {"state": "${word}"}}]}`;
      const [one] = readCycloneDxVex(parseJson(text)).vulnerabilities;
      assert.ok(one?.state.state === "given");
      assert.equal(one.state.value, state);
    });
  }
});
