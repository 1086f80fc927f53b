import assert from "node:assert/strict";
import type { ReadFile } from "../../lib/model/readFile.ts";
import type { Component, Sbom } from "../../lib/model/sbom.ts";
import type { SourceFile } from "../../lib/model/sourceFile.ts";
import type { Vex } from "../../lib/model/vex.ts";
import { parseSource } from "../../lib/read/parseSource.ts";
import { readParsed } from "../../lib/read/readParsed.ts";
import { covered, line } from "./spdxPump.ts";

/** Elements in an order that needs joins both ways; full and compact type names, `to` as a text, an agent written in place. */
const PUMP = `{
  "@context": "https://spdx.org/rdf/3.0.1/spdx-context.jsonld",
  "@graph": [
    { "type": "CreationInfo", "@id": "_:other", "specVersion": "3.0.0", "created": "2001-01-01T00:00:00Z", "createdBy": ["urn:nobody"] },
    {
      "type": "software_Package", "spdxId": "urn:openssl", "creationInfo": "_:other",
      "name": "openssl", "software_packageVersion": "3.0.13", "software_primaryPurpose": "library",
      "suppliedBy": "urn:osf",
      "software_packageUrl": "pkg:generic/openssl@3.0.13",
      "externalIdentifier": [
        { "type": "ExternalIdentifier", "externalIdentifierType": "cpe23", "identifier": "cpe:2.3:a:openssl:openssl:3.0.13:*:*:*:*:*:*:*" },
        { "type": "ExternalIdentifier", "externalIdentifierType": "swid", "identifier": "swid-openssl" }
      ],
      "verifiedUsing": [{ "type": "Hash", "algorithm": "sha256", "hashValue": "ab12" }, { "type": "Hash", "algorithm": "sha1" }],
      "supportLevel": ["support"], "validUntilTime": "2030-09-07T00:00:00Z"
    },
    {
      "type": "https://spdx.org/rdf/3.0.1/terms/Software/Package", "@id": "urn:zephyr", "name": "Zephyr",
      "software_primaryPurpose": "operatingSystem",
      "originatedBy": [{ "type": "Organization", "spdxId": "urn:zp", "name": "Zephyr Project" }],
      "externalIdentifier": [{ "externalIdentifierType": "https://spdx.org/rdf/3.0.1/terms/Core/ExternalIdentifierType/packageUrl", "identifier": "pkg:github/zephyr@3" }],
      "supportLevel": "noAssertion",
      "extension": [{ "type": "extension_CdxPropertiesExtension", "extension_cdxProperty": [
        { "type": "extension_CdxPropertyEntry", "extension_cdxPropName": "cdx:lifecycle:milestone:endOfSupport", "extension_cdxPropValue": "2029-01-31" }
      ] }]
    },
    { "type": "software_Package", "spdxId": "urn:lone", "suppliedBy": "https://spdx.org/rdf/3.0.1/terms/Core/NoAssertionElement", "verifiedUsing": [] },
    {
      "type": "software_Package", "spdxId": "urn:pump", "name": "Meridian IV", "software_packageVersion": "3.2.0",
      "software_primaryPurpose": "device"
    },
    { "type": "software_Package", "spdxId": "urn:app", "name": "Meridian App" },
    { "type": "software_Sbom", "spdxId": "urn:sbom-app", "rootElement": ["urn:app"], "element": [] },
    { "type": "software_Sbom", "spdxId": "urn:sbom-pump", "rootElement": ["urn:pump"], "element": [] },
    {
      "type": "SpdxDocument", "spdxId": "urn:doc", "name": "meridian-3.2.0", "creationInfo": "_:creation",
      "rootElement": ["urn:sbom-pump", "urn:sbom-app"],
      "import": [{ "type": "ExternalMap", "externalSpdxId": "urn:elsewhere" }]
    },
    { "type": "CreationInfo", "@id": "_:creation", "specVersion": "3.0.1", "created": "2026-05-04T09:30:00Z", "createdBy": ["urn:bot", "urn:calder"], "createdUsing": ["urn:tool"] },
    { "type": "SoftwareAgent", "spdxId": "urn:bot", "name": "build bot" },
    { "type": "Organization", "spdxId": "urn:calder", "name": "Calder Medical" },
    { "type": "Organization", "spdxId": "urn:osf", "name": "OpenSSL Software Foundation" },
    { "type": "Tool", "spdxId": "urn:tool", "name": "syft-1.14.0" },
    { "type": "simplelicensing_LicenseExpression", "spdxId": "urn:license", "simplelicensing_licenseExpression": "Apache-2.0" },
    { "type": "Relationship", "spdxId": "urn:r1", "from": "urn:openssl", "relationshipType": "hasConcludedLicense", "to": ["urn:license"] },
    { "type": "Relationship", "spdxId": "urn:r2", "from": "urn:zephyr", "relationshipType": "hasDeclaredLicense", "to": ["https://spdx.org/licenses/MIT"] },
    { "type": "Relationship", "spdxId": "urn:r3", "from": "urn:lone", "relationshipType": "hasDeclaredLicense", "to": ["expandedlicensing_NoAssertionLicense"] },
    { "type": "Relationship", "spdxId": "urn:r4", "from": "urn:pump", "relationshipType": "contains", "to": "urn:openssl", "completeness": "complete" },
    { "type": "LifecycleScopedRelationship", "spdxId": "urn:r5", "from": "urn:pump", "relationshipType": "hasStaticLink", "to": ["urn:zephyr", "urn:elsewhere"], "completeness": "incomplete" },
    { "type": "Relationship", "spdxId": "urn:r6", "from": "urn:openssl", "relationshipType": "dependsOn", "to": ["https://spdx.org/rdf/3.0.1/terms/Core/NoneElement"], "completeness": "complete" },
    { "type": "Relationship", "spdxId": "urn:r7", "from": "urn:zephyr", "relationshipType": "generates", "to": ["urn:openssl"] },
    { "type": "Annotation", "spdxId": "urn:a1", "subject": "urn:zephyr", "annotationType": "other", "statement": "end-of-support-justification: upstream says so" },
    { "type": "security_Vulnerability", "spdxId": "urn:v1", "name": "a bug", "externalIdentifier": [
      { "externalIdentifierType": "securityOther", "identifier": "GHSA-1" }, { "externalIdentifierType": "cve", "identifier": "CVE-2024-1234" }
    ] },
    { "type": "security_Vulnerability", "spdxId": "urn:v2", "name": "CVE-2024-2222" },
    { "type": "Relationship", "spdxId": "urn:r8", "from": "urn:zephyr", "relationshipType": "hasAssociatedVulnerability", "to": ["urn:v2"] },
    {
      "type": "security_VexNotAffectedVulnAssessmentRelationship", "spdxId": "urn:x1", "from": "urn:v1", "relationshipType": "doesNotAffect",
      "to": ["urn:pump"], "security_assessedElement": "urn:openssl",
      "security_justificationType": "vulnerableCodeNotInExecutePath", "security_impactStatement": "The parser is not linked."
    },
    {
      "type": "https://spdx.org/rdf/3.0.1/terms/Security/VexAffectedVulnAssessmentRelationship", "spdxId": "urn:x2",
      "from": "https://nvd.example/CVE-2024-3333", "relationshipType": "affects", "to": ["urn:zephyr"],
      "security_actionStatement": "Update to 3.2.1."
    }
  ]
}`;

