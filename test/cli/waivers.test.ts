import assert from "node:assert/strict";
import { config, folderWith, premarket, removeFolders, sbom } from "./premarket.ts";

const HEAD = "submission:\n  pathway: none\nas-of: 2026-11-01\n";
const WAIVERS = `waivers:
  - requirement: ntia-supplier-name
    subject: zlib@1.3.1
    document: boms/bom.json
    reason: Built from source by us.
    by: J. Doe
`;
const folder = (waivers = WAIVERS) =>
  folderWith({
    "pump/premarket.yaml": config({ "boms/bom.json": "sbom" }, HEAD),
    "pump/premarket-waivers.yaml": waivers,
    "pump/boms/bom.json": sbom(),
  });

describe("premarket check with waivers", function () {
  this.timeout(30_000);
  after(removeFolders);

  it("finds premarket-waivers.yaml beside premarket.yaml and shows what it covers with the reason", () => {
    const { out } = premarket(["check", "pump"], { cwd: folder() });
    assert.match(out, /Waived:\n {2}pump\/boms\/bom\.json:14:16 zlib 1\.3\.1 has no supplier name\./);
    assert.match(out, /because: Built from source by us\. \(J\. Doe\)/);
    assert.match(out, /1 finding waived\.\n/);
    assert.doesNotMatch(out.split("Waived:")[0] ?? "", /ntia-supplier-name/);
  });

  it("shows it in JSON and SARIF", () => {
    const cwd = folder();
    const json = JSON.parse(premarket(["check", "pump", "--format", "json"], { cwd }).out);
    assert.deepEqual(
      json.waived.map((one: { requirement: string; waiver: { by: string } }) => [one.requirement, one.waiver.by]),
      [["ntia-supplier-name", "J. Doe"]],
    );
    assert.ok(json.files.some(({ path }: { path: string }) => path === "pump/premarket-waivers.yaml"));
    const { results } = JSON.parse(premarket(["check", "pump", "--format", "sarif"], { cwd }).out).runs[0];
    const suppressed = results.filter((one: { suppressions: unknown[] }) => one.suppressions.length > 0);
    assert.equal(suppressed.length, 1);
    assert.equal(suppressed[0].suppressions[0].justification, "Built from source by us.");
  });

  it("--no-waivers takes no notice of them", () => {
    const { out } = premarket(["check", "pump", "--no-waivers"], { cwd: folder() });
    assert.match(out, /has no supplier name/);
    assert.doesNotMatch(out, /Waived:/);
  });

  it("ends with 1 only for what is not waived", () => {
    const only = ["--fail-on", "warning"];
    const ids = ["premarket-sbom-support-level", "premarket-sbom-end-of-support"];
    const waive = (id: string) =>
      `  - requirement: ${id}\n    subject: zlib@1.3.1\n    reason: It is ours.\n    by: J. Doe\n`;
    const open = JSON.parse(premarket(["check", "pump", "--format", "json"], { cwd: folder() }).out).findings;
    const left = [...new Set(open.map(({ requirement }: { requirement: string }) => requirement))];
    assert.ok(
      ids.every((id) => left.includes(id)),
      left.join(),
    );
    assert.equal(premarket(["check", "pump", ...only], { cwd: folder() }).code, 1);
    const entries = open.map(({ requirement, subject }: { requirement: string; subject: string }) =>
      waive(requirement).replace("zlib@1.3.1", JSON.stringify(subject)),
    );
    assert.equal(premarket(["check", "pump", ...only], { cwd: folder(WAIVERS + entries.join("")) }).code, 0);
  });

  it("shows a waiver that covers nothing, at its place, and explains the rule", () => {
    const cwd = folder(WAIVERS.replace("zlib@1.3.1", "zlib@1.3.0"));
    const { out } = premarket(["check", "pump"], { cwd });
    assert.match(
      out,
      /pump\/premarket-waivers\.yaml\n {2}2:18 warning {2}The waiver of ntia-supplier-name covers no finding/,
    );
    const page = premarket(["explain", "waiver-used"], { cwd });
    assert.deepEqual([page.code, page.err], [0, ""]);
    assert.match(page.out, /no authority asks for it/);
  });

  it("2 when the file cannot be understood", () => {
    const { code, out } = premarket(["check", "pump"], { cwd: folder("waivers:\n  - reqirement: x\n") });
    assert.equal(code, 2);
    assert.match(
      out,
      /premarket-waivers\.yaml:2:5 `reqirement` is not a key of a waiver; did you mean `requirement`\?/,
    );
  });
});
