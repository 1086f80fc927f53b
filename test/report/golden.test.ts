import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { catalogueOf } from "../../lib/guidance/catalogue.ts";
import { compactPieces } from "../../lib/report/formats/compact.ts";
import { csvPieces } from "../../lib/report/formats/csv.ts";
import { githubPieces } from "../../lib/report/formats/github.ts";
import { gitlabPieces } from "../../lib/report/formats/gitlab.ts";
import { junitPieces } from "../../lib/report/formats/junit.ts";
import { markdownPieces } from "../../lib/report/formats/markdownSummary.ts";
import { oscalPoamPieces } from "../../lib/report/formats/oscalPoam.ts";
import { oscalPieces } from "../../lib/report/formats/oscalResults.ts";
import { guidanceIndex } from "../../lib/report/guidanceIndex.ts";
import { jsonReport } from "../../lib/report/json.ts";
import { markdownToText } from "../../lib/report/markdownToText.ts";
import { pretty } from "../../lib/report/pretty.ts";
import { requirementHover, requirementPage } from "../../lib/report/requirementPage.ts";
import { sarif } from "../../lib/report/sarif.ts";
import { ACT, ASSESSMENT, GUIDANCE, OLD } from "./fixture.ts";

const golden = join(import.meta.dirname, "golden");
const [supplier, question] = GUIDANCE.requirements;
if (!supplier || !question) throw new Error("the fixture lacks a requirement");
const guidance = catalogueOf({
  sources: [ACT, GUIDANCE, OLD],
  hashes: {},
  leftOut: [{ rows: ["row-9"], reason: "It is left out." }],
  profiles: [],
  roles: [{ role: "sbom", title: "SBOM", about: "", recognisedBy: [] }],
  prose: { topics: [], terms: {}, examples: {} },
  examples: {},
  rows: [],
  formats: [],
  changes: [{ edition: "2026-11-25", since: "next", changes: ["First edition."] }],
});
const example = {
  expected: "unmet",
  files: [{ name: "bom.json", roles: ["sbom"], language: "json", marked: '{ "name": "⟦zlib⟧" }\n' }],
} as const;
const page = requirementPage(supplier, GUIDANCE, [example], guidance);

/** What each report says of the fixture. `UPDATE_GOLDEN=1` writes the files anew; read the difference before keeping it. */
const REPORTS: Readonly<Record<string, string>> = {
  "pretty.txt": pretty(ASSESSMENT),
  "check-json.txt": jsonReport(ASSESSMENT),
  "check.sarif": `${JSON.stringify(JSON.parse(sarif(ASSESSMENT, guidance)), undefined, 2)}\n`,
  "compact.txt": [...compactPieces(ASSESSMENT)].join(""),
  "junit.xml": [...junitPieces(ASSESSMENT, "error")].join(""),
  "github.txt": [...githubPieces(ASSESSMENT)].join(""),
  "gitlab.txt": [...gitlabPieces(ASSESSMENT)].join(""),
  "summary.md": [...markdownPieces(ASSESSMENT)].join(""),
  "findings.csv": [...csvPieces(ASSESSMENT)].join("").replaceAll("\r\n", "\n"),
  "oscal-results.txt": [...oscalPieces(ASSESSMENT)].join(""),
  "oscal-poam.txt": [...oscalPoamPieces(ASSESSMENT)].join(""),
  "page.md": page,
  "page.txt": markdownToText(page, 100),
  "question.md": requirementPage(question, GUIDANCE, [], guidance),
  "hover.md": `${requirementHover(supplier, GUIDANCE)}\n`,
  "index.md": guidanceIndex(guidance),
};

describe("reports", () => {
  for (const [name, text] of Object.entries(REPORTS)) {
    it(`${name} is as kept`, () => {
      const path = join(golden, name);
      if (process.env.UPDATE_GOLDEN === "1") writeFileSync(path, text);
      assert.equal(text, readFileSync(path, "utf8").replaceAll("\r\n", "\n"));
    });
  }

  it("says the same twice", () => {
    assert.equal(jsonReport(ASSESSMENT), REPORTS["check-json.txt"]);
    assert.equal(pretty(ASSESSMENT), REPORTS["pretty.txt"]);
  });

  it("never lets FDA require anything", () => {
    for (const text of Object.values(REPORTS)) assert.doesNotMatch(text, /FDA requires|required by FDA|must\b/i);
  });
});
