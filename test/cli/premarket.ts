import { type SpawnSyncReturns, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const lib = join(import.meta.dirname, "../../lib");

/** How the command is started: the built one, unless it is older than what it is built of. */
export const COMMAND: readonly string[] = isBuilt()
  ? [join(lib, "bin", "premarket.js")]
  : ["--import", import.meta.resolve("tsx"), join(lib, "cli", "main.ts")];

/** Kept results of the tests go where nobody else looks. */
const CACHE = mkdtempSync(join(tmpdir(), "premarket-cli-cache-"));
process.once("exit", () => rmSync(CACHE, { recursive: true, force: true }));

/** What a run of the command came to. */
export interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs the command in a folder and waits for it. No colour variable of the machine gets through. */
export function premarket(
  args: readonly string[],
  options: { cwd: string; env?: Record<string, string>; input?: string },
): Ran {
  const { NO_COLOR: _, FORCE_COLOR: __, SOURCE_DATE_EPOCH: ___, ...env } = process.env;
  const ran: SpawnSyncReturns<string> = spawnSync(process.execPath, [...COMMAND, ...args], {
    cwd: options.cwd,
    env: { ...env, XDG_CACHE_HOME: CACHE, ...options.env },
    encoding: "utf8",
    input: options.input,
    maxBuffer: 1 << 28,
  });
  return { code: ran.status, out: ran.stdout, err: ran.stderr };
}

/** A folder with files, for one test. */
export function folderWith(files: Readonly<Record<string, string | Uint8Array>>): string {
  const folder = mkdtempSync(join(tmpdir(), "premarket-cli-"));
  made.push(folder);
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

const made: string[] = [];

/** Takes away the folders that were made. */
export function removeFolders(): void {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
}

/** An SBOM of one component that lacks its supplier and its support data. */
export function sbom(name = "zlib"): string {
  return JSON.stringify(
    {
      bomFormat: "CycloneDX",
      specVersion: "1.6",
      metadata: { component: { type: "firmware", name: "Pump", version: "1.0.0" } },
      components: [{ type: "library", name, version: "1.3.1" }],
    },
    undefined,
    2,
  );
}

/** A premarket.yaml that lists documents as `path: role`. */
export function config(documents: Readonly<Record<string, string>>, head = ""): string {
  const entries = Object.entries(documents).map(([path, role]) => `  - path: ${path}\n    role: ${role}\n`);
  return `device:\n  name: Pump\n  version: 1.0.0\n${head}documents:\n${entries.join("")}`;
}

function isBuilt(): boolean {
  const built = join(lib, "dist", "cli.js");
  if (!existsSync(built)) return false;
  const since = statSync(built).mtimeMs;
  const sources = readdirSync(lib, { recursive: true, encoding: "utf8" }).filter(
    (name) => name.endsWith(".ts") && !/(^|[\\/])(dist|node_modules)[\\/]/.test(name),
  );
  return sources.every((name) => statSync(join(lib, name)).mtimeMs <= since);
}
