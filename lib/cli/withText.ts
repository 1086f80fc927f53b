import { createHash } from "node:crypto";
import type { SourceFile } from "../model/sourceFile.ts";

/** A file that says something else than its bytes on disk: what an editor holds, or what fixes made of it. */
export function withText(
  { path, roles, named }: Pick<SourceFile, "path" | "roles" | "named">,
  text: string,
): SourceFile {
  return {
    path,
    roles,
    named,
    text: async () => text,
    sha256: async () => createHash("sha256").update(text).digest("hex"),
  };
}
