import type { Gap } from "../../model/assessment.ts";
import { isoDay } from "../isoDay.ts";
import { headingPath } from "./headingPath.ts";
import type { Written } from "./written.ts";

/** The day of the current edition of FDA's premarket cybersecurity guidance. */
const CURRENT = "2026-02-03";

interface Outdated {
  readonly pattern: RegExp;
  readonly expected: string;
}

/** What FDA's premarket guidance of 2026-02-03 replaced or no longer says. Source: its cover and page 60, and the editions of 2023 and 2025 beside it. */
const OUTDATED: readonly Outdated[] = [
  {
    pattern: /\bQuality System Considerations and Content of Premarket Submissions\b/gi,
    expected:
      'the title of 2026-02-03, "Quality Management System Considerations and Content of Premarket Submissions"',
  },
  {
    pattern:
      /\bFDA[^.\n|]{0,120}\b(?:62443-4-1[^.\n|]{0,20}9\.4|TIR ?57[^.\n|]{0,20}6\.5|SW96[^.\n|]{0,20}7\.4|Suite B)(?![\d.]*\d)/gi,
    expected: "the edition of 2026-02-03, which no longer has this reference",
  },
];
const HISTORY =
  /\b(?:former(?:ly)?|previous(?:ly)?|superseded?s?|replace[sd]?|earlier|older|prior|history|withdrawn|2023|2025)\b/i;

/** A document dated since the current edition that cites an older one as if it held. */
export const editions = {
  says: "cites no older edition of FDA's premarket guidance as current",
  nothing: "No document dated since 2026-02-03 cites FDA's premarket guidance.",
  gapsOf({ document, prose, source }: Written): Gap[] | undefined {
    const day = prose.date.state === "given" ? isoDay(prose.date.value) : undefined;
    if (day === undefined || day < CURRENT || !/\bFDA\b|Premarket Submissions/.test(source)) return undefined;
    const gaps: Gap[] = [];
    for (const section of prose.sections) {
      for (const { pattern, expected } of OUTDATED) {
        for (const match of section.text.matchAll(pattern)) {
          const around = section.text.slice(Math.max(0, match.index - 120), match.index + match[0].length + 120);
          if (HISTORY.test(around) || HISTORY.test(section.heading)) continue;
          const start = section.span.start + match.index;
          gaps.push({
            path: document.path,
            span: { start, end: start + match[0].length },
            subject: `${headingPath(section)}: ${match[0].slice(0, 60)}`,
            data: { found: match[0].replace(/\s+/g, " "), expected, total: "1" },
            related: [],
          });
        }
      }
    }
    return gaps;
  },
};
