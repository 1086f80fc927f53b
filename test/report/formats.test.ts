import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { Ajv } from "ajv";
import addFormats from "ajv-formats";
import type { Assessment } from "../../lib/model/assessment.ts";
import { parseXml } from "../../lib/parse/xml.ts";
import { csvPieces } from "../../lib/report/formats/csv.ts";
import { FORMATS } from "../../lib/report/formats/formats.ts";
import { githubPieces } from "../../lib/report/formats/github.ts";
import { gitlabPieces } from "../../lib/report/formats/gitlab.ts";
import { junitPieces } from "../../lib/report/formats/junit.ts";
import { markdownPieces } from "../../lib/report/formats/markdownSummary.ts";
import { oscalPoam, oscalPoamPieces } from "../../lib/report/formats/oscalPoam.ts";
import { oscalResults } from "../../lib/report/formats/oscalResults.ts";
import { jsonReport } from "../../lib/report/json.ts";
import { checkSample } from "../samples/readSample.ts";
import { ASSESSMENT } from "./fixture.ts";
import { oscalSchemas, oscalValidator } from "./oscalSchema.ts";

const written = (pieces: Iterable<string>) => [...pieces].join("");

/** The fixture with words of a hostile document in it. */
const NASTY = '=cmd|"x"!A1\n]]>&<b>% :: , @everyone `code` | pipe \u0001 \ud800';
const hostile: Assessment = {
  ...ASSESSMENT,
  findings: ASSESSMENT.findings.map((one) => ({ ...one, message: NASTY, subject: NASTY })),
};

