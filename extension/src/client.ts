import { type Disposable, type LogOutputChannel, Uri, workspace } from "vscode";
import {
  type BaseLanguageClient,
  CloseAction,
  type DocumentSelector,
  ErrorAction,
  type LanguageClientOptions,
  RevealOutputChannelOn,
} from "vscode-languageclient";
import type { InitializationOptions } from "../../lib/server/protocol.ts";
import type { MakeClient } from "./activate.ts";
import { answerFileRequests } from "./fileRequests.ts";
import { LANGUAGES } from "./relevance.ts";
import { StatusItem } from "./statusItem.ts";

/** A server that dies more often than this is left alone until somebody restarts it. */
const MOST_RESTARTS = 3;

/** The language client, made when the first document needs it. */
export class Client implements Disposable {
  readonly #make: MakeClient;
  readonly #log: LogOutputChannel;
  readonly #schemes = new Set<string>();
  #current: BaseLanguageClient | undefined;
  #status: StatusItem | undefined;
  #work: Promise<void> = Promise.resolve();
  #closed = 0;

  constructor(make: MakeClient, log: LogOutputChannel) {
    this.#make = make;
    this.#log = log;
  }

  get running(): boolean {
    return this.#current?.isRunning() === true;
  }

  /** Whether documents of this scheme are already looked after. */
  knows(scheme: string): boolean {
    return this.#schemes.has(scheme);
  }

  /** Starts the server, or starts it anew when documents of another file system come in. */
  start(scheme: string): Promise<void> {
    if (this.#schemes.has(scheme)) return this.#work;
    this.#schemes.add(scheme);
    return this.restart();
  }

  /** Ends the server, if there is one, and starts a new one. */
  restart(): Promise<void> {
    this.#closed = 0;
    this.#work = this.#work.then(() => this.#renew()).catch((error: unknown) => this.#complain(error));
    return this.#work;
  }

  /** Asks the server; starts it first if a command needs it before any document did. */
  async ask<T>(method: string, params?: object): Promise<T | undefined> {
    if (this.#current === undefined) await this.start("file");
    await this.#work;
    return this.#current?.sendRequest<T>(method, params);
  }

  dispose(): void {
    this.#status?.dispose();
    void this.#current?.dispose().catch(() => undefined);
  }

  async #renew(): Promise<void> {
    const before = this.#current;
    this.#current = undefined;
    this.#status?.dispose();
    await before?.dispose().catch((error: unknown) => this.#complain(error));
    if (this.#schemes.size === 0) this.#schemes.add("file");
    const client = this.#make(this.#options());
    answerFileRequests(client);
    this.#current = client;
    this.#status = new StatusItem(client, this.#selector());
    await client.start();
  }

  #options(): LanguageClientOptions {
    const initializationOptions: InitializationOptions = { readsFiles: true, opensRequirements: true };
    return {
      documentSelector: this.#selector(),
      outputChannel: this.#log,
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      initializationOptions,
      diagnosticPullOptions: { onChange: true, onSave: true },
      // All trouble goes to the log; `handled` keeps the client from showing messages of its own.
      errorHandler: {
        error: () => ({ action: ErrorAction.Continue, handled: true }),
        closed: () => {
          const action = ++this.#closed > MOST_RESTARTS ? CloseAction.DoNotRestart : CloseAction.Restart;
          return { action, handled: true };
        },
      },
      initializationFailedHandler: (error) => {
        this.#complain(error);
        return false;
      },
    };
  }

  #selector(): DocumentSelector {
    const folders = workspace.workspaceFolders?.map((folder) => folder.uri.scheme) ?? [];
    for (const scheme of folders) this.#schemes.add(scheme);
    return [...this.#schemes].flatMap((scheme) => LANGUAGES.map((language) => ({ scheme, language })));
  }

  #complain(error: unknown): void {
    this.#log.error(error instanceof Error ? error : String(error));
  }
}

/** A URI for people: a path in the workspace where it is one. */
export function shownPath(uri: string): string {
  return workspace.asRelativePath(Uri.parse(uri));
}
