// Bundles the extension and its server from the TypeScript sources, for the desktop (CommonJS) and for a browser.
// The catalogue must have been compiled before (node lib/build.mjs --catalogue-only).
import { cp, readFile, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const extension = dirname(fileURLToPath(import.meta.url));
const dist = join(extension, "dist");
const { version } = JSON.parse(await readFile(join(extension, "package.json"), "utf8"));

const common = {
  bundle: true,
  minify: true,
  target: "es2022",
  logLevel: "warning",
  legalComments: "none",
  external: ["vscode"],
  define: { PREMARKET_VERSION: JSON.stringify(version) },
};
const source = (name) => join(extension, "src", name);
const desktop = { ...common, platform: "node", format: "cjs" };
const web = { ...common, platform: "browser", define: { ...common.define, global: "globalThis" } };

await rm(dist, { recursive: true, force: true });
await Promise.all([
  build({ ...desktop, entryPoints: [source("extension.node.ts")], outfile: join(dist, "extension.cjs") }),
  build({ ...desktop, entryPoints: [source("server.node.ts")], outfile: join(dist, "server.cjs") }),
  build({
    ...web,
    format: "cjs",
    entryPoints: [source("extension.web.ts")],
    outfile: join(dist, "web", "extension.js"),
  }),
  // A worker has no document, which some packages would use in a page.
  build({
    ...web,
    conditions: ["worker"],
    format: "iife",
    entryPoints: [source("server.web.ts")],
    outfile: join(dist, "web", "server.js"),
  }),
]);
// Editors complete and validate the files that steer Premarket with these.
for (const name of ["premarket", "premarket-reviews", "premarket-waivers"]) {
  await cp(
    join(extension, "..", "guidance", "schema", `${name}.schema.json`),
    join(dist, "schema", `${name}.schema.json`),
  );
}
const sample = "infusion-pump-draft";
await cp(join(extension, "..", "samples", sample), join(dist, "samples", sample), {
  recursive: true,
  force: true,
}).catch((error) => {
  if (error.code !== "ENOENT") throw error;
  console.warn(`There is no sample ${sample} yet; the extension is built without it.`);
});
