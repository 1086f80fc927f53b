import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { type Assessment, checkSubmission, type SourceFile } from "../../lib/index.ts";

const ROOT = resolve(import.meta.dirname, "../..");

/** Every file of a sample, without roles, as a host would hand them over; paths are relative to the repository. */
export function readSample(folder: string): SourceFile[] {
  const names = readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true });
  return names
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((file) => ({
      path: relative(ROOT, file).replaceAll("\\", "/"),
      roles: [],
      named: false,
      text: async () => readFileSync(file, "utf8"),
      sha256: async () => createHash("sha256").update(readFileSync(file)).digest("hex"),
    }));
}

/** A sample held against its own `premarket.yaml`. The day is far ahead on purpose: `as-of` of the sample has to win. */
export function checkSample(folder: string, profile?: string): Promise<Assessment> {
  return checkSubmission(readSample(folder), { today: "2039-06-30", ...(profile !== undefined && { profile }) });
}
