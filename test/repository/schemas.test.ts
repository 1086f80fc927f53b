import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Ajv, type ValidateFunction } from "ajv";
import addFormats from "ajv-formats";
import { load } from "js-yaml";
import { ANSWERS } from "../../lib/model/review.ts";
import { parseYaml } from "../../lib/parse/yaml.ts";
import { readReviews } from "../../lib/read/submission/readReviews.ts";
import { readSubmission } from "../../lib/read/submission/readSubmission.ts";
import { readWaivers } from "../../lib/read/submission/readWaivers.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const read = (path: string) => readFileSync(`${root}/${path}`, "utf8");

function schema(name: string): ValidateFunction {
  const ajv = new Ajv({ strict: false, allErrors: true });
  addFormats.default(ajv);
  return ajv.compile(JSON.parse(read(`guidance/schema/${name}.schema.json`)));
}

/** A file as an editor hands it to a schema: plain values. */
const plainOf = (yaml: string) => JSON.parse(JSON.stringify(load(yaml)));

const FULL = `device:
  name: Pump
  version: 3.20
  manufacturer: Calder Medical
  support-ends: 2036-12-31
  characteristics: [software, networked]
  cyber-device: true
submission: { pathway: 510k, planned: 2026-12-15 }
as-of: 2026-11-01
profile: premarket
documents:
  - path: bom.json
    role: sbom
  - path: plan.md
    role: [management-plan, disclosure-policy]
  - labeling.md
kev: kev.json
requirements: { ntia-component-hash: information, 524b-sbom: off }
sources: { fda-ots-2005: { status: historical } }
`;
const WAIVERS = `waivers:
  - requirement: ntia-supplier-name
    subject: [a@1, b@2]
    document: bom.json
    reason: Ours.
    by: J. Doe
    until: 2027-03-31
`;

describe("JSON Schemas of the files that steer Premarket", () => {
  const config = schema("premarket");
  const waivers = schema("premarket-waivers");

  it("take the samples", () => {
    const samples = readdirSync(`${root}/samples`).filter((name) =>
      existsSync(`${root}/samples/${name}/premarket.yaml`),
    );
    assert.ok(samples.length >= 2);
    for (const name of samples) {
      assert.ok(config(plainOf(read(`samples/${name}/premarket.yaml`))), `${name} ${JSON.stringify(config.errors)}`);
    }
  });

  it("take everything that the readers take", () => {
    assert.deepEqual(readSubmission(parseYaml(FULL)).problems, []);
    assert.ok(config(plainOf(FULL)), JSON.stringify(config.errors));
    assert.deepEqual(readWaivers(parseYaml(WAIVERS)).problems, []);
    assert.ok(waivers(plainOf(WAIVERS)), JSON.stringify(waivers.errors));
  });

  const WRONG: readonly [string, string, string][] = [
    ["an unknown key", "role: sbom", "rolle: sbom"],
    ["an unknown role", "role: sbom", "role: sbomb"],
    ["an unknown pathway", "pathway: 510k", "pathway: 501k"],
    ["a date in another form", "support-ends: 2036-12-31", "support-ends: 31.12.2036"],
    ["an unknown requirement", "ntia-component-hash: information", "ntia-hash: information"],
    ["an unknown characteristic", "networked", "netwroked"],
    ["a key that does nothing", "as-of: 2026-11-01", "exclude: [a]"],
  ];
  for (const [name, right, wrong] of WRONG) {
    it(`refuse ${name}, as ${name === "an unknown requirement" ? "nobody else does" : "the reader does"}`, () => {
      const text = FULL.replace(right, wrong);
      assert.notEqual(text, FULL);
      assert.ok(!config(plainOf(text)));
      if (name !== "an unknown requirement") assert.equal(readSubmission(parseYaml(text)).problems.length, 1);
    });
  }

  it("refuse a waiver without subject, reason or person", () => {
    for (const member of ["subject", "reason", "by"]) {
      const text = WAIVERS.replace(new RegExp(`^ {4}${member}:.*\\n`, "m"), "");
      assert.ok(!waivers(plainOf(text)), member);
    }
  });

  it("take an answer of a review, and none without a date", () => {
    const reviews = schema("premarket-reviews");
    const ids: string[] = JSON.parse(read("guidance/schema/premarket-reviews.schema.json")).properties.reviews.items
      .properties.requirement.enum;
    const text = `reviews:
  - requirement: ${ids[0]}
    answer: ${ANSWERS[0]}
    by: J. Doe
    date: 2026-11-01
    note: Section 4 says so.
    evidence:
      - path: plan.md
        sha256: ${"ab".repeat(32)}
`;
    assert.deepEqual(readReviews(parseYaml(text)).problems, []);
    assert.ok(reviews(plainOf(text)), JSON.stringify(reviews.errors));
    assert.ok(!reviews(plainOf(text.replace(/ {4}date:.*\n/, ""))));
  });

  it("are offered to YAML editors by the extension and shipped with the package", () => {
    const { contributes } = JSON.parse(read("extension/package.json"));
    const offered = contributes.yamlValidation as { fileMatch: string; url: string }[];
    assert.deepEqual(
      offered.map(({ fileMatch }) => fileMatch),
      ["premarket.yaml", "premarket-reviews.yaml", "premarket-waivers.yaml"],
    );
    for (const { fileMatch, url } of offered) {
      assert.equal(url, `./dist/schema/${fileMatch.replace(".yaml", "")}.schema.json`);
      assert.ok(existsSync(`${root}/guidance/schema/${url.split("/").at(-1)}`));
    }
    assert.equal(JSON.parse(read("lib/package.json")).exports["./schema/*.json"], "./dist/schema/*.json");
  });
});
