import { equal, notEqual, ok } from "node:assert/strict";
import { sha256Maker } from "../../lib/assess/sha256.ts";
import { checkSubmission, type SourceFile } from "../../lib/index.ts";
import { scanChunks } from "../../lib/parse/scanChunks.ts";
import { jsonReport } from "../../lib/report/json.ts";
import { memoryChunks } from "./memoryChunks.ts";

/** Odd sizes cut everything that can be cut somewhere: characters, surrogate pairs, escapes, line ends, keys, numbers. */
const BLOCKS = [16, 17, 19, 23, 61, 256, 4099];

const COMPONENTS = Array.from({ length: 40 }, (_, i) => ({
  type: "library",
  "bom-ref": `ref-${i % 37}`,
  ...(i % 3 > 0 && { supplier: { name: ["Müller & Söhne", "東京医療機器", "𝕎𝕙𝕠 🏥", 'a "quoted" \\ name'][i % 4] } }),
  name: `läib-🏥-${i}`,
  // Runs of backslashes, odd and even once written, that end at a quote anywhere in the steps of the scan.
  description: `${"\\".repeat(i)}"${"é".repeat(i % 5)}${"\\".repeat(i * 3)}`,
  ...(i % 5 > 0 && { version: i % 7 === 0 ? "latest" : `1.${i}.0` }),
  ...(i % 4 > 0 && { hashes: [{ alg: i % 8 === 1 ? "MD5" : "SHA-256", content: "ab".repeat(32) }] }),
  ...(i === 11 && { components: [{ type: "library", name: "inner\u2028", version: "" }] }),
  ...(i % 6 > 0 && { purl: `pkg:npm/lib-${i}@1.${i}.0` }),
  properties: [{ name: "cdx:lifecycle:milestone:endOfSupport", value: i % 2 ? "2024-01-01" : "soon 🕰" }],
}));
const DEPENDENCIES = [
  { ref: "root", dependsOn: ["ref-0", "ref-1", "nowhere-é"] },
  ...COMPONENTS.map(({ "bom-ref": ref }, i) => ({ ref, dependsOn: [`ref-${i + 1}`] })),
];
const CYCLONEDX = {
  bomFormat: "CycloneDX",
  specVersion: "1.6",
  metadata: { timestamp: "2031-01-15T10:00:00Z", component: { type: "device", "bom-ref": "root", name: "Pumpe 💉" } },
  components: COMPONENTS,
  services: [{ "bom-ref": "nowhere-é", name: "service" }],
  dependencies: DEPENDENCIES,
  vulnerabilities: [
    { id: "CVE-2024-1", analysis: { state: "not_affected" }, affects: [{ ref: "ref-3" }] },
    { id: "CVE-2024-2", analysis: { state: "exploitable", detail: "ä\\" }, affects: [{ ref: "gone" }] },
  ],
  compositions: [{ aggregate: "incomplete", dependencies: ["root"] }],
};
const SPDX = {
  spdxVersion: "SPDX-2.3",
  SPDXID: "SPDXRef-DOCUMENT",
  name: "Pumpe",
  creationInfo: { created: "2026-01-15T10:00:00Z", creators: ["Organization: Bäumler", "Tool: x"] },
  packages: COMPONENTS.map((one, i) => ({
    SPDXID: `SPDXRef-${i}`,
    name: one.name,
    versionInfo: i % 9 === 0 ? "NOASSERTION" : `1.${i}`,
    supplier: i % 3 === 0 ? "NOASSERTION" : "Organization: Müller 🏥",
    externalRefs: [
      { referenceCategory: "PACKAGE-MANAGER", referenceType: "purl", referenceLocator: `pkg:npm/a@2.${i}` },
    ],
    annotations: [{ comment: "supportLevel=active\nsupportEnd=2024-02-02" }],
  })),
  relationships: [
    { spdxElementId: "SPDXRef-DOCUMENT", relationshipType: "DESCRIBES", relatedSpdxElement: "SPDXRef-7" },
    ...COMPONENTS.map((_, i) => ({
      spdxElementId: `SPDXRef-${i}`,
      relationshipType: "DEPENDS_ON",
      relatedSpdxElement: `SPDXRef-${i + 1}`,
    })),
    { spdxElementId: "SPDXRef-7", relationshipType: "CONTAINS", relatedSpdxElement: "NOASSERTION" },
  ],
};

