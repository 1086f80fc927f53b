import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { folderWith, premarket, removeFolders } from "./premarket.ts";

const component = (name: string, supplier: string | undefined) => ({
  type: "library",
  name,
  version: "1.0.0",
  ...(supplier && { supplier: { name: supplier } }),
});

function sbom(components: readonly object[]): string {
  const metadata = { component: { type: "firmware", name: "Pump", version: "1.0.0" } };
  return `${JSON.stringify({ bomFormat: "CycloneDX", specVersion: "1.6", metadata, components }, undefined, 2)}\n`;
}

/** Saves the report of an SBOM in the folder. */
function save(cwd: string, name: string, text: string): void {
  writeFileSync(join(cwd, "pump.cdx.json"), text);
  const { code } = premarket(
    ["check", "pump.cdx.json", "--quiet", "--output", `json=${name}`, "--fail-on", "never", "--as-of", "2026-11-01"],
    { cwd },
  );
  assert.equal(code, 0);
}

describe("premarket diff", () => {
  after(removeFolders);
  let cwd: string;

  before(() => {
    cwd = folderWith({});
    save(cwd, "old.json", sbom([component("zlib", undefined), component("openssl", "OpenSSL Foundation")]));
    save(
      cwd,
      "new.json",
      sbom([
        component("curl", undefined),
        component("zlib", "zlib authors"),
        component("openssl", "OpenSSL Foundation"),
      ]),
    );
  });

  it("tells gaps that closed and gaps that opened; a moved line is neither", () => {
    const { code, out } = premarket(["diff", "old.json", "new.json"], { cwd });
    assert.equal(code, 0);
    assert.match(
      out,
      /Gaps closed \(\d+\)\n(?:.*\n)*? {2}pump\.cdx\.json:\d+ {2}zlib 1\.0\.0 has no supplier name\. {2}ntia-supplier-name/,
    );
    assert.match(
      out,
      /Gaps opened \(\d+\)\n(?:.*\n)*? {2}pump\.cdx\.json:\d+ {2}\w+ {2}curl 1\.0\.0 has no supplier name\. {2}ntia-supplier-name/,
    );
    assert.doesNotMatch(out, /openssl 1\.0\.0 has no/);
    assert.match(out, /Documents \(1\)\n {2}pump\.cdx\.json {2}changed/);
    assert.match(out, /ntia-supplier-name {2}partly met \(1 of 2\) -> partly met \(2 of 3\)/);
  });

  it("tells evidence that moved", () => {
    const { out } = premarket(["diff", "old.json", "new.json", "--format", "json"], { cwd });
    const moved = (JSON.parse(out) as { evidenceMoved: { requirement: string; before: string; after: string }[] })
      .evidenceMoved;
    const supplier = moved.find(({ requirement }) => requirement === "ntia-supplier-name");
    assert.match(supplier?.before ?? "", /^pump\.cdx\.json:\d+$/);
    assert.notEqual(supplier?.before, supplier?.after);
  });

  it("ends with 1 for an opened gap where that is asked for", () => {
    assert.equal(premarket(["diff", "old.json", "new.json", "--fail-on-opened"], { cwd }).code, 1);
    assert.equal(premarket(["diff", "old.json", "old.json", "--fail-on-opened"], { cwd }).code, 0);
  });

  it("says of the same report that nothing changed", () => {
    const { out } = premarket(["diff", "new.json", "new.json"], { cwd });
    assert.equal(out, "0 closed, 0 opened, 0 waivers added, 0 gone, 0 verdicts changed.\n");
  });

  it("says what else differs, because it may explain the rest", () => {
    const saved = JSON.parse(readFileSync(join(cwd, "new.json"), "utf8")) as object;
    writeFileSync(join(cwd, "later.json"), JSON.stringify({ ...saved, asOf: "2027-01-01" }));
    assert.match(premarket(["diff", "new.json", "later.json"], { cwd }).out, /day {2}2026-11-01 -> 2027-01-01/);
  });

  it("ends with 2 for a file that is missing, no JSON or no report", () => {
    writeFileSync(join(cwd, "broken.json"), "{");
    writeFileSync(join(cwd, "other.json"), "{}");
    for (const [name, why] of [
      ["gone.json", "it does not exist"],
      ["broken.json", "it is not JSON"],
      ["other.json", "it is not a report"],
    ] as const) {
      const { code, err } = premarket(["diff", "new.json", name], { cwd });
      assert.equal(code, 2);
      assert.ok(err.includes(`${name} cannot be compared (${why}`), err);
    }
  });
});
