import { type ExtensionContext, Uri } from "vscode";
import { BrowserMessageReader, BrowserMessageWriter, LanguageClient } from "vscode-languageclient/browser";
import { activateIn, type PremarketApi } from "./activate.ts";

/** Entry in a browser: the server runs in a web worker. */
export function activate(context: ExtensionContext): PremarketApi {
  const script = Uri.joinPath(context.extensionUri, "dist/web/server.js").toString(true);
  let worker: Worker | undefined;
  // The client starts a worker anew but never ends one. It is handed streams because workers that start
  // inside the extension host's own are not what the client takes for one.
  const startWorker = async () => {
    worker?.terminate();
    worker = new Worker(script);
    return { reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) };
  };
  context.subscriptions.push({ dispose: () => worker?.terminate() });
  return activateIn(context, (options) => new LanguageClient("premarket", "Premarket", startWorker, options));
}
