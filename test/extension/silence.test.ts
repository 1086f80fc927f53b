import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as vscode from "vscode";
import { diagnosticsOf, expectedReport, inWorkspace, openInEditor, pause, until } from "./workspace.ts";

describe("silence", () => {
  const outside = mkdtempSync(join(tmpdir(), "outside-"));

  after(async () => {
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    rmSync(outside, { recursive: true, force: true });
  });

  it("says nothing about files that belong to no submission", async () => {
    const files = {
      "notes.md": "# Security architecture\n\nThreats, patches and end of support of the pump are discussed here.\n",
      "package.json": '{ "name": "web-shop", "version": "1.0.0", "dependencies": { "left-pad": "1.3.0" } }\n',
      "compose.yaml": "services:\n  web:\n    image: nginx\n",
    };
    const opened: vscode.TextDocument[] = [];
    for (const [name, text] of Object.entries(files)) {
      writeFileSync(join(outside, name), text);
      opened.push(await openInEditor(vscode.Uri.file(join(outside, name))));
    }
    await theServerHasAnswered();
    for (const { uri } of opened) assert.deepEqual(diagnosticsOf(uri), [], uri.path);
  });

  it("says nothing about an untitled document and one of another language", async () => {
    const opened = [
      await vscode.workspace.openTextDocument({ language: "json", content: '{ "a": 1 }' }),
      await vscode.workspace.openTextDocument({ language: "javascript", content: "export const components = [];" }),
    ];
    for (const document of opened) await vscode.window.showTextDocument(document, { preview: false });
    await theServerHasAnswered();
    for (const { uri } of opened) assert.deepEqual(diagnosticsOf(uri), [], uri.toString());
  });
});

/** A document with findings, opened after the others, has them: so the silence about the others is an answer. */
async function theServerHasAnswered(): Promise<void> {
  const path = expectedReport.findings[0]?.path;
  assert.ok(path);
  const { uri } = await openInEditor(inWorkspace(path));
  await until("a finding elsewhere", () => diagnosticsOf(uri)[0]);
  await pause(300);
}
