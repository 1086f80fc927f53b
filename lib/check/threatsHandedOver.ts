import type { Span } from "../model/span.ts";
import type { Stated } from "../model/stated.ts";
import type { SubmissionDocument } from "../model/submissionSet.ts";
import type { Threat } from "../model/threatModel.ts";
import { type CheckInput, notEvaluated, type Observation, Tally } from "./probe.ts";
import { proseOf } from "./prose.ts";
import { searchedText } from "./searchedText.ts";
import { partName } from "./threatCollections.ts";
import { threatModelOf } from "./threatFacts.ts";

/** Words of a mitigation or assumption by which the user or the hospital has to do something. */
const USER_ACTS =
  /\b(?:hospitals?|users?|customers?|operators?|patients?|clinicians?|healthcare (?:facilit(?:y|ies)|provider|organi[sz]ation)s?|hdos?|facilit(?:y|ies)|it departments?)\b[^.]{0,60}\b(?:must|shall|should|has to|have to|is responsible|are responsible|needs? to|keeps?|provides?|ensures?|configures?|is expected|are expected|is required|are required)\b/i;
/** Words that carry no subject of their own. */
const EMPTY_WORDS = new Set(
  "about after against also and any are because before being between both but can could does each either for from has have hospital hospitals into its may must not only other own shall should such than that the their them then there these they this those through under used user users using was were what when where which while will with within without would".split(
    " ",
  ),
);
/** So many words of a statement found together in one paragraph of the labeling show that it is told there; one more for a long statement. */
const SHARED = 2;
const LONG_STATEMENT = 9;

interface Handed {
  readonly document: SubmissionDocument;
  readonly id: string;
  readonly name: string;
  readonly span: Span;
  readonly text: string;
}

/**
 * `handed-over`: what a threat model leaves to the user is told in the labeling: threats that are transferred, and assumptions and mitigations by which
 * hospital or user has to act. Told means: by its id, or by words in one paragraph. Source: V.A, risk transfer.
 */
export function handedOver(input: CheckInput): Observation {
  const { documents } = input.submission;
  const labeling = documents.filter(({ roles }) => roles.includes("labeling"));
  if (labeling.length === 0) return notEvaluated("No labeling is part of the run, so nothing can be found in it.");
  const paragraphs = labeling.flatMap(({ path, file }) =>
    paragraphsOf(searchedText(file)).map(({ start, text }) => ({ path, start, text, words: wordsIn(text) })),
  );
  const tally = new Tally();
  for (const handed of documents.flatMap(handedOverIn)) {
    const told = paragraphs.find(({ text, words }) => namesId(text, handed.id) || shares(handed.text, words));
    if (told) {
      const span = { start: told.start, end: told.start + Math.min(told.text.length, 80) };
      if (tally.pass()) tally.show({ path: told.path, span, says: `tells the user about ${handed.name}` });
      continue;
    }
    tally.fail({
      path: handed.document.path,
      span: handed.span,
      subject: handed.id,
      data: { element: handed.name, document: handed.document.path, other: labeling[0]?.path ?? "" },
      related: labeling.flatMap(({ path, file }) => {
        const anchor = proseOf(file)?.anchor;
        return anchor ? [{ path, span: anchor, says: "the labeling, which does not tell it" }] : [];
      }),
    });
  }
  return tally.observation("No threat, mitigation or assumption is handed to the user in words that are recognised.");
}

/** Stretches between blank lines. One pattern over a whole table of thousands of lines would run out of stack. */
function paragraphsOf(source: string): { start: number; text: string }[] {
  const found: { start: number; text: string }[] = [];
  let start = 0;
  for (const gap of [...source.matchAll(/\n[ \t]*(?=\r?\n)/g), { index: source.length }]) {
    const text = source.slice(start, gap.index);
    const lead = text.length - text.trimStart().length;
    if (text.trim() !== "") found.push({ start: start + lead, text: text.trim() });
    start = gap.index;
  }
  return found;
}

function handedOverIn(document: SubmissionDocument): Handed[] {
  const model = threatModelOf(document.file);
  if (!model) return assumedInText(document);
  const transferred = model.threats.filter(isTransferred).flatMap((threat) => handedThreat(threat, document));
  const assumed = model.assumptions.flatMap(({ id, text, anchor }) =>
    acts(text) ? [{ document, id, name: shortened(text.value), span: anchor, text: text.value }] : [],
  );
  return [...transferred, ...assumed];
}

/** A text beside the model that lists no threats may list what is taken for granted. */
function assumedInText(document: SubmissionDocument): Handed[] {
  if (!document.roles.includes("threat-model")) return [];
  const sections = proseOf(document.file)?.sections.filter(({ heading }) => /\bassumptions?\b/i.test(heading)) ?? [];
  return sections.flatMap((section) =>
    section.blocks().flatMap((block, at) => {
      if (block.kind !== "list-item" || !USER_ACTS.test(block.text)) return [];
      return [
        { document, id: `assumption ${at + 1}`, name: shortened(block.text), span: block.span, text: block.text },
      ];
    }),
  );
}

function isTransferred({ status }: Threat): boolean {
  return status.state === "given" && status.value === "transferred";
}

function handedThreat(threat: Threat, document: SubmissionDocument): Handed[] {
  const text = [threat.title, threat.mitigation, threat.justification]
    .flatMap((one) => (one.state === "given" ? [one.value] : []))
    .join(" ");
  return [{ document, id: threat.id, name: partName(threat, threat.title, "threat"), span: threat.anchor, text }];
}

function acts(text: Stated<string>): text is Extract<Stated<string>, { state: "given" }> {
  return text.state === "given" && USER_ACTS.test(text.value);
}

function shortened(text: string): string {
  return text.length > 70 ? `"${text.slice(0, 67)}..."` : `"${text}"`;
}

/** The id as a whole: `T1` does not stand in `T12`. */
function namesId(text: string, id: string): boolean {
  for (let at = text.indexOf(id); at >= 0; at = text.indexOf(id, at + 1)) {
    const around = (text[at - 1] ?? " ") + (text[at + id.length] ?? " ");
    if (!/[\p{L}\p{N}]/u.test(around)) return true;
  }
  return false;
}

/** Words as they are compared: four letters or more, without common endings. */
function wordsIn(text: string): Set<string> {
  const found = new Set<string>();
  for (const [word] of text.toLowerCase().matchAll(/\p{L}{4,}/gu)) {
    if (!EMPTY_WORDS.has(word)) found.add(word.replace(/(?:ing|ed|es|s)$/, ""));
  }
  return found;
}

function shares(text: string, words: ReadonlySet<string>): boolean {
  const own = [...wordsIn(text)];
  const shared = own.filter((word) => words.has(word)).length;
  return shared >= (own.length < LONG_STATEMENT ? SHARED : SHARED + 1);
}
