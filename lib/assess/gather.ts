import type { AssessedFile, FileState, Trouble } from "../model/assessment.ts";
import type { ReadFile } from "../model/readFile.ts";
import type { SourceFile } from "../model/sourceFile.ts";
import type { SourceText } from "../model/sourceText.ts";
import { scanChunks } from "../parse/scanChunks.ts";

/** A file of the run with its text, or with the reason why there is none. */
export interface Gathered {
  readonly source: SourceFile;
  readonly text: SourceText;
  readonly state: FileState;
  readonly trouble?: Trouble;
}

/** Stage 1, the part that every host shares: takes the texts and notes what is missing. */
export async function gather(files: readonly SourceFile[]): Promise<Gathered[]> {
  const gathered: Gathered[] = [];
  for (const source of files) gathered.push(await gatherOne(source));
  return gathered;
}

async function gatherOne(source: SourceFile): Promise<Gathered> {
  try {
    return { source, text: await textOf(source), state: "read" };
  } catch (error) {
    const missing = error instanceof Error && error.name === "MissingFile";
    const said = error instanceof Error ? error.message : String(error);
    const message = missing
      ? `${source.path} does not exist; correct the path or remove it from the list.`
      : `${source.path} cannot be read (${said}).`;
    return { source, text: "", state: missing ? "missing" : "unreadable", trouble: { message, path: source.path } };
  }
}

/** The text of a huge JSON file is read stretch by stretch; any other is held whole. */
async function textOf(source: SourceFile): Promise<SourceText> {
  const chunks = await source.chunks?.();
  const scanned = chunks && scanChunks(chunks);
  if (chunks && !scanned) chunks.close();
  return scanned ?? source.text();
}

/** What the report says of a file: read, refused or missing. */
export async function assessedFile(gathered: Gathered, file: ReadFile | undefined): Promise<AssessedFile> {
  const { source, text } = gathered;
  return {
    path: source.path,
    roles: file?.roles ?? source.roles,
    kind: file?.kind ?? "unknown",
    format: file?.format ?? "",
    sha256: gathered.state === "read" ? await source.sha256() : "",
    state: stateOf(gathered, file),
    text,
    file,
  };
}

function stateOf(gathered: Gathered, file: ReadFile | undefined): FileState {
  if (!file) return gathered.state;
  if (file.readable) return "read";
  return file.notReadYet ? "not read yet" : "unreadable";
}
