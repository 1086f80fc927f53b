import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import type { ServerHost } from "../server/host.ts";
import { createServer } from "../server/server.ts";

/**
 * Starts the language server in a Node process and keeps it alive until the client ends it.
 * @param host reads `file:` URIs
 * @param streams where the client speaks; without them the transport is taken from the command line (`--node-ipc`, `--stdio`, `--socket`)
 */
export function startServer(
  host: ServerHost,
  streams?: { readonly input: NodeJS.ReadableStream; readonly output: NodeJS.WritableStream },
): void {
  const connection = streams
    ? createConnection(ProposedFeatures.all, streams.input, streams.output)
    : createConnection(ProposedFeatures.all);
  createServer(connection, host);
  connection.listen();
}
