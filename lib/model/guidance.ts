import type { ThreatAspect } from "./threatModel.ts";
import type { ValueRule } from "./valueRule.ts";
import type { Characteristic, DocumentationLevel, Pathway, Role, Severity, Strength } from "./vocabulary.ts";
import type { WritingCheck } from "./writingCheck.ts";

export type { ValueRule };

/** One published document of an authority in one edition, with what it asks for in the order of its text. */
export interface Source {
  readonly id: string;
  readonly title: string;
  readonly issuer: string;
  /** Date of issue, `YYYY-MM-DD`. */
  readonly date: string;
  /** `historical` caps every severity at warning. Users may override it in `premarket.yaml`. */
  readonly status: "current" | "historical" | "withdrawn";
  /** Where the status is not certain: what is known about it, shown wherever the source is. */
  readonly statusNote?: string;
  readonly supersedes?: string;
  readonly url: string;
  /** One sentence for the index: what it is about. */
  readonly about: string;
  readonly requirements: readonly Requirement[];
  readonly context: readonly Context[];
}

/** One thing that a source asks for. The one place where its facts stand: checks, hover, `explain`, pages and schema are made from it. */
export interface Requirement {
  /** kebab-case, never reused, without question or page numbers and without an edition. */
  readonly id: string;
  readonly source: string;
  /** What is asked, as a statement that is true when it is met. */
  readonly title: string;
  /** Section and page in the source, as it would stand in a footnote. */
  readonly cite: string;
  /** Fact rows that this entry answers for. */
  readonly rows: readonly string[];
  readonly strength: Strength;
  /** All must hold. */
  readonly applies: readonly Condition[];
  /** Any of these documents may answer. */
  readonly owedBy: readonly Role[];
  /** Exactly one of `check` and `ask`. */
  readonly check?: CheckSpec;
  readonly ask?: Question;
  /** One sentence for the finding; `{placeholders}` are filled in by the check. Empty for questions. */
  readonly message: string;
  /** The same for a finding that stands for several elements of one document: `{count}`, `{total}` and `{names}` are filled in. */
  readonly many?: string;
  readonly why: string;
  readonly do: string;
  readonly fix?: FixName;
  /** What this check does not see. */
  readonly limits: string;
  readonly since: string;
  /** Replaces the default that follows from strength and status. */
  readonly severity?: Severity;
  /** Requirements of other sources that ask the same; they are cited beside this one and not reported again. */
  readonly sameAs: readonly string[];
  /** Anything about the citation that is not verified, shown with it. */
  readonly note?: string;
}

/** A question that only a person can answer. */
export interface Question {
  readonly question: string;
  /** What to look at before answering. */
  readonly look: string;
}

/** Rows that define or scope; nothing is checked or asked. */
export interface Context {
  readonly rows: readonly string[];
  readonly says: string;
}

/** One edition of the guidance data: a day on which it was held against its sources. */
export interface GuidanceEdition {
  /** `YYYY-MM-DD`. */
  readonly edition: string;
  /** Release that it comes with; `next` before the first. */
  readonly since: string;
  /** A sentence for each change. */
  readonly changes: readonly string[];
}

/** Fact rows of one subject, in the order of its text. */
export interface FactArea {
  /** Id of the source that they belong to, or a word of its own where they belong to several. */
  readonly area: string;
  readonly title: string;
  readonly rows: readonly FactRow[];
}

/** One fact that the sources were read into, before anybody decided how to look for it. */
export interface FactRow {
  readonly row: string;
  readonly strength: Strength;
  /** True when it speaks of a document that a maker writes. */
  readonly documents: boolean;
}

/** A fact row that is not encoded, with the reason. */
export interface LeftOut {
  readonly rows: readonly string[];
  readonly reason: string;
}

/**
 * When a requirement applies: a device characteristic, `cyber-device` (524B(c)), `pathway:<name>`, `statute-pathway`
 * (one of the five of 524B(a)), `basic-documentation` and `enhanced-documentation`, `not:<condition>`, or alternatives.
 */
export type Condition = string | { readonly any: readonly string[] };

export type ConditionWord =
  | Characteristic
  | "cyber-device"
  | "statute-pathway"
  | `${DocumentationLevel}-documentation`
  | `pathway:${Pathway}`;

/** The closed vocabulary of checks. Each kind is one file in `lib/check`. */
export type CheckSpec =
  | EachCheck
  | ValueCheck
  | AnyCheck
  | RefersCheck
  | PresentCheck
  | AgreesCheck
  | AnsweredCheck
  | VariedCheck
  | TableCheck
  | TopicCheck
  | CoversCheck
  | ViewCheck
  | ThreatsCheck
  | TraceCheck
  | WritingCheck;

/** Every element of a collection has one of the fields; `unknown` stand-ins do not count. */
export interface EachCheck {
  readonly each: Collection;
  readonly has: string | readonly string[];
  /** A given value here excuses the gap (a justification, say). */
  readonly unless?: string | readonly string[];
  /** Only elements for which this holds are counted. */
  readonly where?: Filter;
  /** What a format has to have a place for; models of a format that has none are left out, and it is not evaluated where no other is there. */
  readonly needs?: readonly ThreatAspect[];
}

