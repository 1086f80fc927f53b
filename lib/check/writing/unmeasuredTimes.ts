import type { Gap } from "../../model/assessment.ts";
import type { Section } from "../../model/prose.ts";
import { statementsOf } from "../../read/prose/statements.ts";
import { headingPath } from "./headingPath.ts";
import type { Written } from "./written.ts";

const VAGUE =
  /\b(?:(?:in|on) an? timely (?:manner|fashion|basis|way)|timely|promptly|as (?:soon|quickly|fast) as (?:possible|practicable|feasible)|without (?:undue )?delay|within (?:a|an) (?:reasonable|appropriate|adequate) (?:time|period|timeframe)|quickly|urgently)\b/gi;
const MATTER =
  /\b(?:patch|fix|remediat|updat|vulnerab|disclos|notif|inform|advisor|communicat|incident|respon|correct|mitigat|deploy)/i;
/** "7 days", "within 24 hours", "every quarter": a figure that a reader can hold the maker to. */
const FIGURE =
  /\b(?:\d{1,4}|one|two|three|seven|ten|fourteen|thirty|sixty|ninety)[\s-]*(?:\(\d+\)\s*)?(?:business |working |calendar )?(?:minutes?|hours?|h|days?|weeks?|months?|years?)\b|\b(?:daily|weekly|monthly|quarterly|annually|yearly)\b/i;

/** Promises of speed in a document that names no time for its matter anywhere. */
export const unmeasuredTimes = {
  says: "its promises of speed have figures",
  nothing: "No document promises to be quick.",
  gapsOf({ document, prose, source }: Written): Gap[] | undefined {
    const promises = prose.sections.filter((section) => section.text.search(VAGUE) >= 0);
    if (promises.length === 0) return undefined;
    const figured = prose.sections.some(({ text }) => FIGURE.test(text) && MATTER.test(text));
    if (figured) return [];
    const first = promises.flatMap((section) => firstPromise(section, source)).at(0);
    return first && [{ ...first, path: document.path, related: [] }];
  },
};

function firstPromise(section: Section, source: string): Pick<Gap, "span" | "subject" | "data">[] {
  for (const block of section.blocks()) {
    for (const { span, voice } of statementsOf(block, { source, section })) {
      if (voice !== "own" && voice !== "requirement") continue;
      const raw = source.slice(span.start, span.end);
      const word = raw.matchAll(VAGUE).next().value;
      if (!word || !MATTER.test(raw) || FIGURE.test(raw)) continue;
      const start = span.start + word.index;
      const data = { found: `"${word[0].replace(/\s+/g, " ")}"` };
      return [
        {
          span: { start, end: start + word[0].length },
          subject: `${headingPath(section)}: ${word[0].toLowerCase()}`,
          data,
        },
      ];
    }
  }
  return [];
}
