import { type ChildProcess, spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { install } from "./install.mjs";

export interface ServerOptions {
  /** Folder that the workbench opens, as it is. */
  workspace: string;
  /** Folder of an extension under development. */
  extension?: string;
  /** Module whose `run()` is called inside the extension host; as `--extensionTestsPath` of a desktop VS Code. */
  tests?: string;
  /** Packaged extensions to install before the start. */
  vsix?: string[];
  settings?: Record<string, unknown>;
}

export interface Server {
  /** Address of the workbench; `openFile` is an absolute path. */
  url(openFile?: string): string;
  /** What the server has printed so far, for the message of a failure. */
  output(): string;
  stop(): Promise<void>;
}

/** Languages and themes that the tests and screenshots see; all other built-in extensions would only take time. */
const builtIn = ["json", "markdown-basics", "markdown-language-features", "yaml", "theme-defaults", "theme-seti"];

/** Settings that keep the workbench quiet, off the network and the same in every run. */
const quiet: Record<string, unknown> = {
  "telemetry.telemetryLevel": "off",
  "workbench.startupEditor": "none",
  "workbench.enableExperiments": false,
  "workbench.settings.enableNaturalLanguageSearch": false,
  "workbench.tips.enabled": false,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.colorTheme": "Default Light Modern",
  "chat.disableAIFeatures": true,
  "chat.commandCenter.enabled": false,
  "extensions.autoUpdate": false,
  "extensions.autoCheckUpdates": false,
  "extensions.ignoreRecommendations": true,
  "update.mode": "none",
  "security.workspace.trust.enabled": false,
  "git.enabled": false,
  "json.schemaDownload.enable": false,
  "editor.minimap.enabled": false,
  "editor.cursorBlinking": "solid",
  "editor.occurrencesHighlight": "off",
  "editor.matchBrackets": "never",
  "editor.hover.delay": 150,
  "window.menuBarVisibility": "compact",
};

/** Starts the VS Code server on a free port of this machine, in folders of its own that go when it stops. */
export async function startServer(options: ServerOptions): Promise<Server> {
  const serverFolder = install();
  const base = realpathSync(mkdtempSync(join(tmpdir(), "premarket-vscode-")));
  prepare(base, serverFolder, options.settings);
  const env = {
    ...process.env,
    NODE_OPTIONS: "",
    EXTENSIONS_GALLERY: "{}",
    TMPDIR: base,
    XDG_RUNTIME_DIR: base,
  };
  const main = join(serverFolder, "out", "server-main.js");
  const folders = ["server-data-dir", "user-data-dir", "extensions-dir", "builtin-extensions-dir"];
  const common = [main, "--accept-server-license-terms", "--telemetry-level", "off"].concat(
    folders.flatMap((name) => [`--${name}`, join(base, name)]),
  );
  let child: ChildProcess | undefined;
  const stop = async () => {
    if (child) await end(child);
    rmSync(base, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  };
  try {
    for (const file of options.vsix ?? []) await finish([...common, "--install-extension", file, "--force"], env);
    const args = ["--host", "127.0.0.1", "--port", "0", "--without-connection-token", "--disable-workspace-trust"];
    // A release build heeds the extension under development and its tests only with the smoke test driver, which also hides notifications.
    if (options.extension || options.tests) args.push("--enable-smoke-test-driver");
    child = spawn(process.execPath, [...common, ...args], { env, stdio: ["ignore", "pipe", "pipe"], detached: true });
    const { port, output } = await listening(child);
    return { url: (openFile) => address(port, options, openFile), output, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function prepare(base: string, serverFolder: string, settings: Record<string, unknown> = {}): void {
  for (const name of ["server-data-dir", "user-data-dir/User", "extensions-dir", "builtin-extensions-dir"]) {
    mkdirSync(join(base, name), { recursive: true });
  }
  writeFileSync(join(base, "user-data-dir/User/settings.json"), JSON.stringify({ ...quiet, ...settings }, null, 2));
  const all = join(serverFolder, "extensions");
  for (const name of readdirSync(all)) {
    if (!builtIn.includes(name)) continue;
    try {
      symlinkSync(join(all, name), join(base, "builtin-extensions-dir", name), "junction");
    } catch {
      cpSync(join(all, name), join(base, "builtin-extensions-dir", name), { recursive: true });
    }
  }
}

function address(port: number, options: ServerOptions, openFile?: string): string {
  // The workbench compares the authority with the address bar, so both must be spelt alike.
  const authority = `127.0.0.1:${port}`;
  const uri = (path: string) => `vscode-remote://${authority}${encodeURI(path)}`;
  const payload: [string, string][] = [
    ["skipWelcome", "true"],
    ["skipReleaseNotes", "true"],
  ];
  if (options.extension) payload.push(["extensionDevelopmentPath", uri(options.extension)]);
  if (options.tests) payload.push(["extensionTestsPath", uri(options.tests)]);
  if (openFile) payload.push(["openFile", uri(openFile)]);
  return `http://${authority}/?${new URLSearchParams({ folder: options.workspace, payload: JSON.stringify(payload) })}`;
}

async function finish(args: string[], env: NodeJS.ProcessEnv): Promise<void> {
  const child = spawn(process.execPath, args, { env, stdio: ["ignore", "pipe", "pipe"] });
  const output = collect(child);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  if (code !== 0) throw new Error(`The VS Code server ended with ${code}:\n${output()}`);
}

async function listening(child: ChildProcess): Promise<{ port: number; output: () => string }> {
  const output = collect(child);
  let ended: string | undefined;
  child.once("error", (error) => {
    ended = error.message;
  });
  child.once("exit", (code) => {
    ended = `exit code ${code}`;
  });
  const limit = Date.now() + 30_000;
  for (;;) {
    const port = /Extension host agent listening on (\d+)/.exec(output())?.[1];
    if (port) return { port: Number(port), output };
    if (ended || Date.now() > limit) {
      throw new Error(`The VS Code server did not start (${ended ?? "30 s passed"}):\n${output()}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

function collect(child: ChildProcess): () => string {
  let text = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (data: Buffer) => {
      if (text.length < 100_000) text += data.toString();
    });
  }
  return () => text;
}

/** The server forks hosts that outlive it for seconds, so its whole process group ends. */
async function end(child: ChildProcess): Promise<void> {
  const { pid } = child;
  if (pid === undefined) return;
  const over = child.exitCode !== null || child.signalCode !== null;
  const gone = over ? Promise.resolve() : new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const signal = (name: NodeJS.Signals) => {
    try {
      process.kill(process.platform === "win32" ? pid : -pid, name);
    } catch {
      // Nobody is left in the group.
    }
  };
  signal("SIGTERM");
  await Promise.race([gone, new Promise((resolve) => setTimeout(resolve, 500))]);
  signal("SIGKILL");
  await gone;
}
