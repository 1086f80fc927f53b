import { FileSystemError, FileType, Uri, workspace } from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import {
  type FileParams,
  type FileStamp,
  type FileText,
  READ_REQUEST,
  STAMP_REQUEST,
} from "../../lib/server/protocol.ts";

/** Larger files are not handed over in one message. */
const LARGEST = 200_000_000;

/** Lets the server read files of file systems that only the editor knows. */
export function answerFileRequests(client: BaseLanguageClient): void {
  client.onRequest(STAMP_REQUEST, async ({ uri }: FileParams): Promise<FileStamp | null> => {
    const stat = await statOf(Uri.parse(uri));
    return stat && { stamp: `${stat.mtime} ${stat.size}` };
  });
  client.onRequest(READ_REQUEST, async ({ uri }: FileParams): Promise<FileText | null> => {
    const parsed = Uri.parse(uri);
    const stat = await statOf(parsed);
    if (stat === null) return null;
    if (stat.size > LARGEST) throw new Error(`it has more than ${LARGEST / 1_000_000} MB`);
    return { text: new TextDecoder().decode(await workspace.fs.readFile(parsed)) };
  });
}

async function statOf(uri: Uri) {
  try {
    const stat = await workspace.fs.stat(uri);
    return stat.type & FileType.File ? stat : null;
  } catch (error) {
    if (error instanceof FileSystemError) return null;
    throw error;
  }
}
