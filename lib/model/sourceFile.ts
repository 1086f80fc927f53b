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
  /** SHA-256 of the bytes as lower-case hex. */
  sha256(): Promise<string>;
}
