import type { PresentCheck } from "../model/guidance.ts";
import type { Sbom } from "../model/sbom.ts";
import type { SubmissionDocument } from "../model/submissionSet.ts";
import { isEmpty, sbomOf, vexOf } from "./collections.ts";
import { type CheckInput, notEvaluated, type Observation } from "./probe.ts";
import { proseOf } from "./prose.ts";
import { unwritten } from "./unwritten.ts";

/** `present`: a readable document of one of the owed roles is part of the submission. */
export function present(check: PresentCheck, input: CheckInput): Observation {
  const documents = input.owed.filter((document) => holds(document, check));
  if (documents.length > 0) {
    const evidence = documents.map((document) => ({
      path: document.path,
      span: anchorOf(document),
      says: `${document.path} is part of the submission`,
    }));
    return { met: documents.length, total: documents.length, evidence, gaps: [] };
  }
  const { submission, requirement } = input;
  if (!submission.config || !submission.configFile) {
    return notEvaluated(
      "Files are checked alone; whether the submission has such a document is not known without a premarket.yaml.",
    );
  }
  if (!submission.configFile.readable) {
    return notEvaluated(`${submission.configFile.source.path} could not be read, so its documents are not known.`);
  }
  const written = input.owed.find(({ file }) => proseOf(file) && !sbomOf(file));
  if (check.with === "components" && written) {
    return notEvaluated(
      `${written.path} is listed for it as text, whose components are not read; a person has to look.`,
    );
  }
  const role = requirement.owedBy.join(" or ");
  const unread = requirement.owedBy.map((one) => submission.unreadRoles.get(one)).find((path) => path !== undefined);
  if (unread !== undefined) return notEvaluated(`${unread} is listed for it but could not be read.`);
  const path = submission.configFile.source.path;
  const place = emptyDocument(input.owed) ?? { path, span: submission.config.documentsAnchor, standIn: {} };
  const data = { role, document: place.path, ...place.standIn };
  return {
    met: 0,
    total: 1,
    evidence: [],
    gaps: [{ path: place.path, span: place.span, subject: `role ${role}`, data, related: [] }],
  };
}

/** A document that is listed but says nothing yet is where its writer goes on. */
function emptyDocument(documents: readonly SubmissionDocument[]) {
  for (const { path, file } of documents) {
    const prose = proseOf(file);
    const found = prose && unwritten(prose);
    if (found) return { path, span: found.span, standIn: { "stand-in": found.text } };
  }
  return undefined;
}

function holds(document: SubmissionDocument, check: PresentCheck): boolean {
  const sbom = sbomOf(document.file);
  if (check.with === "components") return sbom !== undefined && hasNamed(sbom);
  const prose = proseOf(document.file);
  if (prose && unwritten(prose)) return false;
  if (check.with === "vulnerabilities") {
    // A prose assessment is judged by its tables; only the machine-readable forms can be seen to be empty.
    const lists = [sbom?.vulnerabilities, vexOf(document.file)?.vulnerabilities].filter((list) => list !== undefined);
    return lists.length === 0 ? !document.roles.includes("sbom") : lists.some((list) => !isEmpty(list));
  }
  return true;
}

function anchorOf(document: SubmissionDocument) {
  const model = document.file.models[0];
  return model && "anchor" in model ? model.anchor : { start: 0, end: Math.min(1, document.file.text.length) };
}

/** A component without a name is no component that anybody could look for. */
function hasNamed(sbom: Sbom): boolean {
  for (const { name } of sbom.components) if (name.state === "given") return true;
  return false;
}
