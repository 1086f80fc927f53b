import type { SubmissionDocument } from "../model/submissionSet.ts";
import type { ThreatAspect, ThreatModel } from "../model/threatModel.ts";
import { cannotExpress } from "./needs.ts";
import { type CheckInput, notEvaluated, type Observation } from "./probe.ts";
import { threatModelOf } from "./threatFacts.ts";

/** A threat model of the run with the document that holds it. */
export interface OwedModel {
  readonly document: SubmissionDocument;
  readonly model: ThreatModel;
}

/** The models that list threats and whose format can say what is asked; else why there is none. */
export function modelsToJudge(input: CheckInput, needs: readonly ThreatAspect[]): OwedModel[] | Observation {
  const all = input.owed.flatMap((document) => {
    const model = threatModelOf(document.file);
    return model && model.threats.length > 0 ? [{ document, model }] : [];
  });
  if (all.length === 0) return notEvaluated("No document of the run is a threat model that lists threats.");
  const able = all.filter(({ model }) => needs.every((aspect) => model.expresses.has(aspect)));
  if (able.length > 0) return able;
  return notEvaluated(cannotExpress(new Set(all.map(({ document }) => document.file.format))));
}
