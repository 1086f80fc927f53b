import type { Gap } from "../../model/assessment.ts";
import type { WritingCheck } from "../../model/writingCheck.ts";
import { type CheckInput, type Observation, Tally } from "../probe.ts";
import { proseOf } from "../prose.ts";
import { unwritten } from "../unwritten.ts";
import { editions } from "./editions.ts";
import { emptyCells } from "./emptyCells.ts";
import { emptySections } from "./emptySections.ts";
import { leftOpen } from "./leftOpen.ts";
import { links } from "./links.ts";
import { openTasks } from "./openTasks.ts";
import { severityTimes } from "./severityTimes.ts";
import { unmeasuredTimes } from "./unmeasuredTimes.ts";
import { versions } from "./versions.ts";
import type { Written } from "./written.ts";

interface WritingRule {
  /** Gaps of one document in the order of its text; undefined where there is nothing to look at. */
  readonly gapsOf: (written: Written) => Gap[] | undefined;
  /** Gaps of one document beyond this are told as one, at the first place. */
  readonly most?: number;
  /** What is shown of a document without gaps. */
  readonly says: string;
  /** Why the requirement does not apply where no document has anything to look at. */
  readonly nothing: string;
}

const RULES: { readonly [K in WritingCheck["writing"]]: WritingRule } = {
  "left-open": leftOpen,
  "empty-sections": emptySections,
  "open-tasks": openTasks,
  links,
  "severity-times": severityTimes,
  "unmeasured-times": unmeasuredTimes,
  versions,
  "empty-cells": emptyCells,
  editions,
};

const MOST_PLACES = 3;
const MOST_RELATED = 5;

/** `writing`: a document is finished and agrees with itself. A document that is not written yet is another requirement's matter. */
export function writing(check: WritingCheck, input: CheckInput): Observation {
  const rule = RULES[check.writing];
  const tally = new Tally();
  for (const document of input.owed) {
    const prose = proseOf(document.file);
    if (!prose || unwritten(prose)) continue;
    const gaps = rule.gapsOf({ document, prose, input, source: document.file.text.toString() });
    if (!gaps) continue;
    const [first] = gaps;
    if (!first) {
      if (tally.pass()) tally.show({ path: document.path, span: prose.anchor, says: rule.says });
    } else if (gaps.length <= (rule.most ?? MOST_PLACES)) for (const gap of gaps) tally.fail(gap);
    else tally.fail(together(gaps, first), gaps.length);
  }
  return tally.observation(rule.nothing);
}

function together(gaps: readonly Gap[], first: Gap): Gap {
  const related = gaps.slice(1, 1 + MOST_RELATED).map(({ path, span }) => ({ path, span, says: "another place" }));
  return {
    ...first,
    // The first place may be the one that is mended next; what the finding is about is the document.
    subject: "whole document",
    data: { ...first.data, total: String(gaps.length) },
    related: [...first.related, ...related],
    many: gaps.length,
  };
}
