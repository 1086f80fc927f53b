import assert from "node:assert/strict";
import type { Component, Sbom } from "../../lib/model/sbom.ts";
import type { Span } from "../../lib/model/span.ts";
import type { Stated } from "../../lib/model/stated.ts";
import { parseJson } from "../../lib/parse/json.ts";
import { parseXml } from "../../lib/parse/xml.ts";
import { readCycloneDx } from "../../lib/read/sbom/readCycloneDx.ts";
import { readCycloneDxXml } from "../../lib/read/sbom/readCycloneDxXml.ts";
import { readCycloneDxXmlVex } from "../../lib/read/vex/readCycloneDxXmlVex.ts";
import { sbomValues, vulnerabilityValues } from "./modelValues.ts";

const PUMP = `<?xml version="1.0" encoding="UTF-8"?>
<bom xmlns="http://cyclonedx.org/schema/bom/1.6" serialNumber="urn:uuid:3e671687-395b-41f5-a30f-a58921a69b79" version="1">
  <metadata>
    <timestamp>2026-05-04T09:30:00Z</timestamp>
    <tools><components><component type="application"><name>cdxgen</name><version>11.2.0</version></component></components></tools>
    <authors><author><name/></author><author><name>Ines Calder</name></author></authors>
    <component type="Device" bom-ref="pump">
      <name>Meridian IV</name>
      <version>3.2.0</version>
      <components><component type="firmware"><name>motor-firmware</name><version>1.1</version></component></components>
    </component>
  </metadata>
  <components>
    <component type="library" bom-ref="openssl">
      <supplier><name>OpenSSL Software Foundation</name></supplier>
      <group>org.openssl</group>
      <name>openssl</name>
      <version>3.0.13</version>
      <hashes><hash alg="SHA-256">ab12</hash><hash alg="MD5"></hash></hashes>
      <licenses><license><id>Apache-2.0</id></license></licenses>
      <cpe>cpe:2.3:a:openssl:openssl:3.0.13:*:*:*:*:*:*:*</cpe>
      <purl>pkg:generic/openssl@3.0.13?a=1&amp;b=2</purl>
      <swid tagId="swid-openssl" name="openssl"/>
      <properties>
        <property name="cdx:fda:level-of-support">actively maintained</property>
        <property name="cdx:lifecycle:milestone:endOfSupport">2031-09-07</property>
      </properties>
      <components>
        <component type="library"><name>libcrypto</name>
          <components><component type="library"><name>aes</name></component><component type="library"><name>sha</name></component></components>
        </component>
        <component type="library"><name>libssl</name></component>
      </components>
    </component>
    <component type="operating-system" bom-ref="rtos">
      <supplier/>
      <publisher>Zephyr Project</publisher>
      <name>Zephyr</name>
      <version></version>
      <licenses><license><name>Zephyr License</name></license><expression>MIT OR ISC</expression></licenses>
    </component>
  </components>
  <services><service bom-ref="update-service"><name>Update</name></service></services>
  <dependencies>
    <dependency ref="pump"><dependency ref="openssl"/><dependency ref="rtos"/></dependency>
    <dependency ref="rtos"/>
  </dependencies>
  <compositions>
    <composition><aggregate>complete</aggregate><assemblies><assembly ref="openssl"/></assemblies></composition>
    <composition><aggregate>incomplete_third_party_only</aggregate><dependencies><dependency ref="pump"/></dependencies></composition>
  </compositions>
  <vulnerabilities>
    <vulnerability bom-ref="v1">
      <id>CVE-2026-1234</id>
      <recommendation>Update to 3.0.14.</recommendation>
      <analysis>
        <state>not_affected</state>
        <justification>code_not_reachable</justification>
        <responses><response>update</response><response>will_not_fix</response></responses>
        <detail>The pump never parses certificates.</detail>
      </analysis>
      <affects><target><ref>openssl</ref></target><target><ref>rtos</ref></target></affects>
      <properties><property name="calder:safety-impact">none</property></properties>
    </vulnerability>
  </vulnerabilities>
</bom>
`;

