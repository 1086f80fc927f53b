import type { Place } from "../model/assessment.ts";
import type { VariedCheck } from "../model/guidance.ts";
import { COLLECTIONS } from "./collections.ts";
import { fieldsOf } from "./each.ts";
import { type CheckInput, type Probe, Tally } from "./probe.ts";

/** Below this many elements that say it, the same words may well be meant for each. */
const FEWEST = 10;

/** `varied`: one finding a document when all of its elements that give a field give the very same value. */
export function variedProbe(check: VariedCheck, input: CheckInput): Probe {
  const access = COLLECTIONS[check.each];
  const [field] = fieldsOf(access, check.varied, input);
  const tally = new Tally();
  let first: (Place & { readonly text: string }) | undefined;
  let second: Place | undefined;
  let same = 0;
  let differs = false;
  return {
    walks: [check.each],
    begin() {
      first = undefined;
      second = undefined;
      same = 0;
      differs = false;
    },
    visit(document, element) {
      const stated = differs ? undefined : field?.(element);
      if (stated?.state !== "given") return;
      const text = String(stated.value).trim();
      if (!first) first = { path: stated.path ?? document.path, span: stated.span, text };
      else if (first.text !== text) differs = true;
      else second ??= { path: stated.path ?? document.path, span: stated.span };
      same++;
    },
    finish(document) {
      if (!first || (!differs && same < FEWEST)) return;
      const { path, span, text } = first;
      if (differs) {
        if (tally.pass()) tally.show({ path, span, says: "the components differ in what is said here" });
        return;
      }
      const data = { value: text, count: String(same), document: document.path };
      const related = second ? [{ ...second, says: "the same stands here, and at all others" }] : [];
      tally.fail({ path, span, subject: `${check.varied} ${text.slice(0, 100)}`, data, related });
    },
    observation: () => tally.observation("Too few components give it to compare."),
  };
}
