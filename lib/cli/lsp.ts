import { nodeHost } from "../workspace/nodeHost.ts";
import { startServer } from "./startServer.ts";

/** `premarket lsp --stdio`: speaks the Language Server Protocol over standard input and output until the client ends it. */
export function lsp(): void {
  startServer(nodeHost(), { input: process.stdin, output: process.stdout });
}
