import assert from "node:assert/strict";
import { htmlPage } from "../../../lib/report/review/htmlPage.ts";
import { escaped } from "../../../lib/report/review/markup.ts";
import { reviewReport } from "../../../lib/report/review/reviewReport.ts";
import { ASSESSMENT, GUIDANCE } from "../fixture.ts";

describe("the reviewer's record", () => {
  const report = reviewReport(ASSESSMENT);
  const page = htmlPage(ASSESSMENT);

  it("counts every verdict with its denominator", () => {
    const { totals, bySource } = report;
    assert.deepEqual(
      { notMet: totals["not met"], partly: totals["partly met"], open: totals["needs review"], total: totals.total },
      { notMet: 2, partly: 1, open: 1, total: 4 },
    );
    assert.equal(
      bySource.reduce((sum, { counts }) => sum + counts.total, 0),
      totals.total,
    );
  });

  it("names paths from the folder that all files share", () => {
    assert.equal(report.folder, "pump/");
    assert.deepEqual(
      report.files.map(({ path }) => path),
      ["premarket.yaml", "premarket-waivers.yaml", "sbom.cdx.json", "das label.md", "scan.xml"],
    );
  });

  it("quotes evidence with its place", () => {
    const supplier = report.requirements.find(({ id }) => id === GUIDANCE.requirements[0]?.id);
    assert.deepEqual(supplier?.evidence, [
      { path: "sbom.cdx.json", line: 5, column: 16, says: "openssl: The OpenSSL Project", quote: "openssl" },
    ]);
    assert.deepEqual(
      supplier?.waived.map(({ quote, reason, by, until }) => ({ quote, reason, by, until })),
      [{ quote: "busybox", reason: "Built from source by us.", by: "J. Doe", until: "2027-03-31" }],
    );
  });

  it("says in its first screen and at its end that it is a drafting aid", () => {
    assert.equal(page.match(/This is a drafting aid\. It does not determine compliance/g)?.length, 2);
    assert.match(page, /"No finding" does not mean "compliant"/);
  });

  it("is one file: nothing in it is fetched", () => {
    assert.doesNotMatch(page, /<(?:link|img|iframe|script)\b[^>]*\b(?:src|href)=/);
    assert.doesNotMatch(page, /@import|url\(/);
  });

  it("gives the same bytes for the same assessment", () => assert.equal(htmlPage(ASSESSMENT), page));

  it("escapes what documents say", () => {
    const [first, ...others] = ASSESSMENT.findings;
    assert.ok(first);
    const hostile = { ...first, message: "<img src=x onerror=alert(1)>\u0000\ud800" };
    const shown = htmlPage({ ...ASSESSMENT, findings: [hostile, ...others] });
    assert.ok(shown.includes("&lt;img src=x onerror=alert(1)&gt;\ufffd\ufffd"));
    assert.ok(!shown.includes("<img"));
    assert.equal(escaped(`"'&`), "&quot;&#39;&amp;");
  });
});
