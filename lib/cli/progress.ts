/** A line on standard error that says what takes so long; shown to a person only, and wiped away in the end. */
export interface Progress {
  at(path: string, number: number, total: number): void;
  end(): void;
}

const PATIENCE = 500;
/** The work on this much text is long, and leaves no time to show anything once it has begun. */
const LONG = 20_000_000;

/** @param bytes of all files together; 0 for no progress at all */
export function startProgress(bytes: number): Progress {
  const { stderr } = process;
  if (!stderr.isTTY || bytes === 0) return { at: () => undefined, end: () => undefined };
  const since = Date.now();
  let shown = false;
  return {
    at(path, number, total) {
      if (!shown && bytes < LONG && Date.now() - since < PATIENCE) return;
      shown = true;
      stderr.write(`\r\u001b[KChecking ${path.slice(-60)} (${number} of ${total}) ...`);
    },
    end() {
      if (shown) stderr.write("\r\u001b[K");
    },
  };
}
