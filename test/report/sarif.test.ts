import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import type { Log, Run } from "sarif";
import type { Assessment } from "../../lib/model/assessment.ts";
import { sarif, uriOf } from "../../lib/report/sarif.ts";
import { ASSESSMENT, TEXTS } from "./fixture.ts";

const multitool = dirname(createRequire(import.meta.url).resolve("@microsoft/sarif-multitool/package.json"));
const text = sarif(ASSESSMENT);
const run = firstRun(text);

describe("the SARIF report", () => {
  it("fits the schema of SARIF 2.1.0", () => {
    const ajv = new Ajv2020({ strict: false, validateFormats: false });
    const fits = ajv.compile(JSON.parse(readFileSync(schemaPath(), "utf8")));
    assert.ok(fits(JSON.parse(text)), JSON.stringify(fits.errors, undefined, 2));
    assert.ok(!fits({ version: "2.1.0" }), "the schema takes anything");
  });

  it("passes the rules of SARIF's own validator", function () {
    this.timeout(60_000);
    const levels = validated(text).map(({ level, ruleId }) => `${level ?? "warning"} ${ruleId}`);
    // The only thing that it misses is an address to learn more at.
    assert.deepEqual(
      levels.filter((one) => !one.endsWith("SARIF2005")),
      [],
    );
  });

  it("declares every requirement of the run, fired or not", () => {
    const ids = run.tool.driver.rules?.map((rule) => rule.id);
    assert.deepEqual(ids, ["example-plan", "example-supplier", "example-question", "example-claim"]);
    for (const result of run.results ?? []) assert.equal(ids?.[result.ruleIndex ?? -1], result.ruleId);
  });

  it("covers with each region exactly the text of the finding", () => {
    const claim = run.results?.find((result) => result.ruleId === "example-claim");
    const place = claim?.locations?.[0]?.physicalLocation;
    assert.equal(place?.artifactLocation?.uri, "pump/das%20label.md");
    const { charOffset = 0, charLength = 0, ...region } = place?.region ?? {};
    const covered = TEXTS["pump/das label.md"]?.slice(charOffset, charOffset + charLength);
    assert.equal(covered, "no third-party\n\tsoftware");
    assert.deepEqual(region, { startLine: 3, startColumn: 19, endLine: 4, endColumn: 10 });
    assert.equal(run.columnKind, "utf16CodeUnits");
  });

  it("says as notifications what could not be done or understood, and that the run was no success", () => {
    const [invocation] = run.invocations ?? [];
    assert.equal(invocation?.executionSuccessful, false);
    const levels = invocation?.toolExecutionNotifications?.map((one) => one.level);
    assert.deepEqual(levels, ["error", "error", "note"]);
  });

  it("puts nothing of lines into the fingerprint", () => {
    const moved: Assessment = {
      ...ASSESSMENT,
      files: ASSESSMENT.files.map((file) => ({ ...file, text: `\n\n${file.text}` })),
    };
    const prints = (of: Run) => of.results?.map((result) => result.partialFingerprints?.["premarket/v1"]);
    assert.deepEqual(prints(firstRun(sarif(moved))), prints(run));
    assert.ok(prints(run)?.every((print) => print !== undefined && print !== ""));
  });
});

describe("the SARIF report of more findings than code scanning shows", () => {
  const [plan, supplier] = ASSESSMENT.findings;
  if (!plan || !supplier) throw new Error("the fixture has too few findings");
  const many = Array.from({ length: 30_000 }, (_, at) => ({
    ...supplier,
    subject: `pkg:npm/part-${at}@1`,
    fingerprint: `print-${at}`,
  }));
  const large = firstRun(sarif({ ...ASSESSMENT, findings: [plan, ...many], waived: [] }));
  const results = large.results ?? [];

  it("stays below the limits", () => {
    assert.equal(results.length, 31);
    for (const { locations, relatedLocations = [] } of results) {
      assert.equal(locations?.length, 1);
      assert.ok(relatedLocations.length <= 1000);
    }
  });

  it("drops nothing: each finding is one of the related locations, with its subject and fingerprint", () => {
    const parts = results.filter(({ ruleId }) => ruleId === "example-supplier");
    const listed = parts.flatMap((result) => result.properties?.findings as { subject: string; fingerprint: string }[]);
    assert.deepEqual(
      listed,
      many.map(({ subject, fingerprint }) => ({ subject, fingerprint })),
    );
    assert.equal(parts.flatMap(({ relatedLocations = [] }) => relatedLocations).length, 30_000);
    const prints = new Set(parts.map((result) => result.partialFingerprints?.["premarket/v1"]));
    assert.equal(prints.size, 30);
  });

  it("says so", () => {
    const notes = large.invocations?.[0]?.toolExecutionNotifications?.map(({ message }) => message.text);
    assert.match(notes?.at(-1) ?? "", /30,000 findings of 1 requirement stand in few results/);
    assert.match(
      results[1]?.message.text ?? "",
      /^Not met at 30,000 places: .* By ecosystem: npm 30,000\. Part 1 of 30\./,
    );
    assert.deepEqual(large.properties?.groupedFindings, [
      { requirement: "example-supplier", path: "pump/sbom.cdx.json", severity: "warning", findings: 30_000 },
    ]);
  });

  it("leaves each finding a result where all of them are shown", () => {
    const few = firstRun(sarif({ ...ASSESSMENT, findings: many.slice(0, 5000), waived: [] }));
    assert.equal(few.results?.length, 5000);
    assert.equal(few.properties?.groupedFindings, undefined);
  });
});

describe("paths as URIs", () => {
  it("encodes what a URI cannot hold and leaves relative paths relative", () => {
    assert.equal(uriOf("a b/c#d/100%.json"), "a%20b/c%23d/100%25.json");
    assert.equal(uriOf("../other/x.json"), "../other/x.json");
    assert.equal(uriOf("/abs/x.json"), "file:///abs/x.json");
    assert.equal(uriOf("D:/abs/x y.json"), "file:///D:/abs/x%20y.json");
    assert.equal(uriOf("lone\ud800.json"), "lone%EF%BF%BD.json");
  });
});

function firstRun(log: string): Run {
  const [first] = (JSON.parse(log) as Log).runs;
  if (!first) throw new Error("the log has no run");
  return first;
}

/** The schema that comes with the validator, in whichever of its packages fits this platform. */
function schemaPath(): string {
  const scope = dirname(multitool);
  const platform = readdirSync(scope).find((name) => name.startsWith("sarif-multitool-"));
  return join(scope, platform ?? "", "sarif-2.1.0.json");
}

function validated(log: string): { level?: string; ruleId?: string }[] {
  const folder = mkdtempSync(join(tmpdir(), "premarket-sarif-"));
  try {
    const [input, output] = [join(folder, "in.sarif"), join(folder, "out.sarif")];
    writeFileSync(input, log);
    const binary = join(multitool, "bin.js");
    execFileSync(process.execPath, [binary, "validate", input, "--output", output], { stdio: "pipe" });
    const said = JSON.parse(readFileSync(output, "utf8").replace(/^\ufeff/, "")) as Log;
    return said.runs.flatMap((one) => one.results ?? []);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
