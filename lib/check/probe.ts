import type { Evidence, Gap } from "../model/assessment.ts";
import type { Collection, Requirement } from "../model/guidance.ts";
import type { Submission, SubmissionDocument } from "../model/submissionSet.ts";
import { fixedGap } from "./fixedGap.ts";
import type { IdTable } from "./idTable.ts";

/** What a check knows: the requirement that it answers, the documents that owe it and the submission around them. */
export interface CheckInput {
  readonly requirement: Requirement;
  /** Readable documents with a role that owes the requirement. */
  readonly owed: readonly SubmissionDocument[];
  readonly submission: Submission;
}

/** What a check found. Counting and deciding are done elsewhere, alike for all checks. */
export interface Observation {
  readonly met: number;
  readonly total: number;
  readonly evidence: readonly Evidence[];
  readonly gaps: readonly Gap[];
  /** Set when the check could not look, with the reason; counts and gaps are then meaningless. */
  readonly notEvaluated?: string;
  /** True where the check tells what is missing but not whether what is there is enough: without a gap a person decides. */
  readonly forReview?: boolean;
  /** Set when there is nothing that the requirement could be about. */
  readonly notApplicable?: string;
}

/** What one walk over a document hands out: the collections of `each:`, and the edges of the dependency graph after all components. */
export type Walked = Collection | "sbom.dependency";

/** A check that looks at elements. All probes of a run share one walk over each document, so a huge file is parsed once. */
export interface Probe {
  readonly walks: readonly Walked[];
  /** Called before the first element of a document. */
  begin?(document: SubmissionDocument, ids: IdTable): void;
  /** `ids` numbers the ids of this document, for checks of its graph. */
  visit(document: SubmissionDocument, element: unknown, walked: Walked, ids: IdTable): void;
  /** Called when all elements of a document have been handed out. */
  finish?(document: SubmissionDocument, ids: IdTable): void;
  observation(): Observation;
}

/** How many places that show a requirement met are kept; the count says how many there are. */
const EVIDENCE_KEPT = 3;

/** UTF-16 code units of what is told of one evidence. */
const LONGEST_SAYING = 300;

/** Collects what a check sees, and keeps only the first few evidences so that a huge SBOM costs nothing more. */
export class Tally {
  met = 0;
  total = 0;
  readonly evidence: Evidence[] = [];
  readonly gaps: Gap[] = [];
  readonly #byPath = new Map<string, number>();
  #path = "";
  #counted = 0;

  /** Notes that an element of a document was looked at, for findings that stand for several. */
  count(path: string): void {
    if (path !== this.#path) this.#changePath(path);
    this.#counted++;
  }

  /** Elements looked at in each document, where somebody counts them. */
  get byPath(): ReadonlyMap<string, number> {
    this.#changePath("");
    return this.#byPath;
  }

  #changePath(path: string): void {
    if (this.#counted > 0) this.#byPath.set(this.#path, (this.#byPath.get(this.#path) ?? 0) + this.#counted);
    this.#path = path;
    this.#counted = 0;
  }

  /** Counts one element that meets the requirement; true while evidence is still wanted, so that most of 100,000 elements cost no more than counting. */
  pass(): boolean {
    this.met++;
    this.total++;
    return this.evidence.length < EVIDENCE_KEPT;
  }

  /** Keeps a place that shows the requirement met. */
  show(evidence: Evidence): void {
    // What it says is taken from the documents, and a hostile one has a name of megabytes.
    this.evidence.push({ ...evidence, says: evidence.says.slice(0, LONGEST_SAYING) });
  }

  /** Counts elements that do not meet it; several when one gap stands for them. */
  fail(gap: Gap, count = 1): void {
    this.total += count;
    this.gaps.push(fixedGap(gap));
  }

  observation(whenEmpty: string): Observation {
    const { met, total, evidence, gaps } = this;
    return { met, total, evidence, gaps, notApplicable: total === 0 ? whenEmpty : undefined };
  }
}

export function notEvaluated(reason: string): Observation {
  return { met: 0, total: 0, evidence: [], gaps: [], notEvaluated: reason };
}