/** Each has to be walked in chunks, and give what it gives as one text. */
const SOUND: Readonly<Record<string, string>> = {
  "a printed CycloneDX file": JSON.stringify(CYCLONEDX, undefined, 2),
  "one on a single line": JSON.stringify(CYCLONEDX),
  "one with carriage returns": JSON.stringify(CYCLONEDX, undefined, "\t").replaceAll("\n", "\r\n"),
  "one with a byte-order mark": `\ufeff${JSON.stringify(CYCLONEDX, undefined, 1)}\n`,
  "one whose members stand the other way round": JSON.stringify(
    Object.fromEntries(Object.entries(CYCLONEDX).reverse()),
    undefined,
    2,
  ),
  "one with escapes in keys and values": JSON.stringify(CYCLONEDX, undefined, 3).replaceAll("n", "\\u006e"),
  "one with members that stand twice": JSON.stringify(CYCLONEDX, undefined, 2).replace(
    '"components"',
    '"components": [{"name": "early"}, 5, "text", null, [1]],\n"serialNumber": "urn:x",\n "components"',
  ),
  "one with members of every other kind": JSON.stringify({
    version: -1.5e3,
    nothing: null,
    yes: true,
    list: [],
    object: {},
    numbers: [1, "two", null, [3]],
    ...CYCLONEDX,
  }),
  "one with lists that are none": JSON.stringify({ ...CYCLONEDX, dependencies: { a: [1] }, compositions: "none" }),
  "one without components": JSON.stringify(
    { bomFormat: "CycloneDX", specVersion: "1.5", components: [] },
    undefined,
    2,
  ),
  "one with a broken number among its members": JSON.stringify({ ...CYCLONEDX, version: 1 }).replace(
    '"version":1}',
    '"version":01}',
  ),
  "a printed SPDX file": JSON.stringify(SPDX, undefined, 2),
  "an SPDX file on a single line": JSON.stringify(SPDX),
  "an SPDX file whose relationships come first": JSON.stringify(
    Object.fromEntries(Object.entries(SPDX).reverse()),
    undefined,
    4,
  ),
};

const PRINTED = JSON.stringify(CYCLONEDX, undefined, 2);

/** So long that it is walked element by element as one text too: what is broken inside an element shows on the way. */
const PADDING = " ".repeat(4_000_000);
const BROKEN: Readonly<Record<string, string>> = {
  "in a printed file": PRINTED.replace('"läib-🏥-20",', '"läib-🏥-20"'),
  "on a single line": JSON.stringify(CYCLONEDX).replace('"version":"1.21.0"', '"version":1.21.0'),
  "in an SPDX file": JSON.stringify(SPDX, undefined, 2).replace('"SPDXRef-3"', "SPDXRef-3"),
};

/** Each is out of the ordinary: it is taken as one text, with the same words about what is wrong. */
const ODD: Readonly<Record<string, string | Uint8Array>> = {
  "a truncated file": PRINTED.slice(0, 5000),
  "one that ends in a string": PRINTED.slice(0, PRINTED.indexOf("Söhne") + 1),
  "text behind the end": `${PRINTED}\n{}`,
  "a bracket too many": PRINTED.replace('"services"', ']"services"'),
  "a comma too many": PRINTED.replace('"services"', ',"services"'),
  "a line break in a string": PRINTED.replace("läib-🏥-20", "läib\n20"),
  "a lone carriage return": PRINTED.replace("\n", "\r"),
  "a letter outside of strings": PRINTED.replace('"läib-🏥-20"', "é"),
  "a key with a broken escape": PRINTED.replace('"services"', '"serv\\ices"'),
  "more nesting than anybody needs": `{"bomFormat":"CycloneDX","components":[${"[".repeat(600)}${"]".repeat(600)}]}`,
  "a list": JSON.stringify([CYCLONEDX]),
  "bytes that are no UTF-8": Buffer.from(PRINTED.replace("läib-🏥-20", "l\u00e4ib"), "latin1"),
  nothing: "",
  "a lone bracket": "{",
};

function file(bytes: Uint8Array, blockSize?: number): SourceFile {
  const text = new TextDecoder().decode(bytes);
  return {
    path: "sbom.json",
    roles: [],
    named: true,
    text: async () => text,
    sha256: async () => sha256Maker()(text),
    ...(blockSize !== undefined && { chunks: async () => memoryChunks(bytes, blockSize) }),
  };
}

async function report(source: SourceFile): Promise<string> {
  return jsonReport(await checkSubmission([source], { today: "2026-11-01" }));
}

async function assertSame(bytes: Uint8Array, blocks: readonly number[] = BLOCKS): Promise<void> {
  const whole = await report(file(bytes));
  for (const block of blocks) equal(await report(file(bytes, block)), whole, `in blocks of ${block} bytes`);
}

describe("a huge JSON file that is read in chunks", () => {
  for (const [name, text] of Object.entries(SOUND)) {
    it(`gives what it gives as one text: ${name}`, async () => {
      const bytes = new TextEncoder().encode(text);
      notEqual(scanChunks(memoryChunks(bytes, 64)), undefined, "it is read in chunks");
      await assertSame(bytes);
    });
  }

  for (const [name, text] of Object.entries(ODD)) {
    it(`is taken as one text where it is out of the ordinary: ${name}`, async () => {
      const bytes = typeof text === "string" ? new TextEncoder().encode(text) : text;
      equal(scanChunks(memoryChunks(bytes, 64)), undefined, "it is not read in chunks");
      await assertSame(bytes);
    });
  }

  for (const [where, text] of Object.entries(BROKEN)) {
    it(`has a broken element shown as it is in one text: ${where}`, async () => {
      await assertSame(new TextEncoder().encode(text + PADDING), [4099, 1 << 18]);
    });
  }

  it("has findings to compare", async () => {
    const found = JSON.parse(await report(file(new TextEncoder().encode(PRINTED), 64))).findings;
    ok(found.length > 40, String(found.length));
  });
});
