import type { Connection } from "vscode-languageserver";
import { missingFile, type ServerHost } from "./host.ts";
import { type FileParams, type FileStamp, type FileText, READ_REQUEST, STAMP_REQUEST } from "./protocol.ts";

/** Reads files through the client, which knows file systems that the server does not. */
export function clientHost(connection: Connection): ServerHost {
  return {
    async readText(uri) {
      const params: FileParams = { uri };
      const file = await connection.sendRequest<FileText | null>(READ_REQUEST, params);
      if (file === null) throw missingFile(uri);
      return file.text.replace(/^\uFEFF/, "");
    },
    async stamp(uri) {
      const params: FileParams = { uri };
      const file = await connection.sendRequest<FileStamp | null>(STAMP_REQUEST, params).catch(() => null);
      return file?.stamp;
    },
  };
}
