import type { Matter } from "../model/guidance.ts";
import type { ReadFile } from "../model/readFile.ts";
import type { Span } from "../model/span.ts";
import type { Stated } from "../model/stated.ts";
import type { SubmissionDocument } from "../model/submissionSet.ts";
import type { ThreatFlow, ThreatModel } from "../model/threatModel.ts";
import { searchedText } from "./searchedText.ts";
import { threatModelOf } from "./threatFacts.ts";

/** A stretch of a document that may touch a matter. */
export interface Stretch {
  readonly text: string;
  /** Where the text begins in the document. */
  readonly start: number;
}

/** One pattern for all words of a matter: a space also fits a hyphen or a line break, `*` any ending. */
export function matterPattern({ words }: Matter): RegExp {
  const alternatives = words.map((word) =>
    word
      .split(/[\s-]+/)
      .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&").replace(/\*/g, "[\\p{L}\\p{N}]*"))
      .join("[\\s-]+"),
  );
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${alternatives.join("|")})(?![\\p{L}\\p{N}])`, "iu");
}

/** The first place in the stretches where the matter is touched. */
export function touched(pattern: RegExp, stretches: readonly Stretch[]): Span | undefined {
  for (const { text, start } of stretches) {
    const match = pattern.exec(text);
    if (match) return { start: start + match.index, end: start + match.index + match[0].length };
  }
  return undefined;
}

/** A text of this length is searched as it stands; a longer one only in what was read of it. */
const SEARCHED_WHOLE = 2_000_000;

const kept = new WeakMap<ReadFile, readonly Stretch[]>();

/** What a document says, without what a tool's own knowledge base says in it. */
export function stretchesOf({ file }: SubmissionDocument): readonly Stretch[] {
  const known = kept.get(file) ?? findStretches(file);
  kept.set(file, known);
  return known;
}

function findStretches(file: ReadFile): Stretch[] {
  const model = threatModelOf(file);
  // Microsoft's tool writes its whole catalogue of threat types into each file, and those words are not the author's.
  const whole = model?.serialization !== "xml" && file.text.length < SEARCHED_WHOLE;
  if (whole || !model) return [{ text: searchedText(file), start: 0 }];
  return modelStretches(model);
}

/** The stated texts of a threat model, each where it stands. @param flowFacts what is taken of each flow beside its name */
export function modelStretches(
  model: ThreatModel,
  flowFacts: (flow: ThreatFlow) => readonly Stated<string>[] = () => [],
): Stretch[] {
  const named = [...model.elements, ...model.flows, ...model.boundaries, ...model.assets];
  const stated = [
    ...[model.title, model.description, model.scope],
    ...named.map(({ name }) => name),
    ...model.flows.flatMap(flowFacts),
    ...model.threats.flatMap((one) => [one.title, one.description, one.mitigation, one.justification]),
    ...[...model.mitigations, ...model.assumptions].map(({ text }) => text),
    ...model.views.flatMap(({ title, description }) => [title, description]),
  ];
  return stated.flatMap((one) => (one.state === "given" ? [{ text: one.value, start: one.span.start }] : []));
}