function readFile(text: string): ReadFile {
  const source: SourceFile = {
    path: "sbom.jsonld",
    roles: [],
    named: true,
    text: () => Promise.resolve(text),
    sha256: () => Promise.resolve(""),
  };
  return readParsed(parseSource(source, text));
}

function read(text = PUMP): Sbom {
  const found = readFile(text).models.find((model) => model.kind === "sbom");
  assert.ok(found?.kind === "sbom");
  return found;
}

function readVex(text = PUMP): Vex {
  const found = readFile(text).models.find((model) => model.kind === "vex");
  assert.ok(found?.kind === "vex");
  return found;
}

function withId(id: string): Component {
  const found = [...read().components].find((one) => one.id.state === "given" && one.id.value === id);
  assert.ok(found);
  return found;
}

describe("an SPDX 3 SBOM", () => {
  it("says who wrote it, when and with what, by the creation information of the document", () => {
    const sbom = read();
    assert.equal(sbom.version, "3.0.1");
    assert.equal(sbom.serialization, "json-ld");
    assert.equal(line(PUMP, sbom.author), "Calder Medical ⟦Calder Medical⟧");
    assert.equal(line(PUMP, sbom.timestamp), "2026-05-04T09:30:00Z ⟦2026-05-04T09:30:00Z⟧");
    assert.deepEqual(
      sbom.tools.map((tool) => line(PUMP, tool)),
      ["syft-1.14.0 ⟦syft-1.14.0⟧", "build bot ⟦build bot⟧"],
    );
  });

  it("reads all its SBOMs, with the root of the first as the product", () => {
    const sbom = read();
    assert.equal(covered(PUMP, sbom.anchor), "Meridian IV");
    assert.ok(sbom.product);
    assert.equal(line(PUMP, sbom.product.version), "3.2.0 ⟦3.2.0⟧");
    assert.deepEqual(
      Array.from(sbom.components, (one) => (one.id.state === "given" ? one.id.value : "")),
      ["urn:openssl", "urn:zephyr", "urn:lone", "urn:pump", "urn:app"],
    );
  });

  it("joins what stands in other elements, each fact at its own place", () => {
    const openssl = withId("urn:openssl");
    assert.equal(covered(PUMP, openssl.anchor), "openssl");
    assert.equal(openssl.type, "library");
    assert.equal(line(PUMP, openssl.supplier), "OpenSSL Software Foundation ⟦OpenSSL Software Foundation⟧");
    assert.equal(line(PUMP, openssl.purl), "pkg:generic/openssl@3.0.13 ⟦pkg:generic/openssl@3.0.13⟧");
    assert.match(line(PUMP, openssl.cpe), /^cpe:2\.3:a:openssl/);
    assert.equal(line(PUMP, openssl.swid), "swid-openssl ⟦swid-openssl⟧");
    assert.equal(line(PUMP, openssl.license), "Apache-2.0 ⟦Apache-2.0⟧");
    assert.equal(line(PUMP, openssl.support.level), "support ⟦support⟧");
    assert.equal(line(PUMP, openssl.support.end), "2030-09-07T00:00:00Z ⟦2030-09-07T00:00:00Z⟧");
    assert.ok(openssl.hashes.state === "given");
    assert.deepEqual(
      openssl.hashes.value.map(({ algorithm, content, span }) => [algorithm, content, covered(PUMP, span)]),
      [["sha256", "ab12", "ab12"]],
    );
  });

  it("understands full names, agents written in place, licenses of the list, and properties taken along from CycloneDX", () => {
    const zephyr = withId("urn:zephyr");
    assert.equal(zephyr.type, "operating-system");
    assert.equal(zephyr.version.state, "absent");
    assert.equal(line(PUMP, zephyr.supplier), "Zephyr Project ⟦Zephyr Project⟧");
    assert.equal(line(PUMP, zephyr.purl), "pkg:github/zephyr@3 ⟦pkg:github/zephyr@3⟧");
    assert.equal(line(PUMP, zephyr.license), "MIT ⟦https://spdx.org/licenses/MIT⟧");
    assert.equal(line(PUMP, zephyr.support.level), "unknown ⟦noAssertion⟧");
    assert.equal(line(PUMP, zephyr.support.end), "2029-01-31 ⟦2029-01-31⟧");
    assert.equal(line(PUMP, zephyr.support.justification), "upstream says so ⟦upstream says so⟧");
  });

  it("takes the elements for `no assertion` for no answer, and shows a nameless package at its brace", () => {
    const lone = withId("urn:lone");
    assert.equal(covered(PUMP, lone.anchor), "{");
    const nobody = "https://spdx.org/rdf/3.0.1/terms/Core/NoAssertionElement";
    assert.equal(line(PUMP, lone.supplier), `unknown ⟦${nobody}⟧`);
    assert.equal(line(PUMP, lone.license), "unknown ⟦expandedlicensing_NoAssertionLicense⟧");
    assert.equal(line(PUMP, lone.hashes as never), "unknown ⟦[]⟧");
  });

  it("gives the edges of its graph, the leaves, and ids that are no packages", () => {
    const sbom = read();
    assert.deepEqual(
      Array.from(sbom.dependencies, ({ fromSpan, toSpan }) => `${covered(PUMP, fromSpan)} -> ${covered(PUMP, toSpan)}`),
      ["urn:pump -> urn:openssl", "urn:pump -> urn:zephyr", "urn:pump -> urn:elsewhere"],
    );
    assert.deepEqual([...sbom.graphEntries], ["urn:pump", "urn:pump", "urn:openssl"]);
    for (const id of ["urn:doc", "urn:tool", "urn:elsewhere", "urn:r1"]) assert.ok(sbom.otherIds.has(id), id);
    assert.equal(sbom.otherIds.has("urn:openssl"), false);
  });

  it("is as complete as the product's relationships say, the worst of them first", () => {
    assert.equal(line(PUMP, read().completeness), "incomplete ⟦incomplete⟧");
  });

  it("lists its vulnerabilities, judged or not", () => {
    assert.deepEqual(
      Array.from(read().vulnerabilities, ({ id, state, affects }) => [
        line(PUMP, id),
        line(PUMP, state),
        affects.map(({ ref }) => ref).join(),
      ]),
      [
        [
          "CVE-2024-1234 ⟦CVE-2024-1234⟧",
          "not affected ⟦security_VexNotAffectedVulnAssessmentRelationship⟧",
          "urn:pump,urn:openssl",
        ],
        [
          "CVE-2024-3333 ⟦https://nvd.example/CVE-2024-3333⟧",
          "affected ⟦https://spdx.org/rdf/3.0.1/terms/Security/VexAffectedVulnAssessmentRelationship⟧",
          "urn:zephyr",
        ],
        ["CVE-2024-2222 ⟦CVE-2024-2222⟧", "absent", "urn:zephyr"],
      ],
    );
  });

  it("notes what it takes from other files, once", () => {
    const file = readFile(PUMP);
    assert.deepEqual([file.kind, file.format, file.version, file.readable], ["sbom", "SPDX", "3.0.1", true]);
    assert.deepEqual(file.roles, ["sbom", "vex"]);
    assert.deepEqual(
      file.problems.map(({ message, span }) => [message, covered(PUMP, span)]),
      [["The document takes 1 element from other files; what those say is not read here.", "{"]],
    );
  });

  it("finds its root through a relationship when no element names it, and the first creation information", () => {
    const text = `{"@graph": [
      {"type": "SpdxDocument", "spdxId": "D", "creationInfo": {"type": "CreationInfo", "created": "2026-01-01T00:00:00Z", "createdBy": [{"type": "Person", "name": "NOASSERTION"}]}},
      {"type": "software_Package", "spdxId": "P", "name": "pump"},
      {"type": "Relationship", "from": "D", "relationshipType": "describes", "to": ["P"]}]}`;
    const sbom = read(text);
    assert.equal(covered(text, sbom.anchor), "pump");
    assert.equal(line(text, sbom.timestamp), "2026-01-01T00:00:00Z ⟦2026-01-01T00:00:00Z⟧");
    assert.equal(line(text, sbom.author), "unknown ⟦NOASSERTION⟧");
    assert.deepEqual(readFile(text).problems, []);
  });

  it("reads what a newer version shares with this one, and says so", () => {
    const text = '{"@context": "https://spdx.org/rdf/3.1/spdx-context.jsonld", "@graph": []}';
    const [note, ...more] = readFile(text).problems;
    assert.match(note?.message ?? "", /^SPDX 3\.1 is not a version that Premarket knows/);
    assert.deepEqual(more, []);
    assert.equal(covered(text, read(text).anchor).length, 1);
  });

  it("survives roots that lead in a circle and members of the wrong shape", () => {
    const circle = `{"type": "software_Sbom", "spdxId": "A", "rootElement": ["B", "A"]}, {"type": "software_Sbom", "spdxId": "B", "rootElement": "A"}`;
    for (const shape of [
      "1",
      "null",
      '"x"',
      "[]",
      "{}",
      "[[1]]",
      '[{"@id": 7}]',
      '[{"spdxId": "__proto__", "name": 1}]',
    ]) {
      const members = [
        "spdxId",
        "name",
        "suppliedBy",
        "verifiedUsing",
        "externalIdentifier",
        "supportLevel",
        "validUntilTime",
        "extension",
        "comment",
        "from",
        "to",
        "relationshipType",
        "completeness",
        "createdBy",
        "creationInfo",
        "rootElement",
        "import",
        "subject",
      ]
        .map((name) => `"${name}": ${shape}`)
        .join(", ");
      const elements = ["SpdxDocument", "software_Package", "Relationship", "CreationInfo", "Annotation"].map(
        (type) => `{"type": "${type}", ${members}}`,
      );
      const text = `{"@context": "https://spdx.org/rdf/3.0.1/x", "@graph": [1, null, ${circle}, ${elements.join(", ")}]}`;
      const sbom = read(text);
      assert.equal([...sbom.components].length, 1);
      for (const one of sbom.components) assert.ok([one.supplier, one.hashes, one.license, one.purl, one.support.end]);
      assert.ok([
        [...sbom.dependencies],
        [...sbom.graphEntries],
        sbom.completeness,
        sbom.author,
        sbom.tools,
        sbom.otherIds,
      ]);
      assert.ok(sbom.anchor.end > sbom.anchor.start);
    }
  });
});

