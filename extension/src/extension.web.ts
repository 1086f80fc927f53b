import { type ExtensionContext, Uri } from "vscode";
import { LanguageClient } from "vscode-languageclient/browser";
import { activateIn, type PremarketApi } from "./activate.ts";

/** Entry in a browser: the server runs in a web worker. */
export function activate(context: ExtensionContext): PremarketApi {
  const script = Uri.joinPath(context.extensionUri, "dist/web/server.js").toString(true);
  let worker: Worker | undefined;
  // The client starts a worker anew but never ends one.
  const startWorker = async () => {
    worker?.terminate();
    worker = new Worker(script);
    return worker;
  };
  context.subscriptions.push({ dispose: () => worker?.terminate() });
  return activateIn(context, (options) => new LanguageClient("premarket", "Premarket", startWorker, options));
}
