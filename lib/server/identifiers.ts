import { type Location, LSPErrorCodes, ResponseError, type WorkspaceEdit } from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { type DefinedId, type IdIndex, indexIds } from "../check/idIndex.ts";
import type { Assessment, Place } from "../model/assessment.ts";
import type { SubmissionDocument } from "../model/submissionSet.ts";
import { placesOf } from "../report/placesOf.ts";
import { rangeIn } from "./diagnostics.ts";
import type { Checked, Run } from "./submissions.ts";

/** A document of a submission with a place in it, as an editor asks. */
export interface IdQuestion {
  readonly checked: Checked;
  /** UTF-16 offset in the document. */
  readonly offset: number;
}

/** Where the id at a place is defined; undefined for a text that is no defined id. */
export function definitionAt({ checked, offset }: IdQuestion): Location | undefined {
  const found = idAt(checked, offset);
  return found && locationOf(found.run, found.id.definition);
}

/** Every place where the id stands, over all documents of the submission. */
export function referencesAt({ checked, offset }: IdQuestion, withDefinition: boolean): Location[] {
  const found = idAt(checked, offset);
  if (!found) return [];
  const { run, id } = found;
  const wanted = withDefinition ? id.places : id.places.filter((place) => !same(place, id.definition));
  return wanted.flatMap((place) => locationOf(run, place) ?? []);
}

/** The id that a rename would take, with the place that stands for it. */
export function renamableAt({ checked, offset }: IdQuestion) {
  const found = idAt(checked, offset);
  if (checked.state !== "checked" || !found) return undefined;
  const here = found.id.places.find(({ path, span }) => path === checked.path && covers(span, offset));
  const location = here && locationOf(found.run, here);
  return location && { range: location.range, placeholder: found.id.id };
}

/** What an id may be renamed to: no blank at its ends, no mark of Markdown tables, JSON or YAML in it. */
const NEW_ID = /^[\p{L}\p{N}](?:[\p{L}\p{N}_. -]{0,60}[\p{L}\p{N}])?$/u;

/** What a client can do with edits. */
export interface RenameClient {
  /** It takes edits with the version of the text that they are for. */
  readonly versionedEdits: boolean;
  /** The text as the editor holds it; undefined for a file that is not open. */
  open(uri: string): TextDocument | undefined;
}

/**
 * The edits that give an id another name in all documents of the submission.
 * @throws ResponseError with a sentence for the user when the new name is none or is taken
 */
export function renameAt(
  { checked, offset }: IdQuestion,
  newName: string,
  client: RenameClient,
): WorkspaceEdit | undefined {
  const found = idAt(checked, offset);
  if (!found) return undefined;
  if (!NEW_ID.test(newName))
    throw refusal(`"${newName}" is no identifier: use letters, digits, dots, hyphens and underscores.`);
  if (found.index.defined.has(newName)) throw refusal(`${newName} is defined already.`);
  const byUri = new Map<string, { range: Location["range"]; newText: string }[]>();
  for (const place of found.id.places) {
    const location = locationOf(found.run, place);
    if (!location) continue;
    const edits = byUri.get(location.uri) ?? [];
    byUri.set(location.uri, [...edits, { range: location.range, newText: newName }]);
  }
  if (!client.versionedEdits) return { changes: Object.fromEntries(byUri) };
  // A version tells the editor when its text has moved on; a file that is not open has none.
  const documentChanges = [...byUri].map(([uri, edits]) => ({
    textDocument: { uri, version: client.open(uri)?.version ?? null },
    edits,
  }));
  return { documentChanges };
}

function refusal(message: string): ResponseError<void> {
  return new ResponseError(LSPErrorCodes.RequestFailed, message);
}

function idAt(checked: Checked, offset: number): { run: Run; index: IdIndex; id: DefinedId } | undefined {
  if (checked.state !== "checked") return undefined;
  const index = indexOf(checked.run.assessment);
  const id = index.at(checked.path, offset);
  return id && { run: checked.run, index, id };
}

const DOCUMENTS = new WeakMap<Assessment, readonly SubmissionDocument[]>();

/** The index of a run; made when somebody asks for the first time. */
function indexOf(assessment: Assessment): IdIndex {
  const known = DOCUMENTS.get(assessment);
  const documents =
    known ??
    assessment.files.flatMap(({ path, roles, file }) => (file?.readable === true ? [{ path, roles, file }] : []));
  if (!known) DOCUMENTS.set(assessment, documents);
  return indexIds(documents);
}

function locationOf(run: Run, { path, span }: Place): Location | undefined {
  const uri = run.uris.get(path);
  return uri === undefined ? undefined : { uri, range: rangeIn(placesOf(run.assessment), { path, span }) };
}

function same(a: Place, b: Place): boolean {
  return a.path === b.path && a.span.start === b.span.start;
}

function covers(span: Place["span"], offset: number): boolean {
  return span.start <= offset && offset <= span.end;
}
