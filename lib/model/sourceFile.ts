import type { Role } from "./vocabulary.ts";

/** One file of a run, before anybody has looked into it. */
export interface SourceFile {
  /** Path with forward slashes, relative to the working directory of the run (or any stable name in a host without files). */
  readonly path: string;
  /** Roles that `premarket.yaml` declares; empty where none is declared. */
  readonly roles: readonly Role[];
  /** True when a person named this file (command line or `premarket.yaml`): it must be readable, or the run says so with exit code 2. */
  readonly named: boolean;
  /** The whole text. Rejects when the file cannot be read. */
  text(): Promise<string>;
  /** The bytes of a file that is so big that its text should not be held whole; undefined for any other. Rejects when it cannot be read. */
  chunks?(): Promise<FileChunks | undefined>;
  /** SHA-256 of the bytes as lower-case hex. */
  sha256(): Promise<string>;
}

/** A huge file, read a stretch at a time and as often as somebody asks. */
export interface FileChunks {
  /** Bytes of the file. */
  readonly size: number;
  /** Bytes that are best read in one go, where the host has an opinion; at least 16. */
  readonly blockSize?: number;
  /** Fills `into` with the bytes from `at` on; gives how many there were. */
  read(into: Uint8Array, at: number): number;
  /** The bytes are sound UTF-8 that begins and ends with whole characters. */
  isUtf8(bytes: Uint8Array): boolean;
  /** Decodes UTF-8 without looking for a byte-order mark. */
  decode(bytes: Uint8Array): string;
  /** Lets the file go; reading is still possible, at the cost of opening it each time. */
  close(): void;
}
