import assert from "node:assert/strict";
import type { Component, Sbom } from "../../lib/model/sbom.ts";
import type { Span } from "../../lib/model/span.ts";
import type { Stated } from "../../lib/model/stated.ts";
import { parseJson } from "../../lib/parse/json.ts";
import { parseXml } from "../../lib/parse/xml.ts";
import { readSpdx2 } from "../../lib/read/sbom/readSpdx2.ts";
import { spdx2RdfSource } from "../../lib/read/sbom/spdx2RdfSource.ts";
import { spdx2XmlSource } from "../../lib/read/sbom/spdx2XmlSource.ts";
import { sbomValues } from "./modelValues.ts";

const PUMP_JSON = JSON.stringify({
  spdxVersion: "SPDX-2.3",
  SPDXID: "SPDXRef-DOCUMENT",
  name: "meridian-3.2.0",
  creationInfo: {
    created: "2026-05-04T09:30:00Z",
    creators: ["Tool: syft-1.14.0", "Person: ()", "Organization: Calder Medical (sbom@calder.example)"],
  },
  packages: [
    { SPDXID: "SPDXRef-pump", name: "Meridian IV", versionInfo: "3.2.0" },
    {
      SPDXID: "SPDXRef-openssl",
      name: "openssl",
      versionInfo: "3.0.13",
      supplier: "Organization: OpenSSL ()",
      primaryPackagePurpose: "OPERATING_SYSTEM",
      licenseConcluded: "NOASSERTION",
      licenseDeclared: "Apache-2.0",
      validUntilDate: "2030-01-01T00:00:00Z",
      checksums: [{ algorithm: "SHA256", checksumValue: "ab12" }],
      externalRefs: [
        {
          referenceCategory: "SECURITY",
          referenceType: "cpe23Type",
          referenceLocator: "cpe:2.3:a:openssl:openssl:3.0.13:*:*:*:*:*:*:*",
        },
        {
          referenceCategory: "PACKAGE-MANAGER",
          referenceType: "purl",
          referenceLocator: "pkg:generic/openssl@3.0.13?a=1&b=2",
        },
      ],
      annotations: [{ annotationType: "OTHER", comment: "cle:supportStatus=active; eosRationale=R&D says so" }],
    },
    {
      SPDXID: "SPDXRef-zephyr",
      name: "Zephyr",
      versionInfo: "NOASSERTION",
      originator: "Organization: Zephyr Project",
    },
  ],
  files: [{ SPDXID: "SPDXRef-readme", fileName: "./README" }],
  relationships: [
    { spdxElementId: "SPDXRef-DOCUMENT", relationshipType: "DESCRIBES", relatedSpdxElement: "SPDXRef-pump" },
    { spdxElementId: "SPDXRef-pump", relationshipType: "CONTAINS", relatedSpdxElement: "SPDXRef-openssl" },
    { spdxElementId: "SPDXRef-openssl", relationshipType: "DEPENDS_ON", relatedSpdxElement: "NOASSERTION" },
    { spdxElementId: "SPDXRef-zephyr", relationshipType: "RUNTIME_DEPENDENCY_OF", relatedSpdxElement: "SPDXRef-pump" },
  ],
});

