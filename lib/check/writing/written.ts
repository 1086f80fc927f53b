import type { Prose } from "../../model/prose.ts";
import type { SubmissionDocument } from "../../model/submissionSet.ts";
import type { CheckInput } from "../probe.ts";

/** One document as the checks of writing see it. */
export interface Written {
  readonly document: SubmissionDocument;
  readonly prose: Prose;
  /** The whole text of its file. */
  readonly source: string;
  readonly input: CheckInput;
}
