import assert from "node:assert/strict";
import * as vscode from "vscode";
import { catalogue } from "../../lib/guidance/catalogue.ts";
import { diagnosticsOf, expectedReport, extensionId, inWorkspace, openInEditor, shownBy, until } from "./workspace.ts";

describe("the requirement behind a finding", () => {
  let document: vscode.TextDocument;
  let diagnostic: vscode.Diagnostic;

  before(async () => {
    const path = expectedReport.findings[0]?.path;
    assert.ok(path, "the draft sample has findings");
    document = await openInEditor(inWorkspace(path));
    diagnostic = await until("a finding", () => diagnosticsOf(document.uri)[0]);
  });

  after(() => vscode.commands.executeCommand("workbench.action.closeAllEditors"));

  it("stands in the hover with its title and citation", async () => {
    const requirement = catalogue().requirement(shownBy(diagnostic).requirement);
    assert.ok(requirement);
    const { start } = diagnostic.range;
    const text = await until("the hover", async () => {
      const provider = "vscode.executeHoverProvider";
      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(provider, document.uri, start);
      const texts = hovers.flatMap(({ contents }) =>
        contents.map((one) => (typeof one === "string" ? one : one.value)),
      );
      return texts.find((one) => one.includes(requirement.title));
    });
    assert.ok(text.includes(requirement.cite), text);
  });

  it("opens as a page", async () => {
    const id = shownBy(diagnostic).requirement;
    const before = new Set(labels());
    await vscode.commands.executeCommand("premarket.openRequirement", id);
    const opened = await until("the page", () => labels().find((label) => !before.has(label)));
    assert.ok(opened.includes(id) || opened.includes(catalogue().requirement(id)?.title ?? id), opened);
  });

  it("comes from the extension under test", () => {
    assert.ok(vscode.extensions.getExtension(extensionId)?.isActive);
  });
});

function labels(): string[] {
  return vscode.window.tabGroups.all.flatMap((group) => group.tabs.map((tab) => tab.label));
}
