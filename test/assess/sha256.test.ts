import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { sha256Maker } from "../../lib/assess/sha256.ts";

describe("sha256", () => {
  const sha256 = sha256Maker();
  const texts = [
    "",
    "abc",
    "Müller & Söhne",
    "x".repeat(55),
    "x".repeat(56),
    "x".repeat(64),
    "x".repeat(119),
    "𝄞".repeat(1000),
    "\ud800",
  ];
  for (const text of texts) {
    it(`agrees with Node for ${JSON.stringify(text.slice(0, 12))} of ${text.length}`, () => {
      assert.equal(sha256(text), createHash("sha256").update(new TextEncoder().encode(text)).digest("hex"));
    });
  }
});
