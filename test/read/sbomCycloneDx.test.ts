import assert from "node:assert/strict";
import type { Component, Sbom } from "../../lib/model/sbom.ts";
import type { Span } from "../../lib/model/span.ts";
import type { Stated } from "../../lib/model/stated.ts";
import { parseJson } from "../../lib/parse/json.ts";
import { readCycloneDx } from "../../lib/read/sbom/readCycloneDx.ts";

const PUMP = `{
  "bomFormat": "CycloneDX",
  "specVersion": "1.6",
  "metadata": {
    "timestamp": "2026-05-04T09:30:00Z",
    "tools": { "components": [{ "type": "application", "name": "cdxgen", "version": "11.2.0" }] },
    "authors": [{ "name": "" }, { "name": "Ines Calder" }],
    "component": {
      "type": "Device", "bom-ref": "pump", "name": "Meridian IV", "version": "3.2.0",
      "components": [{ "type": "firmware", "name": "motor-firmware", "version": "1.1" }]
    }
  },
  "components": [
    {
      "type": "library", "bom-ref": "openssl", "group": "org.openssl", "name": "openssl", "version": "3.0.13",
      "supplier": { "name": "OpenSSL Software Foundation" },
      "purl": "pkg:generic/openssl@3.0.13", "cpe": "cpe:2.3:a:openssl:openssl:3.0.13:*:*:*:*:*:*:*",
      "swid": { "tagId": "swid-openssl" },
      "hashes": [{ "alg": "SHA-256", "content": "ab12" }, { "alg": "MD5", "content": "" }],
      "licenses": [{ "license": { "id": "Apache-2.0" } }],
      "components": [
        { "name": "libcrypto", "components": [{ "name": "aes" }, { "name": "sha" }] },
        { "name": "libssl" }
      ]
    },
    { "bom-ref": "rtos", "type": "operating-system", "name": "Zephyr" }
  ],
  "services": [{ "bom-ref": "update-service", "name": "Update" }],
  "dependencies": [
    { "ref": "pump", "dependsOn": ["openssl", "rtos"] },
    { "ref": "rtos" }
  ],
  "compositions": [
    { "aggregate": "complete", "assemblies": ["openssl"] },
    { "aggregate": "incomplete_third_party_only", "dependencies": ["pump"] }
  ]
}`;

function read(text: string): Sbom {
  return readCycloneDx(parseJson(text));
}

function covered(text: string, span: Span): string {
  return text.slice(span.start, span.end);
}

/** A stated fact as one line: its state, what it says, the text that it covers, and the encoding. */
function line(text: string, stated: Stated<string>): string {
  if (stated.state === "absent") return "absent";
  const place = `⟦${covered(text, stated.span)}⟧`;
  if (stated.state === "unknown") return `unknown ${place}`;
  return `${stated.value} ${place}${stated.via ? ` via ${stated.via}` : ""}`;
}

/** The only component of a file that consists of this member text. */
function component(members: string): { text: string; one: Component } {
  const text = `{"bomFormat": "CycloneDX", "specVersion": "1.6", "components": [{${members}}]}`;
  const [one] = read(text).components;
  assert.ok(one);
  return { text, one };
}

