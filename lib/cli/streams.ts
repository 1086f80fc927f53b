import type { Writable } from "node:stream";

/** Enough text for one write; smaller pieces cost more than they bring. */
const BATCH = 1 << 18;

const gone = new Set<unknown>();

/** Takes note of a reader that went away (`| head`); nothing more is written to it, and the run ends as it would have. */
export function closed(this: unknown, error: NodeJS.ErrnoException): void {
  if (error.code !== "EPIPE") throw error;
  gone.add(this);
}

/** Writes a line and waits until it is taken. */
export function writeLine(stream: Writable, line: string): Promise<void> {
  return write(stream, `${line}\n`);
}

/** Writes pieces of a text in order, as fast as the reader takes them. */
export async function writePieces(stream: Writable, pieces: Iterable<string>): Promise<void> {
  for (const batch of batches(pieces)) {
    if (gone.has(stream)) return;
    await write(stream, batch);
  }
}

/** Joins small pieces into large ones. */
export function* batches(pieces: Iterable<string>): Generator<string> {
  let held: string[] = [];
  let length = 0;
  for (const piece of pieces) {
    held.push(piece);
    length += piece.length;
    if (length >= BATCH) {
      yield held.join("");
      held = [];
      length = 0;
    }
  }
  if (length > 0) yield held.join("");
}

function write(stream: Writable, text: string): Promise<void> {
  if (gone.has(stream)) return Promise.resolve();
  // An error has its own listener; here it only ends the waiting.
  return new Promise((done) => {
    stream.write(text, () => done());
  });
}
