import { Disposable, LanguageStatusSeverity, languages, type TextEditor, window } from "vscode";
import type { BaseLanguageClient, DocumentSelector } from "vscode-languageclient";
import { CHECKED_NOTIFICATION, STATUS_REQUEST, type StatusReport } from "../../lib/server/protocol.ts";
import { shownPath } from "./client.ts";

/** The entry in the editor's language status: what the document is held against, or why it is not checked. */
export class StatusItem implements Disposable {
  readonly #client: BaseLanguageClient;
  readonly #selector;
  readonly #item;
  readonly #rest: Disposable;

  constructor(client: BaseLanguageClient, selector: DocumentSelector) {
    this.#client = client;
    this.#selector = client.protocol2CodeConverter.asDocumentSelector(selector);
    this.#item = languages.createLanguageStatusItem("premarket.status", this.#selector);
    this.#item.name = "Premarket";
    this.#item.text = "Premarket";
    this.#item.command = { command: "premarket.showOutput", title: "Show log" };
    this.#rest = Disposable.from(
      this.#item,
      window.onDidChangeActiveTextEditor((editor) => void this.#update(editor)),
      client.onNotification(CHECKED_NOTIFICATION, () => void this.#update(window.activeTextEditor)),
    );
  }

  dispose(): void {
    this.#rest.dispose();
  }

  async #update(editor: TextEditor | undefined): Promise<void> {
    if (editor === undefined || !this.#client.isRunning()) return;
    if (languages.match(this.#selector, editor.document) === 0) return;
    const uri = this.#client.code2ProtocolConverter.asUri(editor.document.uri);
    try {
      const report = await this.#client.sendRequest<StatusReport>(STATUS_REQUEST, { uri });
      if (window.activeTextEditor === editor) this.#show(report);
    } catch (error) {
      // The server may be restarting; the next check tells the status again.
      this.#client.outputChannel.appendLine(`No status: ${String(error)}`);
    }
  }

  #show(report: StatusReport): void {
    this.#item.text = report.state === "checked" ? checkedText(report) : "Premarket: not checked";
    this.#item.detail = detailOf(report);
    this.#item.severity = LanguageStatusSeverity.Information;
  }
}

function checkedText({ counts }: StatusReport): string {
  if (counts === undefined) return "Premarket";
  const words = [
    counted(counts.error, "error"),
    counted(counts.warning, "warning"),
    counts.information > 0 ? `${counts.information} information` : "",
  ].filter((word) => word !== "");
  // "No findings" is not "compliant": the item says only what was found.
  return `Premarket: ${words.length > 0 ? words.join(", ") : "no findings"}`;
}

function counted(count: number, word: string): string {
  return count === 0 ? "" : `${count} ${word}${count === 1 ? "" : "s"}`;
}

function detailOf({ reason, profile, profileReason, config, asOf }: StatusReport): string {
  const parts = [
    reason,
    profile && `Profile ${profile}${profileReason ? ` (${profileReason.replace(/\.$/, "")})` : ""}`,
    config ? shownPath(config) : profile && "no premarket.yaml: checked alone",
    asOf && `as of ${asOf}`,
  ];
  return parts.filter((part) => part).join(" · ");
}
