import { isUtf8 } from "node:buffer";
import type { FileChunks } from "../../lib/model/sourceFile.ts";

/** Bytes in memory as if they were a huge file. */
export function memoryChunks(bytes: Uint8Array, blockSize: number): FileChunks {
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  return {
    size: bytes.length,
    blockSize,
    read(into, at) {
      const part = bytes.subarray(at, at + into.length);
      into.set(part);
      return part.length;
    },
    isUtf8,
    decode: (part) => decoder.decode(part),
    close() {},
  };
}