/** The same SBOM in JSON. */
const PUMP_JSON = JSON.stringify({
  bomFormat: "CycloneDX",
  specVersion: "1.6",
  metadata: {
    timestamp: "2026-05-04T09:30:00Z",
    tools: { components: [{ type: "application", name: "cdxgen", version: "11.2.0" }] },
    authors: [{ name: "" }, { name: "Ines Calder" }],
    component: {
      type: "Device",
      "bom-ref": "pump",
      name: "Meridian IV",
      version: "3.2.0",
      components: [{ type: "firmware", name: "motor-firmware", version: "1.1" }],
    },
  },
  components: [
    {
      type: "library",
      "bom-ref": "openssl",
      supplier: { name: "OpenSSL Software Foundation" },
      group: "org.openssl",
      name: "openssl",
      version: "3.0.13",
      hashes: [
        { alg: "SHA-256", content: "ab12" },
        { alg: "MD5", content: "" },
      ],
      licenses: [{ license: { id: "Apache-2.0" } }],
      cpe: "cpe:2.3:a:openssl:openssl:3.0.13:*:*:*:*:*:*:*",
      purl: "pkg:generic/openssl@3.0.13?a=1&b=2",
      swid: { tagId: "swid-openssl", name: "openssl" },
      properties: [
        { name: "cdx:fda:level-of-support", value: "actively maintained" },
        { name: "cdx:lifecycle:milestone:endOfSupport", value: "2031-09-07" },
      ],
      components: [
        {
          type: "library",
          name: "libcrypto",
          components: [
            { type: "library", name: "aes" },
            { type: "library", name: "sha" },
          ],
        },
        { type: "library", name: "libssl" },
      ],
    },
    {
      type: "operating-system",
      "bom-ref": "rtos",
      supplier: {},
      publisher: "Zephyr Project",
      name: "Zephyr",
      version: "",
      licenses: [{ license: { name: "Zephyr License" } }, { expression: "MIT OR ISC" }],
    },
  ],
  services: [{ "bom-ref": "update-service", name: "Update" }],
  dependencies: [{ ref: "pump", dependsOn: ["openssl", "rtos"] }, { ref: "rtos" }],
  compositions: [
    { aggregate: "complete", assemblies: ["openssl"] },
    { aggregate: "incomplete_third_party_only", dependencies: ["pump"] },
  ],
  vulnerabilities: [
    {
      "bom-ref": "v1",
      id: "CVE-2026-1234",
      recommendation: "Update to 3.0.14.",
      analysis: {
        state: "not_affected",
        justification: "code_not_reachable",
        response: ["update", "will_not_fix"],
        detail: "The pump never parses certificates.",
      },
      affects: [{ ref: "openssl" }, { ref: "rtos" }],
      properties: [{ name: "calder:safety-impact", value: "none" }],
    },
  ],
});

function read(text: string): Sbom {
  const xml = parseXml(text);
  assert.deepEqual(xml.problems, []);
  return readCycloneDxXml(xml);
}

function covered(text: string, span: Span): string {
  return text.slice(span.start, span.end);
}

/** A stated fact as one line: what it says, the text that it covers, and the encoding. */
function line(text: string, stated: Stated<string>): string {
  if (stated.state === "absent") return "absent";
  const place = `⟦${covered(text, stated.span)}⟧`;
  if (stated.state === "unknown") return `unknown ${place}`;
  return `${stated.value} ${place}${stated.via ? ` via ${stated.via}` : ""}`;
}

/** An SBOM with this inside `bom`. */
function bom(inside: string, version = "1.6"): string {
  return `<bom xmlns="http://cyclonedx.org/schema/bom/${version}">${inside}</bom>`;
}

/** The only component of a file that consists of these elements. */
function component(inside: string): { text: string; one: Component } {
  const text = bom(`<components><component type="library">${inside}</component></components>`);
  const [one] = read(text).components;
  assert.ok(one);
  return { text, one };
}

