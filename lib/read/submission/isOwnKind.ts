import type { FileKind } from "../../model/readFile.ts";

const OWN: ReadonlySet<FileKind> = new Set<FileKind>(["submission", "waivers", "baseline", "reviews"]);

/** True for the files that steer Premarket itself: they are no documents of a submission. */
export function isOwnKind(kind: FileKind): boolean {
  return OWN.has(kind);
}
