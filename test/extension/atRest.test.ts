import assert from "node:assert/strict";
import * as vscode from "vscode";
import { extensionId, openInEditor, pause } from "./workspace.ts";

interface Api {
  running(): boolean;
  ready: Promise<void>;
}

// The first file of the run by its name: later tests start the server for good.
describe("at rest", () => {
  after(() => vscode.commands.executeCommand("workbench.action.closeAllEditors"));

  it("starts no server for documents that it has nothing to say about", async () => {
    const extension = vscode.extensions.getExtension<Api>(extensionId);
    assert.ok(extension);
    const { running, ready } = await extension.activate();
    await ready;
    const { uri } = await vscode.workspace.openTextDocument({ language: "json", content: '{ "name": "web-shop" }' });
    await openInEditor(uri);
    await pause(300);
    assert.equal(running(), false);
  });
});
