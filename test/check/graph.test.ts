import assert from "node:assert/strict";
import { checkSubmission, type SourceFile } from "../../lib/index.ts";

/** The verdict on relationships for an SPDX file of two packages with one relationship. */
async function verdict(from: string, type: string, to: string): Promise<string | undefined> {
  const text = JSON.stringify({
    spdxVersion: "SPDX-2.3",
    packages: [
      { SPDXID: "SPDXRef-a", name: "a" },
      { SPDXID: "SPDXRef-b", name: "b" },
    ],
    relationships: [{ spdxElementId: from, relationshipType: type, relatedSpdxElement: to }],
  });
  const file: SourceFile = { path: "a.json", roles: [], named: true, text: async () => text, sha256: async () => "" };
  const { settled } = await checkSubmission([file], { today: "2026-11-01" });
  return settled.find(({ requirement }) => requirement.id === "premarket-sbom-dependencies")?.verdict;
}

describe("relationships between components", () => {
  it("are those from one component to another", async () => {
    assert.equal(await verdict("SPDXRef-a", "DEPENDS_ON", "SPDXRef-b"), "met");
    assert.equal(await verdict("SPDXRef-b", "DEPENDENCY_OF", "SPDXRef-a"), "met");
  });

  it("are not those of the document with its packages, of a package with itself, or to nothing", async () => {
    assert.equal(await verdict("SPDXRef-DOCUMENT", "CONTAINS", "SPDXRef-a"), "not met");
    assert.equal(await verdict("SPDXRef-DOCUMENT", "DESCRIBES", "SPDXRef-a"), "not met");
    assert.equal(await verdict("SPDXRef-a", "DEPENDS_ON", "SPDXRef-a"), "not met");
    assert.equal(await verdict("SPDXRef-a", "DEPENDS_ON", "NOASSERTION"), "not met");
  });
});
