import type { Span } from "./span.ts";
import type { Role } from "./vocabulary.ts";

/** What "addressed" means for one matter in prose. Pure data: the same few rules judge all topics, and every verdict can be traced to a line here. */
export interface Topic {
  /** kebab-case; shared by the requirements of several sources. */
  readonly id: string;
  /** What the matter is, as it stands in a sentence: "patch and update times". */
  readonly title: string;
  /** One sentence: what a reviewer accepts as fully addressed. */
  readonly counts: string;
  /** Documents in which a gap may be raised. */
  readonly owedBy: readonly Role[];
  /** Headings under which the matter is dealt with. Patterns (see `topicPattern.ts`). */
  readonly headings: readonly string[];
  /** Words by which a sentence, row or item is about the matter, wherever it stands. Patterns. */
  readonly triggers: readonly string[];
  /** Sentences with one of these are about something else. Patterns. */
  readonly not: readonly string[];
  /** Sections with such a heading, or below one, are about something else. Patterns. */
  readonly notHeadings: readonly string[];
  readonly elements: readonly TopicElement[];
  /** Alternatives; the matter is addressed in full when all elements of one of them are there. */
  readonly full: readonly (readonly string[])[];
  /** Alternatives for "addressed in part"; without any, one element is enough. */
  readonly partly: readonly (readonly string[])[];
  /** So many places (sentences, rows, items) have to hold an element for "in full". */
  readonly places: number;
  /** True where the elements usually stand in different sections, so that they need not stand together. */
  readonly scattered: boolean;
  /** True where lists of threats and their controls are what the topic is about; elsewhere they only name a control. */
  readonly threats: boolean;
  /** True where its cross-validated precision is below 0.8: it informs in `inspect`, and requirements that need it ask a person. */
  readonly question: boolean;
}

/** One thing that has to be said. */
export interface TopicElement {
  readonly id: string;
  /** What it is, as it stands behind "gives no": "time for each severity". */
  readonly says: string;
  /** One of these stands in the sentence, row or item. Patterns. */
  readonly any: readonly string[];
  /** A sentence, row or item with one of these does not count. Patterns. */
  readonly not: readonly string[];
  /** Each of these groups has a pattern there too. */
  readonly with: readonly (readonly string[])[];
  /** So many different patterns of `any` have to be met in the document. */
  readonly distinct: number;
  /** In so many different places (sentences, rows, items) it has to stand. */
  readonly count: number;
  /** True where it may stand anywhere in a section that is about the matter, and not only in the sentence that says so. */
  readonly nearby: boolean;
  /** Counts only in such blocks; empty where any will do. */
  readonly in: readonly TopicPlace[];
}

/** Where words can stand. */
export const TOPIC_PLACES = ["text", "item", "row", "fence"] as const;
export type TopicPlace = (typeof TOPIC_PLACES)[number];

/** A named list of words, usable in patterns as `<name>`. */
export type TopicTerms = Readonly<Record<string, readonly string[]>>;

export type TopicLevel = "full" | "partial";

/** One element seen at one place. */
export interface TopicHit {
  readonly element: string;
  /** The words that made it count, as they stand there. */
  readonly words: string;
  /** The sentence, row or item. */
  readonly span: Span;
}

/** How a document deals with one matter. */
export interface TopicFinding {
  readonly topic: Topic;
  readonly level: TopicLevel;
  /** In document order. */
  readonly hits: readonly TopicHit[];
  /** Elements of the nearest way to "in full" that are not there. */
  readonly missing: readonly TopicElement[];
}
