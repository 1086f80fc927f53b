import assert from "node:assert/strict";
import * as vscode from "vscode";
import { catalogue } from "../../lib/guidance/catalogue.ts";
import {
  diagnosticsOf,
  expectedReport,
  inOrder,
  inWorkspace,
  openInEditor,
  shownBy,
  shownFor,
  until,
} from "./workspace.ts";

describe("diagnostics of the draft sample", () => {
  const report = expectedReport;
  // Once a document has kept a whole run waiting, the others need not.
  let patience = 15_000;

  after(() => vscode.commands.executeCommand("workbench.action.closeAllEditors"));

  it("has findings in an SBOM and in prose to compare", () => {
    const paths = report.findings.map((finding) => finding.path);
    assert.ok(
      paths.some((path) => path.endsWith(".json")),
      "a finding in a JSON document",
    );
    assert.ok(
      paths.some((path) => path.endsWith(".md") || path.endsWith(".yaml")),
      "a finding in Markdown or YAML",
    );
  });

  for (const { path } of report.files.filter((file) => file.state !== "missing")) {
    const expected = inOrder(report.findings.filter((finding) => finding.path === path).map(shownFor));

    it(`shows in ${path} what the command line says (${expected.length})`, async () => {
      const { uri } = await openInEditor(inWorkspace(path));
      const seen = () => inOrder(diagnosticsOf(uri).map(shownBy));
      // When they never become equal, the comparison below says how they differ.
      await until("equality", () => (same(seen(), expected) ? true : undefined), patience).catch(() => {
        patience = 2_000;
      });
      assert.deepEqual(seen(), expected);
    });
  }

  it("links every diagnostic to the requirement's source, where an authority stands behind it", () => {
    const all = report.files.flatMap(({ path }) => diagnosticsOf(inWorkspace(path)));
    assert.equal(all.length, report.findings.length);
    for (const diagnostic of all) {
      const { code, message } = diagnostic;
      const requirement = catalogue().requirement(shownBy(diagnostic).requirement);
      const url = catalogue().source(requirement?.source ?? "")?.url;
      const link = typeof code === "object" ? code.target.toString(true) : "";
      assert.equal(link, url, `the link beside: ${message}`);
    }
  });
});

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
