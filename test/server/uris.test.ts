import assert from "node:assert/strict";
import { nameOf, parentUri, pathBelow, resolveUri, uriKey } from "../../lib/server/uris.ts";

describe("URIs in the server", () => {
  it("gives one key to the spellings of one file", () => {
    assert.equal(uriKey("file:///c%3A/pump/a%20b.json"), uriKey("file:///C:/pump/a b.json"));
    assert.notEqual(uriKey("file:///pump/a.json"), uriKey("file:///pump/A.json"));
  });

  it("leaves a malformed URI as it is", () => {
    assert.equal(uriKey("file:///100%/a.json"), "file:///100%/a.json");
  });

  it("climbs to the root and stops", () => {
    assert.equal(parentUri("file:///pump/sbom/a.json"), "file:///pump/sbom");
    assert.equal(parentUri("file:///a.json"), "file:///");
    assert.equal(parentUri("file:///"), undefined);
    assert.equal(parentUri("vscode-vfs://github/owner/repo/a.md"), "vscode-vfs://github/owner/repo");
    assert.equal(parentUri("untitled:Untitled-1"), undefined);
  });

  it("resolves paths with blanks, signs and steps upwards", () => {
    assert.equal(resolveUri("file:///pump", "sbom/a b#1?.json"), "file:///pump/sbom/a%20b%231%3F.json");
    assert.equal(resolveUri("file:///pump/set", "../plan.md"), "file:///pump/plan.md");
    assert.equal(resolveUri("vscode-vfs://github/owner/repo", "a.md"), "vscode-vfs://github/owner/repo/a.md");
    assert.equal(resolveUri("file:///pump", "/other/a.md"), "file:///other/a.md");
    assert.equal(resolveUri("file:///c:/pump", "D:/other/a.md"), "file:///D:/other/a.md");
  });

  it("shows a path below a folder, else the whole address", () => {
    assert.equal(pathBelow("file:///pump", "file:///pump/sbom/a%20b.json"), "sbom/a b.json");
    assert.equal(pathBelow("file:///pump", "file:///pumps/a.json"), "file:///pumps/a.json");
    assert.equal(nameOf("file:///pump/a%20b.json"), "a b.json");
  });
});
