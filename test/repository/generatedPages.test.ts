import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { guidanceFiles } from "../../lib/report/guidanceFiles.ts";

const guidance = new URL("../../guidance/", import.meta.url);

describe("generated files of guidance/", () => {
  const files = guidanceFiles();

  it("are what `npm run guidance` writes", () => {
    for (const [path, text] of files) {
      const at = new URL(path, guidance);
      assert.ok(existsSync(at), `${path} is missing: run \`npm run guidance\``);
      assert.ok(readFileSync(at, "utf8") === text, `${path} is stale: run \`npm run guidance\``);
    }
  });

  it("have no leftovers of entries that are gone", () => {
    for (const folder of ["requirements", "oscal", "schema"]) {
      for (const name of readdirSync(new URL(`${folder}/`, guidance))) assert.ok(files.has(`${folder}/${name}`), name);
    }
  });
});
