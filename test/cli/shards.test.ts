import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { config, folderWith, premarket, removeFolders, sbom } from "./premarket.ts";

const HEAD = "submission:\n  pathway: none\nas-of: 2026-11-01\n";

/** A folder with five submissions; the third has a document that is missing. */
function five(): string {
  const files = ["a", "b", "c", "d", "e"].flatMap((name) => [
    [
      `${name}/premarket.yaml`,
      config({ "bom.json": "sbom", ...(name === "c" ? { "gone.md": "labeling" } : {}) }, HEAD),
    ],
    [`${name}/bom.json`, sbom(`lib-${name}`)],
  ]);
  return folderWith(Object.fromEntries(files));
}

interface Collection {
  readonly shard: { readonly index: number; readonly of: number };
  readonly assessments: readonly {
    readonly files: readonly { readonly path: string }[];
    readonly findings: readonly unknown[];
  }[];
}

const read = (cwd: string, name: string) => JSON.parse(readFileSync(join(cwd, name), "utf8")) as Collection;
const paths = ({ assessments }: Collection) => assessments.map(({ files }) => files[0]?.path);
const shard = (cwd: string, which: string, ...args: string[]) =>
  premarket(["check", ".", "--shard", which, "--quiet", "-o", `json=${which.replace("/", "-")}.json`, ...args], {
    cwd,
  });

describe("premarket check --shard and premarket merge", function () {
  this.timeout(60_000);
  after(removeFolders);

  it("share the submissions below a folder without leaving one out, and put the reports together", () => {
    const cwd = five();
    assert.deepEqual([shard(cwd, "1/2").code, shard(cwd, "2/2").code], [2, 0]);
    assert.deepEqual(paths(read(cwd, "1-2.json")), ["a/premarket.yaml", "c/premarket.yaml", "e/premarket.yaml"]);
    assert.deepEqual(paths(read(cwd, "2-2.json")), ["b/premarket.yaml", "d/premarket.yaml"]);
    const ran = premarket(["merge", "2-2.json", "1-2.json", "-o", "all.json"], { cwd });
    assert.equal(ran.code, 2, "one submission could not be checked");
    assert.match(ran.out, /^a\/premarket\.yaml: passed \(0 errors, \d+ warnings/);
    assert.match(ran.out, /^c\/premarket\.yaml: could not be checked/m);
    assert.match(ran.out, /5 submissions, 4 without a finding at or above error\.\n$/);
    assert.deepEqual(
      paths(read(cwd, "all.json")),
      ["a", "b", "c", "d", "e"].map((name) => `${name}/premarket.yaml`),
    );
    assert.equal(
      premarket(["merge", "all.json", "--format", "json"], { cwd }).out,
      readFileSync(join(cwd, "all.json"), "utf8"),
    );
  });

  it("give each submission the report that it has alone", () => {
    const cwd = five();
    shard(cwd, "1/1");
    const alone = JSON.parse(premarket(["check", "b", "--format", "json"], { cwd }).out);
    assert.deepEqual(read(cwd, "1-1.json").assessments[1], alone);
  });

  it("end with the worst code of all, at the severity that is asked for", () => {
    const cwd = five();
    assert.equal(shard(cwd, "2/2", "--fail-on", "warning").code, 1);
    assert.equal(premarket(["merge", "2-2.json"], { cwd }).code, 2, "the other shard is missing");
    shard(cwd, "1/5");
    const single = premarket(["check", "b", "--format", "json"], { cwd });
    writeFileSync(join(cwd, "b.json"), single.out);
    assert.equal(premarket(["merge", "b.json"], { cwd }).code, 0);
    assert.equal(premarket(["merge", "b.json", "--fail-on", "warning"], { cwd }).code, 1);
  });

  it("2 for shards that are missing or twice, for another guidance, and for what is no report", () => {
    const cwd = five();
    shard(cwd, "2/2");
    const words = (...args: string[]) => {
      const { code, err } = premarket(["merge", ...args], { cwd });
      assert.equal(code, 2);
      return err;
    };
    assert.match(words("2-2.json"), /The report of shard 1 of 2 is missing\./);
    assert.match(words("2-2.json", "2-2.json"), /shard 2 of 2 is there 2 times/);
    writeFileSync(
      join(cwd, "other.json"),
      readFileSync(join(cwd, "2-2.json"), "utf8").replace(/"sha256":"[0-9a-f]/, '"sha256":"x'),
    );
    assert.match(words("2-2.json", "other.json"), /different data of/);
    writeFileSync(join(cwd, "none.json"), "{}");
    assert.match(words("none.json"), /none\.json cannot be merged \(it is no JSON report/);
    writeFileSync(join(cwd, "broken.json"), "{");
    assert.match(words("broken.json"), /it is no JSON\)/);
    assert.match(words("gone.json"), /it does not exist/);
  });

  it("2 for a shard that cannot be, for reports of one submission only, and where there is nothing to share", () => {
    const cwd = five();
    for (const which of ["0/2", "3/2", "1", "a/b"])
      assert.equal(premarket(["check", "--shard", which], { cwd }).code, 2, which);
    const sarif = premarket(["check", "--shard", "1/1", "--format", "sarif"], { cwd });
    assert.equal(sarif.code, 2);
    assert.match(sarif.err, /A sarif report is of one submission; with --shard use pretty, compact, github, json\./);
    assert.equal(premarket(["check", "--shard", "1/1"], { cwd: folderWith({ "a.json": sbom() }) }).code, 2);
  });

  it("more shards than submissions leave some with nothing to do, which is no fault", () => {
    const cwd = five();
    const ran = premarket(["check", "--shard", "9/9", "--format", "json"], { cwd });
    assert.deepEqual([ran.code, JSON.parse(ran.out).assessments], [0, []]);
    assert.match(ran.err, /Shard 9 of 9: 0 of 5 submissions\./);
  });
});
