import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import type { Diagnostic } from "vscode-languageserver/node";
import { spawnServer } from "./languageClient.ts";

const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const samples = join(root, "samples");
const command = ["--import", "tsx", join(root, "lib", "cli", "main.ts")];
const run = promisify(execFile);

/** One finding as both sides tell it: 1-based lines and columns. */
interface Told {
  readonly path: string;
  readonly requirement: string;
  readonly severity: string;
  readonly message: string;
  readonly start: string;
  readonly end: string;
}

interface CliFinding extends Omit<Told, "start" | "end"> {
  readonly start: { readonly line: number; readonly column: number };
  readonly end: { readonly line: number; readonly column: number };
}

const folders = readdirSync(samples, { withFileTypes: true }).filter((entry) => entry.isDirectory());

describe("language server and command line", () => {
  let compared = 0;

  it("have samples to be held against each other", () => assert.ok(folders.length > 0));

  for (const { name } of folders) {
    it(`find the same in samples/${name}`, async () => {
      const folder = join(samples, name);
      const [cli, server] = [await commandLine(folder), await languageServer(folder)];
      assert.deepEqual(server, cli);
      compared += cli.length;
    }).timeout(60_000);
  }

  it("had findings to compare", () => assert.ok(compared > 0));
});

async function commandLine(folder: string): Promise<Told[]> {
  const args = [...command, "check", "--format", "json"];
  const { stdout } = await run(process.execPath, args, { cwd: folder, maxBuffer: 100_000_000 }).catch(
    // Findings make the exit code 1, and the report is there all the same.
    (error: { code?: number; stdout: string; stderr: string }) => {
      if (error.code === 1 || error.code === 2) return error;
      throw error;
    },
  );
  const { findings } = JSON.parse(stdout) as { findings: CliFinding[] };
  return sorted(
    findings.map(({ path, requirement, severity, message, start, end }) => {
      const place = (at: CliFinding["start"]) => `${at.line}:${at.column}`;
      return { path, requirement, severity, message, start: place(start), end: place(end) };
    }),
  );
}

async function languageServer(folder: string): Promise<Told[]> {
  const client = spawnServer(process.execPath, [...command, "lsp", "--stdio"], folder);
  try {
    await client.initialize();
    const told: Told[] = [];
    for (const path of filesBelow(folder)) {
      const uri = pathToFileURL(join(folder, path)).href;
      await client.open(uri, readFileSync(join(folder, path), "utf8"));
      const findings = (await client.diagnostics(uri)).filter(({ code }) => code !== undefined);
      told.push(...findings.map((one) => tell(path, one)));
    }
    return sorted(told);
  } finally {
    client.end();
  }
}

function tell(path: string, { range, code, severity, message }: Diagnostic): Told {
  const place = (at: Diagnostic["range"]["start"]) => `${at.line + 1}:${at.character + 1}`;
  return {
    path,
    requirement: String(code),
    severity: ["", "error", "warning", "information"][severity ?? 0] ?? "",
    message: typeof message === "string" ? message : message.value,
    start: place(range.start),
    end: place(range.end),
  };
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => statSync(join(folder, path)).isFile())
    .map((path) => path.split(sep).join("/"));
}

function sorted(told: Told[]): Told[] {
  return told
    .map((one) => ({ key: JSON.stringify(one), one }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ one }) => one);
}
