import assert from "node:assert/strict";
import * as vscode from "vscode";
import { inWorkspace, openInEditor, until } from "./workspace.ts";

describe("identifiers", () => {
  const ID = "SEC-403";

  afterEach(() => vscode.commands.executeCommand("workbench.action.closeActiveEditor"));

  it("lead from the traceability matrix to the requirement", async () => {
    const { document, position } = await atId();
    const [found] = await until("the definition", async () => {
      const all = await vscode.commands.executeCommand<(vscode.Location | vscode.LocationLink)[]>(
        "vscode.executeDefinitionProvider",
        document.uri,
        position,
      );
      return all.length > 0 ? all : undefined;
    });
    assert.ok(found);
    const [uri, range] = "uri" in found ? [found.uri, found.range] : [found.targetUri, found.targetRange];
    assert.match(uri.path, /\/security-requirements\.md$/);
    assert.equal((await vscode.workspace.openTextDocument(uri)).getText(range), ID);
  });

  it("are found and renamed in every document that has them", async () => {
    const { document, position } = await atId();
    const found = await until("the uses", async () => {
      const all = await vscode.commands.executeCommand<vscode.Location[]>(
        "vscode.executeReferenceProvider",
        document.uri,
        position,
      );
      return all.length > 1 ? all : undefined;
    });
    for (const { uri, range } of found) {
      assert.equal((await vscode.workspace.openTextDocument(uri)).getText(range), ID);
    }
    const edit = await vscode.commands.executeCommand<vscode.WorkspaceEdit>(
      "vscode.executeDocumentRenameProvider",
      document.uri,
      position,
      "SEC-1403",
    );
    const files = new Set(found.map(({ uri }) => uri.toString()));
    assert.deepEqual(new Set(edit.entries().map(([uri]) => uri.toString())), files);
    const edits = edit.entries().flatMap(([, all]) => all);
    assert.equal(edits.length, found.length);
    for (const { newText } of edits) assert.equal(newText, "SEC-1403");
  });

  async function atId() {
    const document = await openInEditor(inWorkspace("traceability.md"));
    const offset = document.getText().indexOf(ID);
    assert.ok(offset > 0, `the draft's matrix has ${ID}`);
    return { document, position: document.positionAt(offset + 1) };
  }
});