const PUMP_XML = `<?xml version="1.0" encoding="UTF-8"?>
<Document>
  <SPDXID>SPDXRef-DOCUMENT</SPDXID>
  <spdxVersion>SPDX-2.3</spdxVersion>
  <creationInfo>
    <created>2026-05-04T09:30:00Z</created>
    <creators>Tool: syft-1.14.0</creators>
    <creators>Person: ()</creators>
    <creators>Organization: Calder Medical (sbom@calder.example)</creators>
  </creationInfo>
  <name>meridian-3.2.0</name>
  <packages>
    <SPDXID>SPDXRef-pump</SPDXID>
    <name>Meridian IV</name>
    <versionInfo>3.2.0</versionInfo>
  </packages>
  <relationships>
    <spdxElementId>SPDXRef-DOCUMENT</spdxElementId>
    <relationshipType>DESCRIBES</relationshipType>
    <relatedSpdxElement>SPDXRef-pump</relatedSpdxElement>
  </relationships>
  <packages>
    <SPDXID>SPDXRef-openssl</SPDXID>
    <annotations>
      <annotationType>OTHER</annotationType>
      <comment>cle:supportStatus=active; eosRationale=R&amp;D says so</comment>
    </annotations>
    <checksums><algorithm>SHA256</algorithm><checksumValue>ab12</checksumValue></checksums>
    <externalRefs>
      <referenceCategory>SECURITY</referenceCategory>
      <referenceLocator>cpe:2.3:a:openssl:openssl:3.0.13:*:*:*:*:*:*:*</referenceLocator>
      <referenceType>cpe23Type</referenceType>
    </externalRefs>
    <externalRefs>
      <referenceCategory>PACKAGE-MANAGER</referenceCategory>
      <referenceLocator>pkg:generic/openssl@3.0.13?a=1&amp;b=2</referenceLocator>
      <referenceType>purl</referenceType>
    </externalRefs>
    <licenseConcluded>NOASSERTION</licenseConcluded>
    <licenseDeclared>Apache-2.0</licenseDeclared>
    <name>openssl</name>
    <primaryPackagePurpose>OPERATING_SYSTEM</primaryPackagePurpose>
    <supplier>Organization: OpenSSL ()</supplier>
    <validUntilDate>2030-01-01T00:00:00Z</validUntilDate>
    <versionInfo>3.0.13</versionInfo>
  </packages>
  <packages>
    <SPDXID>SPDXRef-zephyr</SPDXID>
    <name>Zephyr</name>
    <originator>Organization: Zephyr Project</originator>
    <versionInfo>NOASSERTION</versionInfo>
  </packages>
  <files><SPDXID>SPDXRef-readme</SPDXID><fileName>./README</fileName></files>
  <relationships>
    <spdxElementId>SPDXRef-pump</spdxElementId>
    <relationshipType>CONTAINS</relationshipType>
    <relatedSpdxElement>SPDXRef-openssl</relatedSpdxElement>
  </relationships>
  <relationships>
    <spdxElementId>SPDXRef-openssl</spdxElementId>
    <relationshipType>DEPENDS_ON</relationshipType>
    <relatedSpdxElement>NOASSERTION</relatedSpdxElement>
  </relationships>
  <relationships>
    <spdxElementId>SPDXRef-zephyr</spdxElementId>
    <relationshipType>RUNTIME_DEPENDENCY_OF</relationshipType>
    <relatedSpdxElement>SPDXRef-pump</relatedSpdxElement>
  </relationships>
</Document>
`;

const RDF_OPEN = `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    xmlns:rdfs="http://www.w3.org/2000/01/rdf-schema#"
    xmlns:spdx="http://spdx.org/rdf/terms#">`;

