import assert from "node:assert/strict";
import * as vscode from "vscode";
import { catalogue } from "../../lib/guidance/catalogue.ts";
import {
  diagnosticsOf,
  type ExpectedFinding,
  expectedReport,
  inWorkspace,
  openInEditor,
  shownBy,
  shownFor,
  until,
} from "./workspace.ts";

describe("quick fixes", () => {
  const targets = byFix(expectedReport.findings.filter((finding) => finding.path.endsWith(".json")));

  // What a failing test leaves behind must not fail the next one.
  afterEach(() => vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor"));

  it("has fixable findings to try", () => {
    assert.ok(targets.size > 0);
  });

  for (const [name, findings] of targets) {
    it(`${name} inserts what is missing and touches nothing else`, async () => {
      const document = await openInEditor(inWorkspace(findings[0].path));
      const before = document.getText();
      const { diagnostic, fix } = await until("the quick fix", () => firstInsertion(document.uri, findings));
      assert.equal(fix.edit?.size, 1, "one document is edited");
      const edits = fix.edit?.get(document.uri) ?? [];
      for (const edit of edits) assert.ok(edit.range.isEmpty, "nothing that a person wrote is replaced");
      const wanted = withInsertions(document, edits);
      const subject = document.getText(diagnostic.range);

      assert.ok(fix.edit && (await vscode.workspace.applyEdit(fix.edit)), "the edit is accepted");

      const after = document.getText();
      assert.equal(after, wanted);
      assertAddedAt(subject, JSON.parse(before), JSON.parse(after));
      assert.ok(after.includes("TODO"), "a person is asked for the fact");
      await vscode.commands.executeCommand("undo");
      assert.equal(document.getText(), before, "one undo takes it back");
    });
  }

  it("leads to the requirement from every finding of a document", async () => {
    const path = expectedReport.findings.find((finding) => finding.path.endsWith(".md"))?.path;
    assert.ok(path, "the draft sample has a finding in prose");
    const { uri } = await openInEditor(inWorkspace(path));
    const diagnostic = await until("a finding", () => diagnosticsOf(uri)[0]);
    const id = shownBy(diagnostic).requirement;
    const action = await until("the way to the requirement", async () =>
      (await actionsAt(uri, diagnostic)).find((one) => one.command?.command === "premarket.openRequirement"),
    );
    assert.deepEqual(action.command?.arguments, [id]);
  });
});

/** For each fix of the catalogue, the findings of one document that it may be offered for. */
function byFix(findings: readonly ExpectedFinding[]): Map<string, [ExpectedFinding, ...ExpectedFinding[]]> {
  const targets = new Map<string, [ExpectedFinding, ...ExpectedFinding[]]>();
  for (const finding of findings) {
    const fix = catalogue().requirement(finding.requirement)?.fix;
    // A package URL is only computed where the ecosystem is stated, which the sample never does; the fix's own tests do.
    if (fix === undefined || fix === "add-purl") continue;
    const known = targets.get(fix);
    if (known === undefined) targets.set(fix, [finding]);
    else if (known[0].path === finding.path) known.push(finding);
  }
  return targets;
}

/** The first finding that is offered an insertion; where a stand-in such as NOASSERTION is given, nothing can be inserted. */
async function firstInsertion(uri: vscode.Uri, findings: readonly ExpectedFinding[]) {
  const wanted = new Set(findings.map((finding) => JSON.stringify(shownFor(finding))));
  for (const diagnostic of diagnosticsOf(uri)) {
    if (!wanted.has(JSON.stringify(shownBy(diagnostic)))) continue;
    const fix = await insertion(uri, diagnostic);
    if (fix !== undefined) return { diagnostic, fix };
  }
  return undefined;
}

function actionsAt(uri: vscode.Uri, diagnostic: vscode.Diagnostic): Thenable<vscode.CodeAction[]> {
  const kind = vscode.CodeActionKind.QuickFix.value;
  return vscode.commands.executeCommand("vscode.executeCodeActionProvider", uri, diagnostic.range, kind);
}

/** A waiver is offered too, and is written into a file of its own. */
async function insertion(uri: vscode.Uri, diagnostic: vscode.Diagnostic): Promise<vscode.CodeAction | undefined> {
  const mark = `(${shownBy(diagnostic).requirement})`;
  return (await actionsAt(uri, diagnostic)).find((action) => action.edit?.has(uri) && action.title.includes(mark));
}

/** The text as it must be after the insertions, worked out without the editor. */
function withInsertions(document: vscode.TextDocument, edits: readonly vscode.TextEdit[]): string {
  let text = document.getText();
  const last = edits.map((edit) => ({ at: document.offsetAt(edit.range.start), insert: edit.newText }));
  for (const { at, insert } of last.sort((a, b) => b.at - a.at)) text = text.slice(0, at) + insert + text.slice(at);
  return text;
}

/** Only the element that names the subject of the finding has changed, and only by growing. */
function assertAddedAt(subject: string, before: unknown, after: unknown): void {
  const path = pathToChange(before, after);
  const around = [...path, ""].map((_, depth) => memberAt(before, path.slice(0, depth)));
  // A whole document is named by the product below it.
  const named = [...around, ...valuesOf(around.at(-1))];
  assert.ok(
    named.some((value) => valuesOf(value).includes(subject)),
    `the change at ${path.join(".")} lies in the element that says "${subject}"`,
  );
}

function valuesOf(value: unknown): unknown[] {
  return isObject(value) ? Object.values(value) : [];
}

/** The way to the deepest place that holds every difference; throws when there is none or something has gone. */
function pathToChange(before: unknown, after: unknown): string[] {
  if (!isObject(before) || !isObject(after)) return [];
  for (const key of Object.keys(before)) assert.ok(key in after, `${key} is still there`);
  const differing = Object.keys(after).filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key]));
  assert.ok(differing.length > 0, "something has changed");
  const [key] = differing;
  if (differing.length > 1 || key === undefined || !(key in before)) return [];
  return [key, ...pathToChange(before[key], after[key])];
}

function memberAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((held, key) => (isObject(held) ? held[key] : undefined), value);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
