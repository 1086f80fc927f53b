// Installs the VS Code workbench of the tests from npm into .installed/vscode, without running any package's install scripts:
// code-server's own would insist on one Node version, compile native modules and download ripgrep. What is there in the wanted versions is left alone.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const installed = join(here, ".installed");
const wanted = ["package.json", "package-lock.json", ".npmrc"];

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) install();

/** Makes sure that the workbench is installed in the locked versions; returns the folder of its VS Code server. */
export function install() {
  const target = join(installed, "vscode");
  const server = join(target, "node_modules", "code-server", "lib", "vscode");
  const stamp = createHash("sha256");
  for (const name of ["install.mjs", ...wanted]) stamp.update(readFileSync(join(here, name)));
  const edition = `${stamp.digest("hex")} ${process.platform} ${process.arch}`;
  const stampFile = join(target, "edition");
  if (existsSync(stampFile) && readFileSync(stampFile, "utf8") === edition) return server;

  const started = Date.now();
  const fresh = join(installed, `vscode-${process.pid}`);
  rmSync(fresh, { recursive: true, force: true });
  try {
    build(fresh);
    writeFileSync(join(fresh, "edition"), edition);
    // Renamed at the end, so that an interrupted installation is never taken for a whole one.
    rmSync(target, { recursive: true, force: true });
    renameSync(fresh, target);
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
  console.log(`VS Code workbench installed from npm in ${Math.round((Date.now() - started) / 1000)} s.`);
  return server;
}

function build(folder) {
  mkdirSync(folder, { recursive: true });
  for (const name of wanted) cpSync(join(here, name), join(folder, name));
  npm(folder, "ci");
  const server = join(folder, "node_modules", "code-server", "lib", "vscode");
  cpSync(join(here, ".npmrc"), join(server, ".npmrc"));
  // Not `ci`: the shrinkwrap that code-server ships lacks one entry (tslib), which `ci` refuses.
  npm(server, "install", "--omit=dev");
  const suffix = process.platform === "win32" ? ".exe" : "";
  const ripgrep = join(
    folder,
    "node_modules",
    "@vscode",
    `ripgrep-${process.platform}-${process.arch}`,
    "bin",
    `rg${suffix}`,
  );
  const expected = join(server, "node_modules", "@vscode", "ripgrep", "bin");
  mkdirSync(expected, { recursive: true });
  cpSync(ripgrep, join(expected, `rg${suffix}`));
  // Neither is loaded by the workbench: code-server's own web server, and language features that no test uses.
  for (const unused of ["lib/vscode/extensions/node_modules", "out", "src", "ci", "typings"]) {
    rmSync(join(folder, "node_modules", "code-server", unused), { recursive: true, force: true });
  }
}

function npm(folder, ...command) {
  // Environment variables that an outer `npm test` sets would point this npm at the outer project.
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^npm_(package|lifecycle|command)/.test(name)),
  );
  const args = [...command, "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error", "--prefer-offline"];
  execFileSync("npm", args, {
    cwd: folder,
    env,
    stdio: ["ignore", "ignore", "inherit"],
    shell: process.platform === "win32",
  });
}
