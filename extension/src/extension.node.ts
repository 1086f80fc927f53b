import type { ExtensionContext } from "vscode";
import { LanguageClient, TransportKind } from "vscode-languageclient/node";
import { activateIn, type PremarketApi } from "./activate.ts";

/** Entry on the desktop and on remote machines: the server runs as a child process. */
export function activate(context: ExtensionContext): PremarketApi {
  const module = context.asAbsolutePath("dist/server.cjs");
  const options = { module, transport: TransportKind.ipc };
  return activateIn(context, (clientOptions) => new LanguageClient("premarket", "Premarket", options, clientOptions));
}
