import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { type Assessment, checkSubmission, type SourceFile } from "../../lib/index.ts";
import { checkFolder } from "../../lib/node.ts";
import { folderWith, premarket, removeFolders } from "../cli/premarket.ts";

const SBOM = {
  bomFormat: "CycloneDX",
  specVersion: "1.6",
  metadata: { component: { type: "firmware", name: "Pump", version: "1.0.0", "bom-ref": "pump" } },
  components: [{ type: "library", name: "zlib", version: "1.3.1", "bom-ref": "zlib" }],
};
const TEXT = JSON.stringify(SBOM, undefined, 2);

/** Checks one file by itself, as somebody would who names it. */
function check(name: string, text: string): Promise<Assessment> {
  const file: SourceFile = { path: name, roles: [], named: true, text: async () => text, sha256: async () => "" };
  return checkSubmission([file], { today: "2026-11-01" });
}

/** Checks a folder whose `premarket.yaml` lists the documents that follow `documents:`. */
function checkListed(documents: string, files: Readonly<Record<string, string>> = {}): Promise<Assessment> {
  return checkFolder(folderWith({ ...files, "premarket.yaml": `${HEAD}documents:\n${documents}` }));
}

const HEAD = `device:
  name: Pump
  version: 1.0.0
  manufacturer: Calder Medical
  characteristics: [software, networked, off-the-shelf-software]
submission:
  pathway: 510k
  planned: 2026-12-15
`;

const words = ({ troubles }: Assessment) => troubles.map(({ message }) => message);
const found = ({ findings }: Assessment, id: string) => findings.filter(({ requirement }) => requirement.id === id);
const verdict = ({ settled }: Assessment, id: string) =>
  settled.find(({ requirement }) => requirement.id === id)?.verdict;

/** Every finding covers something, and never a whole file. */
function assertPlaced({ findings, files }: Assessment): void {
  for (const { path, span, message } of findings) {
    const text = files.find((file) => file.path === path)?.text ?? "";
    assert.ok(span.start < span.end && span.end <= text.length, `${message} at ${span.start}-${span.end}`);
    assert.ok(span.end - span.start < text.length, `${message} covers the whole file`);
  }
}