describe("an SPDX 3 VEX", () => {
  it("gives what a statement says at its places", () => {
    const vex = readVex();
    assert.equal(vex.format, "SPDX");
    assert.equal(line(PUMP, vex.author), "Calder Medical ⟦Calder Medical⟧");
    const [one, other] = vex.vulnerabilities;
    assert.ok(one && other);
    assert.equal(covered(PUMP, one.anchor), "urn:v1");
    assert.equal(line(PUMP, one.justification), "vulnerableCodeNotInExecutePath ⟦vulnerableCodeNotInExecutePath⟧");
    assert.equal(line(PUMP, one.detail), "The parser is not linked. ⟦The parser is not linked.⟧");
    assert.deepEqual(
      one.affects.map(({ ref, span, also }) => [ref, covered(PUMP, span), also]),
      [
        ["urn:pump", "urn:pump", []],
        [
          "urn:openssl",
          "urn:openssl",
          ["pkg:generic/openssl@3.0.13", "cpe:2.3:a:openssl:openssl:3.0.13:*:*:*:*:*:*:*"],
        ],
      ],
    );
    assert.equal(line(PUMP, other.action), "Update to 3.2.1. ⟦Update to 3.2.1.⟧");
  });

  it("is a file of its own when it speaks of no components", () => {
    const text = `{"@context": "https://spdx.org/rdf/3.0.1/spdx-context.jsonld", "@graph": [
      {"type": "security_VexFixedVulnAssessmentRelationship", "from": "urn:v", "relationshipType": "fixedIn", "to": ["pkg:generic/pump@1"]}]}`;
    const file = readFile(text);
    assert.equal(file.kind, "vex");
    assert.deepEqual(file.roles, ["vex"]);
    const [one] = readVex(text).vulnerabilities;
    assert.ok(one?.state.state === "given");
    assert.equal(one.state.value, "fixed");
    assert.equal(line(text, one.id), "urn:v ⟦urn:v⟧");
  });
});
