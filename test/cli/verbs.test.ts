import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { catalogue } from "../../lib/guidance/catalogue.ts";
import { config, folderWith, premarket, removeFolders, sbom } from "./premarket.ts";

const cwd = import.meta.dirname;

describe("premarket", function () {
  this.timeout(30_000);
  after(removeFolders);

  it("--version prints the version", () => {
    const { code, out, err } = premarket(["--version"], { cwd });
    assert.deepEqual([code, err], [0, ""]);
    assert.match(out, /^\d+\.\d+\.\d+\S*\n$/);
  });

  it("--help names every verb and the exit codes", () => {
    const { code, out } = premarket(["--help"], { cwd });
    assert.equal(code, 0);
    for (const verb of ["check", "baseline", "merge", "explain", "inspect", "init", "guidance", "lsp"])
      assert.match(out, new RegExp(`^  ${verb} `, "m"));
    assert.match(out, /0 nothing at or above --fail-on, 1 findings, 2 the job could not be done/);
  });

  it("tells its verbs when none or a wrong one is given, with code 2", () => {
    const none = premarket([], { cwd });
    assert.equal(none.code, 2);
    assert.match(none.err, /Usage: premarket/);
    const wrong = premarket(["chek"], { cwd });
    assert.equal(wrong.code, 2);
    assert.match(wrong.err, /unknown command 'chek'\n\(Did you mean check\?\)/);
    assert.equal(wrong.out, "");
  });
});

