import type { ReadFile } from "../model/readFile.ts";
import { type Parsed, parseSource } from "../read/parseSource.ts";
import type { Gathered } from "./gather.ts";
import type { ReadCache } from "./readCache.ts";

/** A gathered file after stage 2: parsed, or known from an earlier run, or neither where there is no text. */
export interface ParsedFile {
  readonly gathered: Gathered;
  readonly parsed: Parsed | undefined;
  readonly known: ReadFile | undefined;
}

/** Stage 2 for all files; a text that was read before is not parsed again. */
export function parseAll(gathered: readonly Gathered[], cache: ReadCache | undefined): ParsedFile[] {
  return gathered.map((one) => {
    const { source, text, state } = one;
    if (state !== "read") return { gathered: one, parsed: undefined, known: undefined };
    const known = cache?.get(source.path, text);
    return { gathered: one, parsed: known ? undefined : parseSource(source, text, cache?.blocks), known };
  });
}
