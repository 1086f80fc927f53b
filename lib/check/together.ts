import type { SubmissionDocument } from "../model/submissionSet.ts";
import type { CheckInput } from "./probe.ts";
import { threatModelOf } from "./threatFacts.ts";

/**
 * The documents that are judged together: with a `premarket.yaml` all that owe it, since a matter may stand in any of them; without one each alone, and
 * only those of the role that is named first, because the others owe it at most in part.
 */
export function together({ owed, submission, requirement }: CheckInput): (readonly SubmissionDocument[])[] {
  if (submission.configured) return [owed];
  return owed.filter(({ roles }) => roles.some((role) => role === requirement.owedBy[0])).map((document) => [document]);
}

/**
 * True for a document that nobody can blame for what it does not say: without a `premarket.yaml`, a text with the title of a threat model that lists
 * no threat (it may be about threat modelling), and a drawing that has no threats yet.
 */
export function isNoThreatModel(document: SubmissionDocument, { submission }: CheckInput): boolean {
  if (submission.configured || !document.roles.includes("threat-model")) return false;
  return (threatModelOf(document.file)?.threats.length ?? 0) === 0;
}

/** Where a gap of several documents is shown: in the document whose role is named first, as far as one has it. */
export function homeOf(documents: readonly SubmissionDocument[], input: CheckInput): SubmissionDocument | undefined {
  for (const role of input.requirement.owedBy) {
    const home = documents.find((document) => document.roles.includes(role) && !isNoThreatModel(document, input));
    if (home) return home;
  }
  return undefined;
}

/** Learning material and templates, told by file name or title; only where nobody has said that the file is part of a submission. */
export function isLearning(document: SubmissionDocument, configured: boolean): boolean {
  if (configured) return false;
  const title = threatModelOf(document.file)?.title;
  const name = document.path.split(/[\\/]/).at(-1) ?? "";
  return LEARNING.test(name) || (title?.state === "given" && LEARNING.test(title.value));
}

const LEARNING =
  /(?:^|[^a-z])(?:example|demo|template|tutorial|workshop|exercise|training|sample|cookbook)s?(?:[^a-z]|$)/i;
