import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { catalogue } from "../../lib/guidance/catalogue.ts";
import { guidanceIndex } from "../../lib/report/guidanceIndex.ts";

describe("generated pages", () => {
  it("guidance/README.md is what `npm run guidance` writes", () => {
    const page = readFileSync(new URL("../../guidance/README.md", import.meta.url), "utf8");
    assert.equal(page, guidanceIndex(catalogue()), "stale: run `npm run guidance`");
  });
});