const PUMP_RDF = `<?xml version="1.0" encoding="UTF-8"?>
${RDF_OPEN}
  <spdx:SpdxDocument rdf:about="http://calder.example/sbom#SPDXRef-DOCUMENT">
    <spdx:specVersion>SPDX-2.3</spdx:specVersion>
    <spdx:name>meridian-3.2.0</spdx:name>
    <spdx:creationInfo>
      <spdx:CreationInfo>
        <spdx:created>2026-05-04T09:30:00Z</spdx:created>
        <spdx:creator>Tool: syft-1.14.0</spdx:creator>
        <spdx:creator>Person: ()</spdx:creator>
        <spdx:creator>Organization: Calder Medical (sbom@calder.example)</spdx:creator>
      </spdx:CreationInfo>
    </spdx:creationInfo>
    <spdx:relationship>
      <spdx:Relationship>
        <spdx:relationshipType rdf:resource="http://spdx.org/rdf/terms#relationshipType_describes"/>
        <spdx:relatedSpdxElement>
          <spdx:Package rdf:about="http://calder.example/sbom#SPDXRef-pump">
            <spdx:name>Meridian IV</spdx:name>
            <spdx:versionInfo>3.2.0</spdx:versionInfo>
            <spdx:relationship>
              <spdx:Relationship>
                <spdx:relationshipType rdf:resource="http://spdx.org/rdf/terms#relationshipType_contains"/>
                <spdx:relatedSpdxElement>
                  <spdx:Package rdf:about="http://calder.example/sbom#SPDXRef-openssl">
                    <spdx:name>openssl</spdx:name>
                    <spdx:versionInfo>3.0.13</spdx:versionInfo>
                    <spdx:supplier>Organization: OpenSSL ()</spdx:supplier>
                    <spdx:primaryPackagePurpose rdf:resource="http://spdx.org/rdf/terms#purpose_operatingSystem"/>
                    <spdx:licenseConcluded rdf:resource="http://spdx.org/rdf/terms#noassertion"/>
                    <spdx:licenseDeclared rdf:resource="http://spdx.org/licenses/Apache-2.0"/>
                    <spdx:validUntilDate>2030-01-01T00:00:00Z</spdx:validUntilDate>
                    <spdx:checksum>
                      <spdx:Checksum>
                        <spdx:algorithm rdf:resource="http://spdx.org/rdf/terms#checksumAlgorithm_sha256"/>
                        <spdx:checksumValue>ab12</spdx:checksumValue>
                      </spdx:Checksum>
                    </spdx:checksum>
                    <spdx:externalRef>
                      <spdx:ExternalRef>
                        <spdx:referenceCategory rdf:resource="http://spdx.org/rdf/terms#referenceCategory_security"/>
                        <spdx:referenceType rdf:resource="http://spdx.org/rdf/references/cpe23Type"/>
                        <spdx:referenceLocator>cpe:2.3:a:openssl:openssl:3.0.13:*:*:*:*:*:*:*</spdx:referenceLocator>
                      </spdx:ExternalRef>
                    </spdx:externalRef>
                    <spdx:externalRef>
                      <spdx:ExternalRef>
                        <spdx:referenceCategory rdf:resource="http://spdx.org/rdf/terms#referenceCategory_packageManager"/>
                        <spdx:referenceType rdf:resource="http://spdx.org/rdf/references/purl"/>
                        <spdx:referenceLocator>pkg:generic/openssl@3.0.13?a=1&amp;b=2</spdx:referenceLocator>
                      </spdx:ExternalRef>
                    </spdx:externalRef>
                    <spdx:annotation>
                      <spdx:Annotation>
                        <rdfs:comment>cle:supportStatus=active; eosRationale=R&amp;D says so</rdfs:comment>
                      </spdx:Annotation>
                    </spdx:annotation>
                    <spdx:relationship rdf:nodeID="open-end"/>
                  </spdx:Package>
                </spdx:relatedSpdxElement>
              </spdx:Relationship>
            </spdx:relationship>
          </spdx:Package>
        </spdx:relatedSpdxElement>
      </spdx:Relationship>
    </spdx:relationship>
  </spdx:SpdxDocument>
  <spdx:Relationship rdf:nodeID="open-end">
    <spdx:relationshipType rdf:resource="http://spdx.org/rdf/terms#relationshipType_dependsOn"/>
    <spdx:relatedSpdxElement rdf:resource="http://spdx.org/rdf/terms#noassertion"/>
  </spdx:Relationship>
  <spdx:Package rdf:about="http://calder.example/sbom#SPDXRef-zephyr">
    <spdx:name>Zephyr</spdx:name>
    <spdx:versionInfo>NOASSERTION</spdx:versionInfo>
    <spdx:originator>Organization: Zephyr Project</spdx:originator>
    <spdx:relationship>
      <spdx:Relationship>
        <spdx:relationshipType rdf:resource="http://spdx.org/rdf/terms#relationshipType_runtimeDependencyOf"/>
        <spdx:relatedSpdxElement rdf:resource="http://calder.example/sbom#SPDXRef-pump"/>
      </spdx:Relationship>
    </spdx:relationship>
  </spdx:Package>
  <spdx:File rdf:about="http://calder.example/sbom#SPDXRef-readme">
    <spdx:fileName>./README</spdx:fileName>
  </spdx:File>
</rdf:RDF>
`;

function readXml(text: string): Sbom {
  const xml = parseXml(text);
  assert.deepEqual(xml.problems, []);
  return readSpdx2(spdx2XmlSource(xml), "xml");
}

function readRdf(text: string): Sbom {
  const xml = parseXml(text);
  assert.deepEqual(xml.problems, []);
  return readSpdx2(spdx2RdfSource(xml), "rdf");
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
  const one = [...sbom.components].find(
    (candidate) => candidate.name.state === "given" && candidate.name.value === name,
  );
  assert.ok(one);
  return one;
}

