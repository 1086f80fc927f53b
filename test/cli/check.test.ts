import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { FORMATS } from "../../lib/report/formats/formats.ts";
import { COMMAND, config, folderWith, premarket, removeFolders, sbom } from "./premarket.ts";

const DAY = ["--as-of", "2026-11-01"];

interface Report {
  readonly tool: { readonly name: string; readonly version: string };
  readonly asOf: string;
  readonly profile: { readonly name: string };
  readonly guidance: readonly Record<string, string>[];
  readonly files: readonly {
    readonly path: string;
    readonly role: string | null;
    readonly sha256: string;
    readonly state: string;
  }[];
  readonly verdicts: readonly { readonly requirement: string; readonly verdict: string }[];
  readonly findings: readonly {
    readonly requirement: string;
    readonly path: string;
    readonly severity: string;
    readonly start: { readonly line: number; readonly column: number };
    readonly end: { readonly line: number; readonly column: number };
    readonly fingerprint: string;
  }[];
  readonly troubles: readonly { readonly message: string }[];
}

describe("premarket check", function () {
  this.timeout(30_000);
  after(removeFolders);

  describe("finds out what to check", () => {
    it("takes the premarket.yaml of the working directory when nothing is named", () => {
      const cwd = folderWith({ "premarket.yaml": config({ "bom.json": "sbom" }), "bom.json": sbom() });
      const { files } = json([], cwd);
      assert.deepEqual(
        files.map(({ path, role, state }) => [path, role, state]),
        [
          ["premarket.yaml", null, "read"],
          ["bom.json", "sbom", "read"],
        ],
      );
    });

    it("names paths relative to the working directory", () => {
      const cwd = folderWith({
        "sub/x/premarket.yaml": config({ "boms/bom.json": "sbom" }),
        "sub/x/boms/bom.json": sbom(),
      });
      assert.deepEqual(paths(json(["sub/x"], cwd)), ["sub/x/premarket.yaml", "sub/x/boms/bom.json"]);
      assert.deepEqual(paths(json([".."], join(cwd, "sub/x/boms"))), ["../premarket.yaml", "bom.json"]);
    });

    it("takes the only submission below a folder", () => {
      const cwd = folderWith({
        "sub/premarket.yaml": config({ "bom.json": "sbom" }),
        "sub/bom.json": sbom(),
        "other.json": sbom(),
      });
      assert.deepEqual(paths(json([], cwd)), ["sub/premarket.yaml", "sub/bom.json"]);
    });

    it("asks to name one where several submissions lie below", () => {
      const cwd = folderWith({ "a/premarket.yaml": config({}), "b/premarket.yaml": config({}) });
      const { code, err } = premarket(["check", "--format", "json"], { cwd });
      assert.equal(code, 2);
      assert.match(err, /more than one submission here \(`a`, `b`\); name one of them/);
    });

    it("checks every recognised file alone where there is no premarket.yaml, and leaves out folders of tools", () => {
      const cwd = folderWith({
        "bom.json": sbom(),
        "docs/labeling.md": "# Labeling\n",
        "package.json": "{}",
        "node_modules/a/bom.json": sbom(),
        ".hidden/bom.json": sbom(),
        "dist/bom.json": sbom(),
        "code.ts": "",
      });
      const report = json(["."], cwd);
      assert.deepEqual(paths(report), ["bom.json", "docs/labeling.md", "package.json"]);
      assert.deepEqual(report.troubles, []);
      assert.ok(report.findings.some(({ path }) => path === "bom.json"));
    });

    it("assesses the whole submission for one named file, shows that file's findings and says so", () => {
      const cwd = folderWith({
        "premarket.yaml": config({ "a.json": "sbom", "b.json": "sbom" }),
        "a.json": sbom("alpha"),
        "b.json": sbom("beta"),
      });
      const ran = premarket(["check", "a.json", "--format", "json", ...DAY], { cwd });
      const report = JSON.parse(ran.out) as Report;
      assert.deepEqual(new Set(report.findings.map(({ path }) => path)), new Set(["a.json"]));
      assert.equal(report.files.length, 3);
      assert.match(
        ran.err,
        /whole submission of premarket\.yaml was assessed; \d+ findings in its other files are not shown/,
      );
    });

    it("does not pass over a named file that the submission does not list", () => {
      const cwd = folderWith({ "premarket.yaml": config({ "a.json": "sbom" }), "a.json": sbom(), "b.json": sbom() });
      const { code, err } = premarket(["check", "b.json", "--format", "json"], { cwd });
      assert.equal(code, 2);
      assert.match(err, /b\.json is no document that premarket\.yaml lists/);
    });

    it("is not trapped by links that lead round in a circle", function () {
      if (process.platform === "win32") this.skip();
      const cwd = folderWith({ "a/bom.json": sbom() });
      symlinkSync(cwd, join(cwd, "a/loop"));
      symlinkSync("self.json", join(cwd, "self.json"));
      assert.deepEqual(paths(json(["."], cwd)), ["a/bom.json"]);
    });

    it("does not follow a submission out of its folder, by path or by link", function () {
      if (process.platform === "win32") this.skip();
      const cwd = folderWith({
        "secret.json": sbom(),
        "sub/premarket.yaml": config({ "../secret.json": "sbom", "link.json": "sbom" }),
      });
      symlinkSync("../secret.json", join(cwd, "sub/link.json"));
      const { code, out } = premarket(["check", "sub", "--format", "json"], { cwd });
      const report = JSON.parse(out) as Report;
      assert.equal(code, 2);
      const outside = report.troubles.filter(({ message }) =>
        message.includes("lies outside the folder of premarket.yaml"),
      );
      assert.equal(outside.length, 2);
      assert.ok(report.files.every(({ path, state }) => path === "sub/premarket.yaml" || state === "unreadable"));
    });
  });

  describe("ends with a code that never lies", () => {
    const cwd = () =>
      folderWith({
        "premarket.yaml": config({ "bom.json": "sbom" }, "submission:\n  pathway: none\n"),
        "bom.json": sbom(),
      });

    it("0 when nothing reaches --fail-on, 1 when something does", () => {
      const folder = cwd();
      assert.equal(premarket(["check", ...DAY], { cwd: folder }).code, 0);
      assert.equal(premarket(["check", "--fail-on", "warning", ...DAY], { cwd: folder }).code, 1);
      assert.equal(premarket(["check", "--fail-on", "never", ...DAY], { cwd: folder }).code, 0);
    });

    it("does not depend on the format", () => {
      const folder = cwd();
      for (const { name: format } of FORMATS) {
        assert.equal(premarket(["check", "--fail-on", "warning", "--format", format], { cwd: folder }).code, 1, format);
      }
    });

    const failing: Readonly<Record<string, [Record<string, string | Uint8Array>, string[], RegExp]>> = {
      "a missing file beside one that is there": [
        { "a.json": sbom() },
        ["a.json", "gone.json"],
        /gone\.json does not exist/,
      ],
      "a listed document that is missing": [
        { "premarket.yaml": config({ "gone.json": "sbom" }) },
        [],
        /gone\.json does not exist/,
      ],
      "a listed document that is broken": [
        { "premarket.yaml": config({ "bom.json": "sbom" }), "bom.json": '{"bomFormat": "CycloneDX",' },
        [],
        /bom\.json:1:\d+/,
      ],
      "a named file of unknown kind": [{ "a.bin": "hello" }, ["a.bin"], /not a kind that Premarket knows/],
      "a named empty file": [{ "a.json": "" }, ["a.json"], /empty/],
      "a premarket.yaml that is wrong": [
        { "premarket.yaml": "device: {}\ndocments: []\n" },
        [],
        /premarket\.yaml:2:1 .*docments.*documents/,
      ],
      "an unknown profile": [{ "a.json": sbom() }, ["a.json", "--profile", "premarkt"], /no profile `premarkt`/],
      "nothing to check": [{ "a.txt": "" }, ["."], /nothing to check in `\.`/],
      "a folder that does not exist": [{ "a.json": sbom() }, ["nowhere/"], /nowhere does not exist/],
      "an unknown option": [{}, ["--formt", "json"], /unknown option '--formt'/],
      "an unknown format": [{}, ["--format", "xml"], /Allowed choices are pretty, compact, json, sarif,/],
      "an impossible day": [{}, ["--as-of", "2026-02-30"], /a day of the form 2026-11-01/],
      "an output without a format": [{}, ["--output", "x.json"], /form format=path/],
      "an output that cannot be written": [
        { "a.json": sbom() },
        ["a.json", "-o", "json=no/such/folder.json"],
        /cannot be written/,
      ],
    };
    for (const [name, [files, args, words]] of Object.entries(failing)) {
      it(`2 for ${name}`, () => {
        const { code, out, err } = premarket(["check", ...args], { cwd: folderWith(files) });
        assert.equal(code, 2, out + err);
        assert.match((out + err).replace(/\s+/g, " "), words);
      });
    }

    it("2 beats 1", () => {
      const folder = folderWith({ "a.json": sbom() });
      assert.equal(premarket(["check", "a.json", "b.json", "--fail-on", "information"], { cwd: folder }).code, 2);
    });
  });

  describe("writes", () => {
    const folder = () => folderWith({ "bom.json": sbom() });

    it("the report to standard output and nothing else there", () => {
      const ran = premarket(["check", "bom.json", ...DAY], { cwd: folder() });
      assert.match(ran.out, /^bom\.json\n {2}\d+:\d+ (error|warning|information) {2}/);
      assert.match(ran.out, /zlib 1\.3\.1 has no supplier name\. {2}ntia-supplier-name\n.*"name": "zlib"/);
      assert.match(ran.out, /This is a drafting aid\. It does not determine compliance or replace FDA review\.\n$/);
      assert.equal(ran.err, "");
    });

    it("JSON with the members that others rely on", () => {
      const report = json(["bom.json", ...DAY], folder());
      assert.deepEqual(report.tool.name, "premarket");
      assert.equal(report.asOf, "2026-11-01");
      assert.ok(
        report.guidance.every(
          ({ edition, sha256 }) => /^\d{4}-/.test(edition ?? "") && /^[0-9a-f]{64}$/.test(sha256 ?? ""),
        ),
      );
      assert.equal(report.files[0]?.sha256, createHash("sha256").update(sbom()).digest("hex"));
      const supplier = report.findings.find(({ requirement }) => requirement === "ntia-supplier-name");
      assert.deepEqual(supplier && [supplier.path, supplier.start, supplier.end], [
        "bom.json",
        { line: 14, column: 16 },
        { line: 14, column: 20 },
      ]);
      assert.match(supplier?.fingerprint ?? "", /^[0-9a-f]{64}$/);
      assert.equal(report.verdicts.find(({ requirement }) => requirement === "ntia-supplier-name")?.verdict, "not met");
    });

    it("the same bytes twice", () => {
      const cwd = folder();
      for (const { name: format } of FORMATS) {
        const run = () => premarket(["check", "bom.json", "--format", format, ...DAY], { cwd }).out;
        assert.equal(run(), run(), format);
      }
    });

    it("several reports at once with --output", () => {
      const cwd = folder();
      const args = [
        "check",
        "bom.json",
        "--quiet",
        "-o",
        "sarif=a.sarif",
        "-o",
        "json=a.json",
        "--output",
        "pretty=a.txt",
      ];
      const ran = premarket([...args, ...DAY], { cwd });
      assert.deepEqual([ran.code, ran.out, ran.err], [0, "", ""]);
      assert.equal(JSON.parse(readFileSync(join(cwd, "a.sarif"), "utf8")).version, "2.1.0");
      assert.equal(JSON.parse(readFileSync(join(cwd, "a.json"), "utf8")).tool.name, "premarket");
      assert.match(readFileSync(join(cwd, "a.txt"), "utf8"), /^bom\.json\n/);
    });

    it("each form to a file as it prints it", () => {
      const cwd = folder();
      const wanted = FORMATS.filter(({ name }) => name !== "oscal-poam").map(({ name }) => name);
      const args = wanted.flatMap((name) => ["-o", `${name}=out.${name}`]);
      assert.equal(premarket(["check", "bom.json", "--quiet", ...args, ...DAY], { cwd }).code, 0);
      for (const name of wanted) {
        const { out } = premarket(["check", "bom.json", "--format", name, ...DAY], { cwd });
        assert.equal(readFileSync(join(cwd, `out.${name}`), "utf8"), out, name);
        assert.notEqual(out, "");
      }
    });

    it("no plan of action where nothing is waived, and says so", () => {
      const cwd = folder();
      const ran = premarket(["check", "bom.json", "-o", "oscal-poam=poam.json", ...DAY], { cwd });
      assert.equal(ran.code, 0);
      assert.match(ran.err, /Nothing is written to poam\.json/);
      assert.ok(!existsSync(join(cwd, "poam.json")));
    });

    it("troubles to standard error when the report is for a program, however quiet", () => {
      const { out, err } = premarket(["check", "gone.json", "--format", "json", "--quiet"], { cwd: folder() });
      assert.equal((JSON.parse(out) as Report).troubles.length, 1);
      assert.match(err, /^gone\.json does not exist/);
    });

    it("colours only where they are wanted", () => {
      const cwd = folder();
      const coloured = (args: string[], env = {}) =>
        premarket(["check", "bom.json", ...args], { cwd, env }).out.includes("\u001b[");
      assert.equal(coloured([]), false, "a pipe");
      assert.equal(coloured([], { FORCE_COLOR: "1" }), true, "FORCE_COLOR");
      assert.equal(coloured([], { FORCE_COLOR: "1", NO_COLOR: "1" }), false, "NO_COLOR wins");
      assert.equal(coloured(["--color", "always"], { NO_COLOR: "1" }), true, "the option wins");
      assert.equal(coloured(["--color", "never"], { FORCE_COLOR: "1" }), false, "the option wins");
    });

    it("no complaint to a reader that goes away", async () => {
      const components = Array.from({ length: 3000 }, (_, at) => ({ type: "library", name: `lib-${at}` }));
      const cwd = folderWith({
        "bom.json": JSON.stringify({ bomFormat: "CycloneDX", specVersion: "1.6", components }),
      });
      const child = spawn(process.execPath, [...COMMAND, "check", "bom.json", "--format", "json"], { cwd });
      let err = "";
      child.stderr.on("data", (data) => {
        err += data;
      });
      child.stdout.once("data", () => child.stdout.destroy());
      const code = await new Promise((resolve) => child.once("close", resolve));
      assert.deepEqual([code, err], [0, ""]);
    });
  });

  it("reads a file with a byte-order mark, and UTF-16, with the offsets of an editor", () => {
    const text = sbom();
    const cwd = folderWith({
      "utf8.json": `\ufeff${text}`,
      "utf16.json": Buffer.from(`\ufeff${text}`, "utf16le"),
      "plain.json": text,
    });
    const places = (name: string) =>
      json([name, ...DAY], cwd).findings.map(({ requirement, start }) => [requirement, start]);
    assert.ok(places("plain.json").length > 0);
    assert.deepEqual(places("utf8.json"), places("plain.json"));
    assert.deepEqual(places("utf16.json"), places("plain.json"));
  });

  it("leaves no file behind", () => {
    const cwd = folderWith({ "bom.json": sbom() });
    premarket(["check", "bom.json"], { cwd });
    assert.ok(!existsSync(join(cwd, "premarket.yaml")));
  });
});

