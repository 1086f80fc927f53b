// Packs the built extension into premarket-<version>.vsix, without asking any network.
import { execFileSync } from "node:child_process";
import { cp, mkdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const extension = dirname(fileURLToPath(import.meta.url));
const root = join(extension, "..");
// Packed from a folder of its own: licence and changelog are the project's, and what users get says nothing of how it was built.
const staged = join(extension, "out");

const {
  private: _private,
  scripts: _scripts,
  devDependencies: _built,
  ...manifest
} = JSON.parse(await readFile(join(extension, "package.json"), "utf8"));
await rm(staged, { recursive: true, force: true });
await mkdir(staged);
await writeFile(join(staged, "package.json"), `${JSON.stringify(manifest, null, 2)}\n`);
// Everything that is staged is shipped; the packer wants to be told so.
await writeFile(join(staged, ".vscodeignore"), "");
for (const name of ["LICENSE", "CHANGELOG.md"]) await cp(join(root, name), join(staged, name));
for (const name of ["README.md", "icon.png", "walkthrough", "dist"]) {
  await cp(join(extension, name), join(staged, name), { recursive: true });
}
for (const file of [manifest.main, manifest.browser, "dist/server.cjs", "dist/web/server.js"]) {
  await stat(join(staged, file));
}

const vsceManifest = createRequire(import.meta.url).resolve("@vscode/vsce/package.json");
const vsce = join(dirname(vsceManifest), JSON.parse(await readFile(vsceManifest, "utf8")).bin.vsce);
const file = join(extension, `premarket-${manifest.version}.vsix`);
const args = ["package", "--no-dependencies", "--allow-missing-repository", "--out", file];
try {
  execFileSync(process.execPath, [vsce, ...args], { cwd: staged, stdio: "inherit" });
} finally {
  await rm(staged, { recursive: true, force: true });
}
