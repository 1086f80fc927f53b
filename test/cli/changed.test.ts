import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { config, folderWith, premarket, removeFolders, sbom } from "./premarket.ts";

const DAY = ["--as-of", "2026-11-01"];

const HEAD = "  characteristics: [software, networked, off-the-shelf-software]\n";

/** A repository with two SBOMs in its first commit. */
function repository(): string {
  const cwd = folderWith({
    "sub/premarket.yaml": config({ "a.json": "sbom", "b.json": "sbom" }),
    "sub/a.json": sbom("alpha"),
    "sub/b.json": sbom("beta"),
  });
  git(cwd, "init", "--quiet");
  git(cwd, "add", "-A");
  git(cwd, "-c", "user.name=T", "-c", "user.email=t@example.org", "commit", "--quiet", "-m", "first");
  return cwd;
}

function git(cwd: string, ...args: string[]): void {
  execFileSync("git", args, { cwd, stdio: "pipe" });
}

const shown = (cwd: string, reference = "HEAD") => {
  const ran = premarket(["check", "sub", "--changed", reference, "--format", "json", ...DAY], { cwd });
  const { findings } = JSON.parse(ran.out) as { findings: { path: string }[] };
  return { paths: [...new Set(findings.map(({ path }) => path))], err: ran.err, code: ran.code };
};

describe("premarket check --changed", function () {
  this.timeout(30_000);
  after(removeFolders);

  it("shows findings of changed files only, and says how many are not shown", () => {
    const cwd = repository();
    assert.deepEqual(shown(cwd).paths, []);
    writeFileSync(join(cwd, "sub/b.json"), sbom("gamma"));
    const { paths, err } = shown(cwd);
    assert.deepEqual(paths, ["sub/b.json"]);
    assert.match(err, /Everything was assessed; \d+ findings in files that are as in HEAD are not shown\./);
  });

  it("takes a file that Git does not know yet for changed, and one that was committed since the reference", () => {
    const cwd = repository();
    writeFileSync(join(cwd, "sub/c.json"), sbom("gamma"));
    writeFileSync(join(cwd, "sub/premarket.yaml"), config({ "a.json": "sbom", "c.json": "sbom" }));
    assert.ok(shown(cwd).paths.includes("sub/c.json"));
    git(cwd, "add", "-A");
    git(cwd, "-c", "user.name=T", "-c", "user.email=t@example.org", "commit", "--quiet", "-m", "second");
    assert.deepEqual(shown(cwd).paths, []);
    assert.ok(shown(cwd, "HEAD~1").paths.includes("sub/c.json"));
  });

  it("reads all files, so that a finding elsewhere that speaks of the changed one is shown", () => {
    const cwd = repository();
    const words = "# Software\n\nThe device uses no third-party software.\n";
    writeFileSync(join(cwd, "sub/words.md"), words);
    writeFileSync(
      join(cwd, "sub/premarket.yaml"),
      config({ "a.json": "sbom", "b.json": "sbom", "words.md": "software-description" }, HEAD),
    );
    git(cwd, "add", "-A");
    git(cwd, "-c", "user.name=T", "-c", "user.email=t@example.org", "commit", "--quiet", "-m", "second");
    const bom = JSON.parse(sbom("delta"));
    bom.metadata.component.supplier = { name: "Calder Medical" };
    bom.components[0].supplier = { name: "Another Maker" };
    writeFileSync(join(cwd, "sub/a.json"), JSON.stringify(bom));
    assert.ok(shown(cwd).paths.includes("sub/words.md"));
  });

  it("2 where Git cannot tell", () => {
    const cwd = repository();
    const unknown = premarket(["check", "sub", "--changed", "no-such-branch"], { cwd });
    assert.equal(unknown.code, 2);
    assert.match(unknown.err, /Git knows no commit `no-such-branch`; in CI, fetch its history first/);
    const option = premarket(["check", "sub", "--changed=--output=stolen"], { cwd });
    assert.equal(option.code, 2);
    const outside = premarket(["check", "--changed", "HEAD"], { cwd: folderWith({ "a.json": sbom() }) });
    assert.equal(outside.code, 2);
    assert.match(outside.err, /no Git repository/);
  });
});
