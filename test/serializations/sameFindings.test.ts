import assert from "node:assert/strict";
import { checkSubmission } from "../../lib/assess/checkSubmission.ts";
import { EXAMPLE_DAY, fileOf } from "../guidance/caseRun.ts";
import { cycloneDxJson, cycloneDxXml } from "./cycloneDxWriters.ts";
import { BARE_PUMP, PUMP, type SbomModel, seededSbom } from "./sbomModel.ts";
import { spdxJson, spdxRdf, spdxTagValue, spdxXml, spdxYaml } from "./spdxWriters.ts";

const SERIALIZATIONS: Readonly<Record<string, (sbom: SbomModel) => string>> = {
  "CycloneDX JSON": cycloneDxJson,
  "CycloneDX XML": cycloneDxXml,
  "SPDX JSON": spdxJson,
  "SPDX YAML": spdxYaml,
  "SPDX tag-value": spdxTagValue,
  "SPDX XML": spdxXml,
  "SPDX RDF": spdxRdf,
};

const MODELS: Readonly<Record<string, SbomModel>> = {
  "a pump with one gap of each kind": PUMP,
  "a pump without author, time and graph": BARE_PUMP,
  "300 components with strewn gaps": seededSbom(1, 300),
};

describe("one SBOM in seven serialisations", () => {
  for (const [name, model] of Object.entries(MODELS)) {
    describe(name, () => {
      let expected: readonly string[];
      before(async () => {
        expected = await told(cycloneDxJson(model));
      });

      it("has findings", () => assert.ok(expected.length > 5, expected.join("\n")));

      for (const [serialization, write] of Object.entries(SERIALIZATIONS)) {
        it(`${serialization}: the same findings on the same words`, async () => {
          assert.deepEqual(await told(write(model)), expected);
        });
      }
    });
  }

  it("has gaps of many kinds to compare", async () => {
    const requirements = new Set((await told(cycloneDxJson(PUMP))).map((line) => line.split(" | ")[0]));
    for (const id of KINDS) assert.ok(requirements.has(id), `nothing is found for ${id}`);
  });
});

/** Requirements that the small SBOM does not meet, one for each way in which a value can be missing or wrong. */
const KINDS = [
  "ntia-supplier-name",
  "ntia-component-version",
  "ntia-exact-version",
  "ntia-purl-valid",
  "ntia-purl-agrees",
  "ntia-cpe-valid",
  "ntia-hash-length",
  "ntia-reachable",
  "premarket-sbom-support-level",
  "premarket-sbom-end-of-support",
  "premarket-sbom-end-of-support-date",
];

/** One line for each finding, without its place but with the words that stand there. */
async function told(text: string): Promise<string[]> {
  const options = { today: EXAMPLE_DAY, asOf: EXAMPLE_DAY };
  const { findings, troubles, notes } = await checkSubmission([fileOf("pump.sbom", text, ["sbom"])], options);
  assert.deepEqual([...troubles, ...notes], []);
  const lines = findings.map(({ requirement, subject, message, severity, span }) =>
    [requirement.id, severity, subject, plain(message), covered(text.slice(span.start, span.end))].join(" | "),
  );
  return lines.sort();
}

/** The formats spell the names of hash algorithms differently, and a message has them as the file does. */
function plain(message: string): string {
  return message.replace(/SHA(\d)/, "SHA-$1");
}

/** Words as they are read: XML writes some characters as entities, and an empty value is shown with what stands around it. */
function covered(words: string): string {
  if (/^(?:""|''|<(\S+)><\/\1>|Package(?:Version|Supplier))$/.test(words)) return "an empty value";
  return words.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}
