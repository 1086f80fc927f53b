import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { config, folderWith, premarket, removeFolders, sbom } from "./premarket.ts";

const DAY = ["--as-of", "2026-11-01"];
const folder = (text: string | Uint8Array = sbom()) =>
  folderWith({ "premarket.yaml": config({ "bom.json": "sbom" }), "bom.json": text });

describe("premarket check --fix", function () {
  this.timeout(60_000);
  after(removeFolders);

  it("inserts what is missing once, leaves the facts open, and has nothing to do the second time", () => {
    const cwd = folder();
    const ran = premarket(["check", "--fix", ...DAY], { cwd });
    assert.match(ran.err, /^\d+ insertions in 1 file; fill in each TODO, which stays a finding until then\.\n$/);
    const [component] = JSON.parse(readFileSync(join(cwd, "bom.json"), "utf8")).components;
    assert.equal(component.supplier.name, "TODO");
    const names = component.properties.map(({ name }: { name: string }) => name);
    assert.equal(new Set(names).size, names.length, names.join());
    assert.ok(names.length >= 2);
    assert.match(ran.out, /"TODO" is no answer/);
    const before = readFileSync(join(cwd, "bom.json"), "utf8");
    assert.match(premarket(["check", "--fix", ...DAY], { cwd }).err, /^There is nothing to insert\.\n$/);
    assert.equal(readFileSync(join(cwd, "bom.json"), "utf8"), before);
  });

  it("keeps the encoding and the line ends of a file", () => {
    const windows = sbom().replaceAll("\n", "\r\n");
    const cwd = folder(Buffer.from(`\ufeff${windows}`, "utf16le"));
    premarket(["check", "--fix", ...DAY], { cwd });
    const after = readFileSync(join(cwd, "bom.json")).toString("utf16le");
    assert.equal(after[0], "\ufeff");
    assert.doesNotMatch(after, /[^\r]\n/);
    assert.equal(JSON.parse(after.slice(1)).components[0].supplier.name, "TODO");
  });

  it("touches only the files that were named", () => {
    const cwd = folderWith({
      "premarket.yaml": config({ "a.json": "sbom", "b.json": "sbom" }),
      "a.json": sbom("alpha"),
      "b.json": sbom("beta"),
    });
    premarket(["check", "a.json", "--fix", ...DAY], { cwd });
    assert.match(readFileSync(join(cwd, "a.json"), "utf8"), /TODO/);
    assert.equal(readFileSync(join(cwd, "b.json"), "utf8"), sbom("beta"));
  });

  it("--fix-dry-run prints a diff that Git applies to the very same effect, and writes nothing", () => {
    const cwd = folder();
    const ran = premarket(["check", "--fix-dry-run", ...DAY], { cwd });
    assert.equal(readFileSync(join(cwd, "bom.json"), "utf8"), sbom());
    assert.match(ran.out, /^--- a\/bom\.json\n\+\+\+ b\/bom\.json\n@@ /);
    writeFileSync(join(cwd, "fixes.diff"), ran.out);
    execFileSync("git", ["apply", "fixes.diff"], { cwd });
    const applied = readFileSync(join(cwd, "bom.json"), "utf8");
    const other = folder();
    premarket(["check", "--fix", ...DAY], { cwd: other });
    assert.equal(applied, readFileSync(join(other, "bom.json"), "utf8"));
  });

  it("ends with the code of what is left, and 2 for words that do not go together", () => {
    assert.equal(premarket(["check", "--fix", "--fail-on", "warning", ...DAY], { cwd: folder() }).code, 1);
    assert.equal(premarket(["check", "--fix-dry-run", ...DAY], { cwd: folder() }).code, 0);
    assert.equal(premarket(["check", "--fix", "--fix-dry-run"], { cwd: folder() }).code, 2);
  });
});

describe("premarket check --stdin-filename", function () {
  this.timeout(30_000);
  after(removeFolders);

  const check = (cwd: string, input: string, ...args: string[]) =>
    premarket(["check", "--format", "json", ...DAY, ...args], { cwd, input });
  const messages = (out: string) => JSON.parse(out).findings.map(({ message }: { message: string }) => message);

  it("takes standard input for a file of the submission", () => {
    const cwd = folder();
    const { out, code } = check(cwd, sbom("typed"), "--stdin-filename", "bom.json");
    assert.equal(code, 0);
    assert.ok(messages(out).some((one: string) => one.startsWith("typed 1.3.1")));
    assert.ok(!messages(out).some((one: string) => one.startsWith("zlib")));
  });

  it("takes it for a file that is not on disk yet, and for one outside any submission", () => {
    const cwd = folderWith({ "premarket.yaml": config({ "new.json": "sbom" }) });
    const listed = check(cwd, sbom("typed"), "--stdin-filename", "new.json");
    assert.equal(listed.code, 0, listed.err);
    assert.ok(messages(listed.out).some((one: string) => one.startsWith("typed")));
    const loose = check(folderWith({}), sbom("typed"), "--stdin-filename", "sub/new.json");
    assert.ok(messages(loose.out).length > 0, loose.err);
  });

  it("2 for text that cannot be understood", () => {
    assert.equal(check(folder(), "{", "--stdin-filename", "bom.json").code, 2);
  });
});
