import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { createContext, runInContext } from "node:vm";
import { build } from "esbuild";

const root = fileURLToPath(new URL("../..", import.meta.url));
const example = /```js\n([\s\S]*?)```/.exec(readFileSync(`${root}/README.md`, "utf8"))?.[1] ?? "";

describe("the README's library example", () => {
  it("prints findings in Node", async () => {
    assert.deepEqual(missing(await printed("node")), []);
  });

  it("prints the same in a browser bundle, where nothing of Node exists", async () => {
    const inBrowser = await printed("browser");
    assert.deepEqual(missing(inBrowser), []);
    assert.deepEqual(inBrowser, await printed("node"));
  });
});

function missing(lines: readonly string[]): string[] {
  const wanted = ["ntia-supplier-name openssl", "premarket-sbom-end-of-support openssl"];
  return wanted.filter((one) => !lines.some((line) => line.startsWith(one)));
}

/** Bundles the example with the package as a user would, and runs it with the globals of a browser only. */
async function printed(platform: "node" | "browser"): Promise<string[]> {
  assert.ok(example.includes("checkSubmission"), "the README has no example");
  const contents = `${example.replace(/^const /m, "const ")}`;
  const wrapped = contents.replace(/^(import .*\n)([\s\S]*)$/, "$1export const done = (async () => {\n$2\n})();");
  const { outputFiles } = await build({
    stdin: { contents: wrapped, resolveDir: root, loader: "js" },
    bundle: true,
    write: false,
    platform,
    format: "iife",
    globalName: "example",
    logLevel: "silent",
  });
  const lines: string[] = [];
  const globals = {
    console: { log: (...words: unknown[]) => lines.push(words.join(" ")) },
    TextEncoder,
    TextDecoder,
    URL,
    URLSearchParams,
  };
  const context = createContext(
    platform === "node"
      ? { ...globals, process, require: (await import("node:module")).createRequire(import.meta.url) }
      : globals,
  );
  await runInContext(`${outputFiles[0]?.text ?? ""}; example.done`, context);
  return lines;
}
