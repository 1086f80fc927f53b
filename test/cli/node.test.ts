import assert from "node:assert/strict";
import { join } from "node:path";
import { checkFolder } from "../../lib/node.ts";
import { config, folderWith, removeFolders, sbom } from "./premarket.ts";

describe("checkFolder", () => {
  after(removeFolders);

  it("checks a submission, with paths relative to the given folder", async () => {
    const cwd = folderWith({ "pump/premarket.yaml": config({ "bom.json": "sbom" }), "pump/bom.json": sbom() });
    const { configured, files, findings, troubles } = await checkFolder("pump", { cwd, asOf: "2026-11-01" });
    assert.deepEqual([configured, troubles], [true, []]);
    assert.deepEqual(
      files.map(({ path }) => path),
      ["pump/premarket.yaml", "pump/bom.json"],
    );
    assert.ok(findings.some(({ requirement }) => requirement.id === "ntia-supplier-name"));
  });

  it("reports a folder that does not exist and throws nothing", async () => {
    const { troubles, findings } = await checkFolder(join(folderWith({}), "nowhere"));
    assert.equal(findings.length, 0);
    assert.match(troubles[0]?.message ?? "", /nowhere does not exist/);
  });
});
