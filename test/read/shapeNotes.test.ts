import assert from "node:assert/strict";
import { checkSubmission } from "../../lib/assess/checkSubmission.ts";
import { EXAMPLE_DAY, fileOf } from "../guidance/caseRun.ts";

/** The notes about a file, each with the text that it stands on. */
async function notes(text: string): Promise<string[]> {
  const { notes: found, troubles } = await checkSubmission([fileOf("bom", text)], { today: EXAMPLE_DAY });
  assert.deepEqual(troubles, []);
  return found.map(({ message, span }) => `${span ? text.slice(span.start, span.end) : "?"} | ${message}`);
}

const cycloneDx = (...components: readonly unknown[]) =>
  JSON.stringify({ bomFormat: "CycloneDX", specVersion: "1.6", components });

const spdx = (part: object) =>
  JSON.stringify({
    spdxVersion: "SPDX-2.3",
    SPDXID: "SPDXRef-DOCUMENT",
    packages: [{ SPDXID: "SPDXRef-a", name: "a", ...part }],
    relationships: [],
  });

describe("notes about the shape of an SBOM", () => {
  const cases: readonly (readonly [what: string, text: string, expected: readonly string[]])[] = [
    ["nothing for a sound component", cycloneDx({ type: "library", name: "a", version: "1" }), []],
    [
      "a version that is a number",
      cycloneDx({ type: "library", name: "a", version: 1.1 }),
      ["1.1 | `version` is a number here and not a text, so other tools refuse the file; put it in quotes."],
    ],
    [
      "a name that is a list",
      cycloneDx({ type: "library", name: ["a"] }),
      ["[ | `name` is a list here and not a text, so it is not read; write a text."],
    ],
    [
      "a supplier that is a text",
      cycloneDx({ type: "library", name: "a", supplier: "Acme" }),
      ["Acme | `supplier` is a text here and not an object with a `name`, so other tools refuse the file."],
    ],
    [
      "hashes that are no list",
      cycloneDx({ type: "library", name: "a", hashes: { "SHA-256": "ab" } }),
      ["{ | `hashes` is not a list here, so nothing in it is read; write a list in square brackets."],
    ],
    [
      "a component that is a text",
      cycloneDx("zlib"),
      ["zlib | An entry of `components` is no object in braces, so it is not read."],
    ],
    [
      "a type that CycloneDX does not know",
      cycloneDx({ type: "libary", name: "a" }),
      [
        "libary | `libary` is no component type of CycloneDX, so the component is treated as software; perhaps `library` is meant.",
      ],
    ],
    [
      "one deep inside another",
      cycloneDx({ type: "library", name: "a", components: [{ type: "library", name: "b", version: null }] }),
      ["null | `version` is null here, so other tools refuse the file; write a text or leave it out."],
    ],
    [
      "a hash algorithm that CycloneDX does not know, whatever its spelling",
      cycloneDx({
        type: "library",
        name: "a",
        hashes: [
          { alg: "sha256", content: "ab" },
          { alg: "CRC32", content: "ab" },
        ],
      }),
      ["CRC32 | `CRC32` is no hash algorithm of CycloneDX, so hashes of it are not judged."],
    ],
    [
      "an SPDX package without an id",
      spdx({ SPDXID: undefined }),
      ["{ | The package has no `SPDXID`, so no relationship can lead to it."],
    ],
    [
      "an SPDX purpose that is none",
      spdx({ primaryPackagePurpose: "OPERATING_SYSTEMS" }),
      [
        "OPERATING_SYSTEMS | `OPERATING_SYSTEMS` is no package purpose of SPDX, so the package is treated as software; perhaps `OPERATING-SYSTEM` is meant.",
      ],
    ],
  ];
  for (const [what, text, expected] of cases) it(what, async () => assert.deepEqual(await notes(text), expected));

  it("a relationship of a kind that SPDX does not know, in every syntax", async () => {
    const said = (place: string) =>
      `${place} | \`DEPEND_ON\` is no relationship type of SPDX 2, so it counts neither as a dependency nor as a part; perhaps \`DEPENDS_ON\` is meant.`;
    const tags = "SPDXVersion: SPDX-2.3\nSPDXID: SPDXRef-DOCUMENT\nPackageName: a\nSPDXID: SPDXRef-a\n";
    assert.deepEqual(await notes(`${tags}Relationship: SPDXRef-a DEPEND_ON SPDXRef-b\n`), [
      said("SPDXRef-a DEPEND_ON SPDXRef-b"),
    ]);
    const yaml = `spdxVersion: SPDX-2.3\nSPDXID: SPDXRef-DOCUMENT\npackages:\n  - SPDXID: SPDXRef-a\n    name: a\n`;
    const relationship = "{ spdxElementId: SPDXRef-a, relationshipType: DEPEND_ON, relatedSpdxElement: SPDXRef-b }";
    assert.deepEqual(await notes(`${yaml}relationships:\n  - ${relationship}\n`), [said("DEPEND_ON")]);
    const xml = `<Document><spdxVersion>SPDX-2.3</spdxVersion><packages><SPDXID>SPDXRef-a</SPDXID><name>a</name></packages>
<relationships><spdxElementId>SPDXRef-a</spdxElementId><relationshipType>DEPEND_ON</relationshipType><relatedSpdxElement>SPDXRef-b</relatedSpdxElement></relationships></Document>`;
    assert.deepEqual(await notes(xml), [said("DEPEND_ON")]);
  });

  it("a type in CycloneDX XML", async () => {
    const xml = `<bom xmlns="http://cyclonedx.org/schema/bom/1.6"><components><component type="module"><name>a</name></component></components></bom>`;
    assert.deepEqual(await notes(xml), [
      "module | `module` is no component type of CycloneDX, so the component is treated as software.",
    ]);
  });

  it("are one for each kind, with a count", async () => {
    const parts = Array.from({ length: 500 }, (_, at) => ({ type: "library", name: `a-${at}`, version: at }));
    assert.deepEqual(await notes(cycloneDx(...parts)), [
      "0 | `version` is a number here and not a text, so other tools refuse the file; put it in quotes. The same stands at 499 more places.",
    ]);
  });

  it("are few in a file whose every word is another one", async () => {
    const parts = Array.from({ length: 500 }, (_, at) => ({ type: `kind-${at}`, name: `a-${at}` }));
    assert.equal((await notes(cycloneDx(...parts))).length, 30);
  });

  it("never show what SPDX 3's schema would say", async () => {
    const text = JSON.stringify({
      "@context": "https://spdx.org/rdf/3.0.1/spdx-context.jsonld",
      "@graph": [{ type: "software_Package", spdxId: "urn:a", name: 7, software_packageVersion: ["1"] }],
    });
    assert.deepEqual(await notes(text), []);
  });
});
