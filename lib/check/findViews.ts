import type { ArchitectureView } from "../model/guidance.ts";
import type { Prose, Section } from "../model/prose.ts";
import type { Span } from "../model/span.ts";
import type { SubmissionDocument } from "../model/submissionSet.ts";
import { proseOf } from "./prose.ts";
import { threatModelOf } from "./threatFacts.ts";

/** An architecture view where it was found. */
export interface FoundView {
  readonly document: SubmissionDocument;
  /** Heading, or title of the diagram. */
  readonly span: Span;
  readonly title: string;
  /** The heading's section with those below it; empty for a diagram of a tool. */
  readonly sections: readonly Section[];
}

/** What each view is called; FDA's own text spells the third one in three ways. */
export const VIEW_NAMES: Readonly<Record<ArchitectureView, string>> = {
  "global-system": "global system view",
  "multi-patient-harm": "multi-patient harm view",
  updatability: "updatability and patchability view",
  "security-use-case": "security use case view",
};

const VIEW_WORDS: Readonly<Record<ArchitectureView, RegExp>> = {
  "global-system":
    /\bglobal[\s-]+(?:system|architecture)\b|\bglobal view\b|\bsystem[\s-]+(?:level )?(?:context )?(?:view|context diagram)\b/i,
  "multi-patient-harm": /\bmulti(?:ple)?[\s-]*patients?\b/i,
  updatability:
    /\b(?:updat(?:e)?abilit(?:y|ies)|patchability)\b|\b(?:software |firmware )?(?:updates?|patch(?:es|ing)?)(?: and (?:patch(?:es|ing)?|updates?))?[\s-]+(?:view|architecture|path|process view)\b/i,
  "security-use-case": /\b(?:security|cyber ?security)[\s-]+use[\s-]*cases?\b|\buse[\s-]*cases?[\s-]+views?\b/i,
};

/** Words by which an author says why a view is not there or where else it stands. */
const EXPLAINED =
  /\b(?:not (?:applicable|appropriate|needed|necessary|provided|included|separate|relevant)|omitted|no separate|n\/a|combined|merged|covered (?:by|in|under)|part of|together with|(?:does|do) not apply|instead of|see (?:section|chapter|document)|described (?:in|under))\b/i;

/** Every place where a view stands: headings, titles of documents and titles of diagrams. */
export function findViews(view: ArchitectureView, documents: readonly SubmissionDocument[]): FoundView[] {
  return documents.flatMap((document) => [...inProse(view, document), ...inModel(view, document)]);
}

/** The sentence that explains why a view is not there, or where it is covered. */
export function explanationOf(view: ArchitectureView, documents: readonly SubmissionDocument[]) {
  for (const document of documents) {
    for (const section of proseOf(document.file)?.sections ?? []) {
      for (const sentence of section.text.matchAll(/[^.!?\n][^.!?]*[.!?]?/g)) {
        if (!VIEW_WORDS[view].test(sentence[0]) || !EXPLAINED.test(sentence[0])) continue;
        const start = section.span.start + sentence.index;
        return { document, span: { start, end: start + sentence[0].trimEnd().length } };
      }
    }
  }
  return undefined;
}

function inProse(view: ArchitectureView, document: SubmissionDocument): FoundView[] {
  const prose = proseOf(document.file);
  if (!prose) return [];
  const found: FoundView[] = [];
  prose.sections.forEach((section, at) => {
    if (!VIEW_WORDS[view].test(section.heading)) return;
    const within = found.some(({ sections }) => sections.includes(section));
    if (!within) found.push(viewAt(document, prose, at));
  });
  return found;
}

function viewAt(document: SubmissionDocument, prose: Prose, at: number): FoundView {
  const section = prose.sections[at] as Section;
  const rest = prose.sections.slice(at + 1);
  const next = rest.findIndex((one) => one.level <= section.level);
  const sections = [section, ...(next < 0 ? rest : rest.slice(0, next))];
  return { document, span: section.headingSpan, title: section.heading, sections };
}

function inModel(view: ArchitectureView, document: SubmissionDocument): FoundView[] {
  const views = threatModelOf(document.file)?.views ?? [];
  return views.flatMap(({ title }) =>
    title.state === "given" && VIEW_WORDS[view].test(title.value)
      ? [{ document, span: title.span, title: title.value, sections: [] }]
      : [],
  );
}
