import type { ReadFile } from "../../lib/model/readFile.ts";
import type { SourceFile } from "../../lib/model/sourceFile.ts";
import type { ThreatModel } from "../../lib/model/threatModel.ts";
import { parseSource } from "../../lib/read/parseSource.ts";
import { readParsed } from "../../lib/read/readParsed.ts";

/** Reads a text as the file of this name would be. */
export function readText(path: string, text: string): ReadFile {
  const source: SourceFile = {
    path,
    roles: [],
    named: true,
    text: async () => text,
    sha256: async () => "",
  };
  return readParsed(parseSource(source, text));
}

/** The threat model that a file holds; none is a failure. */
export function threatModelIn(file: ReadFile): ThreatModel {
  const model = file.models.find((one): one is ThreatModel => one.kind === "threat-model");
  if (!model) throw new Error(`no threat model: ${file.problems.map(({ message }) => message).join(" ")}`);
  return model;
}