/**
 * Somewhere in the documents that owe it one element has one of the fields (with `all`, each of them, wherever each stands). With a `premarket.yaml`
 * all owed documents are looked at together; without one each is looked at alone. A field that a document's format has no place for is not missing in it.
 */
export interface AnyCheck {
  readonly any: Collection;
  readonly has: readonly string[];
  readonly all?: boolean;
}

/** Where a field is given, its value is of the right kind. Elements without it are not counted. */
export interface ValueCheck {
  readonly each: Collection;
  readonly value: string;
  readonly is: ValueRule;
  readonly unless?: string | readonly string[];
  readonly where?: Filter;
  readonly needs?: readonly ThreatAspect[];
}

/** References of one kind resolve to something that exists. */
export interface RefersCheck {
  readonly refers:
    | "sbom.dependency"
    | "sbom.duplicate-id"
    | "sbom.reachable"
    | "vex.affects"
    | "vex.answers"
    | "sbom.flat"
    | "support.component";
}

/** A readable document of one of the owed roles exists. */
export interface PresentCheck {
  readonly present: true;
  /** The document has to hold at least one of these to count: `components` for an SBOM. */
  readonly with?: "components" | "vulnerabilities";
}

/** Two documents say the same. */
export interface AgreesCheck {
  readonly agrees:
    | "product-version"
    | "product-name"
    | "no-ots-claim"
    | "listed-software"
    | "tested-version"
    | "quality-system-citation"
    | "interfaces"
    | "element-software";
}

/** Not every element says the very same: a sentence or date that is copied to all of them is no statement about each. */
export interface VariedCheck {
  readonly each: Collection;
  readonly varied: string;
}

/** What one document finds, another one answers. */
export interface AnsweredCheck {
  readonly answered: "scan.finding" | "sbom.vulnerability" | "kev.vulnerability";
}

/** Tables that are about something have a filled column for it. */
export interface TableCheck {
  /** A table counts when its header has one word of each of these groups. */
  readonly table: readonly (readonly string[])[];
  /** The column that must exist and be filled in every row: words of its header. */
  readonly column: readonly string[];
  /** A header with one of these words is another column ("Safety class" is no safety impact). */
  readonly not?: readonly string[];
  /** Words that leave the cell open although something stands there ("none" under "Validation"). */
  readonly open?: readonly string[];
}

/** A document that owes it addresses a topic in full. */
export interface TopicCheck {
  readonly topic: string;
  /** Elements that have to be there, where the requirement asks for others than the topic's own rule. */
  readonly needs?: readonly string[];
}

/** One matter of several that a text has to touch, with the words that show it: a space also stands for a hyphen, `*` for any ending. */
export interface Matter {
  readonly name: string;
  readonly words: readonly string[];
}

/**
 * Each matter is touched somewhere in the documents that owe it, also where it is said to be out of scope. One finding names those that are not.
 * With a `premarket.yaml` the documents are taken together; a threat model that lists no threat yet is not asked, and only documents of the two roles that
 * `owed-by` names first are blamed for a gap.
 */
export interface CoversCheck {
  readonly covers: readonly Matter[];
}

/** The four architecture views of the premarket guidance, V.B.2. */
export type ArchitectureView = "global-system" | "multi-patient-harm" | "updatability" | "security-use-case";

/**
 * A view stands somewhere as heading, document or diagram, or a sentence says why not. With `covers` its text touches each matter;
 * with `shows` each view that is there has a diagram and explaining text.
 */
export interface ViewCheck {
  readonly view: ArchitectureView | "each";
  readonly covers?: readonly Matter[];
  readonly shows?: "diagram-and-text";
}

/** What is asked of a threat model as a whole; one finding a model. */
export interface ThreatsCheck {
  readonly threats: "elements-covered" | "stride-categories" | "copied-text" | "exploitability" | "handed-over";
}

/** Kinds of identifier that a chain runs over, told by where each is defined. */
export type TraceKind = "threat" | "risk" | "control" | "test" | "element";

/** Every id of the first kind is joined to one of the other, directly or over ids of the kinds between; `ids` asks only that used ids are defined. */
export type TraceCheck =
  | { readonly trace: TraceKind; readonly to: TraceKind; readonly over?: readonly TraceKind[] }
  | { readonly trace: "ids"; readonly to: "definitions" };

export type Collection =
  | "sbom.document"
  | "sbom.product"
  | "sbom.component"
  | "sbom.vulnerability"
  | "vex.document"
  | "vex.statement"
  | "scan.document"
  | "scan.finding"
  | "threat.model"
  | "threat.view"
  | "threat.element"
  | "threat.asset"
  | "threat.flow"
  | "threat.crossing"
  | "threat.threat"
  | "threat.mitigation"
  | "threat.assumption";

/** `field` is given and its value (lower-case) is one of the words; without `is`, merely given. `not` turns it round. */
export interface Filter {
  readonly field: string;
  readonly is?: readonly string[];
  readonly not?: boolean;
}

/** The structure that a quick fix inserts; it never invents a fact. A package URL is inserted only where all that it is made of stands in the file. */
export type FixName =
  | "add-supplier"
  | "add-support-level"
  | "add-end-of-support"
  | "add-support-justification"
  | "add-purl"
  | "add-vex-justification"
  | "add-vex-action"
  | "add-document-author";
