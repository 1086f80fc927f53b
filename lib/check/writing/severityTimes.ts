import type { Gap } from "../../model/assessment.ts";
import type { Cell, Table } from "../../model/prose.ts";
import type { SubmissionDocument } from "../../model/submissionSet.ts";
import { mayHoldTable } from "../../read/prose/mayHoldTable.ts";
import { proseOf } from "../prose.ts";
import type { Written } from "./written.ts";

/** What a time is for, by the words of its column; a column with two of them, or with none, is not compared. */
const PURPOSES: readonly (readonly [string, RegExp])[] = [
  ["fix", /\b(?:fix(?:es|ed)?|patch(?:es|ed|ing)?|remediat\w*|deploy\w*|correct\w*|resol\w*)\b/i],
  ["mitigation", /\b(?:mitigat\w*|interim|compensating|workaround|control in place)\b/i],
  ["response", /\b(?:respon\w*|acknowledg\w*|reply|first contact)\b/i],
  ["assessment", /\b(?:assess\w*|triage|analys\w*|evaluat\w*)\b/i],
  ["notice", /\b(?:notif\w*|notice|communicat\w*|disclos\w*|advisor\w*|inform\w*)\b/i],
];
const SEVERITY = /^(critical|high|medium|moderate|low)\b(?!\s*[-–/]|.{40})/i;
const TIME = /(\d{1,4})\s*(?:\(\w+\)\s*)?(business |working |calendar )?(minute|hour|day|week|month|year)s?\b/gi;
const HOURS: Readonly<Record<string, number>> = { minute: 1 / 60, hour: 1, day: 24, week: 168, month: 720, year: 8760 };
/** Times for something else than the product, by the headings above the table. */
const ELSEWHERE =
  /\b(?:laptop|workstation|server|office|corporate|infrastructure|cloud|incident|complaint|supplier|internal|IT)\b/i;

interface Given {
  readonly document: SubmissionDocument;
  readonly severity: string;
  readonly purpose: string;
  readonly hours: number;
  readonly cell: Cell;
}

/** One severity has one time for one purpose, in all documents together. */
export const severityTimes = {
  says: "the times that it gives for a severity agree",
  nothing: "No table gives times by severity.",
  gapsOf(written: Written): Gap[] | undefined {
    const given = timesOf(written.document);
    if (given.length === 0) return undefined;
    const known = written.input.owed.flatMap((document) => (document === written.document ? [] : timesOf(document)));
    const gaps: Gap[] = [];
    for (const [i, one] of given.entries()) {
      // Each contradiction is told once, at the later of the two places.
      const before = earlier(known, written).concat(given.slice(0, i));
      const other = before.find((two) => two.severity === one.severity && two.purpose === one.purpose);
      if (other && other.hours !== one.hours) gaps.push(gapOf(one, other));
    }
    return gaps;
  },
};

function earlier(known: readonly Given[], { document, input }: Written): Given[] {
  const at = input.owed.indexOf(document);
  return known.filter((one) => input.owed.indexOf(one.document) < at);
}

function gapOf(one: Given, other: Given): Gap {
  return {
    path: one.document.path,
    span: one.cell.span,
    subject: `${one.severity} ${one.purpose}`,
    data: {
      row: capital(one.severity),
      found: one.cell.text,
      expected: other.cell.text,
      other: other.document.path,
      total: "1",
    },
    related: [{ path: other.document.path, span: other.cell.span, says: "the other time" }],
  };
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

const KEPT = new WeakMap<SubmissionDocument, readonly Given[]>();

function timesOf(document: SubmissionDocument): readonly Given[] {
  const kept = KEPT.get(document);
  if (kept) return kept;
  const found: Given[] = [];
  for (const section of proseOf(document.file)?.sections ?? []) {
    if (!mayHoldTable(section.text) || !/critical|high|medium/i.test(section.text)) continue;
    if (ELSEWHERE.test([...section.path.slice(1), section.heading].join(" "))) continue;
    for (const block of section.blocks()) if (block.kind === "table") found.push(...timesIn(document, block));
  }
  KEPT.set(document, found);
  return found;
}

function timesIn(document: SubmissionDocument, table: Table): Given[] {
  const purposes = table.header.map((cell) => purposeOf(cell.text));
  return table.rows.flatMap((row) => {
    const severity = SEVERITY.exec(row.cells[0]?.text.trim() ?? "")?.[1]?.toLowerCase();
    if (!severity) return [];
    return row.cells.flatMap((cell, column) => {
      const purpose = purposes[column];
      const hours = hoursOf(cell.text);
      return purpose && hours !== undefined
        ? [{ document, severity: severity === "moderate" ? "medium" : severity, purpose, hours, cell }]
        : [];
    });
  });
}

function purposeOf(header: string): string | undefined {
  const named = PURPOSES.filter(([, pattern]) => pattern.test(header)).map(([name]) => name);
  return named.length === 1 ? named[0] : undefined;
}

/** The one time of a cell; undefined for none and for several, of which each holds under a condition. */
function hoursOf(text: string): number | undefined {
  const times = [...text.matchAll(TIME)];
  const [time] = times;
  if (times.length !== 1 || !time || /\b(?:if|when|unless|else|otherwise)\b/i.test(text)) return undefined;
  return (
    Number(time[1]) * (HOURS[(time[3] ?? "").toLowerCase()] ?? 1) * (time[2] && !/calendar/i.test(time[2]) ? 1.4 : 1)
  );
}
