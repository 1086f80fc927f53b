import type { SubmissionConfig } from "../../model/submission.ts";

/** Every file that `premarket.yaml` names, as written: the documents of the submission, then what they are compared with. */
export function listedPaths({ documents, kev }: SubmissionConfig): string[] {
  return [...documents.map((entry) => entry.path), ...(kev.state === "given" ? [kev.value] : [])];
}