describe("a CycloneDX SBOM in XML", () => {
  it("says what the same SBOM in JSON says", () => {
    assert.deepEqual(sbomValues(read(PUMP)), sbomValues(readCycloneDx(parseJson(PUMP_JSON))));
  });

  it("gives the facts of a component at their places", () => {
    const one = [...read(PUMP).components].find((candidate) => candidate.type === "library");
    assert.ok(one);
    assert.equal(line(PUMP, one.id), "openssl ⟦openssl⟧");
    assert.equal(PUMP.slice(0, one.id.state === "given" ? one.id.span.start : 0).endsWith('bom-ref="'), true);
    assert.equal(line(PUMP, one.name), "org.openssl/openssl ⟦openssl⟧");
    assert.equal(line(PUMP, one.version), "3.0.13 ⟦3.0.13⟧");
    assert.equal(line(PUMP, one.supplier), "OpenSSL Software Foundation ⟦OpenSSL Software Foundation⟧ via supplier");
    assert.equal(line(PUMP, one.purl), "pkg:generic/openssl@3.0.13?a=1&b=2 ⟦pkg:generic/openssl@3.0.13?a=1&amp;b=2⟧");
    assert.equal(line(PUMP, one.swid), "swid-openssl ⟦swid-openssl⟧");
    assert.equal(line(PUMP, one.license), "Apache-2.0 ⟦Apache-2.0⟧ via license id");
    assert.equal(line(PUMP, one.support.end), "2031-09-07 ⟦2031-09-07⟧ via cdx:lifecycle:milestone:endOfSupport");
    assert.ok(one.hashes.state === "given");
    assert.deepEqual(
      one.hashes.value.map((hash) => [hash.algorithm, hash.content, covered(PUMP, hash.span)]),
      [["SHA-256", "ab12", "ab12"]],
    );
    assert.match(
      covered(PUMP, one.span),
      /^<component type="library" bom-ref="openssl">[\s\S]+libssl[\s\S]+<\/component>$/,
    );
  });

  it("gives the edges of its graph at their places", () => {
    const found = [...read(PUMP).dependencies].map(({ fromSpan, toSpan }) => [
      PUMP.slice(fromSpan.start - 5, fromSpan.end + 1),
      PUMP.slice(toSpan.start - 5, toSpan.end + 1),
    ]);
    assert.deepEqual(found, [
      ['ref="pump"', 'ref="openssl"'],
      ['ref="pump"', 'ref="rtos"'],
    ]);
  });

  it("shows what is missing from it on the product's name, else on the namespace", () => {
    assert.equal(covered(PUMP, read(PUMP).anchor), "Meridian IV");
    const text = bom("<metadata/>");
    assert.equal(covered(text, read(text).anchor), "http://cyclonedx.org/schema/bom/1.6");
    const prefixed = `<c:bom xmlns:c="http://cyclonedx.org/schema/bom/1.4"><c:components><c:component><c:name>x</c:name></c:component></c:components></c:bom>`;
    assert.equal(covered(prefixed, read(prefixed).anchor), "http://cyclonedx.org/schema/bom/1.4");
    assert.equal(read(prefixed).version, "1.4");
    assert.equal([...read(prefixed).components].length, 1);
  });

  it("shows what is missing from a component on its name, else on the opening token", () => {
    const named = component("<name>zlib</name>");
    assert.equal(covered(named.text, named.one.anchor), "zlib");
    for (const inside of ["<version>1</version>", "<name/>"]) {
      const { text, one } = component(inside);
      assert.equal(covered(text, one.anchor), "<component");
    }
  });

  it("takes stand-ins for no answer and covers them; an empty one as its whole element", () => {
    const { text, one } = component("<supplier/><name>x</name><version>NOASSERTION</version><purl> </purl>");
    assert.equal(line(text, one.version), "unknown ⟦NOASSERTION⟧");
    assert.equal(line(text, one.supplier), "unknown ⟦<supplier/>⟧");
    assert.equal(line(text, one.purl), "unknown ⟦<purl> </purl>⟧");
    assert.equal(line(text, one.cpe), "absent");
    assert.equal(line(text, one.id), "absent");
  });

  it("reads CDATA sections", () => {
    const { text, one } = component(
      "<name><![CDATA[stack-cors]]></name><licenses><license><id><![CDATA[MIT]]></id></license></licenses>",
    );
    assert.equal(line(text, one.name), "stack-cors ⟦stack-cors⟧");
    assert.equal(line(text, one.license), "MIT ⟦MIT⟧ via license id");
  });

  it("takes the elements of extensions for nothing of its own", () => {
    const { one } = component(`<x:name xmlns:x="urn:acme">Acme's name</x:name><name>zlib</name>`);
    assert.equal(one.name.state === "given" && one.name.value, "zlib");
  });

  it("reads the old list of tools", () => {
    const text = bom(
      "<metadata><tools><tool><vendor>v</vendor><name>syft</name><version>0.69.1</version></tool></tools></metadata>",
    );
    assert.deepEqual(
      read(text).tools.map((tool) => line(text, tool)),
      ["syft 0.69.1 ⟦syft⟧"],
    );
  });

  it("names its author by the organisation that made the BOM, not by the product's maker or the tool", () => {
    const maker = bom("<metadata><manufacturer><name>Calder Medical</name></manufacturer></metadata>");
    assert.equal(line(maker, read(maker).author), "Calder Medical ⟦Calder Medical⟧ via manufacturer");
    for (const other of ["<manufacture><name>X</name></manufacture>", "<supplier><name>X</name></supplier>"]) {
      assert.equal(read(bom(`<metadata>${other}</metadata>`)).author.state, "absent");
    }
  });

  it("follows entries of the graph that nest", () => {
    const text = bom(
      '<dependencies><dependency ref="a"><dependency ref="b"><dependency ref="c"/></dependency></dependency></dependencies>',
    );
    assert.deepEqual(
      [...read(text).dependencies].map(({ from, to }) => `${from} -> ${to}`),
      ["a -> b", "b -> c"],
    );
    assert.deepEqual([...read(text).graphEntries], ["a", "b"]);
  });

  it("reads the graph and the vulnerabilities of files from before they had a place of their own", () => {
    const text = `<bom xmlns="http://cyclonedx.org/schema/bom/1.1"
  xmlns:v="http://cyclonedx.org/schema/ext/vulnerability/1.0" xmlns:dg="http://cyclonedx.org/schema/ext/dependency-graph/1.0">
  <components><component type="library" bom-ref="a"><name>a</name><version>1</version>
    <v:vulnerabilities><v:vulnerability ref="a"><v:id>CVE-2018-7489</v:id>
      <v:recommendations><v:recommendation>Upgrade</v:recommendation></v:recommendations></v:vulnerability></v:vulnerabilities>
  </component></components>
  <dg:dependencies><dg:dependency ref="a"><dg:dependency ref="b"/></dg:dependency></dg:dependencies>
</bom>`;
    const sbom = read(text);
    assert.equal(sbom.version, "1.1");
    assert.deepEqual(
      [...sbom.dependencies].map(({ from, to }) => `${from} -> ${to}`),
      ["a -> b"],
    );
    const [one] = sbom.vulnerabilities;
    assert.ok(one);
    assert.equal(line(text, one.id), "CVE-2018-7489 ⟦CVE-2018-7489⟧");
    assert.equal(line(text, one.action), "Upgrade ⟦Upgrade⟧ via recommendation");
    assert.deepEqual(
      one.affects.map(({ ref }) => ref),
      ["a"],
    );
  });

  it("walks components that nest hundreds deep", () => {
    const depth = 900;
    const text = bom(
      `${"<components><component><name>x</name>".repeat(depth)}${"</component></components>".repeat(depth)}`,
    );
    assert.deepEqual([...read(text).components].map((one) => one.depth).slice(-1), [depth - 1]);
  });
});

