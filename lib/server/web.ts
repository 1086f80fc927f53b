import {
  BrowserMessageReader,
  BrowserMessageWriter,
  createConnection,
  ProposedFeatures,
} from "vscode-languageserver/browser";
import { createServer } from "./server.ts";

/**
 * Starts the language server in a web worker. All files are read through the client.
 * @param port the worker's own global, which the client posts to
 */
export function startWebServer(port: MessagePort | Worker): void {
  const connection = createConnection(
    ProposedFeatures.all,
    new BrowserMessageReader(port),
    new BrowserMessageWriter(port),
  );
  createServer(connection, undefined);
  connection.listen();
}
