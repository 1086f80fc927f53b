import { type CodeAction, CodeActionKind, type WorkspaceEdit } from "vscode-languageserver";
import type { TextEdit } from "../fix/textEdit.ts";
import { waiverCommentEdits, waiverEntryEdits } from "../fix/waiverEdits.ts";
import { OWN_SOURCE } from "../guidance/ownRules.ts";
import type { ReadFile } from "../model/readFile.ts";
import { SIDECARS } from "./configFinder.ts";
import { rangesOf, type ShownFinding } from "./diagnostics.ts";
import type { Checked } from "./submissions.ts";
import { parentUri, resolveUri } from "./uris.ts";

/** Where a waiver of a document's finding may be written. */
export interface WaiverPlaces {
  /** The document as it was checked. */
  readonly file: ReadFile | undefined;
  /** `premarket-waivers.yaml` of the submission; undefined for a document that is checked alone. */
  readonly waivers: { readonly uri: string; readonly text: string | undefined } | undefined;
  /** The client can make a file that is not there. */
  readonly createsFiles: boolean;
}

/** The places of a checked document. */
export function waiverPlacesOf(
  { run, path }: Extract<Checked, { state: "checked" }>,
  createsFiles: boolean,
): WaiverPlaces {
  const { config, assessment } = run;
  const [name = ""] = SIDECARS;
  const uri = config === undefined ? undefined : resolveUri(parentUri(config) ?? config, name);
  const sidecar = assessment.files.find((one) => one.path === name);
  return {
    file: assessment.files.find((one) => one.path === path)?.file,
    waivers: uri === undefined ? undefined : { uri, text: sidecar?.text.toString() },
    createsFiles,
  };
}

/** Offers to waive a finding: an entry of the waiver file, or a comment at its place. Both wait for a reason. */
export function waiverActions(
  { finding, diagnostic }: ShownFinding,
  { file, waivers, createsFiles }: WaiverPlaces,
  inDocument: (edits: readonly TextEdit[]) => WorkspaceEdit,
): CodeAction[] {
  const { id, source } = finding.requirement;
  if (source === OWN_SOURCE.id) return [];
  const action = (title: string, edit: WorkspaceEdit): CodeAction => ({
    title: `Premarket: ${title} (${id})`,
    kind: CodeActionKind.QuickFix,
    isPreferred: false,
    diagnostics: [diagnostic],
    edit,
  });
  const actions: CodeAction[] = [];
  if (waivers && (waivers.text !== undefined || createsFiles)) {
    const edits = waiverEntryEdits(waivers.text, finding, finding.path);
    if (edits.length > 0)
      actions.push(action("Waive in premarket-waivers.yaml, reason to fill in", entryEdit(waivers, edits)));
  }
  const comment = file ? waiverCommentEdits(file, finding) : [];
  if (comment.length > 0) actions.push(action("Waive here, reason to fill in", inDocument(comment)));
  return actions;
}

function entryEdit(
  { uri, text }: { readonly uri: string; readonly text: string | undefined },
  edits: readonly TextEdit[],
): WorkspaceEdit {
  const range = rangesOf(text ?? "");
  const made = edits.map(({ span, insert }) => ({ range: range(span), newText: insert }));
  if (text !== undefined) return { changes: { [uri]: made } };
  return {
    documentChanges: [
      { kind: "create", uri, options: { ignoreIfExists: true } },
      { textDocument: { uri, version: null }, edits: made },
    ],
  };
}