describe("vulnerabilities of a CycloneDX file in XML", () => {
  it("stand at their places", () => {
    const [one] = readCycloneDxXmlVex(parseXml(PUMP)).vulnerabilities;
    assert.ok(one);
    assert.equal(line(PUMP, one.id), "CVE-2026-1234 ⟦CVE-2026-1234⟧");
    assert.equal(line(PUMP, one.state), "not affected ⟦not_affected⟧ via not_affected");
    assert.equal(line(PUMP, one.justification), "code_not_reachable ⟦code_not_reachable⟧");
    assert.equal(
      line(PUMP, one.action),
      "update, will_not_fix ⟦<responses><response>update</response><response>will_not_fix</response></responses>⟧ via response",
    );
    assert.deepEqual(
      one.affects.map(({ span }) => covered(PUMP, span)),
      ["openssl", "rtos"],
    );
    assert.deepEqual(
      one.properties.map(({ span }) => covered(PUMP, span)),
      ["none"],
    );
  });

  it("show what is missing on the id, else on the opening token", () => {
    const text = bom(
      "<vulnerabilities><vulnerability><analysis><state>huh</state></analysis></vulnerability></vulnerabilities>",
      "1.4",
    );
    const [one] = readCycloneDxXmlVex(parseXml(text)).vulnerabilities;
    assert.ok(one);
    assert.equal(covered(text, one.anchor), "<vulnerability");
    assert.equal(line(text, one.state), "unknown ⟦huh⟧");
    assert.equal(line(text, one.action), "absent");
  });

  it("take what is done from the response, else the recommendation, else the workaround", () => {
    const action = (inside: string) => {
      const text = bom(`<vulnerabilities><vulnerability>${inside}</vulnerability></vulnerabilities>`);
      const [one] = readCycloneDxXmlVex(parseXml(text)).vulnerabilities;
      assert.ok(one);
      return vulnerabilityValues(one);
    };
    const facts = (fact: string) => ({
      facts: ["absent", "absent", "absent", "absent", fact],
      affects: [],
      properties: [],
    });
    const advice = "<recommendation>r</recommendation><workaround>w</workaround>";
    const response = "<analysis><responses><response>update</response></responses></analysis>";
    assert.deepEqual(action(advice + response), facts('"update" via response'));
    assert.deepEqual(action(advice), facts('"r" via recommendation'));
    assert.deepEqual(action("<workaround>w</workaround>"), facts('"w" via workaround'));
  });
});
