import * as vscode from "vscode";

/** A finding of `premarket check --format json`; lines and columns count from 1. */
export interface ExpectedFinding {
  requirement: string;
  severity: "error" | "warning" | "information";
  message: string;
  path: string;
  start: { line: number; column: number };
  end: { line: number; column: number };
}

export interface ExpectedReport {
  files: { path: string; state: string }[];
  findings: ExpectedFinding[];
}

/** A diagnostic or finding in the words of both: line and column from 0, as the editor counts. */
export interface Shown {
  requirement: string;
  severity: string;
  message: string;
  range: string;
}

export const extensionId = "premarket.premarket-vscode";

/** Written into the bundle when the tests are built: the same tests run where there are neither files nor an environment. */
declare const EXPECTED_REPORT: ExpectedReport;

/** What the command line says about the same folder. */
export const expectedReport: ExpectedReport = EXPECTED_REPORT;

export function workspaceFolder(): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  if (!folder) throw new Error("No workspace folder is open.");
  return folder.uri;
}

export async function openInEditor(uri: vscode.Uri): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument(uri);
  await vscode.window.showTextDocument(document, { preview: false });
  return document;
}

/** The extension's diagnostics of a document, in the order of the text. */
export function diagnosticsOf(uri: vscode.Uri): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uri).filter((diagnostic) => diagnostic.source === "premarket");
}

export function shownBy(diagnostic: vscode.Diagnostic): Shown {
  const { code, range, message } = diagnostic;
  const { start, end } = range;
  return {
    requirement: String(typeof code === "object" ? code.value : code),
    severity: vscode.DiagnosticSeverity[diagnostic.severity].toLowerCase(),
    message,
    range: `${start.line}:${start.character}-${end.line}:${end.character}`,
  };
}

export function shownFor(finding: ExpectedFinding): Shown {
  const { requirement, severity, message, start, end } = finding;
  const range = `${start.line - 1}:${start.column - 1}-${end.line - 1}:${end.column - 1}`;
  return { requirement, severity, message, range };
}

export function inOrder(shown: Shown[]): Shown[] {
  const key = (one: Shown) => JSON.stringify([one.range, one.requirement, one.message]);
  return shown.sort((a, b) => (key(a) < key(b) ? -1 : 1));
}

/** Asks again until there is an answer: VS Code drops a running request whenever any extension registers another provider. */
export async function until<T>(
  what: string,
  probe: () => T | undefined | Promise<T | undefined>,
  milliseconds = 15_000,
): Promise<T> {
  const limit = Date.now() + milliseconds;
  for (;;) {
    const answer = await probe();
    if (answer !== undefined) return answer;
    if (Date.now() > limit) throw new Error(`Waited ${milliseconds / 1000} s in vain for ${what}.`);
    await pause(50);
  }
}

export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

export function inWorkspace(path: string): vscode.Uri {
  return vscode.Uri.joinPath(workspaceFolder(), path);
}
