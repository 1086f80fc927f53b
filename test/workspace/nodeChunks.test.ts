import { deepEqual, equal, throws } from "node:assert/strict";
import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { scanChunks } from "../../lib/parse/scanChunks.ts";
import { nodeChunks } from "../../lib/workspace/nodeChunks.ts";
import { nodeFile } from "../../lib/workspace/nodeFile.ts";

describe("a huge file on disk", () => {
  const folder = mkdtempSync(join(tmpdir(), "premarket-chunks-"));
  const path = join(folder, "sbom.json");
  const text = JSON.stringify(
    { components: Array.from({ length: 9000 }, (_, i) => ({ name: `größe ${i} 🏥` })) },
    null,
    2,
  );
  const sha256 = createHash("sha256").update(text).digest("hex");

  before(() => writeFileSync(path, text));
  after(() => rmSync(folder, { recursive: true }));

  it("is hashed while it is scanned", () => {
    const hashes: string[] = [];
    scanChunks(nodeChunks(path, (hash) => hashes.push(hash)));
    deepEqual(hashes, [sha256]);
  });

  it("gives any stretch of its text, also after it was closed", () => {
    const scanned = scanChunks(nodeChunks(path, () => undefined));
    const stretches = [0, 1, 4095, 70_000, 69_999, text.length - 40].map((start) => [start, start + 37] as const);
    for (const [start, end] of stretches) equal(scanned?.slice(start, end), text.slice(start, end));
    scanned?.close();
    for (const [start, end] of stretches) equal(scanned?.slice(start, end), text.slice(start, end));
    equal(scanned?.toString(), text);
  });

  it("knows its lines", () => {
    const scanned = scanChunks(nodeChunks(path, () => undefined));
    let start = 0;
    text.split("\n").forEach((written, line) => {
      if (line % 97 === 0) deepEqual(scanned?.lineAt(start + (written.length >> 1)), { line, start });
      start += written.length + 1;
    });
  });

  it("knows its lines, however long they are", () => {
    const long = join(folder, "long.json");
    // Around the limits of what one byte holds, of what is kept by itself, and of the blocks that are read.
    const lengths = [0, 1, 200, 225, 226, 227, 228, 255, 480, 482, 510, 4060, 4067, 4068, 4069, 4070, 9000, 300_000, 3];
    const parts = Array.from({ length: 400 }, (_, i) => ({
      é: "🏥".repeat(i % 3),
      a: "x".repeat(lengths[i % 19] ?? 0),
    }));
    const written = JSON.stringify({ components: parts, end: { a: "" } }, null, 2);
    writeFileSync(long, written);
    const scanned = scanChunks(nodeChunks(long, () => undefined));
    let start = 0;
    written.split("\n").forEach((line, i) => {
      for (const at of [0, line.length >> 1, line.length]) deepEqual(scanned?.lineAt(start + at), { line: i, start });
      start += line.length + 1;
    });
  });

  it("is offered in chunks only when it is huge, and never when it must not be opened", async () => {
    const small = nodeFile({ path, absolute: path, named: true });
    equal(await small.chunks?.(), undefined);
    const big = join(folder, "big.json");
    writeFileSync(big, `{"a":"${"x".repeat(4_000_000)}"}`);
    const chunks = await nodeFile({ path: big, absolute: big, named: true }).chunks?.();
    equal(chunks?.size, 4_000_008);
    chunks?.close();
    equal(await nodeFile({ path: big, absolute: big, named: true, refusal: "it lies outside" }).chunks?.(), undefined);
  });

  it("says in words why it cannot be read", () => {
    throws(() => nodeChunks(join(folder, "missing.json"), () => undefined), { name: "MissingFile" });
  });
});