function json(args: readonly string[], cwd: string): Report {
  const { out, err } = premarket(["check", ...args, "--format", "json"], { cwd });
  assert.ok(out.startsWith("{"), err);
  return JSON.parse(out) as Report;
}

function paths(report: Report): string[] {
  return report.files.map(({ path }) => path);
}

describe("premarket check from a folder inside a submission", function () {
  this.timeout(30_000);
  after(removeFolders);

  it("tells the files of that folder by their names, in places and in words", () => {
    const cwd = folderWith({
      "premarket.yaml": config({ "boms/bom.json": "sbom", "words.md": "software-description" }).replace(
        "version: 1.0.0",
        "version: 2.0.0",
      ),
      "boms/bom.json": sbom(),
      "words.md": "# Software\n",
    });
    const args = ["check", "--format", "compact", ...DAY];
    const { out } = premarket([...args, "bom.json"], { cwd: join(cwd, "boms") });
    assert.match(out, /^bom\.json:\d+:\d+: /);
    assert.match(out, /states version 2\.0\.0/);
    assert.doesNotMatch(out, /boms\//);
    const whole = premarket([...args, ".."], { cwd: join(cwd, "boms") }).out;
    assert.match(whole, /^bom\.json:\d+/m);
    assert.match(whole, /^\.\.\/premarket\.yaml:\d+/m);
  });
});
