import assert from "node:assert/strict";
import type { Component, Sbom } from "../../lib/model/sbom.ts";
import type { Span } from "../../lib/model/span.ts";
import type { Stated } from "../../lib/model/stated.ts";
import { parseJson } from "../../lib/parse/json.ts";
import { readSpdx2 } from "../../lib/read/sbom/readSpdx2.ts";

const PUMP = `{
  "spdxVersion": "SPDX-2.3",
  "SPDXID": "SPDXRef-DOCUMENT",
  "name": "meridian-3.2.0",
  "creationInfo": {
    "created": "2026-05-04T09:30:00Z",
    "creators": ["Tool: syft-1.14.0", "Person: ()", "Organization: Calder Medical (sbom@calder.example)"]
  },
  "packages": [
    {
      "SPDXID": "SPDXRef-openssl", "name": "openssl", "versionInfo": "3.0.13",
      "supplier": "Organization: OpenSSL Software Foundation ()",
      "primaryPackagePurpose": "LIBRARY",
      "licenseConcluded": "Apache-2.0", "licenseDeclared": "NOASSERTION",
      "checksums": [{ "algorithm": "SHA256", "checksumValue": "ab12" }],
      "externalRefs": [
        { "referenceCategory": "SECURITY", "referenceType": "cpe23Type", "referenceLocator": "cpe:2.3:a:openssl:openssl:3.0.13:*:*:*:*:*:*:*" },
        { "referenceCategory": "PACKAGE_MANAGER", "referenceType": "http://spdx.org/rdf/references/purl", "referenceLocator": "pkg:generic/openssl@3.0.13" },
        { "referenceCategory": "PERSISTENT-ID", "referenceType": "swid", "referenceLocator": "swid-openssl" }
      ]
    },
    {
      "SPDXID": "SPDXRef-zephyr", "name": "Zephyr", "versionInfo": "NOASSERTION",
      "supplier": "NOASSERTION", "originator": "Organization: Zephyr Project",
      "primaryPackagePurpose": "OPERATING_SYSTEM"
    },
    { "SPDXID": "SPDXRef-pump", "name": "Meridian IV", "versionInfo": "3.2.0", "supplier": "Organization: NOASSERTION" }
  ],
  "files": [{ "SPDXID": "SPDXRef-readme", "fileName": "./README" }],
  "relationships": [
    { "spdxElementId": "SPDXRef-DOCUMENT", "relationshipType": "DESCRIBES", "relatedSpdxElement": "SPDXRef-pump" },
    { "spdxElementId": "SPDXRef-pump", "relationshipType": "CONTAINS", "relatedSpdxElement": "SPDXRef-openssl" },
    { "spdxElementId": "SPDXRef-zephyr", "relationshipType": "RUNTIME_DEPENDENCY_OF", "relatedSpdxElement": "SPDXRef-pump" },
    { "spdxElementId": "SPDXRef-openssl", "relationshipType": "DEPENDS_ON", "relatedSpdxElement": "NONE" },
    { "spdxElementId": "SPDXRef-zephyr", "relationshipType": "GENERATED_FROM", "relatedSpdxElement": "SPDXRef-readme" }
  ]
}`;

function read(text: string): Sbom {
  return readSpdx2(parseJson(text));
}

function covered(text: string, span: Span): string {
  return text.slice(span.start, span.end);
}

function line(text: string, stated: Stated<string>): string {
  if (stated.state === "absent") return "absent";
  const place = `⟦${covered(text, stated.span)}⟧`;
  if (stated.state === "unknown") return `unknown ${place}`;
  return `${stated.value} ${place}${stated.via ? ` via ${stated.via}` : ""}`;
}

function named(sbom: Sbom, name: string): Component {
  const found = [...sbom.components].find((one) => one.name.state === "given" && one.name.value === name);
  assert.ok(found);
  return found;
}

