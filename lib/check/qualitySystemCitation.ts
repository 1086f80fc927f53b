import type { Section } from "../model/prose.ts";
import { isoDay } from "./isoDay.ts";
import { type CheckInput, type Observation, Tally } from "./probe.ts";
import { proseOf } from "./prose.ts";

/** The day on which the QMSR took the place of the quality system regulation (89 FR 7496). */
const QMSR = "2026-02-02";
/** Sections of 21 CFR 820 that are gone since. */
const GONE =
  /\b(?:21\s+CFR\s+(?:part\s+)?)?820\.(20|22|30|40|50|70|75|80|90|100|180|181|184|186|198|200|250)(?:\([a-z]\))?(?:\(\d+\))?(?!\d)/gi;
/** Words that say that the old section is meant as history or as a comparison. */
const HISTORY = /\b(?:former(?:ly)?|previous(?:ly)?|superseded|replaced|before 2026|until 2026|pre-?2026|legacy)\b/i;

/**
 * A document dated since the QMSR took effect that cites a section of the old regulation also names the ISO 13485 clause.
 * Older documents are not wrong. Source: 21 CFR 820 as amended, 89 FR 7496.
 */
export function qualitySystemCitation(input: CheckInput): Observation {
  const tally = new Tally();
  for (const document of input.owed) {
    const prose = proseOf(document.file);
    const day = prose?.date.state === "given" ? isoDay(prose.date.value) : undefined;
    if (!prose || day === undefined || day < QMSR) continue;
    for (const section of prose.sections) {
      for (const { span, found, alone } of citations(section)) {
        if (alone) {
          const data = {
            found,
            value: found,
            expected: clauseFor(found),
            document: document.path,
            other: document.path,
          };
          const subject = `${section.path.join(" > ")} ${section.heading} ${found}`;
          tally.fail({ path: document.path, span, subject, data, related: [] });
        } else if (tally.pass()) {
          tally.show({ path: document.path, span, says: `${found} stands beside its ISO 13485 clause` });
        }
      }
    }
  }
  return tally.observation("No document dated since 2026-02-02 cites a section of 21 CFR 820 that is gone.");
}

/** Where the old sections went, the letter of 820.30 first. Source: FDA premarket guidance 2026-02-03 and 21 CFR 820 as amended. */
const CLAUSES: Readonly<Record<string, string>> = {
  "30(c)": "ISO 13485 7.3.3",
  "30(d)": "ISO 13485 7.3.4",
  "30(e)": "ISO 13485 7.3.5",
  "30(f)": "ISO 13485 7.3.6",
  "30(g)": "ISO 13485 7.3.7",
  "30(i)": "ISO 13485 7.3.9",
  "30(j)": "ISO 13485 7.3.10",
  "70(i)": "ISO 13485 4.1.6 and 7.5.6",
  "22": "ISO 13485 8.2.4",
  "30": "ISO 13485 7.3",
  "50": "ISO 13485 7.4",
  "70": "ISO 13485 7.5",
  "100": "ISO 13485 8.4 and 8.5",
  "181": "ISO 13485 4.2.3",
  "198": "ISO 13485 8.2.2 and 21 CFR 820.35(a)",
  "200": "ISO 13485 7.5.4 and 21 CFR 820.35(b)",
};

function clauseFor(citation: string): string {
  const [, section = "", letter = ""] = /820\.(\d+)(\([a-z]\))?/i.exec(citation) ?? [];
  return CLAUSES[section + letter.toLowerCase()] ?? CLAUSES[section] ?? "in ISO 13485";
}

/** Citations in a section; one is alone when its paragraph, list item or table row names no ISO 13485 clause and does not speak of history. */
function* citations(section: Section) {
  for (const match of section.text.matchAll(GONE)) {
    const around = blockAround(section.text, match.index);
    const start = section.span.start + match.index;
    yield {
      span: { start, end: start + match[0].length },
      found: match[0].replace(/\s+/g, " "),
      alone: !/13485/.test(around) && !HISTORY.test(around),
    };
  }
}

/** The lines around an offset up to the next blank line; a table row stands for itself. */
function blockAround(text: string, at: number): string {
  const lineStart = text.lastIndexOf("\n", at) + 1;
  const lineEnd = text.indexOf("\n", at);
  const line = text.slice(lineStart, lineEnd < 0 ? text.length : lineEnd);
  if (line.trimStart().startsWith("|")) return line;
  const before = Math.max(text.lastIndexOf("\n\n", at), text.lastIndexOf("\n\r\n", at), 0);
  const after = /\r?\n[ \t]*\r?\n/.exec(text.slice(at));
  return text.slice(before, after ? at + after.index : text.length);
}
