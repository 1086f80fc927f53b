import { launchBrowser, newPage } from "./browser.ts";
import { startServer } from "./server.ts";

export interface WorkbenchRun {
  workspace: string;
  extension: string;
  /** Module whose `run()` is called inside the extension host. */
  tests: string;
  /** Milliseconds after which the run has failed. */
  limit: number;
}

/** Native modules that were never compiled (log files, watchdog) and the service worker of another server. */
const HARMLESS = /bindings file|watchdog|Service Worker/;

function telling(line: string): boolean {
  return /^\[/.test(line);
}

/**
 * Runs a test module inside the extension host of a real workbench; resolves to the exit code that VS Code reports.
 * That code is 0 even when the extension host is killed: only the test module itself can tell that it came to its end.
 */
export async function runInWorkbench(run: WorkbenchRun): Promise<number> {
  const server = await startServer(run);
  const complaints: string[] = [];
  let browser: Awaited<ReturnType<typeof launchBrowser>> | undefined;
  const stop = async () => {
    await browser?.close().catch(() => undefined);
    await server.stop();
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.once(signal, () => void stop().finally(() => process.exit(130)));
  }
  try {
    browser = await launchBrowser();
    const { page, refused } = await newPage(browser);
    const code = await new Promise<number>((resolve, reject) => {
      setTimeout(() => reject(new Error(`no end after ${run.limit / 1000} s`)), run.limit).unref();
      page.on("crash", () => reject(new Error("the page crashed")));
      // The workbench calls these two, where they exist, for an extension under test.
      const told = page.exposeFunction("codeAutomationExit", resolve);
      const heard = page.exposeFunction("codeAutomationLog", (type: string, args: unknown[]) => {
        const text = args.map(String).join(" ").slice(0, 600);
        if (type === "error" && !HARMLESS.test(text)) complaints.push(text);
      });
      Promise.all([told, heard])
        .then(() => page.goto(server.url(), { waitUntil: "commit" }))
        .catch(reject);
    });
    if (refused.size > 0) throw new Error(`it reached for the network: ${[...refused].join(", ")}`);
    if (code !== 0) process.stderr.write(complaints.map((line) => `VS Code logged: ${line}\n`).join(""));
    return code;
  } catch (error) {
    process.stderr.write(`The workbench run broke off: ${error instanceof Error ? error.message : String(error)}\n`);
    process.stderr.write(complaints.map((line) => `VS Code logged: ${line}\n`).join(""));
    process.stderr.write(`${server.output().split("\n").filter(telling).slice(-20).join("\n")}\n`);
    return 1;
  } finally {
    await stop();
  }
}
