import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { catalogue, catalogueOf } from "../../lib/guidance/catalogue.ts";
import { judgeFormat } from "../../lib/report/validation/judgeFormat.ts";
import { plannedCases, validate } from "../../lib/report/validation/validation.ts";
import { folderWith, premarket, removeFolders } from "./premarket.ts";

const read = (cwd: string, name: string) => readFileSync(join(cwd, "premarket-validation", name), "utf8");

describe("premarket validate", () => {
  after(removeFolders);

  it("runs every case on the installed copy and writes protocol, report and intended use", () => {
    const cwd = folderWith({});
    const { code, out, err } = premarket(["validate", "--date", "2026-11-25"], { cwd });
    assert.equal(err, "");
    assert.equal(code, 0);
    const planned = plannedCases();
    assert.match(out, new RegExp(`^${planned.length} cases passed, 0 failed\\.`));
    const protocol = read(cwd, "validation-protocol.md");
    const report = read(cwd, "validation-report.md");
    for (const { id } of planned) {
      assert.ok(protocol.includes(`| ${id} | `), id);
      assert.ok(report.includes(`| ${id} | passed |`), id);
    }
    assert.match(report, /- SHA-256 over the installed package: [0-9a-f]{64}\n/);
    assert.match(report, /- Date: 2026-11-25\n/);
    assert.match(report, /\| Node \| v\d+/);
    assert.match(read(cwd, "intended-use.md"), /^# Intended use, limits and known error rates/);
  });

  it("gives the same bytes apart from the date, and honours SOURCE_DATE_EPOCH", () => {
    const texts = ["1764028800", "1764115200"].map((epoch) => {
      const cwd = folderWith({});
      assert.equal(premarket(["validate"], { cwd, env: { SOURCE_DATE_EPOCH: epoch } }).code, 0);
      return read(cwd, "validation-report.md");
    });
    assert.match(texts[0] ?? "", /- Date: 2025-11-25\n/);
    assert.match(texts[1] ?? "", /- Date: 2025-11-26\n/);
    const [one, other] = texts.map((text) => text.replace(/- Date: .*\n/, ""));
    assert.equal(one, other);
  });

  it("fails a case that does not come out, and says in what way", async () => {
    const whole = catalogue();
    const [zlib] = whole.formats.filter(({ name }) => name === "pump.cdx.json");
    assert.ok(zlib);
    assert.deepEqual(judgeFormat({ ...zlib, counts: { components: 3 } }), {
      passed: false,
      why: "2 components were read, and there are 3.",
    });
    assert.equal(judgeFormat({ ...zlib, refused: true }).why, "It was not refused.");
    const source = whole.source("ntia-2021");
    assert.ok(source);
    const requirement = source.requirements.find(({ id }) => id === "ntia-supplier-name");
    const example = whole.examples("ntia-supplier-name").find(({ expected }) => expected === "unmet");
    assert.ok(requirement && example);
    const wrong = catalogueOf({
      sources: [{ ...source, requirements: [requirement] }],
      hashes: {},
      leftOut: [],
      profiles: [],
      roles: [],
      rows: [],
      changes: [],
      formats: [],
      prose: { topics: [], terms: {}, examples: {} },
      examples: { "ntia-supplier-name": [{ ...example, expected: "met" }] },
    });
    const { failed, cases } = await validate(wrong);
    assert.equal(failed, 1);
    assert.match(cases[0]?.why ?? "", /^It settled as (not met|partly met)\.$/);
  });

  it("has a case of every kind that is read", () => {
    const formats = new Set(catalogue().formats.map(({ expected }) => expected.format));
    for (const format of ["CycloneDX", "SPDX", "OpenVEX", "Threat Dragon", "Markdown"]) assert.ok(formats.has(format));
  });
});
