import assert from "node:assert/strict";
import type { Component, Sbom } from "../../lib/model/sbom.ts";
import { parseJson } from "../../lib/parse/json.ts";
import { parseTagValue } from "../../lib/parse/tagValue.ts";
import { parseYaml } from "../../lib/parse/yaml.ts";
import { readSpdx2 } from "../../lib/read/sbom/readSpdx2.ts";
import { tagValueSource } from "../../lib/read/sbom/tagValueSource.ts";
import { yamlSource } from "../../lib/read/sbom/yamlSource.ts";
import { covered, line, PUMP_JSON, PUMP_TAGS, PUMP_YAML, said } from "./spdxPump.ts";

function read(text: string): Sbom {
  return readSpdx2(yamlSource(parseYaml(text)), "yaml");
}

function component(text: string, i: number): Component {
  const found = [...read(text).components][i];
  assert.ok(found);
  return found;
}

describe("one SBOM in JSON, YAML and tag-value", () => {
  const json = said(readSpdx2(parseJson(PUMP_JSON)));

  it("says something at all", () => {
    const text = JSON.stringify(json);
    for (const word of ["3.10", "Calder Medical", "2030-09-07", "vendor", "SPDXRef-zephyr"]) {
      assert.ok(text.includes(word), word);
    }
  });

  it("says the same in YAML", () => {
    assert.deepEqual(said(read(PUMP_YAML)), json);
  });

  it("says the same in tag-value", () => {
    assert.deepEqual(said(readSpdx2(tagValueSource(parseTagValue(PUMP_TAGS)), "tag-value")), json);
  });
});

describe("an SPDX 2 YAML file", () => {
  it("says who wrote it, when and with what", () => {
    const sbom = read(PUMP_YAML);
    assert.equal(sbom.serialization, "yaml");
    const agent = "Organization: Calder Medical (sbom@calder.example)";
    assert.equal(line(PUMP_YAML, sbom.author), `Calder Medical ⟦${agent}⟧`);
    assert.equal(line(PUMP_YAML, sbom.timestamp), "2026-05-04T09:30:00Z ⟦2026-05-04T09:30:00Z⟧");
    assert.equal(covered(PUMP_YAML, sbom.anchor), "Meridian IV");
    assert.equal(line(PUMP_YAML, sbom.completeness), "unknown ⟦NOASSERTION⟧");
  });

  it("gives the facts of a package at their places, quoted or not", () => {
    const openssl = component(PUMP_YAML, 1);
    assert.equal(covered(PUMP_YAML, openssl.anchor), "openssl");
    assert.equal(line(PUMP_YAML, openssl.version), "3.10 ⟦3.10⟧");
    assert.equal(line(PUMP_YAML, openssl.purl), "pkg:generic/openssl@3.10 ⟦pkg:generic/openssl@3.10⟧");
    assert.equal(line(PUMP_YAML, openssl.license), "Apache-2.0 ⟦Apache-2.0⟧");
    assert.equal(line(PUMP_YAML, openssl.support.end), "2030-09-07 ⟦2030-09-07⟧");
    assert.equal(line(PUMP_YAML, openssl.support.justification), 'vendor "contract" ⟦vendor "contract"⟧');
    assert.ok(openssl.hashes.state === "given");
    assert.deepEqual(
      openssl.hashes.value.map(({ span }) => covered(PUMP_YAML, span)),
      ["aa01", "ab12"],
    );
    const gone = component(PUMP_YAML, 3);
    assert.equal(line(PUMP_YAML, gone.version), 'unknown ⟦""⟧');
    assert.equal(line(PUMP_YAML, gone.supplier), "unknown ⟦Organization: ⟧");
  });

  it("shows what is missing at the package's first key, or at its brace, when it has no name", () => {
    const text = "SPDXID: x\npackages:\n  - versionInfo: 1.0\n  - { versionInfo: 2.0 }\n  - name:\n    versionInfo:\n";
    assert.equal(covered(text, component(text, 0).anchor), "versionInfo");
    assert.equal(covered(text, component(text, 1).anchor), "{");
    assert.equal(line(text, component(text, 2).version), "unknown ⟦versionInfo⟧");
  });

  it("reads an alias where its anchor stands", () => {
    const text =
      "spdxVersion: SPDX-2.3\npackages:\n  - name: a\n    supplier: &s Acme\n  - name: b\n    supplier: *s\n";
    assert.equal(line(text, component(text, 1).supplier), "Acme ⟦Acme⟧");
  });

  it("does not blow up with an alias bomb, odd keys or members of the wrong shape", () => {
    const doubling = Array.from({ length: 40 }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i}, *a${i}]`).join("\n");
    const bomb = `spdxVersion: SPDX-2.3\na0: &a0 [x]\n${doubling}\npackages: *a40\nfiles:\n  - *a40\n`;
    assert.deepEqual([...read(bomb).components], []);
    const odd =
      "spdxVersion: 2\n__proto__: { x: 1 }\npackages:\n  - 1\n  - [a]\n  - { __proto__: { name: z }, name: [1] }\nrelationships: x\n";
    const [one, ...more] = read(odd).components;
    assert.ok(one);
    assert.equal(one.name.state, "absent");
    assert.deepEqual(more, []);
    assert.equal(Object.hasOwn(Object.prototype, "x"), false);
  });
});
