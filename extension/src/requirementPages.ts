import {
  commands,
  Disposable,
  EventEmitter,
  type QuickPickItem,
  type TextDocumentContentProvider,
  Uri,
  window,
  workspace,
} from "vscode";
import {
  PAGE_REQUEST,
  REQUIREMENTS_REQUEST,
  type RequirementEntry,
  type RequirementPage,
} from "../../lib/server/protocol.ts";
import type { Client } from "./client.ts";

const SCHEME = "premarket";
const PREVIEW = "markdown.showPreview";

/** Requirement pages as read-only documents `premarket:/requirements/<id>.md`, shown as Markdown. */
export class RequirementPages implements TextDocumentContentProvider, Disposable {
  readonly #client: Client;
  readonly #changed = new EventEmitter<Uri>();
  readonly #registration: Disposable;

  constructor(client: Client) {
    this.#client = client;
    this.#registration = Disposable.from(this.#changed, workspace.registerTextDocumentContentProvider(SCHEME, this));
  }

  async provideTextDocumentContent(uri: Uri): Promise<string> {
    const id = uri.path.replace(/^.*\//, "").replace(/\.md$/, "");
    const page = await this.#client.ask<RequirementPage | null>(PAGE_REQUEST, { id });
    return page?.markdown ?? `There is no requirement \`${id}\`.\n`;
  }

  /** Shows a requirement's page; without an id, lets the person pick one. */
  async open(id: string | undefined): Promise<void> {
    const chosen = id ?? (await this.#pick());
    if (chosen === undefined) return;
    const uri = Uri.from({ scheme: SCHEME, path: `/requirements/${chosen}.md` });
    const document = await workspace.openTextDocument(uri);
    // The preview belongs to an extension that may be switched off; the text reads well too.
    if ((await commands.getCommands(true)).includes(PREVIEW)) await commands.executeCommand(PREVIEW, uri);
    else await window.showTextDocument(document, { preview: true });
  }

  dispose(): void {
    this.#registration.dispose();
  }

  async #pick(): Promise<string | undefined> {
    const entries = (await this.#client.ask<RequirementEntry[]>(REQUIREMENTS_REQUEST)) ?? [];
    const items = entries.map(
      ({ id, title, cite }): QuickPickItem => ({ label: id, description: title, detail: cite }),
    );
    const options = { placeHolder: "Requirement", matchOnDescription: true, matchOnDetail: true };
    return (await window.showQuickPick(items, options))?.label;
  }
}
