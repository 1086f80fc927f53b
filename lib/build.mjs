// Builds the npm package: first the byte scanner and the catalogue (guidance/ read, validated and compiled into one module), then the bundles.
import { createHash } from "node:crypto";
import { cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";
import { load } from "js-yaml";
import wabt from "wabt";

const lib = dirname(fileURLToPath(import.meta.url));
const guidance = join(lib, "..", "guidance");
const dist = join(lib, "dist");

await compileScanner();
await compileCatalogue();
if (!process.argv.includes("--catalogue-only")) await bundle();

/** The one loop that has to look at many bytes at a time. */
async function compileScanner() {
  const wat = await readFile(join(lib, "parse", "scanBrackets.wat"), "utf8");
  const module = (await wabt()).parseWat("scanBrackets.wat", wat, { simd: true });
  module.validate();
  const wasm = Buffer.from(module.toBinary({}).buffer).toString("base64");
  await writeFile(join(lib, "parse", "scanBrackets.json"), `${JSON.stringify({ wasm }, undefined, 2)}\n`);
}

async function compileCatalogue() {
  const compilerFile = join(dist, ".compile.mjs");
  await build({
    entryPoints: [join(lib, "guidance", "compile.ts")],
    outfile: compilerFile,
    bundle: true,
    format: "esm",
    external: ["./compiled.json"],
  });
  const { compileTexts } = await import(pathToFileURL(compilerFile).href);
  await rm(compilerFile);
  const compiled = compileTexts({
    sources: await Promise.all(
      (await names("sources", ".yaml")).map(async (name) => {
        const text = await read("sources", name);
        return {
          name,
          yaml: load(text),
          hash: createHash("sha256").update(text.replaceAll("\r\n", "\n")).digest("hex"),
        };
      }),
    ),
    leftOut: load(await read("left-out.yaml")),
    profiles: load(await read("profiles.yaml")),
    roles: load(await read("roles.yaml")),
    rows: load(await read("rows.yaml")),
    changes: load(await read("changes.yaml")),
    topics: await Promise.all(
      (await names("topics", ".yaml"))
        .filter((name) => name !== "terms.yaml")
        .map(async (name) => ({ name, yaml: load(await read("topics", name)) })),
    ),
    formats: await Promise.all(
      (await names("formats", ".md")).map(async (name) => ({
        id: name.slice(0, -3),
        markdown: await read("formats", name),
      })),
    ),
    topicTerms: load(await read("topics", "terms.yaml")),
    examples: await Promise.all(
      (await names("examples", ".md")).map(async (name) => ({
        id: name.slice(0, -3),
        markdown: await read("examples", name),
      })),
    ),
  });
  await writeFile(join(lib, "guidance", "compiled.json"), JSON.stringify(compiled));
}

async function bundle() {
  await rm(dist, { recursive: true, force: true });
  await mkdir(dist, { recursive: true });
  const { version } = JSON.parse(await readFile(join(lib, "package.json"), "utf8"));
  const common = {
    bundle: true,
    format: "esm",
    target: "node20",
    define: { PREMARKET_VERSION: JSON.stringify(version) },
    logLevel: "warning",
  };
  await cp(join(guidance, "intended-use.md"), join(dist, "intended-use.md"));
  await cp(join(guidance, "schema"), join(dist, "schema"), { recursive: true });
  // The library runs in a browser too, so it is one file that asks for nothing of Node.
  await build({
    ...common,
    entryPoints: { index: join(lib, "index.ts") },
    outdir: dist,
    platform: "neutral",
    mainFields: ["module", "main"],
    minify: true,
  });
  // The library holds every stage and the guidance, so its hash says whether an assessment that was kept still holds.
  const stages = createHash("sha256").update(await readFile(join(dist, "index.js")));
  const buildHash = stages.update(await readFile(join(lib, "assess", "storedAssessment.ts"))).digest("hex");
  await build({
    ...common,
    define: { ...common.define, PREMARKET_BUILD: JSON.stringify(buildHash) },
    entryPoints: {
      cli: join(lib, "cli", "main.ts"),
      node: join(lib, "node.ts"),
      server: join(lib, "server", "index.ts"),
    },
    outdir: dist,
    platform: "node",
    splitting: true,
    minify: true,
    // CommonJS dependencies in an ES bundle still ask for require.
    banner: {
      js: "import{createRequire as __premarketRequire}from'node:module';const require=__premarketRequire(import.meta.url);",
    },
  });
}

async function names(folder, ending) {
  return (await readdir(join(guidance, folder))).filter((name) => name.endsWith(ending)).sort();
}

function read(...path) {
  return readFile(join(guidance, ...path), "utf8");
}
