import assert from "node:assert/strict";
import { checkSubmission } from "../../lib/assess/checkSubmission.ts";
import type { SourceFile } from "../../lib/model/sourceFile.ts";
import { fileOf } from "../guidance/caseRun.ts";

const SBOM = fileOf(
  "pump.cdx.json",
  JSON.stringify({
    bomFormat: "CycloneDX",
    specVersion: "1.6",
    metadata: {
      component: { type: "firmware", name: "Meridian IV", version: "3.2.0", supplier: { name: "Calder Medical" } },
    },
    components: [
      { type: "library", name: "openssl", version: "3.0.15", supplier: { name: "OpenSSL Software Foundation" } },
      { type: "library", name: "zlib", version: "1.3.1", supplier: { name: "Jean-loup Gailly and Mark Adler" } },
    ],
  }),
  ["sbom"],
);

/** The texts that the findings of one requirement cover. */
async function covered(requirement: string, document: SourceFile): Promise<string[]> {
  const options = { today: "2026-11-01", only: [requirement], everythingApplies: true };
  const assessment = await checkSubmission([SBOM, document], options);
  assert.deepEqual(assessment.troubles, []);
  const text = await document.text();
  return assessment.findings.map(({ span }) => text.slice(span.start, span.end));
}

describe("a claim that there is no off-the-shelf software", () => {
  const run = (sentence: string) =>
    covered("ots2005-no-ots-claim", fileOf("sdd.md", `# Software\n\n${sentence}\n`, ["software-description"]));

  for (const claim of [
    "The device uses no third-party software",
    "No open-source components are used",
    "The firmware does not contain any off-the-shelf software",
  ]) {
    it(`is seen in "${claim}"`, async () => assert.deepEqual(await run(`The design is simple. ${claim}.`), [claim]));
  }

  for (const trap of [
    "No third-party software is used other than the components of the SBOM.",
    "No OTS component is released without validation.",
    "The installer does not include any third-party libraries unless the user asks for them.",
    "> The device contains no off-the-shelf software.",
    "If the device contains no off-the-shelf software, this section is empty.",
    "The bootloader shall contain no third-party code.",
  ]) {
    it(`is not seen in "${trap}"`, async () => assert.deepEqual(await run(trap), []));
  }
});

describe("a citation of the old quality system regulation", () => {
  const run = (date: string, sentence: string) =>
    covered(
      "ots2005-quality-system-citation",
      fileOf("plan.md", `---\ntitle: Plan\ndate: ${date}\n---\n\n# Plan\n\n${sentence}\n`, ["management-plan"]),
    );

  it("is out of date in a document of today", async () => {
    assert.deepEqual(await run("2026-06-01", "Patches are validated under 21 CFR 820.30(i)."), ["21 CFR 820.30(i)"]);
  });
  it("is fine in an older document", async () => {
    assert.deepEqual(await run("2025-11-01", "Patches are validated under 21 CFR 820.30(i)."), []);
  });
  it("is fine beside its ISO 13485 clause", async () => {
    assert.deepEqual(
      await run("2026-06-01", "Patches are validated under ISO 13485 7.3.9 (formerly 21 CFR 820.30(i))."),
      [],
    );
  });
  it("is not mixed up with sections that still exist", async () => {
    assert.deepEqual(await run("2026-06-01", "Complaints follow 21 CFR 820.35(a) and 820.10(c)."), []);
  });
  it("is judged row by row in a table", async () => {
    const table = "| Step | Basis |\n| --- | --- |\n| Design change | ISO 13485 7.3.9 |\n| CAPA | 820.100 |";
    assert.deepEqual(await run("2026-06-01", table), ["820.100"]);
  });
});

describe("software that a table lists", () => {
  const list = (rows: string) =>
    fileOf("ots.md", `# OTS software\n\n| Software | Version | Use |\n| --- | --- | --- |\n${rows}\n`, [
      "ots-report",
      "security-test-report",
    ]);

  it("is found by its name in any writing", async () => {
    assert.deepEqual(
      await covered(
        "ots2005-listed-software",
        list("| OpenSSL | 3.0.15 | TLS |\n| Open SSL library (openssl) | 3.0.15 | TLS |"),
      ),
      [],
    );
  });
  it("is missing when the SBOM does not have it", async () => {
    assert.deepEqual(await covered("ots2005-listed-software", list("| SQLite | 3.46.1 | drug library |")), ["SQLite"]);
  });
  it("has another version than the SBOM", async () => {
    assert.deepEqual(
      await covered("ots2005-tested-version", list("| OpenSSL | 3.0.11 | TLS |\n| zlib | 1.3.1 | logs |")),
      ["3.0.11"],
    );
  });
  it("is not compared when the SBOM does not know it", async () => {
    assert.deepEqual(
      await covered("ots2005-tested-version", list("| Wireshark | 4.2.0 | capture |\n| zlib | v1.3.1 | logs |")),
      [],
    );
  });
});
