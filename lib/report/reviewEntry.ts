import type { Answer, ReviewedDocument } from "../model/review.ts";

/** An answer as somebody gives it. */
export interface NewReview {
  readonly requirement: string;
  readonly answer: Answer;
  readonly by: string;
  /** `YYYY-MM-DD`. */
  readonly date: string;
  readonly note: string;
  readonly evidence: readonly ReviewedDocument[];
}

/** What a new `premarket-reviews.yaml` begins with. */
export const REVIEWS_HEAD =
  "# Answers to what only a person can judge. Of several answers to one question the last counts.\nreviews:\n";

/** One entry as YAML text; it is added below what is there, so that no answer is ever lost. */
export function reviewEntry({ requirement, answer, by, date, note, evidence }: NewReview): string {
  // A JSON string is a YAML string, whatever somebody typed.
  const lines = [
    `  - requirement: ${requirement}`,
    `    answer: ${answer}`,
    `    by: ${JSON.stringify(by)}`,
    `    date: ${date}`,
    ...(note === "" ? [] : [`    note: ${JSON.stringify(note)}`]),
    ...(evidence.length === 0 ? [] : ["    evidence:"]),
    ...evidence.flatMap(({ path, sha256 }) => [`      - path: ${JSON.stringify(path)}`, `        sha256: ${sha256}`]),
  ];
  return `${lines.join("\n")}\n`;
}