for (const [syntax, text, read] of [
  ["XML", PUMP_XML, readXml],
  ["RDF", PUMP_RDF, readRdf],
] as const) {
  describe(`an SPDX 2 SBOM in ${syntax}`, () => {
    it("says what the same SBOM in JSON says", () => {
      assert.deepEqual(sbomValues(read(text)), sbomValues(readSpdx2(parseJson(PUMP_JSON))));
    });

    it("gives the facts of a package at their places", () => {
      const one = named(read(text), "openssl");
      assert.equal(line(text, one.id), "SPDXRef-openssl ⟦SPDXRef-openssl⟧");
      assert.equal(covered(text, one.anchor), "openssl");
      assert.equal(line(text, one.supplier), "OpenSSL ⟦Organization: OpenSSL ()⟧ via supplier");
      assert.equal(line(text, one.purl), "pkg:generic/openssl@3.0.13?a=1&b=2 ⟦pkg:generic/openssl@3.0.13?a=1&amp;b=2⟧");
      assert.equal(line(text, one.support.end), "2030-01-01T00:00:00Z ⟦2030-01-01T00:00:00Z⟧ via validUntilDate");
      assert.equal(line(text, one.support.level), "active ⟦active⟧ via cle:supportStatus");
      assert.ok(one.hashes.state === "given");
      assert.deepEqual(
        one.hashes.value.map((hash) => [hash.algorithm, covered(text, hash.span)]),
        [["SHA256", "ab12"]],
      );
      assert.match(
        covered(text, one.span),
        /^<(?:packages|spdx:Package rdf:about="[^"]+")>[\s\S]+<\/(?:packages|spdx:Package)>$/,
      );
    });

    it("covers the whole comment where entities hide the part that says it", () => {
      const { justification } = named(read(text), "openssl").support;
      assert.equal(
        line(text, justification),
        "R&D says so ⟦cle:supportStatus=active; eosRationale=R&amp;D says so⟧ via eosRationale",
      );
    });

    it("gives both ends of an edge at their places", () => {
      const found = [...read(text).dependencies].map(({ fromSpan, toSpan }) => [
        covered(text, fromSpan),
        covered(text, toSpan),
      ]);
      assert.deepEqual(found, [
        ["SPDXRef-pump", "SPDXRef-openssl"],
        ["SPDXRef-pump", "SPDXRef-zephyr"],
      ]);
    });

    it("shows what is missing from it on the product's name", () => {
      assert.equal(covered(text, read(text).anchor), "Meridian IV");
    });
  });
}

describe("an SPDX 2 document in XML", () => {
  it("shows what is missing on its name, else its version, else the opening token", () => {
    const anchor = (inside: string) => {
      const text = `<Document>${inside}</Document>`;
      return covered(text, readXml(text).anchor);
    };
    assert.equal(anchor("<spdxVersion>SPDX-2.2</spdxVersion><name>my sbom</name>"), "my sbom");
    assert.equal(anchor("<spdxVersion>SPDX-2.2</spdxVersion>"), "SPDX-2.2");
    assert.equal(anchor(""), "<Document");
  });

  it("shows what is missing from a package without a name on its opening token", () => {
    const text = "<Document><packages><SPDXID>SPDXRef-x</SPDXID><versionInfo></versionInfo></packages></Document>";
    const [one] = readXml(text).components;
    assert.ok(one);
    assert.equal(covered(text, one.anchor), "<packages");
    assert.equal(line(text, one.version), "unknown ⟦<versionInfo></versionInfo>⟧");
    assert.equal(line(text, one.supplier), "absent");
  });

  it("finds the product that `documentDescribes` names", () => {
    const text =
      "<Document><documentDescribes>SPDXRef-b</documentDescribes><packages><SPDXID>SPDXRef-a</SPDXID><name>a</name></packages><packages><SPDXID>SPDXRef-b</SPDXID><name>b</name></packages></Document>";
    const { product } = readXml(text);
    assert.ok(product);
    assert.equal(line(text, product.name), "b ⟦b⟧");
  });

  it("is not led astray by an element called __proto__", () => {
    const text =
      "<Document><packages><__proto__><name>evil</name></__proto__><SPDXID>SPDXRef-x</SPDXID></packages></Document>";
    const [one] = readXml(text).components;
    assert.ok(one);
    assert.equal(line(text, one.name), "absent");
  });
});