describe("hostile files", function () {
  this.timeout(30_000);
  afterEach(removeFolders);

  describe("that cannot be read say why, in one sentence", () => {
    const DEEP = 100_000;
    const cases: readonly [string, string, RegExp][] = [
      ["empty.json", "", /^The file is empty\.$/],
      ["blank.md", " \r\n\t\n", /^The file is empty\.$/],
      ["bytes.json", "\u0000\u0001\u0002".repeat(500), /^The file is not text\.$/],
      ["wide.json", [...TEXT].join("\u0000"), /UTF-16; save it as UTF-8/],
      ["report.docx", "PK\u0003\u0004\u0014\u0000", /zip archive/],
      ["lists.json", "[".repeat(DEEP) + "]".repeat(DEEP), /nested more than \d+ levels deep/],
      ["open.json", "[".repeat(DEEP), /nested more than \d+ levels deep/],
      ["objects.json", '{"a":'.repeat(DEEP), /nested more than \d+ levels deep/],
      ["deep.cdx.json", TEXT.replace('"library"', "[".repeat(DEEP)), /nested more than \d+ levels deep/],
      ["cut.cdx.json", TEXT.slice(0, -2), /ends inside an object/],
      ["cut-word.cdx.json", TEXT.slice(0, TEXT.indexOf("zlib") + 2), /ends inside a text/],
      ["other.json", '{"hello": "world"}', /not a kind that Premarket knows/],
    ];
    for (const [name, text, expected] of cases) {
      it(name, async () => {
        const assessment = await check(name, text);
        assert.equal(assessment.troubles.length, 1, words(assessment).join("\n"));
        assert.match(words(assessment)[0] ?? "", expected);
        assert.deepEqual(assessment.findings, []);
        assert.ok(
          assessment.settled.every((one) => one.verdict === "not evaluated" || one.verdict === "not applicable"),
        );
      });
    }
  });

  describe("that are odd but readable are read", () => {
    const plain = TEXT.replaceAll("\n", "\r\n");
    for (const [name, text] of Object.entries({ "crlf.cdx.json": plain, "one-line.cdx.json": JSON.stringify(SBOM) })) {
      it(name, async () => {
        const assessment = await check(name, text);
        assert.deepEqual(words(assessment), []);
        assertPlaced(assessment);
        const [finding] = found(assessment, "ntia-supplier-name");
        assert.equal(text.slice(finding?.span.start, finding?.span.end), "zlib");
      });
    }

    it("names that every object inherits are names like any other", async () => {
      const text = `{"bomFormat": "CycloneDX", "specVersion": "1.6", "__proto__": {"name": "evil"},
        "components": [{"__proto__": {"name": "evil", "version": "1"}, "bom-ref": "a"},
          {"name": "constructor", "version": "2", "bom-ref": "__proto__",
            "properties": [{"name": "__proto__", "value": "x"}, {"name": "toString", "value": "y"}]}],
        "dependencies": [{"ref": "__proto__", "dependsOn": ["a", "hasOwnProperty"]}]}`;
      const assessment = await check("proto.cdx.json", text);
      assertPlaced(assessment);
      assert.equal(found(assessment, "ntia-component-name").length, 1);
      assert.deepEqual(
        found(assessment, "ntia-references-resolve").map(({ span }) => text.slice(span.start, span.end)),
        ["hasOwnProperty"],
      );
    });

    it("values of the wrong kind are no crash and no silence", async () => {
      const components =
        '[null, 1, "x", [], {}, {"name": null, "version": [], "hashes": {}, "licenses": [null, 1, {}]}]';
      const text = `{"bomFormat": "CycloneDX", "specVersion": 1.6, "metadata": [], "components": ${components},
        "dependencies": {"ref": "a"}, "vulnerabilities": [null, 1, {}]}`;
      const assessment = await check("kinds.cdx.json", text);
      assert.deepEqual(words(assessment), []);
      assertPlaced(assessment);
      const [note] = assessment.notes;
      assert.match(note?.message ?? "", /^`dependencies` is not a list, so nothing in it is read/);
      assert.equal(text.slice(note?.span?.start, note?.span?.end), "{");
      assert.equal(found(assessment, "ntia-component-name").length, 2);
    });

    it("lists that stand twice are told, because the first one is lost", async () => {
      const text = '{"bomFormat": "CycloneDX", "specVersion": "1.6", "components": [], "components": [{"name": "a"}]}';
      const { notes } = await check("twice.cdx.json", text);
      assert.match(notes[0]?.message ?? "", /`components` stands more than once/);
    });

    it("a name of a million letters stays out of the messages", async () => {
      const text = TEXT.replace("zlib", "x".repeat(1_000_000));
      const { findings, settled } = await check("long.cdx.json", text);
      const said = [
        ...findings.map(({ message }) => message),
        ...settled.flatMap((one) => one.evidence).map((e) => e.says),
      ];
      assert.ok(said.every((one) => one.length < 400));
    });

    it("control characters and halves of letters do no harm", async () => {
      const components =
        '[{"name": "\\u0000\\u001b[31m", "version": "\\ud800"}, {"name": "\u202eevil", "version": "1"}]';
      const assessment = await check(
        "control.cdx.json",
        `{"bomFormat": "CycloneDX", "specVersion": "1.6", "components": ${components}}`,
      );
      assert.deepEqual(words(assessment), []);
      assertPlaced(assessment);
    });
  });

  it("Markdown that keeps parsers busy is read in seconds", async () => {
    const texts = [
      "word | and more words, the device uses no third-party software. ".repeat(200_000),
      `# Plan\n\n${"*a _b `c [d](e ".repeat(50_000)}`,
      `${">".repeat(20_000)} x`,
      "[".repeat(100_000),
      "![a](".repeat(20_000),
      "| a | b |\n|-|-|\n".concat("| x | y |\n".repeat(5_000)),
    ];
    const roles = "[management-plan, vulnerability-assessment, ots-report, security-test-report, labeling]";
    const documents = texts.map((_, at) => `  - path: ${at}.md\n    role: ${roles}\n`).join("");
    const files = Object.fromEntries(texts.map((text, at) => [`${at}.md`, text]));
    const assessment = await checkListed(`${documents}  - path: a.json\n    role: sbom\n`, {
      ...files,
      "a.json": TEXT,
    });
    assert.deepEqual(words(assessment), []);
  });
});

describe("a hostile premarket.yaml", function () {
  this.timeout(30_000);
  afterEach(removeFolders);

  it("with wrong keys and words says what is meant", async () => {
    const text = "devise:\n  name: x\nsubmission:\n  pathway: 510(k)\ndocuments:\n  - path: a.json\n    role: sbomm\n";
    const assessment = await checkFolder(folderWith({ "premarket.yaml": text, "a.json": TEXT }));
    const said = words(assessment).join("\n");
    for (const meant of ["`device`", "`510k`", "`sbom`"]) assert.ok(said.includes(`did you mean ${meant}?`), said);
  });

  it("that lists what is missing, outside, a folder or a name with a zero byte is told so", async () => {
    const paths = ["gone.json", "../outside.json", "/etc/hostname", "folder", '"a\\0b.json"'];
    const documents = paths.map((path) => `  - path: ${path}\n    role: sbom\n`).join("");
    const assessment = await checkListed(documents, { "folder/x.md": "x" });
    const said = words(assessment);
    assert.equal(said.length, paths.length, said.join("\n"));
    const expected = [
      /does not exist/,
      /lies outside the folder/,
      /lies outside the folder/,
      /is a folder/,
      /no file name/,
    ];
    for (const [at, pattern] of expected.entries()) assert.match(said[at] ?? "", pattern);
  });

  it("that lists a pipe does not wait for somebody to write into it", async function () {
    const folder = folderWith({ "premarket.yaml": `${HEAD}documents:\n  - path: pipe.json\n    role: sbom\n` });
    if (process.platform === "win32" || spawnSync("mkfifo", [join(folder, "pipe.json")]).status !== 0) this.skip();
    assert.match(words(await checkFolder(folder)).join(), /not a regular file/);
  });

  it("whose aliases multiply ends soon", async () => {
    const lines = ["a: &a [x, x, x, x, x, x, x, x, x]"];
    for (const [at, name] of [..."bcdefghij"].entries()) {
      lines.push(`${name}: &${name} [${`*${"abcdefghij"[at]}, `.repeat(9)}x]`);
    }
    const text = `${lines.join("\n")}\ndocuments: *j\n`;
    const assessment = await checkFolder(folderWith({ "premarket.yaml": text }));
    assert.ok(assessment.troubles.length > 0 && assessment.troubles.length < 10_000);
  });

  for (const [what, text] of Object.entries({
    "a tab as indentation": `${HEAD}documents:\n\t- path: a.json\n`,
    "brackets without end": `${HEAD}documents: ${"[".repeat(50_000)}`,
    "no text": "\u0000\u0001\u0002",
  })) {
    it(`that cannot be read (${what}) is one trouble and does not say that documents are missing`, async () => {
      const assessment = await checkFolder(folderWith({ "premarket.yaml": text, "a.json": TEXT }));
      assert.equal(assessment.troubles.length, 1, words(assessment).join("\n"));
      assert.deepEqual(assessment.findings, []);
    });
  }

  it("whose documents say nothing yet does not count them as there", async () => {
    const documents = `  - path: plan.md
    role: management-plan
  - path: assessment.md
    role: vulnerability-assessment
  - path: sbom.json
    role: sbom
`;
    const assessment = await checkListed(documents, {
      "plan.md": "# Cybersecurity management plan\n\n<!-- owner: J. Roe -->\n\nTBD\n",
      "assessment.md": "# Assessment of known vulnerabilities\n",
      "sbom.json": TEXT.replace('"name": "zlib",', ""),
    });
    for (const id of ["524b-plan", "524b-sbom", "premarket-known-vulnerabilities"])
      assert.equal(verdict(assessment, id), "not met", id);
    const [plan] = found(assessment, "524b-plan");
    const text = assessment.files.find(({ path }) => path === plan?.path)?.text;
    assert.equal(text?.slice(plan?.span.start, plan?.span.end), "TBD");
    assert.match(plan?.message ?? "", /\("TBD" is no answer\)\.$/);
  });
});

describe("hostile folders on the command line", function () {
  this.timeout(30_000);
  afterEach(removeFolders);

  it("a missing file beside one with findings is exit code 2, and the findings are still shown", () => {
    const cwd = folderWith({ "a.cdx.json": TEXT });
    const ran = premarket(["check", "a.cdx.json", "gone.json", "--fail-on", "information"], { cwd });
    assert.equal(ran.code, 2);
    assert.match(ran.out, /gone\.json does not exist/);
    assert.match(ran.out, /zlib 1\.3\.1 has no supplier name/);
  });

  it("links that lead round in a circle end, and each file is checked once", function () {
    const cwd = folderWith({ "a.cdx.json": TEXT });
    mkdirSync(join(cwd, "sub"));
    try {
      symlinkSync("..", join(cwd, "sub", "up"));
      symlinkSync("self", join(cwd, "self"));
    } catch {
      this.skip();
    }
    const ran = premarket(["check", ".", "--format", "json"], { cwd });
    assert.equal(ran.code, 0, ran.err);
    assert.deepEqual(
      (JSON.parse(ran.out) as { files: { path: string }[] }).files.map(({ path }) => path),
      ["a.cdx.json"],
    );
  });

  it("inspect answers for every file, whatever it is", () => {
    const cwd = folderWith({ "a.json": "", "b.json": "[".repeat(5000), "c.md": "\u0000\u0001", "d/x": "" });
    const ran = premarket(["inspect", "a.json", "b.json", "c.md", "d", "gone", "--format", "json"], { cwd });
    assert.equal(ran.code, 2);
    const inspected = JSON.parse(ran.out) as { path: string; readable: boolean; problems: { message: string }[] }[];
    assert.deepEqual(
      inspected.map(({ path }) => path),
      ["a.json", "b.json", "c.md", "d", "gone"],
    );
    for (const one of inspected) assert.ok(!one.readable && one.problems.length === 1, one.path);
  });
});
