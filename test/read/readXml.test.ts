import assert from "node:assert/strict";
import type { ReadFile } from "../../lib/model/readFile.ts";
import { parseSource } from "../../lib/read/parseSource.ts";
import { readParsed } from "../../lib/read/readParsed.ts";

function read(text: string): ReadFile {
  const source = {
    path: "file.xml",
    roles: [],
    named: true,
    text: () => Promise.resolve(text),
    sha256: () => Promise.resolve(""),
  };
  return readParsed(parseSource(source, text));
}

/** What a file turned out to be, in one line. */
function kindOf(text: string): string {
  const { kind, format, version, serialization, readable, models } = read(text);
  const what = models.map((model) => model.kind).join("+");
  return [kind, format, version, serialization, readable ? what : "not read"].join(" ");
}

function problems(text: string): string[] {
  return read(text).problems.map(({ message, span }) => `${text.slice(span.start, span.end)}: ${message}`);
}

function bom(inside: string, version = "1.6"): string {
  return `<?xml version="1.0"?>
<!-- <spdx> is not what this is -->
<bom xmlns="http://cyclonedx.org/schema/bom/${version}" serialNumber="urn:uuid:3e671687">${inside}</bom>`;
}

const COMPONENT = "<components><component type='library' bom-ref='a'><name>a</name></component></components>";

function vulnerability(ref: string, analysis = ""): string {
  return `<vulnerabilities><vulnerability><id>CVE-2026-1</id>${analysis}<affects><target><ref>${ref}</ref></target></affects></vulnerability></vulnerabilities>`;
}

const ANALYSIS = "<analysis><state>in_triage</state></analysis>";

describe("an XML file", () => {
  const kinds: readonly [title: string, text: string, expected: string][] = [
    ["with components is an SBOM", bom(COMPONENT), "sbom CycloneDX 1.6 xml sbom"],
    ["with nothing but metadata is an SBOM", bom("<metadata/>", "1.2"), "sbom CycloneDX 1.2 xml sbom"],
    [
      "with vulnerabilities beside components is an SBOM",
      bom(COMPONENT + vulnerability("a")),
      "sbom CycloneDX 1.6 xml sbom",
    ],
    [
      "that judges the vulnerabilities of its components is an SBOM and a VEX",
      bom(COMPONENT + vulnerability("a", ANALYSIS)),
      "sbom CycloneDX 1.6 xml sbom+vex",
    ],
    ["with vulnerabilities alone is a VEX", bom(vulnerability("pkg:npm/a@1")), "vex CycloneDX 1.6 xml vex"],
    [
      "with vulnerabilities of another document's components is a VEX",
      bom(COMPONENT + vulnerability("urn:cdx:b0a1c2d3/1#a")),
      "vex CycloneDX 1.6 xml vex",
    ],
    [
      "with a prefix is the same",
      '<c:bom xmlns:c="http://cyclonedx.org/schema/bom/1.5"><c:components><c:component/></c:components></c:bom>',
      "sbom CycloneDX 1.5 xml sbom",
    ],
    [
      "with SPDX names is an SPDX SBOM",
      "<Document><spdxVersion>SPDX-2.3</spdxVersion></Document>",
      "sbom SPDX 2.3 xml sbom",
    ],
    [
      "with SPDX terms is an SPDX SBOM in RDF",
      `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://spdx.org/rdf/terms#">
        <SpdxDocument rdf:about="#SPDXRef-DOCUMENT"><specVersion>SPDX-2.2</specVersion></SpdxDocument></rdf:RDF>`,
      "sbom SPDX 2.2 rdf sbom",
    ],
    [
      "of the Microsoft Threat Modeling Tool is a threat model",
      '<ThreatModel xmlns="http://schemas.datacontract.org/2004/07/ThreatModeling.Model"/>',
      "threat-model Microsoft TMT  xml threat-model",
    ],
    ["of another kind is none of ours", "<html><body>CycloneDX</body></html>", "unknown HTML  xml not read"],
    ["with a broken tag is named, not read", bom("<components>"), "sbom CycloneDX 1.6 xml not read"],
  ];
  for (const [title, text, expected] of kinds) it(title, () => assert.equal(kindOf(text), expected));

  it("says at the place what is broken, and nothing else", () => {
    assert.deepEqual(problems(bom("<components>")), [
      "</bom>: `</bom>` stands where `</components>` should close the element that is open.",
    ]);
  });

  it("is read from the first version on, and from a newer one with a note on its namespace", () => {
    for (const version of ["1.0", "1.1", "1.7"]) assert.deepEqual(problems(bom(COMPONENT, version)), []);
    assert.deepEqual(problems(bom(COMPONENT, "1.8")), [
      "http://cyclonedx.org/schema/bom/1.8: CycloneDX 1.8 is not a version that Premarket knows; what it shares with 1.7 is read.",
    ]);
    assert.deepEqual(problems("<Document><spdxVersion>SPDX-2.4</spdxVersion></Document>"), [
      "SPDX-2.4: SPDX 2.4 is not a version that Premarket knows; what it shares with 2.3 is read.",
    ]);
  });

  it("is refused with a document type, however it is meant", () => {
    const bomb = `<!DOCTYPE bom [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>${bom("&b;").slice(22)}`;
    assert.match(problems(bomb).join(), /^<!DOCTYPE: Premarket does not read a file with a document type declaration/);
  });

  it("keeps the roles that were declared for it", () => {
    const text = bom(COMPONENT);
    const source = {
      path: "x",
      roles: ["other"],
      named: true,
      text: async () => text,
      sha256: async () => "",
    } as const;
    assert.deepEqual(readParsed(parseSource(source, text)).roles, ["other"]);
    assert.deepEqual(read(text).roles, ["sbom"]);
    assert.deepEqual(read(bom(COMPONENT + vulnerability("a", ANALYSIS))).roles, ["sbom", "vex"]);
  });
});
