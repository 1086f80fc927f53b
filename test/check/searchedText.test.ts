import { equal } from "node:assert/strict";
import { searchedText } from "../../lib/check/searchedText.ts";
import type { ReadFile } from "../../lib/model/readFile.ts";
import { parseSource } from "../../lib/read/parseSource.ts";
import { readParsed } from "../../lib/read/readParsed.ts";

describe("the text of a document for a search", () => {
  it("is what stands in it", () => {
    equal(searchedText(read("plan.md", "# Plan\n\nPort 443.\n")), "# Plan\n\nPort 443.\n");
    equal(searchedText(read("sbom.json", SBOM)), SBOM);
  });

  it("is never made of a huge SBOM", () => {
    const huge: ReadFile = { ...read("sbom.json", SBOM), text: UNHELD };
    equal(searchedText(huge), "");
  });

  it("is taken of a long text all the same", () => {
    const long = `# Manual\n\n${"Keep the pump dry.\n".repeat(120_000)}`;
    equal(searchedText(read("manual.md", long)).length, long.length);
  });
});

const SBOM = '{"bomFormat":"CycloneDX","specVersion":"1.6","components":[]}';

/** A text of many megabytes that nobody may ask for as a whole. */
const UNHELD = {
  length: 200_000_000,
  slice: () => "",
  toString(): string {
    throw new Error("the whole text was asked for");
  },
};

function read(path: string, text: string): ReadFile {
  const source = { path, roles: [], named: true, text: async () => text, sha256: async () => "" };
  return readParsed({ ...parseSource(source, text), source });
}