describe("an SPDX 2 document in RDF", () => {
  const rdf = (inside: string) => `${RDF_OPEN}${inside}</rdf:RDF>`;
  const only = (text: string) => {
    const [one] = readRdf(text).components;
    assert.ok(one);
    return one;
  };

  it("gathers what is said about a package at several places", () => {
    const text = rdf(`<spdx:Package rdf:about="#SPDXRef-x"><spdx:name>x</spdx:name></spdx:Package>
      <rdf:Description rdf:about="#SPDXRef-x"><spdx:versionInfo>1.0</spdx:versionInfo></rdf:Description>`);
    assert.equal([...readRdf(text).components].length, 1);
    assert.equal(line(text, only(text).version), "1.0 ⟦1.0⟧");
    assert.equal(line(text, only(text).id), "SPDXRef-x ⟦SPDXRef-x⟧");
  });

  it("knows a package by its rdf:type, and properties that stand as attributes", () => {
    const text = rdf(`<rdf:Description rdf:about="#SPDXRef-x" spdx:name="x">
      <rdf:type rdf:resource="http://spdx.org/rdf/terms#Package"/></rdf:Description>`);
    assert.equal(line(text, only(text).name), "x ⟦x⟧");
  });

  it("does not depend on the names of the prefixes", () => {
    const text = `<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://spdx.org/rdf/terms#">
      <Package r:about="http://x.example/d#SPDXRef-x"><name>x</name></Package></r:RDF>`;
    assert.equal(line(text, only(text).name), "x ⟦x⟧");
  });

  it("writes licence sets out as an expression", () => {
    const licensed = (inside: string) =>
      rdf(
        `<spdx:Package rdf:about="#SPDXRef-x"><spdx:name>x</spdx:name><spdx:licenseDeclared>${inside}</spdx:licenseDeclared></spdx:Package>`,
      );
    const member = (id: string) => `<spdx:member rdf:resource="http://spdx.org/licenses/${id}"/>`;
    const both = `<spdx:ConjunctiveLicenseSet>${member("MIT")}${member("ISC")}</spdx:ConjunctiveLicenseSet>`;
    const value = (text: string) => {
      const { license } = only(text);
      return license.state === "given" ? license.value : license.state;
    };
    assert.equal(value(licensed(both)), "MIT AND ISC");
    const either = `<spdx:DisjunctiveLicenseSet>${member("Zlib")}<spdx:member>${both}</spdx:member></spdx:DisjunctiveLicenseSet>`;
    assert.equal(value(licensed(either)), "Zlib OR (MIT AND ISC)");
    const own = `<spdx:ExtractedLicensingInfo rdf:about="#LicenseRef-1"><spdx:licenseId>LicenseRef-1</spdx:licenseId></spdx:ExtractedLicensingInfo>`;
    assert.equal(value(licensed(own)), "LicenseRef-1");
  });

  it("keeps an element of another document apart", () => {
    const text = rdf(`<spdx:SpdxDocument rdf:about="http://x.example/d#SPDXRef-DOCUMENT">
      <spdx:externalDocumentRef><spdx:ExternalDocumentRef>
        <spdx:externalDocumentId>DocumentRef-os</spdx:externalDocumentId>
        <spdx:spdxDocument rdf:resource="http://x.example/os"/>
      </spdx:ExternalDocumentRef></spdx:externalDocumentRef></spdx:SpdxDocument>
      <spdx:Package rdf:about="http://x.example/d#SPDXRef-x"><spdx:name>x</spdx:name><spdx:relationship><spdx:Relationship>
        <spdx:relationshipType rdf:resource="http://spdx.org/rdf/terms#relationshipType_dependsOn"/>
        <spdx:relatedSpdxElement rdf:resource="http://x.example/os#SPDXRef-x"/>
      </spdx:Relationship></spdx:relationship></spdx:Package>`);
    assert.deepEqual(
      [...readRdf(text).dependencies].map(({ from, to }) => `${from} -> ${to}`),
      ["SPDXRef-x -> DocumentRef-os:SPDXRef-x"],
    );
  });

  it("has no components where it lists files alone, but the files can be referred to", () => {
    const files = [1, 2, 3].map(
      (i) => `<spdx:File rdf:about="#SPDXRef-f${i}"><spdx:fileName>f</spdx:fileName></spdx:File>`,
    );
    const sbom = readRdf(rdf(files.join("")));
    assert.deepEqual([...sbom.components], []);
    assert.deepEqual([...sbom.otherIds].sort(), ["SPDXRef-DOCUMENT", "SPDXRef-f1", "SPDXRef-f2", "SPDXRef-f3"]);
  });

  it("comes to an end with a licence that contains itself twice", () => {
    const text = rdf(`<spdx:Package rdf:about="#SPDXRef-x"><spdx:name>x</spdx:name>
        <spdx:licenseDeclared rdf:nodeID="loop"/></spdx:Package>
      <spdx:ConjunctiveLicenseSet rdf:nodeID="loop">
        <spdx:member rdf:nodeID="loop"/><spdx:member rdf:nodeID="loop"/>
      </spdx:ConjunctiveLicenseSet>`);
    assert.equal(line(text, only(text).license), "absent");
  });
});
