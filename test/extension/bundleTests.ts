import { rmSync } from "node:fs";
import { join } from "node:path";
import { type BuildOptions, build } from "esbuild";

const here = import.meta.dirname;
const host = join(here, "../vscode-host");
const bundles = join(here, "../artefacts");

/** Needs a file system and processes of its own. */
const desktopOnly = ["silence.test.ts"];

export interface TestBundles {
  /** Folder with inHost.cjs and one module a test file, for the extension host that is a Node process. */
  node: string;
  /** One module for the extension host that is a web worker. */
  web: string;
}

/**
 * Bundles the tests for both kinds of extension host.
 * @param tests file names in this folder
 * @param report what the command line says about the workspace, as JSON
 */
export async function bundleTests(tests: readonly string[], report: string): Promise<TestBundles> {
  const node = join(bundles, "extension-tests");
  const web = join(bundles, "extension-tests-web");
  for (const folder of [node, web]) rmSync(folder, { recursive: true, force: true });
  const common: BuildOptions = {
    entryNames: "[name]",
    bundle: true,
    format: "cjs",
    define: { EXPECTED_REPORT: report },
    sourcemap: "inline",
    logLevel: "warning",
  };
  const inBrowser = tests.filter((name) => !desktopOnly.includes(name)).map((name) => join(here, name));
  await build({
    ...common,
    entryPoints: [join(host, "inHost.ts"), ...tests.map((name) => join(here, name))],
    outdir: node,
    outExtension: { ".js": ".cjs" },
    platform: "node",
    external: ["vscode", "mocha"],
  });
  await build({
    ...common,
    entryPoints: [join(host, "inWebHost.ts")],
    outdir: web,
    platform: "browser",
    external: ["vscode"],
    define: { ...common.define, global: "globalThis" },
    alias: { "node:assert/strict": join(host, "assertions.ts") },
    plugins: [
      {
        name: "suites",
        setup(builder) {
          builder.onResolve({ filter: /^suites$/ }, () => ({ path: "suites", namespace: "suites" }));
          builder.onLoad({ filter: /.*/, namespace: "suites" }, () => ({
            contents: inBrowser.map((path) => `require(${JSON.stringify(path)});`).join("\n"),
            resolveDir: here,
          }));
        },
      },
    ],
  });
  return { node, web: join(web, "inWebHost.js") };
}
