import { existsSync } from "node:fs";
import { join } from "node:path";
import { downloadAndUnzipVSCode, SilentReporter } from "@vscode/test-electron";

/** One way to come to a VS Code that can run tests. */
export interface VsCode {
  /** What the run prints as the VS Code it used. */
  name: string;
  executable: string;
  /** Arguments that come before those of VS Code. */
  args: string[];
  /** Whether the next way may be tried when this one never gets to the end of the tests. */
  optional: boolean;
}

const root = join(import.meta.dirname, "../..");

/** Milliseconds for an answer of the update service: a machine without a way out must not wait for it. */
const patience = 4_000;
/** Milliseconds for a whole download; a slower line is served sooner by the workbench from npm. */
const downloadLimit = 60_000;

/** The ways to a VS Code, best first: named by hand, downloaded, from npm. */
export async function* waysToVsCode(): AsyncGenerator<VsCode> {
  const named = process.env.VSCODE_EXECUTABLE;
  if (named) {
    if (!existsSync(named)) throw new Error(`VSCODE_EXECUTABLE names ${named}, which does not exist.`);
    yield { name: `the desktop VS Code ${named} (VSCODE_EXECUTABLE)`, executable: named, args: [], optional: false };
    return;
  }
  const downloaded = await downloadDesktop();
  if (downloaded) yield { name: `the desktop VS Code ${downloaded}`, executable: downloaded, args: [], optional: true };
  yield {
    name: "the VS Code workbench from npm (code-server, remote extension host)",
    executable: process.execPath,
    args: [join(import.meta.dirname, "shim.mjs")],
    optional: false,
  };
}

/** A desktop VS Code from the update service; undefined where there is no display to show it or no way to the service. */
async function downloadDesktop(): Promise<string | undefined> {
  if (!hasDisplay()) {
    console.log("No display for a desktop VS Code.");
    return undefined;
  }
  try {
    const download = downloadAndUnzipVSCode({
      version: "stable",
      cachePath: join(root, ".vscode-test"),
      timeout: patience,
      reporter: new SilentReporter(),
    });
    // When the time is over the download may still fail, which then concerns nobody.
    download.catch(() => undefined);
    return await within(downloadLimit, download);
  } catch (error) {
    console.log(`No desktop VS Code to download: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
}

function hasDisplay(): boolean {
  if (process.platform !== "linux") return true;
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

async function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no end after ${milliseconds / 1000} s`)), milliseconds);
  });
  try {
    return await Promise.race([work, over]);
  } finally {
    clearTimeout(timer);
  }
}
