import assert from "node:assert/strict";
import type { Span } from "../../lib/model/span.ts";
import type { Stated } from "../../lib/model/stated.ts";
import type { Vex, Vulnerability } from "../../lib/model/vex.ts";
import { parseJson } from "../../lib/parse/json.ts";
import { readCsaf } from "../../lib/read/vex/readCsaf.ts";

const PUMP = `{
  "document": {
    "category": "csaf_vex", "csaf_version": "2.0", "title": "Meridian IV",
    "publisher": { "category": "vendor", "name": "Calder Medical PSIRT" },
    "tracking": { "current_release_date": "2026-05-04T09:30:00Z" }
  },
  "product_tree": {
    "branches": [{ "category": "vendor", "name": "Calder", "branches": [
      { "product": { "product_id": "P-PUMP", "name": "Meridian IV 3.2.0",
        "product_identification_helper": { "cpe": "cpe:2.3:h:calder:meridian:3.2.0:*:*:*:*:*:*:*" } } },
      { "product": { "product_id": "P-APP", "name": "Meridian App 3.2.0" } }
    ] }],
    "full_product_names": [
      { "product_id": "P-SSL", "name": "OpenSSL 3.0.13",
        "product_identification_helper": { "purl": "pkg:generic/openssl@3.0.13" } }
    ],
    "relationships": [
      { "category": "default_component_of", "product_reference": "P-SSL", "relates_to_product_reference": "P-PUMP",
        "full_product_name": { "product_id": "P-SSL-IN-PUMP", "name": "OpenSSL in Meridian IV" } }
    ],
    "product_groups": [{ "group_id": "G-ALL", "product_ids": ["P-PUMP", "P-APP"] }]
  },
  "vulnerabilities": [
    {
      "cve": "CVE-2024-1234",
      "product_status": {
        "known_affected": ["P-PUMP"],
        "known_not_affected": ["P-SSL-IN-PUMP", "P-APP", "P-GONE"],
        "recommended": ["P-APP"]
      },
      "flags": [{ "label": "vulnerable_code_not_present", "product_ids": ["P-APP"] }],
      "threats": [
        { "category": "exploit_status", "details": "Exploited in the wild." },
        { "category": "impact", "details": "No parser is linked.", "product_ids": ["P-SSL-IN-PUMP", "P-APP"] }
      ],
      "remediations": [{ "category": "vendor_fix", "details": "Update to 3.2.1.", "product_ids": ["P-PUMP"] }]
    },
    {
      "ids": [{ "system_name": "Calder", "text": "CM-2024-07" }],
      "product_status": { "fixed": ["P-PUMP", "P-APP"] },
      "remediations": [{ "category": "none_available", "group_ids": ["G-ALL"] }]
    },
    { "product_status": { "unknown": ["P-PUMP"] } },
    { "cve": "CVE-2024-3333" }
  ]
}`;

function covered(span: Span): string {
  return PUMP.slice(span.start, span.end);
}

function line(stated: Stated<string>): string {
  if (stated.state === "absent") return "absent";
  return stated.state === "unknown" ? `unknown ⟦${covered(stated.span)}⟧` : `${stated.value} ⟦${covered(stated.span)}⟧`;
}

function read(text: string): Vex {
  return readCsaf(parseJson(text));
}

function statements(text = PUMP): Vulnerability[] {
  return [...read(text).vulnerabilities];
}

/** Id, state, products, justification, detail, action. */
function told(one: Vulnerability): readonly string[] {
  const products = one.affects.map(({ ref, span, also }) => {
    assert.equal(covered(span), ref);
    return [ref, ...(also ?? [])].join(" = ");
  });
  return [
    line(one.id),
    line(one.state),
    products.join(" | "),
    ...[one.justification, one.detail, one.action].map(line),
  ];
}

describe("a CSAF document", () => {
  it("says who wrote it and when", () => {
    const vex = read(PUMP);
    assert.equal(vex.version, "2.0");
    assert.equal(line(vex.author), "Calder Medical PSIRT ⟦Calder Medical PSIRT⟧");
    assert.equal(line(vex.timestamp), "2026-05-04T09:30:00Z ⟦2026-05-04T09:30:00Z⟧");
    assert.equal(covered(vex.anchor), "Meridian IV");
  });

  it("makes a statement of each set of products that is judged alike", () => {
    const id = "CVE-2024-1234 ⟦CVE-2024-1234⟧";
    const impact = "No parser is linked. ⟦No parser is linked.⟧";
    const label = "vulnerable_code_not_present ⟦vulnerable_code_not_present⟧";
    const pump = "P-PUMP = cpe:2.3:h:calder:meridian:3.2.0:*:*:*:*:*:*:*";
    assert.deepEqual(statements().slice(0, 4).map(told), [
      [id, "affected ⟦known_affected⟧", pump, "absent", "absent", "Update to 3.2.1. ⟦Update to 3.2.1.⟧"],
      [id, "not affected ⟦known_not_affected⟧", "P-SSL-IN-PUMP = pkg:generic/openssl@3.0.13", impact, impact, "absent"],
      [id, "not affected ⟦known_not_affected⟧", "P-APP", label, impact, "absent"],
      [id, "not affected ⟦known_not_affected⟧", "P-GONE", "absent", "absent", "absent"],
    ]);
  });

  it("takes the maker's own id where there is no CVE, and a product group for its products", () => {
    assert.deepEqual(told(statements()[4] as Vulnerability), [
      "CM-2024-07 ⟦CM-2024-07⟧",
      "fixed ⟦fixed⟧",
      "P-PUMP = cpe:2.3:h:calder:meridian:3.2.0:*:*:*:*:*:*:* | P-APP",
      "absent",
      "absent",
      "none_available ⟦none_available⟧",
    ]);
  });

  it("lets the status `unknown` of 2.1 stand as unknown, and none as absent", () => {
    const [unknown, none] = statements().slice(5);
    assert.ok(unknown && none);
    assert.equal(line(unknown.state), "unknown ⟦unknown⟧");
    assert.equal(covered(unknown.anchor), "{");
    assert.equal(none.state.state, "absent");
    assert.equal(covered(none.anchor), "CVE-2024-3333");
    assert.deepEqual(none.affects, []);
  });

  it("reads the list of purls of 2.1", () => {
    const helper = '{ "purls": ["pkg:npm/a@1", "pkg:npm/b@1"] }';
    const text = `{"document": {"csaf_version": "2.1"}, "product_tree": {"full_product_names": [{"product_id": "P", "product_identification_helper": ${helper}}]},
      "vulnerabilities": [{"product_status": {"fixed": ["P"]}}]}`;
    assert.deepEqual(statements(text)[0]?.affects[0]?.also, ["pkg:npm/a@1", "pkg:npm/b@1"]);
  });

  it("survives a product tree that bites its tail or nests deeply", () => {
    const deep = `${'{"branches": ['.repeat(200)}${"]}".repeat(200)}`;
    const text = `{"document": {"csaf_version": "2.0"}, "product_tree": {"branches": [${deep}], "relationships": [
      {"product_reference": "A", "full_product_name": {"product_id": "B"}},
      {"product_reference": "B", "full_product_name": {"product_id": "A"}}]},
      "vulnerabilities": [{"product_status": {"fixed": ["A"]}}, 7, null, {"product_status": {"fixed": [1, null], "known_affected": "A"}, "flags": "x"}]}`;
    assert.deepEqual(
      statements(text).map((one) => [one.state.state, one.affects.length]),
      [
        ["given", 1],
        ["absent", 0],
      ],
    );
  });
});
