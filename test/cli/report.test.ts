import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { premarket } from "./premarket.ts";

describe("premarket report", () => {
  const cwd = mkdtempSync(join(tmpdir(), "premarket-report-"));
  const draft = join(import.meta.dirname, "../..", "samples", "infusion-pump-draft");
  after(() => rmSync(cwd, { recursive: true, force: true }));

  it("writes one HTML page; findings are no reason for another exit code", () => {
    const { code, out } = premarket(["report", draft], { cwd });
    assert.equal(code, 0);
    assert.match(out, /^premarket-report\.html holds the record of \d+ requirements\.\n$/);
    assert.match(readFileSync(join(cwd, "premarket-report.html"), "utf8"), /^<!doctype html>/);
  });

  for (const form of ["html", "xlsx", "docx"]) {
    it(`gives the same bytes twice as ${form}`, () => {
      assert.equal(premarket(["report", draft, "-o", `one.${form}`], { cwd }).code, 0);
      assert.equal(premarket(["report", draft, "-o", `two.${form}`], { cwd }).code, 0);
      assert.ok(readFileSync(join(cwd, `one.${form}`)).equals(readFileSync(join(cwd, `two.${form}`))));
    });
  }

  it("ends with 2 where the form is not known, and writes nothing", () => {
    const { code, err } = premarket(["report", draft, "-o", "record.odt"], { cwd });
    assert.equal(code, 2);
    assert.match(err, /record\.odt has no ending that says what to write/);
    assert.ok(!existsSync(join(cwd, "record.odt")));
  });

  it("ends with 2 where the page cannot be written", () => {
    writeFileSync(join(cwd, "file"), "");
    const { code, err } = premarket(["report", draft, "-o", "file/record.html"], { cwd });
    assert.equal(code, 2);
    assert.match(err, /cannot be written to file\/record\.html/);
  });

  it("ends with 2 where a named file is missing, and still writes what there is", () => {
    const { code, err } = premarket(["report", "nothing.cdx.json", "-o", "missing.html"], { cwd });
    assert.equal(code, 2);
    assert.match(err, /nothing\.cdx\.json does not exist/);
    assert.match(readFileSync(join(cwd, "missing.html"), "utf8"), /Not everything could be done/);
  });
});
