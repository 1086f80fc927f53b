import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** Lowest first; folders of one floor do not import each other. */
const FLOORS: readonly (readonly string[])[] = [
  ["lib/model"],
  ["lib/parse", "lib/workspace"],
  ["lib/read"],
  ["lib/guidance"],
  ["lib/check"],
  ["lib/assess"],
  ["lib/report", "lib/fix"],
  ["lib/server"],
  ["lib/cli"],
  ["extension/src"],
];
/** Only these may touch Node; everything else also runs in a browser. */
const NODE_FOLDERS = ["lib/workspace", "lib/cli"];
const NODE_FILES = new Set(["lib/node.ts", "extension/src/extension.node.ts"]);

describe("floors of the house", () => {
  const files = ["lib", "extension/src"].flatMap((folder) => sourcesIn(join(root, folder)));

  it("there are files to look at", () => assert.ok(files.length > 50));

  for (const file of files) {
    const name = nameOf(file);
    const imports = importsOf(file);
    it(`${name} imports nothing from above or beside its floor`, () => {
      const here = floorOf(name);
      for (const target of imports.filter((one) => one.startsWith("."))) {
        const there = floorOf(nameOf(resolve(dirname(file), target)));
        if (here === undefined || there === undefined || here.folder === there.folder) continue;
        assert.ok(there.level < here.level, `${name} (${here.folder}) imports ${target} (${there.folder})`);
      }
    });
    it(`${name} runs in a browser or may touch Node`, () => {
      if (NODE_FILES.has(name) || NODE_FOLDERS.some((folder) => name.startsWith(`${folder}/`))) return;
      const node = imports.filter((one) => one.startsWith("node:") || one.endsWith("/node"));
      assert.deepEqual(node, [], `${name} imports ${node.join(", ")}`);
    });
  }
});

function sourcesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts") && !/(^|[\\/])(dist|node_modules)[\\/]/.test(name))
    .map((name) => join(folder, name));
}

function importsOf(file: string): string[] {
  const text = readFileSync(file, "utf8");
  const found = text.matchAll(/^(?:import|export)\s[^;]*?from\s+"([^"]+)"|^import\s+"([^"]+)"|\bimport\("([^"]+)"\)/gm);
  return [...found].map((match) => match[1] ?? match[2] ?? match[3] ?? "");
}

function nameOf(path: string): string {
  return relative(root, path).split(sep).join("/");
}

function floorOf(name: string): { level: number; folder: string } | undefined {
  for (const [level, folders] of FLOORS.entries()) {
    const folder = folders.find((one) => name.startsWith(`${one}/`));
    if (folder) return { level, folder };
  }
  return undefined;
}
