import assert from "node:assert/strict";
import type { Component, Sbom } from "../../lib/model/sbom.ts";
import { parseTagValue } from "../../lib/parse/tagValue.ts";
import { readSpdx2 } from "../../lib/read/sbom/readSpdx2.ts";
import { tagValueSource } from "../../lib/read/sbom/tagValueSource.ts";
import { covered, line, PUMP_TAGS, said } from "./spdxPump.ts";

function read(text: string): Sbom {
  return readSpdx2(tagValueSource(parseTagValue(text)), "tag-value");
}

function component(text: string, i: number): Component {
  const found = [...read(text).components][i];
  assert.ok(found);
  return found;
}

/** Name, id and version of each package. */
function packages(text: string): string[][] {
  return Array.from(read(text).components, ({ name, id, version }) =>
    [name, id, version].map((stated) => (stated.state === "given" ? stated.value : stated.state)),
  );
}

describe("an SPDX 2 tag-value file", () => {
  it("says who wrote it, when, with what and about what", () => {
    const sbom = read(PUMP_TAGS);
    assert.equal(sbom.version, "2.3");
    assert.equal(sbom.serialization, "tag-value");
    const agent = "Organization: Calder Medical (sbom@calder.example)";
    assert.equal(line(PUMP_TAGS, sbom.author), `Calder Medical ⟦${agent}⟧`);
    assert.equal(line(PUMP_TAGS, sbom.timestamp), "2026-05-04T09:30:00Z ⟦2026-05-04T09:30:00Z⟧");
    assert.deepEqual(
      sbom.tools.map((tool) => line(PUMP_TAGS, tool)),
      ["syft-1.14.0 ⟦Tool: syft-1.14.0⟧"],
    );
    assert.equal(covered(PUMP_TAGS, sbom.anchor), "Meridian IV");
  });

  it("gives the facts of a package at their places", () => {
    const openssl = component(PUMP_TAGS, 1);
    assert.equal(covered(PUMP_TAGS, openssl.anchor), "openssl");
    assert.equal(line(PUMP_TAGS, openssl.id), "SPDXRef-openssl ⟦SPDXRef-openssl⟧");
    const supplier = "Organization: OpenSSL Software Foundation ()";
    assert.equal(line(PUMP_TAGS, openssl.supplier), `OpenSSL Software Foundation ⟦${supplier}⟧`);
    assert.equal(line(PUMP_TAGS, openssl.purl), "pkg:generic/openssl@3.10 ⟦pkg:generic/openssl@3.10⟧");
    const cpe = "cpe:2.3:a:openssl:openssl:3.10:*:*:*:*:*:*:*";
    assert.equal(line(PUMP_TAGS, openssl.cpe), `${cpe} ⟦${cpe}⟧`);
    assert.equal(line(PUMP_TAGS, openssl.support.level), "actively maintained ⟦actively maintained⟧");
    assert.equal(line(PUMP_TAGS, openssl.support.end), "2030-09-07 ⟦2030-09-07⟧");
    assert.equal(line(PUMP_TAGS, openssl.support.justification), 'vendor "contract" ⟦vendor "contract"⟧');
    assert.ok(openssl.hashes.state === "given");
    assert.equal(covered(PUMP_TAGS, openssl.hashes.span), "SHA1: aa01\nPackageChecksum: SHA256: ab12");
    assert.deepEqual(
      openssl.hashes.value.map(({ span }) => covered(PUMP_TAGS, span)),
      ["aa01", "ab12"],
    );
    assert.equal(line(PUMP_TAGS, component(PUMP_TAGS, 2).version), "unknown ⟦NOASSERTION⟧");
  });

  it("covers a package from its name to its last field, whatever stands between", () => {
    const { start, end } = component(PUMP_TAGS, 1).span;
    const text = PUMP_TAGS.slice(start, end);
    assert.ok(text.startsWith("PackageName: openssl\n"));
    assert.ok(text.endsWith("end-of-support: 2030-09-07</text>"));
  });

  it("shows an empty value at its tag", () => {
    const gone = component(PUMP_TAGS, 3);
    assert.equal(line(PUMP_TAGS, gone.version), "unknown ⟦PackageVersion⟧");
    assert.equal(line(PUMP_TAGS, gone.supplier), "unknown ⟦Organization:⟧");
    const text = "PackageName:\nSPDXID: SPDXRef-a\n";
    assert.equal(covered(text, component(text, 0).anchor), "PackageName");
    assert.equal(line(text, component(text, 0).name), "unknown ⟦PackageName⟧");
  });

  it("gives the edges of its graph at both ends", () => {
    assert.deepEqual(
      Array.from(read(PUMP_TAGS).dependencies, ({ fromSpan, toSpan }) => [
        covered(PUMP_TAGS, fromSpan),
        covered(PUMP_TAGS, toSpan),
      ]),
      [
        ["SPDXRef-pump", "SPDXRef-openssl"],
        ["SPDXRef-pump", "SPDXRef-zephyr"],
      ],
    );
    assert.equal(line(PUMP_TAGS, read(PUMP_TAGS).completeness), "unknown ⟦NOASSERTION⟧");
  });

  it("tells ends apart that look alike", () => {
    const text = "Relationship: SPDXRef-a  CONTAINS\tSPDXRef-aa trailing words\nRelationship: SPDXRef-a CONTAINS\n";
    const edges = [...read(text).dependencies];
    assert.equal(edges.length, 1);
    const [one] = edges;
    assert.ok(one);
    assert.deepEqual([one.from, one.to], ["SPDXRef-a", "SPDXRef-aa"]);
    assert.equal(one.toSpan.start, text.indexOf("SPDXRef-aa"));
    assert.equal(covered(text, one.toSpan), "SPDXRef-aa");
    assert.equal(one.fromSpan.start, text.indexOf("SPDXRef-a"));
  });

  it("ends a package where a file, a snippet or a license begins", () => {
    const text = `PackageName: zlib
SPDXID: SPDXRef-zlib
FileName: ./a.c
SPDXID: SPDXRef-file
LicenseConcluded: MIT
SnippetSPDXID: SPDXRef-snippet
LicenseID: LicenseRef-1
ExtractedText: <text>PackageName: not one
SPDXID: SPDXRef-not</text>
PackageName: curl
SPDXID: SPDXRef-curl
`;
    assert.deepEqual(packages(text), [
      ["zlib", "SPDXRef-zlib", "absent"],
      ["curl", "SPDXRef-curl", "absent"],
    ]);
    assert.deepEqual([...read(text).otherIds], ["SPDXRef-DOCUMENT", "SPDXRef-file", "SPDXRef-snippet"]);
  });

  it("reads packages whose name was left out, and those whose id stands before it", () => {
    const text = `SPDXVersion: SPDX-2.3
SPDXID: SPDXRef-DOCUMENT
SPDXID: SPDXRef-a
PackageVersion: 1
SPDXID: SPDXRef-b
PackageName: b
PackageVersion: 2
FileName: ./x
SPDXID: SPDXRef-x
PackageVersion: 3
`;
    assert.deepEqual(packages(text), [
      ["absent", "SPDXRef-a", "1"],
      ["b", "SPDXRef-b", "2"],
      ["absent", "absent", "3"],
    ]);
    assert.deepEqual(
      Array.from(read(text).components, ({ anchor }) => covered(text, anchor)),
      ["SPDXID", "b", "PackageVersion"],
    );
  });

  it("reads a file without its head, and with CRLF and a byte-order mark", () => {
    const text = `\ufeff${PUMP_TAGS.replaceAll("\n", "\r\n")}`;
    const crlf = read(text);
    assert.equal(covered(text, crlf.anchor), "Meridian IV");
    assert.deepEqual(JSON.parse(JSON.stringify(said(crlf))).components.length, 4);
    assert.equal(line(text, component(text, 1).support.end), "2030-09-07 ⟦2030-09-07⟧");
    const headless = "PackageName: zlib\nSPDXID: SPDXRef-zlib\n";
    assert.equal(read(headless).version, "");
    assert.equal(covered(headless, read(headless).anchor), "PackageName");
  });

  it("gives an annotation that names nothing to the package that it stands in", () => {
    const text = `PackageName: zlib
SPDXID: SPDXRef-zlib
Annotator: Person: A
AnnotationComment: <text>end-of-support: 2031-01-01</text>
PackageName: curl
`;
    assert.equal(line(text, component(text, 0).support.end), "2031-01-01 ⟦2031-01-01⟧");
    assert.equal(component(text, 1).support.end.state, "absent");
  });
});
