import type { Requirement, Source } from "./guidance.ts";
import type { ReadFile } from "./readFile.ts";
import type { SourceText } from "./sourceText.ts";
import type { Span } from "./span.ts";
import type { Role, Severity, Verdict } from "./vocabulary.ts";

/** A span in one document of the run. */
export interface Place {
  readonly path: string;
  readonly span: Span;
}

/** A span that shows a requirement met. */
export interface Evidence extends Place {
  /** What stands there, in a few words. */
  readonly says: string;
}

/** A requirement not met (or met in part) at a place; what a check yields. It knows no severity and no wording. */
export interface Gap extends Place {
  /** Domain identity: purl, name@version, CVE, heading path, role. Never a line. Part of the fingerprint. */
  readonly subject: string;
  /** Fills the placeholders of the requirement's message. */
  readonly data: Readonly<Record<string, string>>;
  /** Other places that belong to the finding, each with a few words. */
  readonly related: readonly (Place & { readonly says: string })[];
  /** The element that a fix edits, where it is not the span itself. */
  readonly element?: Span;
  /** Who supplies the component that lacks something, where the document says so; large groups are counted by it. */
  readonly supplier?: string;
  /** True when evidence exists but lacks an element: the requirement is partly met. */
  readonly partly?: boolean;
  /** Set when this one gap stands for several elements of a document: how many. */
  readonly many?: number;
  /** True in learning material and templates, which nobody submits. */
  readonly learning?: boolean;
  /** What stands at the span, as far as the fingerprint needs it, where it would have to be read again. */
  readonly excerpt?: string;
}

/** How one requirement came out of the check stage. */
export interface Outcome {
  readonly requirement: Requirement;
  readonly state: "evaluated" | "not evaluated" | "not applicable" | "needs review";
  /** Why it was not evaluated or does not apply; one sentence. */
  readonly reason: string;
  /** Elements that meet it, of how many; documents for checks that are not about elements. */
  readonly met: number;
  readonly total: number;
  /** The first few places that show it met. */
  readonly evidence: readonly Evidence[];
  readonly gaps: readonly Gap[];
}

/** A gap with its severity and words. */
export interface Finding extends Place {
  readonly requirement: Requirement;
  readonly severity: Severity;
  readonly message: string;
  readonly subject: string;
  readonly related: readonly (Place & { readonly says: string })[];
  readonly element?: Span;
  /** Who supplies the component, where the document says so. */
  readonly supplier?: string;
  /** Stable over moved lines and reworded messages: SHA-256 over requirement, subject and normalised excerpt. */
  readonly fingerprint: string;
  /** True for a finding that `premarket-baseline.json` lists: it is shown as known and does not count. */
  readonly known?: boolean;
}

/** A finding that a waiver covers: it is kept and shown, and does not count. */
export interface WaivedFinding {
  readonly finding: Finding;
  readonly waiver: AppliedWaiver;
}

/** The waiver behind a waived finding, at the place where it is written. */
export interface AppliedWaiver extends Place {
  readonly reason: string;
  /** Who accepts the finding; empty in a comment that does not say. */
  readonly by: string;
  /** Last day on which it counts, `YYYY-MM-DD`; empty where it has none. */
  readonly until: string;
}

/** The answer of a person to a question, at the place where it is written. */
export interface AppliedReview extends Place {
  readonly by: string;
  /** `YYYY-MM-DD`. */
  readonly date: string;
  readonly note: string;
}

export interface Settled {
  readonly requirement: Requirement;
  readonly verdict: Verdict;
  readonly reason: string;
  readonly met: number;
  readonly total: number;
  /** Of those that are not met, how many are waived. */
  readonly waived: number;
  /** The person's answer that the verdict follows, where there is one. */
  readonly review?: AppliedReview;
  readonly evidence: readonly Evidence[];
}

export type FileState = "read" | "not read yet" | "unreadable" | "missing" | "not part of the submission";

export interface AssessedFile {
  readonly path: string;
  readonly roles: readonly Role[];
  readonly kind: string;
  readonly format: string;
  /** Lower-case hex; empty for a missing file. */
  readonly sha256: string;
  readonly state: FileState;
  readonly text: SourceText;
  readonly file?: ReadFile;
}

/** Trouble of the run itself: a file that is missing or unreadable, a configuration error, a check that crashed. Makes the exit code 2. */
export interface Trouble {
  readonly message: string;
  readonly path?: string;
  readonly span?: Span;
}

/** Everything about one run. Sorted and deterministic: the same input gives the same assessment. */
export interface Assessment {
  readonly tool: { readonly name: "premarket"; readonly version: string };
  readonly asOf: string;
  /** Name of the profile and in words why it was chosen. */
  readonly profile: { readonly name: string; readonly reason: string };
  readonly configured: boolean;
  readonly guidance: readonly { readonly source: Source; readonly hash: string; readonly status: string }[];
  readonly files: readonly AssessedFile[];
  readonly settled: readonly Settled[];
  readonly findings: readonly Finding[];
  /** What would be findings without waivers, in the same order. */
  readonly waived: readonly WaivedFinding[];
  readonly troubles: readonly Trouble[];
  /** What could not be understood inside files that are otherwise read (a member that stands twice, a newer minor version); no reason for exit code 2. */
  readonly notes: readonly Trouble[];
}