describe("an SPDX 2 SBOM", () => {
  it("says who wrote it, when and with what; a tool is no author", () => {
    const sbom = read(PUMP);
    assert.equal(sbom.version, "2.3");
    const agent = "Organization: Calder Medical (sbom@calder.example)";
    assert.equal(line(PUMP, sbom.author), `Calder Medical ⟦${agent}⟧ via creators`);
    assert.equal(line(PUMP, sbom.timestamp), "2026-05-04T09:30:00Z ⟦2026-05-04T09:30:00Z⟧");
    assert.deepEqual(
      sbom.tools.map((tool) => line(PUMP, tool)),
      ["syft-1.14.0 ⟦Tool: syft-1.14.0⟧ via creators"],
    );
    const toolOnly = '{"spdxVersion": "SPDX-2.3", "creationInfo": {"creators": ["Tool: syft-1.14.0"]}}';
    assert.equal(read(toolOnly).author.state, "absent");
    const nobody = '{"spdxVersion": "SPDX-2.3", "creationInfo": {"creators": ["Organization: "]}}';
    assert.equal(line(nobody, read(nobody).author), "unknown ⟦Organization: ⟧");
    const empty = '{"spdxVersion": "SPDX-2.3", "creationInfo": {"creators": []}}';
    assert.equal(line(empty, read(empty).author), "unknown ⟦[]⟧");
  });

  it("lists all packages, the described one among them", () => {
    assert.deepEqual(
      [...read(PUMP).components].map((one) => covered(PUMP, one.anchor)),
      ["openssl", "Zephyr", "Meridian IV"],
    );
  });

  it("gives the facts of a package at their places", () => {
    const one = named(read(PUMP), "openssl");
    assert.equal(line(PUMP, one.id), "SPDXRef-openssl ⟦SPDXRef-openssl⟧");
    assert.equal(line(PUMP, one.version), "3.0.13 ⟦3.0.13⟧");
    const agent = "Organization: OpenSSL Software Foundation ()";
    assert.equal(line(PUMP, one.supplier), `OpenSSL Software Foundation ⟦${agent}⟧ via supplier`);
    assert.equal(line(PUMP, one.purl), "pkg:generic/openssl@3.0.13 ⟦pkg:generic/openssl@3.0.13⟧");
    assert.match(line(PUMP, one.cpe), /^cpe:2\.3:a:openssl/);
    assert.equal(line(PUMP, one.swid), "swid-openssl ⟦swid-openssl⟧");
    assert.equal(line(PUMP, one.license), "Apache-2.0 ⟦Apache-2.0⟧ via licenseConcluded");
    assert.equal(one.type, "library");
    assert.ok(one.hashes.state === "given");
    assert.deepEqual(
      one.hashes.value.map((hash) => [hash.algorithm, covered(PUMP, hash.span)]),
      [["SHA256", "ab12"]],
    );
  });

  it("takes the originator where the supplier is a stand-in, and tells stand-ins from nothing", () => {
    const sbom = read(PUMP);
    const zephyr = named(sbom, "Zephyr");
    assert.equal(line(PUMP, zephyr.supplier), "Zephyr Project ⟦Organization: Zephyr Project⟧ via originator");
    assert.equal(line(PUMP, zephyr.version), "unknown ⟦NOASSERTION⟧");
    assert.equal(zephyr.type, "operating-system");
    assert.equal(line(PUMP, named(sbom, "Meridian IV").supplier), "unknown ⟦Organization: NOASSERTION⟧");
    assert.equal(zephyr.purl.state, "absent");
  });

  it("finds the product by a DESCRIBES relationship or by documentDescribes", () => {
    assert.equal(covered(PUMP, read(PUMP).anchor), "Meridian IV");
    const listed = PUMP.replace('"files"', '"documentDescribes": ["SPDXRef-gone", "SPDXRef-zephyr"],\n  "files"');
    assert.equal(covered(listed, read(listed).anchor), "Zephyr");
  });

  it("is shown at the document's name, else at its version, when it describes no package", () => {
    const text = '{"spdxVersion": "SPDX-2.3", "name": "doc", "packages": []}';
    assert.equal(read(text).product, undefined);
    assert.equal(covered(text, read(text).anchor), "doc");
    const bare = '{"spdxVersion": "SPDX-2.3"}';
    assert.equal(covered(bare, read(bare).anchor), "SPDX-2.3");
  });

  it("turns reversed relationships round and leaves out those that say neither depends nor contains", () => {
    const sbom = read(PUMP);
    assert.deepEqual(
      [...sbom.dependencies].map((edge) => `${covered(PUMP, edge.fromSpan)} -> ${covered(PUMP, edge.toSpan)}`),
      ["SPDXRef-pump -> SPDXRef-openssl", "SPDXRef-pump -> SPDXRef-zephyr"],
    );
    assert.deepEqual([...sbom.graphEntries], ["SPDXRef-pump", "SPDXRef-pump", "SPDXRef-openssl"]);
    assert.deepEqual([...sbom.otherIds], ["SPDXRef-DOCUMENT", "SPDXRef-readme"]);
  });

  it("states its completeness by NONE and NOASSERTION as targets", () => {
    assert.equal(line(PUMP, read(PUMP).completeness), "complete ⟦NONE⟧ via NONE");
    const open = PUMP.replace('"NONE"', '"NOASSERTION"');
    assert.equal(line(open, read(open).completeness), "unknown ⟦NOASSERTION⟧ via NOASSERTION");
    const silent = PUMP.replace('"NONE"', '"SPDXRef-zephyr"');
    assert.equal(read(silent).completeness.state, "absent");
  });

  it("survives members of the wrong type", () => {
    const text =
      '{"spdxVersion": "SPDX-2.3", "creationInfo": [], "packages": [1, null, {"externalRefs": "x", "checksums": 2, "annotations": [3]}], "relationships": [{}, 4]}';
    const sbom = read(text);
    const [one] = sbom.components;
    assert.equal(one?.name.state, "absent");
    assert.equal(one?.support.end.state, "absent");
    assert.deepEqual([...sbom.dependencies], []);
    assert.equal(sbom.author.state, "absent");
  });
});
