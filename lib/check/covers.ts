import type { CoversCheck, Matter } from "../model/guidance.ts";
import type { SubmissionDocument } from "../model/submissionSet.ts";
import { matterPattern, type Stretch, touched } from "./matters.ts";
import { type CheckInput, notEvaluated, type Observation, Tally } from "./probe.ts";
import { proseOf } from "./prose.ts";
import { spokenStretches } from "./spoken.ts";
import { threatModelOf } from "./threatFacts.ts";
import { homeOf, together } from "./together.ts";

/**
 * `covers`: each matter is touched somewhere in the documents that owe it. What is not touched is a gap; that all is touched shows only that
 * a person has something to read, so it settles as a question with these places and never as met.
 */
export function covers(check: CoversCheck, input: CheckInput): Observation {
  const tally = new Tally();
  const patterns = check.covers.map((matter) => ({ matter, pattern: matterPattern(matter) }));
  for (const documents of together(input)) judge({ patterns, documents, input }, tally);
  if (tally.total === 0) return notEvaluated("No document of the run is one that has to say it.");
  return { ...tally.observation(""), forReview: true };
}

interface Asked {
  readonly patterns: readonly { readonly matter: Matter; readonly pattern: RegExp }[];
  readonly documents: readonly SubmissionDocument[];
  readonly input: CheckInput;
}

/** Only documents of the two roles that are named first owe the answer; the others may give it, and are not blamed for what they do not say. */
function judge({ patterns, documents, input }: Asked, tally: Tally): void {
  const owing = input.requirement.owedBy.slice(0, 2);
  const place = homeOf(
    documents.filter(({ roles }) => roles.some((role) => owing.includes(role))),
    input,
  );
  if (!place) return;
  const stretches = documents.map((document) => ({ document, stretches: spokenStretches(document) }));
  const missing: string[] = [];
  for (const { matter, pattern } of patterns) {
    const found = firstTouched(pattern, stretches);
    if (found) tally.show({ ...found, says: `speaks of ${matter.name}` });
    else missing.push(matter.name);
  }
  if (missing.length === 0) {
    tally.pass();
    return;
  }
  tally.fail({
    path: place.path,
    span: anchorOf(place),
    subject: missing.join(", "),
    data: { document: place.path, missing: listed(missing), element: place.path },
    related: [],
    ...(missing.length < patterns.length && { partly: true }),
  });
}

function firstTouched(
  pattern: RegExp,
  all: readonly { readonly document: SubmissionDocument; readonly stretches: readonly Stretch[] }[],
) {
  for (const { document, stretches } of all) {
    const span = touched(pattern, stretches);
    if (span) return { path: document.path, span };
  }
  return undefined;
}

function anchorOf({ file }: SubmissionDocument) {
  return threatModelOf(file)?.anchor ?? proseOf(file)?.anchor ?? { start: 0, end: Math.min(1, file.text.length) };
}

/** "a, b and c". */
export function listed(names: readonly string[]): string {
  if (names.length < 2) return names.join("");
  return `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}