describe("a CycloneDX SBOM", () => {
  it("says who wrote it, when, with what, and about which product", () => {
    const sbom = read(PUMP);
    assert.equal(sbom.version, "1.6");
    assert.equal(line(PUMP, sbom.author), "Ines Calder ⟦Ines Calder⟧ via authors");
    assert.equal(line(PUMP, sbom.timestamp), "2026-05-04T09:30:00Z ⟦2026-05-04T09:30:00Z⟧");
    assert.deepEqual(
      sbom.tools.map((tool) => line(PUMP, tool)),
      ["cdxgen 11.2.0 ⟦cdxgen⟧"],
    );
    assert.ok(sbom.product);
    assert.equal(line(PUMP, sbom.product.name), "Meridian IV ⟦Meridian IV⟧");
    assert.equal(sbom.product.type, "device");
    assert.equal(covered(PUMP, sbom.anchor), "Meridian IV");
  });

  it("lists the components at every depth in the order of the file, the product's parts first", () => {
    const found = [...read(PUMP).components].map((one) => `${one.depth} ${covered(PUMP, one.anchor)}`);
    assert.deepEqual(found, ["0 motor-firmware", "0 openssl", "1 libcrypto", "2 aes", "2 sha", "1 libssl", "0 Zephyr"]);
  });

  it("gives the facts of a component at their places", () => {
    const one = [...read(PUMP).components].find((candidate) => candidate.type === "library");
    assert.ok(one);
    assert.equal(line(PUMP, one.id), "openssl ⟦openssl⟧");
    assert.equal(line(PUMP, one.name), "org.openssl/openssl ⟦openssl⟧");
    assert.equal(line(PUMP, one.version), "3.0.13 ⟦3.0.13⟧");
    assert.equal(line(PUMP, one.supplier), "OpenSSL Software Foundation ⟦OpenSSL Software Foundation⟧ via supplier");
    assert.equal(line(PUMP, one.purl), "pkg:generic/openssl@3.0.13 ⟦pkg:generic/openssl@3.0.13⟧");
    assert.match(line(PUMP, one.cpe), /⟦cpe:2\.3:a:openssl:openssl:3\.0\.13:/);
    assert.equal(line(PUMP, one.swid), "swid-openssl ⟦swid-openssl⟧");
    assert.equal(line(PUMP, one.license), "Apache-2.0 ⟦Apache-2.0⟧ via license id");
    assert.ok(one.hashes.state === "given");
    assert.deepEqual(
      one.hashes.value.map((hash) => [hash.algorithm, hash.content, covered(PUMP, hash.span)]),
      [["SHA-256", "ab12", "ab12"]],
    );
    assert.match(covered(PUMP, one.span), /^\{\s+"type": "library"[\s\S]+"libssl" \}\s+\]\s+\}$/);
  });

  it("gives the edges of its graph, the entries without edges, and ids that are no components", () => {
    const sbom = read(PUMP);
    assert.deepEqual(
      [...sbom.dependencies].map((edge) => [
        `${edge.from} -> ${edge.to}`,
        covered(PUMP, edge.fromSpan),
        covered(PUMP, edge.toSpan),
      ]),
      [
        ["pump -> openssl", "pump", "openssl"],
        ["pump -> rtos", "pump", "rtos"],
      ],
    );
    assert.deepEqual([...sbom.graphEntries], ["pump", "rtos"]);
    assert.deepEqual([...sbom.otherIds].sort(), ["pump", "update-service"]);
  });

  it("takes its completeness from the composition that covers the product", () => {
    assert.equal(line(PUMP, read(PUMP).completeness), "incomplete_third_party_only ⟦incomplete_third_party_only⟧");
  });

  it("takes an honest `unknown` for a statement about completeness, `not_specified` for none", () => {
    const stated = (word: string) => {
      const text = `{"bomFormat": "CycloneDX", "compositions": [{"aggregate": "${word}"}]}`;
      const { completeness } = read(text);
      return [completeness.state, line(text, completeness)];
    };
    assert.deepEqual(stated("unknown"), ["given", "unknown ⟦unknown⟧"]);
    assert.deepEqual(stated("not_specified"), ["unknown", "unknown ⟦not_specified⟧"]);
  });

  it("names its author by the organisation that made the BOM, not by the product's maker or the tool", () => {
    const text = (metadata: string) => `{"bomFormat": "CycloneDX", "metadata": {${metadata}}}`;
    const maker = text('"manufacturer": {"name": "Calder Medical"}');
    assert.equal(line(maker, read(maker).author), "Calder Medical ⟦Calder Medical⟧ via manufacturer");
    for (const other of ['"manufacture": {"name": "X"}', '"supplier": {"name": "X"}', '"tools": [{"name": "syft"}]']) {
      assert.equal(read(text(other)).author.state, "absent");
    }
  });

  it("reads the old list of tools", () => {
    const text =
      '{"bomFormat": "CycloneDX", "metadata": {"tools": [{"vendor": "anchore", "name": "syft", "version": "0.96.0"}]}}';
    assert.deepEqual(
      read(text).tools.map((tool) => line(text, tool)),
      ["syft 0.96.0 ⟦syft⟧"],
    );
  });

  it("shows what is missing from the whole at the format's name when there is no product", () => {
    const text = '{"bomFormat": "CycloneDX", "components": []}';
    assert.equal(covered(text, read(text).anchor), "CycloneDX");
    assert.equal(covered('{"specVersion": "1.6"}', read('{"specVersion": "1.6"}').anchor), "{");
  });
});

describe("the supplier of a CycloneDX component", () => {
  const cases: readonly (readonly [string, string])[] = [
    ['"supplier": {"name": "A"}, "manufacturer": {"name": "B"}, "publisher": "C"', "A ⟦A⟧ via supplier"],
    ['"manufacturer": {"name": "B"}, "publisher": "C"', "B ⟦B⟧ via manufacturer"],
    ['"publisher": "C"', "C ⟦C⟧ via publisher"],
    ['"supplier": {"name": "unknown"}, "publisher": "C"', "C ⟦C⟧ via publisher"],
    ['"supplier": "Acme"', "Acme ⟦Acme⟧ via supplier"],
    ['"supplier": {}', "unknown ⟦{}⟧"],
    ['"supplier": {"name": ""}', 'unknown ⟦""⟧'],
    ['"supplier": {"name": "NoAssertion"}', "unknown ⟦NoAssertion⟧"],
    ['"supplier": {"url": ["https://acme.example"]}', "absent"],
    ['"author": "Jane Roe", "authors": [{"name": "Jane Roe"}]', "absent"],
  ];
  for (const [members, expected] of cases) {
    it(`of {${members}} is: ${expected}`, () => {
      const { text, one } = component(`"name": "x", ${members}`);
      assert.equal(line(text, one.supplier), expected);
    });
  }
});