describe("premarket explain", function () {
  this.timeout(30_000);

  it("shows the page of a requirement as text, no line wider than 100 columns outside examples", () => {
    const { code, out } = premarket(["explain", "premarket-sbom-end-of-support"], { cwd });
    assert.equal(code, 0);
    assert.match(out, /Citation: V\.A\.4\(b\), p\. 17/);
    assert.match(out, /FDA recommends this; it is not a duty\./);
    const long = out.split("\n").filter((line) => line.length > 100 && !line.startsWith("    "));
    assert.deepEqual(long, []);
  });

  it("shows it as Markdown and as JSON", () => {
    const markdown = premarket(["explain", "524b-plan", "--format", "markdown"], { cwd }).out;
    assert.match(markdown, /^# .*\n\n`524b-plan`\n\n- \*\*Source:\*\* \[/);
    const { id, strength, strengthInWords, source, examples } = JSON.parse(
      premarket(["explain", "524b-plan", "-f", "json"], { cwd }).out,
    );
    assert.deepEqual([id, strength, source.id], ["524b-plan", "statute", "fdca-524b"]);
    assert.equal(strengthInWords, "Required by statute for cyber devices.");
    assert.ok(examples.length >= 2);
  });

  it("proposes the nearest ids for one that does not exist", () => {
    const { code, out, err } = premarket(["explain", "524b-plam"], { cwd });
    assert.deepEqual([code, out], [2, ""]);
    assert.match(err, /^There is no requirement `524b-plam`\. Did you mean `524b-plan`/);
    assert.match(premarket(["explain", "supplier"], { cwd }).err, /`ntia-supplier-name`/);
    assert.match(premarket(["explain", "zzz"], { cwd }).err, /`premarket guidance` lists them all/);
  });

  it("never says of any requirement that FDA requires it, and of no recommendation that it is required", async () => {
    const { requirementPage } = await import("../../lib/report/requirementPage.ts");
    const all = catalogue();
    for (const source of all.sources) {
      for (const requirement of source.requirements) {
        const page = requirementPage(requirement, source, all.examples(requirement.id));
        assert.doesNotMatch(page, /FDA requires|required by FDA/i, requirement.id);
        const binding = requirement.strength === "statute" || requirement.strength === "regulation";
        assert.equal(/^- \*\*Strength:\*\* Required/m.test(page), binding, requirement.id);
      }
    }
  });
});

describe("premarket inspect", function () {
  this.timeout(30_000);
  after(removeFolders);

  it("prints one object a file, in the order of the command line", () => {
    const folder = folderWith({ "b.json": sbom(), "a.md": "# Labeling\n\nText.\n", "x.bin": "?" });
    const { code, out } = premarket(["inspect", "b.json", "a.md", "x.bin", "--format", "json"], { cwd: folder });
    assert.equal(code, 0);
    const files = JSON.parse(out);
    assert.deepEqual(
      files.map((file: { path: string; kind: string; readable: boolean }) => [file.path, file.kind, file.readable]),
      [
        ["b.json", "sbom", true],
        ["a.md", "prose", true],
        ["x.bin", "unknown", false],
      ],
    );
    assert.deepEqual(files[0].counts, { components: 1, dependencies: 0, vulnerabilities: 0 });
    assert.equal(files[0].coverage.version, 1);
    assert.match(files[2].problems[0].message, /not a kind that Premarket knows/);
  });

  it("says which file is missing and ends with 2, the others all the same", () => {
    const folder = folderWith({ "b.json": sbom() });
    const { code, out } = premarket(["inspect", "gone.json", "b.json", ".", "--format", "json"], { cwd: folder });
    assert.equal(code, 2);
    const [gone, there, here] = JSON.parse(out);
    assert.deepEqual(
      [gone.readable, gone.problems],
      [false, [{ message: "The file does not exist.", line: 1, column: 1 }]],
    );
    assert.equal(there.readable, true);
    assert.match(here.problems[0].message, /it is a folder/);
  });

  it("shows it to people too", () => {
    const folder = folderWith({ "b.json": sbom() });
    const { out } = premarket(["inspect", "b.json"], { cwd: folder });
    assert.match(out, /^b\.json\n {2}sbom: CycloneDX 1\.6 json\n {2}components +1\n/);
    assert.match(out, /supplier +0\.0 % of components/);
  });
});

describe("premarket init", function () {
  this.timeout(30_000);
  after(removeFolders);
  const files = {
    "boms/pump #1.cdx.json": sbom(),
    "docs/plan.md": "# Cybersecurity Management Plan\n\nText.\n",
    "docs/notes.md": "# Notes\n\nText.\n",
    "node_modules/x/bom.json": sbom(),
    "package.json": "{}",
  };

  it("writes a premarket.yaml that check can use at once", () => {
    const folder = folderWith(files);
    const ran = premarket(["init"], { cwd: folder });
    assert.equal(ran.code, 0, ran.err);
    const yaml = readFileSync(join(folder, "premarket.yaml"), "utf8");
    assert.match(
      yaml,
      /- path: "boms\/pump #1\.cdx\.json"\n {4}role: sbom\n {2}- path: docs\/plan\.md\n {4}role: management-plan\n/,
    );
    assert.match(yaml, /# - path: docs\/notes\.md/);
    assert.match(yaml, /name: Pump\n/);
    assert.doesNotMatch(yaml, /node_modules|package\.json/);
    const check = premarket(["check", "--fail-on", "never"], { cwd: folder });
    assert.equal(check.code, 0, check.out + check.err);
  });

  it("never writes over a file that is there", () => {
    const folder = folderWith({ ...files, "premarket.yaml": config({}) });
    const { code, err } = premarket(["init"], { cwd: folder });
    assert.equal(code, 2);
    assert.match(err, /is there already and is left as it is/);
    assert.equal(readFileSync(join(folder, "premarket.yaml"), "utf8"), config({}));
  });

  it("prints what it would write with --dry-run, also where there is nothing", () => {
    const folder = folderWith({ "a.txt": "" });
    const { code, out } = premarket(["init", "--dry-run"], { cwd: folder });
    assert.equal(code, 0);
    assert.match(out, /No document was recognised/);
    assert.ok(!existsSync(join(folder, "premarket.yaml")));
  });
});

describe("premarket guidance", function () {
  this.timeout(30_000);

  it("lists every requirement, by source, with counts", () => {
    const { code, out } = premarket(["guidance"], { cwd });
    assert.equal(code, 0);
    for (const source of catalogue().sources) {
      assert.ok(out.includes(`\n${source.id}\n`) || out.startsWith(`${source.id}\n`), source.id);
      for (const { id } of source.requirements) assert.ok(out.includes(`    ${id} `), id);
    }
    assert.match(out, /All sources together: \d+ requirements: \d+ machine-checked, \d+ judged by a person/);
  });

  it("gives every row its state with --coverage, and the same as JSON", () => {
    const text = premarket(["guidance", "--coverage"], { cwd }).out;
    const { areas, rows } = JSON.parse(premarket(["guidance", "--coverage", "--format", "json"], { cwd }).out);
    assert.ok(rows.length > 100);
    for (const { title, rows: count, states, open } of areas) {
      const settled = Object.values(states as Record<string, number>).reduce((sum, one) => sum + one, 0);
      assert.equal(settled + open.length, count, title);
      assert.match(text, new RegExp(`^${title} +${count} `, "m"));
    }
    for (const { row, state, requirement, says } of rows) {
      assert.ok(["checked", "asked", "shared", "context", "left out"].includes(state), row);
      assert.ok(requirement !== "" || says !== "", `${row} has neither a requirement nor a reason`);
      assert.ok(text.includes(row));
    }
  });

  it("gives the counts as JSON", () => {
    const { counts, sources } = JSON.parse(premarket(["guidance", "--format", "json"], { cwd }).out);
    assert.equal(counts.requirements, counts.checked + counts.asked + counts.shared);
    assert.deepEqual(
      sources.map((source: { id: string }) => source.id),
      catalogue().sources.map((source) => source.id),
    );
  });
});
