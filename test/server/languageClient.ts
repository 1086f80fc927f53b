import { type ChildProcess, spawn } from "node:child_process";
import { PassThrough } from "node:stream";
import {
  createConnection,
  createProtocolConnection,
  type Diagnostic,
  type DocumentDiagnosticReport,
  ProposedFeatures,
  type ProtocolConnection,
  PublishDiagnosticsNotification,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver/node";
import type { ServerHost } from "../../lib/server/host.ts";
import type { InitializationOptions } from "../../lib/server/protocol.ts";
import { createServer } from "../../lib/server/server.ts";

export interface ClientSetting {
  /** False for an editor that waits to be sent its diagnostics. */
  readonly pull?: boolean;
  readonly options?: InitializationOptions;
}

/** The editor's side of a language server, as small as a test can have it. */
export class LanguageClient {
  readonly connection: ProtocolConnection;
  /** Diagnostics that the server sent by itself, in order. */
  readonly pushed: { readonly uri: string; readonly diagnostics: readonly Diagnostic[] }[] = [];
  refreshes = 0;
  readonly #versions = new Map<string, number>();
  readonly #end: () => void;

  constructor(connection: ProtocolConnection, end: () => void) {
    this.connection = connection;
    this.#end = end;
    connection.onNotification(PublishDiagnosticsNotification.type, (sent) => {
      this.pushed.push(sent);
    });
    connection.onRequest("workspace/diagnostic/refresh", () => {
      this.refreshes++;
      return null;
    });
    connection.onRequest("client/registerCapability", () => null);
    connection.listen();
  }

  async initialize({ pull = true, options }: ClientSetting = {}): Promise<unknown> {
    const result = await this.connection.sendRequest("initialize", {
      processId: null,
      rootUri: null,
      initializationOptions: options,
      capabilities: {
        textDocument: pull ? { diagnostic: {} } : {},
        workspace: {
          diagnostics: { refreshSupport: true },
          workspaceEdit: { documentChanges: true, resourceOperations: ["create"] },
        },
      },
    });
    await this.connection.sendNotification("initialized", {});
    return result;
  }

  async open(uri: string, text: string): Promise<void> {
    this.#versions.set(uri, 1);
    const languageId = /\.md$/.test(uri) ? "markdown" : /\.ya?ml$/.test(uri) ? "yaml" : "json";
    await this.connection.sendNotification("textDocument/didOpen", {
      textDocument: { uri, languageId, version: 1, text },
    });
  }

  async change(uri: string, text: string): Promise<void> {
    const version = (this.#versions.get(uri) ?? 0) + 1;
    this.#versions.set(uri, version);
    await this.connection.sendNotification("textDocument/didChange", {
      textDocument: { uri, version },
      contentChanges: [{ text }],
    });
  }

  async close(uri: string): Promise<void> {
    await this.connection.sendNotification("textDocument/didClose", { textDocument: { uri } });
  }

  report(uri: string, previousResultId?: string): Promise<DocumentDiagnosticReport> {
    return this.connection.sendRequest("textDocument/diagnostic", { textDocument: { uri }, previousResultId });
  }

  /** All diagnostics of a document. */
  async diagnostics(uri: string): Promise<Diagnostic[]> {
    const report = await this.report(uri);
    if (report.kind !== "full") throw new Error("The server said that nothing has changed, but nothing was known yet.");
    return report.items;
  }

  end(): void {
    this.connection.dispose();
    this.#end();
  }
}

/** A server in this process that reads the given files (URI to text); the map may be changed while it runs. */
export function serverOn(files: ReadonlyMap<string, string>): LanguageClient {
  const host: ServerHost = {
    stamp: async (uri) => {
      const text = files.get(decodeURI(uri));
      return text === undefined ? undefined : `${text.length} ${text}`;
    },
    readText: async (uri) => files.get(decodeURI(uri)) ?? "",
  };
  const toServer = new PassThrough();
  const toClient = new PassThrough();
  const reader = new StreamMessageReader(toServer);
  const server = createConnection(ProposedFeatures.all, reader, new StreamMessageWriter(toClient));
  createServer(server, host);
  server.listen();
  const client = createProtocolConnection(new StreamMessageReader(toClient), new StreamMessageWriter(toServer));
  return new LanguageClient(client, () => server.dispose());
}

/** A server in a process of its own, as an editor starts it. */
export function spawnServer(command: string, args: readonly string[], cwd: string): LanguageClient {
  const child: ChildProcess = spawn(command, [...args], { cwd, stdio: ["pipe", "pipe", "inherit"] });
  if (child.stdout === null || child.stdin === null) throw new Error("The server has no streams.");
  const streams = createProtocolConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin));
  return new LanguageClient(streams, () => child.kill());
}

/** Waits until something holds; fails with the last reason after a few seconds. */
export async function eventually(holds: () => boolean, what: string): Promise<void> {
  const until = Date.now() + 8000;
  while (!holds()) {
    if (Date.now() > until) throw new Error(`In 8 seconds it never came to be that ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
