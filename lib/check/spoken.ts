import type { Prose, Voice } from "../model/prose.ts";
import type { ReadFile } from "../model/readFile.ts";
import type { SubmissionDocument } from "../model/submissionSet.ts";
import type { ThreatFlow } from "../model/threatModel.ts";
import { fenceKind } from "../read/prose/fenceKind.ts";
import { statementsOf } from "../read/prose/statements.ts";
import { modelStretches, type Stretch } from "./matters.ts";
import { proseOf } from "./prose.ts";
import { threatModelOf } from "./threatFacts.ts";

/** Voices in which a document says something itself; advice, plans, questions, pointers, ticks and quoted guidance say nothing. */
const SAYS: ReadonlySet<Voice> = new Set<Voice>(["own", "requirement", "negation"]);

const known = new WeakMap<ReadFile, readonly Stretch[]>();

/**
 * What a document says in its own voice: sentences, cells, headings and diagrams of a text, the stated fields of a threat model. Source code, front matter,
 * comments and what a tool wrote by itself are left out, because words stand there that nobody says.
 */
export function spokenStretches({ file }: SubmissionDocument): readonly Stretch[] {
  const before = known.get(file);
  if (before) return before;
  const prose = proseOf(file);
  const model = threatModelOf(file);
  const stretches = prose ? proseStretches(prose, file.text.toString()) : model ? modelStretches(model, flowFacts) : [];
  known.set(file, stretches);
  return stretches;
}

/** A flow says what it is by its protocol, authentication and data too. */
function flowFacts({ protocol, authentication, data }: ThreatFlow) {
  return [protocol, authentication, data];
}

function proseStretches(prose: Prose, source: string): Stretch[] {
  const stretches: Stretch[] = [];
  for (const section of prose.sections) {
    const { start, end } = section.headingSpan;
    if (section.heading !== "") stretches.push({ text: source.slice(start, end), start });
    for (const block of section.blocks()) {
      if (block.kind === "fence") {
        if (fenceKind(block) === "diagram") stretches.push({ text: block.text, start: block.textSpan.start });
        continue;
      }
      // A column that is filled in says what its head names.
      if (block.kind === "table" && block.rows.length > 0) {
        for (const { span } of block.header)
          stretches.push({ text: source.slice(span.start, span.end), start: span.start });
      }
      for (const { span, voice } of statementsOf(block, { source, section, format: prose.format })) {
        if (SAYS.has(voice)) stretches.push({ text: source.slice(span.start, span.end), start: span.start });
      }
    }
  }
  return stretches;
}
