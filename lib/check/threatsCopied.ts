import type { Gap } from "../model/assessment.ts";
import type { Span } from "../model/span.ts";
import type { SubmissionDocument } from "../model/submissionSet.ts";
import type { Threat } from "../model/threatModel.ts";
import { oneFor } from "./gatherGaps.ts";
import { type CheckInput, type Observation, Tally } from "./probe.ts";
import { partName } from "./threatCollections.ts";
import { modelsToJudge, type OwedModel } from "./threatModels.ts";

/** The same answer to so many threats was most likely pasted. */
const PASTED = 4;
/** Shorter texts ("TLS 1.3", "see SEC-101") are rightly the same for several threats. */
const LONG_ENOUGH = 40;

/**
 * `copied-text`: no mitigation, justification or description stands word for word at four or more threats. One gap a model, with the other places.
 * Premarket practice, derived from V.A.1.
 */
export function copiedText(input: CheckInput): Observation {
  const models = modelsToJudge(input, ["threats"]);
  if (!Array.isArray(models)) return models;
  const tally = new Tally();
  for (const owed of models) judge(owed, tally);
  return tally.observation("");
}

interface Text {
  readonly text: string;
  readonly span: Span;
  readonly threat: Threat;
}

function judge({ document, model }: OwedModel, tally: Tally): void {
  const pasted = [...byText(model.threats).values()].filter((same) => same.length >= PASTED);
  if (pasted.length === 0 && tally.pass()) {
    tally.show({
      path: document.path,
      span: model.anchor,
      says: `${model.threats.length} threats, each in its own words`,
    });
  }
  const gaps = pasted.flatMap((same) => gapOf(same, document));
  const [first] = gaps;
  if (!first) return;
  if (gaps.length === 1) tally.fail(first);
  else
    tally.fail({ ...oneFor(gaps, first, model.threats.length), data: { ...first.data, count: String(gaps.length) } });
}

function gapOf(same: readonly Text[], { path }: SubmissionDocument): Gap[] {
  const [first] = same;
  if (!first) return [];
  const related = same.slice(1, 21).map(({ span, threat }) => ({ path, span, says: threatName(threat) }));
  const data = { element: threatName(first.threat), count: String(same.length), value: first.text, document: path };
  return [{ path, span: first.span, subject: first.text.slice(0, 80), data, related }];
}

function threatName(threat: Threat): string {
  return partName(threat, threat.title, "threat");
}

/** Texts of threats by their folded words; the justification is left out where the tool keeps it in the mitigation's place. */
function byText(threats: readonly Threat[]): Map<string, Text[]> {
  const found = new Map<string, Text[]>();
  for (const threat of threats) {
    // A generated text is the tool's, and that nobody has looked at it yet is another requirement's matter.
    if (threat.generated) continue;
    const spans = new Set<number>();
    for (const stated of [threat.mitigation, threat.justification]) {
      if (stated.state !== "given" || spans.has(stated.span.start)) continue;
      spans.add(stated.span.start);
      const folded = stated.value.toLowerCase().replace(/\s+/g, " ").trim();
      if (folded.length < LONG_ENOUGH) continue;
      const same = found.get(folded) ?? [];
      // One text that answers several threats by reference stands once, and is no copy.
      if (!same.some(({ span }) => span.start === stated.span.start))
        found.set(folded, [...same, { text: stated.value, span: stated.span, threat }]);
    }
  }
  return found;
}
