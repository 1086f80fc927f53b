import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { FORMATS } from "../../lib/report/formats/formats.ts";
import { COMMAND, config, folderWith, premarket, removeFolders, sbom } from "./premarket.ts";

const DAY = ["--as-of", "2026-11-01"];
const folder = () => folderWith({ "premarket.yaml": config({ "bom.json": "sbom" }), "bom.json": sbom() });
const kept = (cwd: string) => (existsSync(join(cwd, "kept")) ? readdirSync(join(cwd, "kept")) : []);
const check = (cwd: string, ...args: string[]) => premarket(["check", "--cache-dir", "kept", ...DAY, ...args], { cwd });

describe("premarket check with its cache", function () {
  this.timeout(60_000);
  after(removeFolders);

  before(() => {
    // A run from source keeps nothing, because its code changes under one's hands.
    assert.ok(COMMAND.length === 1, "build first: npm run build");
  });

  it("writes the same bytes from what it kept, in every format", () => {
    const cwd = folder();
    for (const { name } of FORMATS) {
      const fresh = check(cwd, "--no-cache", "--format", name);
      check(cwd, "--format", name);
      const again = check(cwd, "--format", name);
      assert.deepEqual([again.out, again.err, again.code], [fresh.out, fresh.err, fresh.code], name);
    }
    assert.equal(kept(cwd).length, 1);
  });

  it("really takes what it kept", () => {
    const cwd = folder();
    check(cwd);
    const [name = ""] = kept(cwd);
    const path = join(cwd, "kept", name);
    const [, text = ""] = readFileSync(path, "utf8").split(/\n(.*)/s);
    const other = text.replace("has no supplier name", "was kept");
    writeFileSync(path, `${sha256(other)}\n${other}`);
    assert.match(check(cwd).out, /zlib 1\.3\.1 was kept/);
    assert.doesNotMatch(check(cwd, "--no-cache").out, /was kept/);
  });

  it("looks anew when a document, premarket.yaml, its waivers or an option changes", () => {
    const cwd = folder();
    const count = () => kept(cwd).length;
    check(cwd);
    writeFileSync(join(cwd, "bom.json"), sbom("curl"));
    assert.match(check(cwd).out, /curl 1\.3\.1 has no supplier name/);
    assert.equal(count(), 2);
    writeFileSync(join(cwd, "premarket.yaml"), config({ "bom.json": "sbom" }, "profile: sbom\n"));
    check(cwd);
    assert.equal(count(), 3);
    writeFileSync(join(cwd, "premarket-waivers.yaml"), "waivers: []\n");
    check(cwd);
    check(cwd, "--no-waivers");
    check(cwd, "--profile", "premarket");
    assert.equal(count(), 6);
  });

  it("takes a damaged entry for none", () => {
    const cwd = folder();
    const fresh = check(cwd).out;
    const [name = ""] = kept(cwd);
    for (const damage of [
      "",
      "x",
      "0\n{}",
      readFileSync(join(cwd, "kept", name), "utf8").slice(0, -9),
      `${sha256("{}")}\n{}`,
    ]) {
      writeFileSync(join(cwd, "kept", name), damage);
      assert.equal(check(cwd).out, fresh, damage.slice(0, 20));
    }
  });

  it("keeps nothing of a run with trouble, and nothing with --no-cache", () => {
    const broken = folderWith({ "premarket.yaml": config({ "gone.json": "sbom" }) });
    assert.equal(check(broken).code, 2);
    assert.deepEqual(kept(broken), []);
    const cwd = folder();
    check(cwd, "--no-cache");
    assert.deepEqual(kept(cwd), []);
  });

  it("goes on where the folder cannot be written", () => {
    const cwd = folder();
    writeFileSync(join(cwd, "kept"), "a file");
    assert.match(check(cwd).out, /has no supplier name/);
  });

  it("holds no text of a document", () => {
    const cwd = folderWith({
      "premarket.yaml": config({ "plan.md": "management-plan" }),
      "plan.md": "# Plan\n\nThe secret recipe is kept.\n",
    });
    check(cwd);
    const [name = ""] = kept(cwd);
    assert.doesNotMatch(readFileSync(join(cwd, "kept", name), "utf8"), /secret recipe/);
  });

  it("is safe for runs side by side", async () => {
    const cwd = folder();
    const args = [...COMMAND, "check", "--cache-dir", "kept", ...DAY, "--format", "json"];
    const one = () =>
      new Promise<string>((done) => {
        const child = spawn(process.execPath, args, { cwd });
        let out = "";
        child.stdout.on("data", (data) => {
          out += data;
        });
        child.once("close", () => done(out));
      });
    const outs = await Promise.all([one(), one(), one(), one()]);
    assert.equal(new Set(outs).size, 1);
    assert.equal(JSON.parse(outs[0] ?? "").tool.name, "premarket");
    assert.deepEqual(
      kept(cwd).filter((name) => name.endsWith(".tmp")),
      [],
    );
  });
});

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
