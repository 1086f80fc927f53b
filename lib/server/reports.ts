import {
  type CancellationToken,
  type Connection,
  type Diagnostic,
  type DocumentDiagnosticParams,
  type DocumentDiagnosticReport,
  DocumentDiagnosticReportKind,
  LSPErrorCodes,
  ResponseError,
  type TextDocuments,
} from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { diagnosticsIn } from "./diagnostics.ts";
import { CHECKED_NOTIFICATION } from "./protocol.ts";
import type { Checked, Run, Submissions } from "./submissions.ts";
import { uriKey } from "./uris.ts";

/** What a client can do with diagnostics. */
export interface DiagnosticsClient {
  /** It asks for them; otherwise they are sent to it. */
  pull: boolean;
  /** It can be told to ask again. */
  refresh: boolean;
}

export interface ReportsSetting {
  readonly connection: Connection;
  readonly documents: TextDocuments<TextDocument>;
  readonly submissions: Submissions;
  readonly client: DiagnosticsClient;
}

/** How long typing has to rest before diagnostics are sent to a client that does not ask, in milliseconds. */
const REST = 200;

interface Reported {
  readonly id: string;
  readonly content: string;
  /** The run that it was made of; undefined where the document was not checked. */
  readonly run: Run | undefined;
}

/** Gives clients the diagnostics of their open documents, and again when a change elsewhere in the submission alters them. */
export class Reports {
  readonly #setting: ReportsSetting;
  readonly #reported = new Map<string, Reported>();
  readonly #pushes = new Map<string, ReturnType<typeof setTimeout>>();
  #others: ReturnType<typeof setTimeout> | undefined;
  #next = 0;

  constructor(setting: ReportsSetting) {
    this.#setting = setting;
  }

  /** Answers a client that asks. Gives up as soon as the question is about a text that is no longer there. */
  async pull(params: DocumentDiagnosticParams, token: CancellationToken): Promise<DocumentDiagnosticReport> {
    const { uri } = params.textDocument;
    await turn();
    stopIf(token.isCancellationRequested, LSPErrorCodes.RequestCancelled);
    const version = this.#version(uri);
    const checked = await this.#setting.submissions.check(uri);
    stopIf(token.isCancellationRequested, LSPErrorCodes.RequestCancelled);
    stopIf(this.#version(uri) !== version, LSPErrorCodes.ServerCancelled);
    const before = this.#reported.get(uriKey(uri));
    const items = itemsOf(checked);
    const now = this.#note(uri, checked, items);
    if (before !== undefined && before.id === now.id && params.previousResultId === now.id) {
      return { kind: DocumentDiagnosticReportKind.Unchanged, resultId: now.id };
    }
    return { kind: DocumentDiagnosticReportKind.Full, resultId: now.id, items };
  }

  /** A document was opened or edited. */
  changed(uri: string): void {
    if (!this.#setting.client.pull) this.#pushSoon(uri);
  }

  /** A document was closed: other documents may look different now that the disk's text counts again. */
  closed(uri: string): void {
    const key = uriKey(uri);
    this.#reported.delete(key);
    clearTimeout(this.#pushes.get(key));
    this.#pushes.delete(key);
    if (!this.#setting.client.pull) void this.#setting.connection.sendDiagnostics({ uri, diagnostics: [] });
    this.#lookAtOthersSoon();
  }

  /** Files that are not open have changed. */
  filesChanged(): void {
    this.#lookAtOthersSoon();
  }

  /** Remembers what was reported. The same content keeps its id, so that a client need not draw it again. */
  #note(uri: string, checked: Checked, items: readonly Diagnostic[]): Reported {
    const key = uriKey(uri);
    const run = checked.state === "checked" ? checked.run : undefined;
    const before = this.#reported.get(key);
    const content = JSON.stringify(items);
    const id = before?.content === content ? before.id : String(++this.#next);
    const now = { id, content, run };
    this.#reported.set(key, now);
    if (before?.run !== run || before === undefined) {
      void this.#setting.connection.sendNotification(CHECKED_NOTIFICATION);
      this.#lookAtOthersSoon();
    }
    return now;
  }

  #pushSoon(uri: string): void {
    const key = uriKey(uri);
    clearTimeout(this.#pushes.get(key));
    this.#pushes.set(
      key,
      setTimeout(() => void this.#push(uri).catch((error: unknown) => this.#log(error)), REST),
    );
  }

  async #push(uri: string): Promise<void> {
    const version = this.#version(uri);
    const checked = await this.#setting.submissions.check(uri);
    if (version === undefined || this.#version(uri) !== version) return;
    const items = itemsOf(checked);
    const before = this.#reported.get(uriKey(uri))?.id;
    // An unrelated file never had diagnostics and is not spoken of.
    if (this.#note(uri, checked, items).id === before || (before === undefined && items.length === 0)) return;
    await this.#setting.connection.sendDiagnostics({ uri, version, diagnostics: items });
  }

  /** Off the way of the answer that somebody is waiting for, and once for many changes. */
  #lookAtOthersSoon(): void {
    clearTimeout(this.#others);
    this.#others = setTimeout(() => void this.#lookAtOthers().catch((error: unknown) => this.#log(error)), REST);
  }

  async #lookAtOthers(): Promise<void> {
    const { client, connection, documents, submissions } = this.#setting;
    for (const { uri } of documents.all()) {
      const reported = this.#reported.get(uriKey(uri));
      if (reported === undefined) continue;
      const checked = await submissions.check(uri);
      const run = checked.state === "checked" ? checked.run : undefined;
      if (run === reported.run) continue;
      if (JSON.stringify(itemsOf(checked)) === reported.content) {
        this.#reported.set(uriKey(uri), { ...reported, run });
        continue;
      }
      if (!client.pull) await this.#push(uri);
      else if (client.refresh) {
        connection.languages.diagnostics.refresh();
        return;
      }
    }
  }

  #version(uri: string): number | undefined {
    return this.#setting.documents.get(uri)?.version;
  }

  #log(error: unknown): void {
    this.#setting.connection.console.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
}

const itemsByRun = new WeakMap<Run, Map<string, Diagnostic[]>>();

function itemsOf(checked: Checked): Diagnostic[] {
  if (checked.state === "not checked") return [];
  const { run, path } = checked;
  const known = itemsByRun.get(run) ?? new Map<string, Diagnostic[]>();
  itemsByRun.set(run, known);
  const items = known.get(path) ?? diagnosticsIn(run, path);
  known.set(path, items);
  return items;
}

function stopIf(stale: boolean, code: number): void {
  // Only a server-side cancellation may be asked again; it carries the wish to be.
  if (stale) throw new ResponseError(code, "The document has changed.", { retriggerRequest: true });
}

/** Lets the messages that are already here be taken first: an edit or a cancellation among them makes this answer moot. */
function turn(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, 0);
  });
}
