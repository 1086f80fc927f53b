import assert from "node:assert/strict";
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { config, folderWith, premarket, removeFolders, sbom } from "./premarket.ts";

const HEAD = "submission:\n  pathway: none\nas-of: 2026-11-01\n";
const STRICT = ["check", "--fail-on", "warning"];
const folder = () => folderWith({ "premarket.yaml": config({ "bom.json": "sbom" }, HEAD), "bom.json": sbom() });
const named = (cwd: string) => join(cwd, "premarket-baseline.json");
const entries = (cwd: string): { requirement: string; path: string; subject: string; fingerprint: string }[] =>
  JSON.parse(readFileSync(named(cwd), "utf8")).findings;

/** The SBOM with a second component, which brings findings of its own. */
function grown(): string {
  const bom = JSON.parse(sbom());
  bom.components.push({ type: "library", name: "curl", version: "8.1.0" });
  return JSON.stringify(bom, undefined, 2);
}

describe("premarket baseline", function () {
  this.timeout(30_000);
  after(removeFolders);

  it("writes down what is found, so that check counts new findings only", () => {
    const cwd = folder();
    assert.equal(premarket(STRICT, { cwd }).code, 1);
    const ran = premarket(["baseline"], { cwd });
    assert.deepEqual([ran.code, ran.err], [0, ""]);
    assert.match(ran.out, /^premarket-baseline\.json lists \d+ findings\.\n$/);
    for (const { requirement, path, subject, fingerprint } of entries(cwd)) {
      assert.ok(requirement !== "" && subject !== "" && ["bom.json", "premarket.yaml"].includes(path));
      assert.match(fingerprint, /^[0-9a-f]{64}$/);
    }
    const after = premarket(STRICT, { cwd });
    assert.equal(after.code, 0, after.out);
    assert.match(after.out, /findings of the baseline are still there and not shown/);
    assert.match(after.out, /\d+ of them\s+are\s+known\s+from\s+the\s+baseline\./);
    writeFileSync(join(cwd, "bom.json"), grown());
    const later = premarket(STRICT, { cwd });
    assert.equal(later.code, 1);
    assert.match(later.out, /curl 8\.1\.0 has no supplier name/);
    assert.doesNotMatch(later.out, /zlib 1\.3\.1 has no supplier name/);
  });

  it("survives moved lines and a renamed document", () => {
    const cwd = folder();
    premarket(["baseline"], { cwd });
    writeFileSync(join(cwd, "bom.json"), `\n\n\n${sbom().replaceAll("  ", "    ")}`);
    assert.equal(premarket(STRICT, { cwd }).code, 0);
    renameSync(join(cwd, "bom.json"), join(cwd, "pump.json"));
    writeFileSync(join(cwd, "premarket.yaml"), config({ "pump.json": "sbom" }, HEAD));
    const { code, out } = premarket(STRICT, { cwd });
    assert.equal(code, 0, out);
  });

  it("marks known findings in JSON and SARIF", () => {
    const cwd = folder();
    premarket(["baseline"], { cwd });
    writeFileSync(join(cwd, "bom.json"), grown());
    const { findings } = JSON.parse(premarket(["check", "--format", "json"], { cwd }).out);
    const known = findings.filter((one: { known?: boolean }) => one.known);
    assert.equal(known.length, entries(cwd).length);
    assert.ok(known.length < findings.length);
    const { results } = JSON.parse(premarket(["check", "--format", "sarif"], { cwd }).out).runs[0];
    const states = results.map((one: { baselineState: string }) => one.baselineState);
    assert.deepEqual(new Set(states), new Set(["new", "unchanged"]));
  });

  it("--no-baseline counts everything", () => {
    const cwd = folder();
    premarket(["baseline"], { cwd });
    const { code, out } = premarket([...STRICT, "--no-baseline"], { cwd });
    assert.equal(code, 1);
    assert.match(out, /zlib 1\.3\.1 has no supplier name/);
  });

  it("never grows unless somebody says so", () => {
    const cwd = folder();
    premarket(["baseline"], { cwd });
    const before = readFileSync(named(cwd), "utf8");
    writeFileSync(join(cwd, "bom.json"), grown());
    const ran = premarket(["baseline"], { cwd });
    assert.equal(ran.code, 1);
    assert.match(ran.err, /findings are new and are not added; `premarket baseline --accept-new` adds them/);
    assert.equal(readFileSync(named(cwd), "utf8"), before);
    assert.equal(premarket(["baseline", "--accept-new"], { cwd }).code, 0);
    assert.ok(entries(cwd).some(({ subject }) => subject.startsWith("curl")));
  });

  it("tells stale entries, and takes them out", () => {
    const cwd = folder();
    premarket(["baseline"], { cwd });
    const many = entries(cwd).length;
    const fixed = JSON.parse(sbom());
    fixed.components[0].supplier = { name: "Jean-loup Gailly" };
    writeFileSync(join(cwd, "bom.json"), JSON.stringify(fixed));
    const { out, code } = premarket(["check"], { cwd });
    assert.equal(code, 0);
    assert.match(
      out,
      /premarket-baseline\.json\n {2}\d+:\d+ information {2}The baseline still lists ntia-supplier-name for zlib@1\.3\.1 in bom\.json/,
    );
    assert.match(premarket(["baseline"], { cwd }).out, /, 1 taken out because it is closed\.\n$/);
    assert.equal(entries(cwd).length, many - 1);
    assert.doesNotMatch(premarket(["check"], { cwd }).out, /baseline still lists/);
  });

  it("a second finding of the same kind is new", () => {
    const cwd = folder();
    premarket(["baseline"], { cwd });
    writeFileSync(join(cwd, "other.json"), sbom());
    writeFileSync(join(cwd, "premarket.yaml"), config({ "bom.json": "sbom", "other.json": "sbom" }, HEAD));
    const { findings } = JSON.parse(premarket(["check", "--format", "json"], { cwd }).out);
    const supplier = findings.filter((one: { requirement: string }) => one.requirement === "ntia-supplier-name");
    assert.deepEqual(
      supplier.map((one: { path: string; known?: boolean }) => [one.path, one.known ?? false]),
      [
        ["bom.json", true],
        ["other.json", false],
      ],
    );
  });

  it("2 where there is no premarket.yaml, where a document is missing, and where the baseline is broken", () => {
    const loose = premarket(["baseline"], { cwd: folderWith({ "bom.json": sbom() }) });
    assert.equal(loose.code, 2);
    assert.match(loose.err, /a baseline belongs beside a premarket\.yaml/);
    const missing = folderWith({ "premarket.yaml": config({ "gone.json": "sbom" }, HEAD) });
    assert.equal(premarket(["baseline"], { cwd: missing }).code, 2);
    for (const broken of ["{", '{"version": 9}', '{"version": 1, "findings": [{}]}']) {
      const cwd = folder();
      writeFileSync(named(cwd), broken);
      const ran = premarket(["check"], { cwd });
      assert.equal(ran.code, 2, broken);
      assert.match(ran.out, /premarket-baseline\.json:1:\d+ /);
    }
  });
});
