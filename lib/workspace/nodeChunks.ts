import { isAscii, isUtf8 } from "node:buffer";
import { createHash } from "node:crypto";
import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import type { FileChunks } from "../model/sourceFile.ts";
import { plainError } from "./plainError.ts";

/**
 * Reads a regular file a stretch at a time. It stays open until it is closed; whoever reads it later opens it for that one stretch.
 * @param onHash takes the SHA-256 of the bytes as lower-case hex when the file has been read from its start to its end
 * @throws Error that says in plain words why the file cannot be read
 */
export function nodeChunks(absolute: string, onHash: (sha256: string) => void): FileChunks {
  let file: number | undefined = opened(absolute);
  const { size } = fstatSync(file);
  const hashed = hashOnTheWay(size, onHash);
  return {
    size,
    read(into, at) {
      const reading = file ?? opened(absolute);
      try {
        const filled = fill(reading, into, at);
        hashed(into.subarray(0, filled), at);
        return filled;
      } finally {
        if (file === undefined) closeSync(reading);
      }
    },
    isUtf8,
    decode(bytes) {
      const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      return buffer.toString(isAscii(buffer) ? "latin1" : "utf8");
    },
    close() {
      if (file !== undefined) closeSync(file);
      file = undefined;
    },
  };
}

function opened(absolute: string): number {
  try {
    return openSync(absolute, "r");
  } catch (error) {
    throw plainError(error);
  }
}

function fill(file: number, into: Uint8Array, at: number): number {
  let filled = 0;
  try {
    while (filled < into.length) {
      const count = readSync(file, into, filled, into.length - filled, at + filled);
      if (count === 0) break;
      filled += count;
    }
  } catch (error) {
    throw plainError(error);
  }
  return filled;
}

/** Hashes stretches that follow each other or overlap, as far as they go on from the start of the file. */
function hashOnTheWay(size: number, onHash: (sha256: string) => void): (bytes: Uint8Array, at: number) => void {
  const hash = createHash("sha256");
  let done = 0;
  return (bytes, at) => {
    const end = at + bytes.length;
    if (at > done || end <= done) return;
    hash.update(bytes.subarray(done - at));
    done = end;
    if (done === size) onHash(hash.digest("hex"));
  };
}
