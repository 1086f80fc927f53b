import {
  type CodeAction,
  type CodeActionContext,
  CodeActionKind,
  type Range,
  type TextEdit,
  type WorkspaceEdit,
} from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { fixEdits, fixesOf } from "../fix/fixEdits.ts";
import { fixTitle } from "../fix/fixTitle.ts";
import type { TextEdit as Inserted } from "../fix/textEdit.ts";
import { rangesOf, type ShownFinding } from "./diagnostics.ts";
import { OPEN_REQUIREMENT } from "./protocol.ts";
import { type WaiverPlaces, waiverActions } from "./waiverActions.ts";

/** What is asked for, and what the client can take. */
export interface ActionRequest {
  readonly document: TextDocument;
  readonly range: Range;
  readonly context: CodeActionContext;
  /** The client refuses an edit whose document has moved on; where it cannot, the edit goes without a version. */
  readonly versionedEdits: boolean;
  readonly waiverPlaces: WaiverPlaces;
}

/** The quick fixes for the findings at a place: the missing structure, and the way to the requirement. */
export function codeActions(shown: readonly ShownFinding[], request: ActionRequest): CodeAction[] {
  const { only } = request.context;
  if (only !== undefined && !only.some((kind) => covers(kind, CodeActionKind.QuickFix))) return [];
  const here = shown.filter(({ diagnostic }) => touches(diagnostic.range, request.range));
  const { document, waiverPlaces } = request;
  const range = rangesOf(document.getText());
  const inDocument = (edits: readonly Inserted[]) =>
    workspaceEdit(
      request,
      edits.map(({ span, insert }) => ({ range: range(span), newText: insert })),
    );
  return [
    ...here.flatMap((one) => insertions(one, request)),
    ...here.flatMap((one) => waiverActions(one, waiverPlaces, inDocument)),
    ...pages(here),
  ];
}

/** Whether two ranges have a position in common; ends count, because the cursor stands between characters. */
export function touches(one: Range, other: Range): boolean {
  return !before(one.end, other.start) && !before(other.end, one.start);
}

function before(one: Range["start"], other: Range["start"]): boolean {
  return one.line < other.line || (one.line === other.line && one.character < other.character);
}

function covers(asked: string, kind: string): boolean {
  return asked === "" || kind === asked || kind.startsWith(`${asked}.`);
}

function insertions({ finding, diagnostic }: ShownFinding, request: ActionRequest): CodeAction[] {
  const text = request.document.getText();
  return fixesOf(finding.requirement).flatMap((fix) => {
    const inserted = fixEdits(text, finding, fix);
    if (inserted.length === 0) return [];
    const range = rangesOf(text);
    const edits = inserted.map(({ span, insert }) => ({ range: range(span), newText: insert }));
    return [
      {
        title: `Premarket: ${fixTitle(fix)} (${finding.requirement.id})`,
        kind: CodeActionKind.QuickFix,
        // A skeleton is not a fix that anybody wants applied unseen.
        isPreferred: false,
        diagnostics: [diagnostic],
        edit: workspaceEdit(request, edits),
      },
    ];
  });
}

function workspaceEdit({ document, versionedEdits }: ActionRequest, edits: TextEdit[]): WorkspaceEdit {
  const { uri, version } = document;
  return versionedEdits
    ? { documentChanges: [{ textDocument: { uri, version }, edits }] }
    : { changes: { [uri]: edits } };
}

/** One action per requirement, however many findings of it stand at the place. */
function pages(here: readonly ShownFinding[]): CodeAction[] {
  const ids = [...new Set(here.map(({ finding }) => finding.requirement.id))];
  return ids.map((id) => {
    const title = `Premarket: Open requirement ${id}`;
    return {
      title,
      kind: CodeActionKind.QuickFix,
      isPreferred: false,
      diagnostics: here.flatMap(({ finding, diagnostic }) => (finding.requirement.id === id ? [diagnostic] : [])),
      command: { title, command: OPEN_REQUIREMENT, arguments: [id] },
    };
  });
}