describe("the formats of reports", () => {
  let draft: Assessment;
  before(async () => {
    draft = await checkSample("samples/infusion-pump-draft");
  });

  it("have a name and a line of help each", () => {
    assert.equal(new Set(FORMATS.map(({ name }) => name)).size, FORMATS.length);
    for (const { name, about } of FORMATS) assert.ok(/^[a-z-]+$/.test(name) && about.length > 10);
  });

  for (const { name, load } of FORMATS) {
    it(`${name} takes hostile words and a run without findings, and writes the same twice`, async () => {
      const write = await load();
      for (const one of [
        hostile,
        { ...ASSESSMENT, findings: [], waived: [], settled: [], files: [], guidance: [] },
        draft,
      ]) {
        assert.equal(written(write(one, {})), written(write(one, {})));
      }
    });
  }

  describe("json", () => {
    const schema = JSON.parse(
      readFileSync(new URL("../../guidance/schema/assessment.schema.json", import.meta.url), "utf8"),
    );
    const ajv = new Ajv({ strict: false });
    addFormats.default(ajv);
    const fits = ajv.compile(schema);

    it("fits its schema, on the fixture and on a sample", () => {
      // The fixture's fingerprints are words that a person can read.
      const text = jsonReport(ASSESSMENT).replace(/"fingerprint":"[^"]*"/g, `"fingerprint":"${"ab".repeat(32)}"`);
      assert.ok(fits(JSON.parse(text)), JSON.stringify(fits.errors));
      assert.ok(fits(JSON.parse(jsonReport(draft))), JSON.stringify(fits.errors));
    });

    it("does not fit with a member that nobody described, or without one", () => {
      assert.ok(!fits({ ...JSON.parse(jsonReport(draft)), surprise: 1 }));
      const { verdicts: _, ...rest } = JSON.parse(jsonReport(draft));
      assert.ok(!fits(rest));
    });
  });

  describe("junit", () => {
    // The rules of the schema that Jenkins publishes (jenkins-junit.xsd): suites hold cases; counts are whole numbers and agree with
    // the cases; a case has a name and at most one of failure, error and skipped here.
    for (const [name, of] of [
      ["the fixture", () => ASSESSMENT],
      ["hostile words", () => hostile],
      ["a sample", () => draft],
    ] as const) {
      it(`keeps the rules of the schema for ${name}`, () => {
        const xml = parseXml(written(junitPieces(of(), "warning")));
        assert.deepEqual(xml.problems, []);
        const root = xml.root();
        assert.equal(root?.name, "testsuites");
        let cases = 0;
        for (const suite of root?.children() ?? []) {
          assert.equal(suite.name, "testsuite");
          const attribute = (name: string) => Number(suite.attribute(name)?.value);
          const own = [...suite.children()];
          const inside = own.flatMap((one) => [...one.children()].map((child) => child.name));
          const count = (word: string) => inside.filter((one) => one === word).length;
          assert.equal(attribute("tests"), own.length);
          assert.equal(attribute("failures"), count("failure"));
          assert.equal(attribute("errors"), count("error"));
          assert.equal(attribute("skipped"), count("skipped"));
          for (const one of own) {
            assert.equal(one.name, "testcase");
            assert.ok(one.attribute("name")?.value && one.attribute("classname")?.value);
            assert.ok([...one.children()].length <= 1);
            cases++;
          }
        }
        assert.ok(cases > 0);
      });
    }

    it("fails what fails the run, and passes only what is met", () => {
      const failed = (failOn: "error" | "never") =>
        written(junitPieces(draft, failOn)).match(/<failure /g)?.length ?? 0;
      assert.equal(failed("never"), 0);
      const errors = new Set(
        draft.findings.filter(({ severity }) => severity === "error").map((one) => one.requirement.id),
      );
      assert.equal(failed("error"), errors.size);
      const passed = [...written(junitPieces(draft)).matchAll(/<testcase name="([^:"]+):[^>]*\/>/g)].map(
        ([, id]) => id,
      );
      for (const id of passed)
        assert.equal(draft.settled.find(({ requirement }) => requirement.id === id)?.verdict, "met", id);
    });
  });

  describe("gitlab", () => {
    // https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
    const LEVELS = ["info", "minor", "major", "critical", "blocker"];
    for (const [name, of] of [
      ["the fixture", () => ASSESSMENT],
      ["a sample", () => draft],
    ] as const) {
      it(`has the members that GitLab reads, each fingerprint once, for ${name}`, () => {
        const issues = JSON.parse(written(gitlabPieces(of())));
        assert.equal(issues.length, of().findings.length);
        for (const { description, check_name, fingerprint, severity, location } of issues) {
          for (const text of [description, check_name, fingerprint]) assert.ok(typeof text === "string" && text !== "");
          assert.ok(LEVELS.includes(severity));
          assert.ok(!location.path.startsWith("/") && !location.path.startsWith("./"));
          assert.ok(Number.isInteger(location.lines.begin) && location.lines.begin >= 1);
        }
        assert.equal(new Set(issues.map((one: { fingerprint: string }) => one.fingerprint)).size, issues.length);
      });
    }
  });

  describe("github", () => {
    it("writes one command a line, with everything escaped", () => {
      const lines = written(githubPieces(hostile)).trimEnd().split("\n");
      for (const line of lines)
        assert.match(line, /^::(?:error|warning|notice) (?:[a-zA-Z]+=[^:,\r\n]*,?)+::[^\r\n]+$/);
      assert.equal(lines.length, 5);
      assert.ok(lines.some((line) => line.includes("%0A]]>&<b>%25 :: ,")));
    });

    it("puts errors first, because GitHub shows ten of each", () => {
      const kinds = written(githubPieces(draft))
        .trimEnd()
        .split("\n")
        .map((line) => ["error", "warning", "notice"].indexOf(/^::(\w+)/.exec(line)?.[1] ?? ""));
      assert.deepEqual(kinds, [...kinds].sort());
    });
  });

  describe("csv", () => {
    it("has as many cells in each row as in its head, and none that a spreadsheet would run", () => {
      for (const one of [ASSESSMENT, hostile, draft]) {
        const [head, ...rows] = cells(written(csvPieces(one)));
        assert.equal(rows.length, one.findings.length + one.waived.length);
        for (const row of rows) {
          assert.equal(row.length, head?.length);
          for (const cell of row) assert.doesNotMatch(cell, /^[=+\-@\t\r]/);
        }
      }
    });
  });

  describe("markdown", () => {
    it("lets no word of a document become a mark, a mention or a row of its own", () => {
      const text = written(markdownPieces(hostile));
      assert.doesNotMatch(text, /(?<!\\)<b>|@everyone/);
      const rows = text.split("\n").filter((line) => line.startsWith("| ") && !line.includes("---"));
      for (const row of rows)
        assert.ok(
          [5, 4, 9].includes((row.match(/(?<!\\)\|/g) ?? []).length - 1) || /Requirements|Example/.test(row),
          row,
        );
    });
  });

  describe("oscal", () => {
    it("speaks only of what was evaluated", () => {
      const text = JSON.stringify(oscalResults(draft));
      const evaluated = new Set(["met", "partly met", "not met", "waived"]);
      for (const { requirement, verdict } of draft.settled) {
        const said = text.includes(`${requirement.id}_smt"`);
        assert.equal(said, evaluated.has(verdict), `${requirement.id} ${verdict}`);
      }
      assert.doesNotMatch(text, /"risks"|"attestations"/);
    });

    it("gives no plan of action where nothing is waived", () => {
      assert.equal(written(oscalPoamPieces({ ...ASSESSMENT, waived: [] })), "");
    });

    if (oscalSchemas === undefined)
      it("was NOT validated: NIST's schemas are not here (PREMARKET_SCHEMAS names their folder)", () => undefined);
    else
      it("fits NIST's schemas 1.0.4", () => {
        const results = oscalValidator("assessment-results");
        for (const one of [ASSESSMENT, hostile, draft]) {
          assert.ok(results(oscalResults(one)), JSON.stringify(results.errors?.slice(0, 3)));
        }
        const poam = oscalValidator("poam");
        assert.ok(poam(oscalPoam(ASSESSMENT)), JSON.stringify(poam.errors?.slice(0, 3)));
      });
  });
});

/** Rows and cells by RFC 4180. */
function cells(text: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain = "", end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain);
    if (end === "\r\n") rows.push([]);
  }
  return rows.slice(0, -1);
}
