import { type FSWatcher, watch as watchFolder } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import { loadSubmission } from "../node.ts";
import { CONFIG_NAME, SIDECARS } from "../workspace/loadSubmission.ts";
import { writeLine } from "./streams.ts";

/** Editors write a file in several steps. */
const REST = 150;

/**
 * Runs again whenever a file of the run changes, until the process is asked to end (Ctrl+C).
 * @returns the exit code of the last run
 */
export async function watch(paths: readonly string[], run: () => Promise<number>): Promise<number> {
  const ending = new Promise<"end">((done) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => done("end"));
  });
  for (;;) {
    const { files } = await loadSubmission(paths, process.cwd());
    // Watching begins before the run, so that nothing that is saved meanwhile is missed.
    const change = nextChange(files.map(({ path }) => resolve(path)));
    const code = await run();
    await writeLine(process.stderr, "Waiting for a file to change; Ctrl+C ends.");
    const what = await Promise.race([change.happened, ending]);
    change.stop();
    if (what === "end") return code;
  }
}

function nextChange(files: readonly string[]): { readonly happened: Promise<"change">; stop(): void } {
  const names = new Set([...files.map((file) => basename(file)), CONFIG_NAME, ...SIDECARS]);
  const folders = new Set([process.cwd(), ...files.map((file) => dirname(file))]);
  const watchers: FSWatcher[] = [];
  let rest: NodeJS.Timeout | undefined;
  const happened = new Promise<"change">((done) => {
    for (const folder of folders) {
      try {
        const watcher = watchFolder(folder, (_, name) => {
          // Reports may be written beside the documents, and must not start the next run.
          if (name !== null && !names.has(name)) return;
          clearTimeout(rest);
          rest = setTimeout(() => done("change"), REST);
        });
        watcher.on("error", () => watcher.close());
        watchers.push(watcher);
      } catch {
        // A folder that is not there cannot change.
      }
    }
  });
  return {
    happened,
    stop() {
      clearTimeout(rest);
      for (const watcher of watchers) watcher.close();
    },
  };
}
