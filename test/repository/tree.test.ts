import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));
const tracked = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], {
  cwd: root,
  encoding: "utf8",
})
  .split("\n")
  .filter((name) => name !== "");

const TOP = new Set([
  "package.json",
  "package-lock.json",
  "tsconfig.json",
  "extension",
  "lib",
  "guidance",
  "samples",
  "test",
  "README.md",
  "LICENSE",
  "CHANGELOG.md",
  "CONTRIBUTING.md",
  "SECURITY.md",
]);

describe("the folder tree", () => {
  it("has the top level of the design and nothing else", () => {
    const top = new Set(tracked.map((name) => name.split("/")[0] ?? ""));
    const strange = [...top].filter((name) => !TOP.has(name) && !name.startsWith("."));
    assert.deepEqual(strange, []);
    assert.deepEqual(
      [...TOP].filter((name) => !top.has(name)),
      [],
    );
  });

  it("has no drawer where everything ends up", () => {
    assert.deepEqual(
      tracked.filter((name) => /(^|\/)(utils?|helpers?|common|misc)(\/|\.ts$)/.test(name)),
      [],
    );
  });

  it("keeps lock files free of host names", () => {
    for (const name of tracked.filter((one) => one.endsWith("package-lock.json"))) {
      const hosts = readFileSync(`${root}/${name}`, "utf8").match(/"resolved": "https?:\/\/[^"]*"/g) ?? [];
      assert.deepEqual(hosts, [], name);
    }
  });

  it("gives every dependency its line in CONTRIBUTING.md", () => {
    const lines = readFileSync(`${root}/CONTRIBUTING.md`, "utf8");
    for (const manifest of [
      "package.json",
      "lib/package.json",
      "extension/package.json",
      "test/vscode-host/package.json",
    ]) {
      const { dependencies = {}, devDependencies = {} } = JSON.parse(readFileSync(`${root}/${manifest}`, "utf8"));
      for (const name of Object.keys({ ...dependencies, ...devDependencies })) {
        assert.ok(lines.includes(`\`${name}\``), `${name} of ${manifest} has no line`);
      }
    }
  });

  it("keeps source files short enough to read", () => {
    const long = tracked
      .filter((name) => /^(lib|extension)\/.*\.ts$/.test(name))
      .map((name) => ({ name, lines: readFileSync(`${root}/${name}`, "utf8").split("\n").length }))
      .filter(({ lines }) => lines > 320);
    assert.deepEqual(long, []);
  });
});