describe("a CycloneDX component", () => {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a placeholder that a build left unresolved
  const unresolved = "${project.version}";
  for (const word of ["", "NOASSERTION", "none", "Unknown", "N/A", "tbd", unresolved, " "]) {
    it(`has no known version when it says ${JSON.stringify(word)}`, () => {
      const { text, one } = component(`"name": "x", "version": ${JSON.stringify(word)}`);
      assert.equal(one.version.state, "unknown");
      assert.equal(line(text, one.version), `unknown ⟦${word === "" ? '""' : word}⟧`);
    });
  }

  it("tells a version that is absent from one that is null, and takes a number as written", () => {
    assert.equal(component('"name": "x"').one.version.state, "absent");
    const none = component('"name": "x", "version": null');
    assert.equal(line(none.text, none.one.version), "unknown ⟦null⟧");
    const number = component('"name": "x", "version": 2');
    assert.equal(line(number.text, number.one.version), "2 ⟦2⟧");
  });

  it("does not take words inside a real value for a stand-in", () => {
    for (const name of ["none-such", "unknown-horizons", "Person: of interest", "tbdd"]) {
      assert.equal(component(`"name": ${JSON.stringify(name)}`).one.name.state, "given");
    }
  });

  it("is shown at its opening brace when it has no name", () => {
    const { text, one } = component('"version": "1"');
    assert.equal(covered(text, one.anchor), "{");
    assert.equal(one.anchor.start, one.span.start);
  });

  it("joins several licenses, and declares none with an empty list", () => {
    const two = component('"name": "x", "licenses": [{"expression": "MIT"}, {"license": {"name": "Acme EULA"}}]');
    assert.equal(
      line(two.text, two.one.license),
      'MIT AND Acme EULA ⟦[{"expression": "MIT"}, {"license": {"name": "Acme EULA"}}]⟧',
    );
    const none = component('"name": "x", "licenses": [], "hashes": []');
    assert.equal(line(none.text, none.one.license), "unknown ⟦[]⟧");
    assert.equal(none.one.hashes.state, "unknown");
  });

  it("is not confused by members of the wrong type", () => {
    const { one } = component(
      '"name": {"a": 1}, "purl": [1], "swid": "x", "licenses": "MIT", "hashes": {}, "supplier": [2], "properties": [null, 3, {"name": 4}], "components": "no"',
    );
    assert.equal(one.name.state, "absent");
    assert.equal(one.license.state, "absent");
    assert.equal(one.hashes.state, "absent");
    assert.equal(one.supplier.state, "absent");
    assert.equal(one.support.level.state, "absent");
  });
});

describe("a CycloneDX file with hostile content", () => {
  it("keeps the walk going over entries that are no components", () => {
    const text =
      '{"bomFormat": "CycloneDX", "components": [null, 1, "x", [], {"name": "a"}], "dependencies": [null, {"dependsOn": ["a"]}, {"ref": "a", "dependsOn": "b"}, {"ref": "a", "dependsOn": [1, "c"]}]}';
    const sbom = read(text);
    assert.deepEqual(
      [...sbom.components].map((one) => covered(text, one.anchor)),
      ["a"],
    );
    assert.deepEqual(
      [...sbom.dependencies].map((edge) => `${edge.from} -> ${covered(text, edge.toSpan)}`),
      ["a -> b", "a -> c"],
    );
  });

  it("walks a list of very many components inside one component", () => {
    const parts = Array.from({ length: 150_000 }, () => ({ name: "p" }));
    const sbom = read(JSON.stringify({ bomFormat: "CycloneDX", components: [{ name: "c", components: parts }] }));
    let count = 0;
    for (const _ of sbom.components) count++;
    assert.equal(count, 150_001);
  });

  it("does not take inherited members for facts", () => {
    const text = '{"bomFormat": "CycloneDX", "components": [{"__proto__": {"name": "evil", "version": "1"}}]}';
    const [one] = read(text).components;
    assert.equal(one?.name.state, "absent");
    assert.equal(one?.version.state, "absent");
  });
});
