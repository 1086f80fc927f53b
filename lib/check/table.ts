import type { Gap } from "../model/assessment.ts";
import type { TableCheck } from "../model/guidance.ts";
import type { Prose, Table } from "../model/prose.ts";
import type { SubmissionDocument } from "../model/submissionSet.ts";
import { type CheckInput, notEvaluated, type Observation, Tally } from "./probe.ts";
import { isStandIn, proseOf, tablesOf } from "./prose.ts";

/** `table`: tables that are about something have a filled column for it. */
export function table(check: TableCheck, input: CheckInput): Observation {
  const tally = new Tally();
  for (const document of input.owed) {
    const prose = proseOf(document.file);
    if (!prose) continue;
    for (const one of tablesOf(prose))
      if (isAbout(one, check.table)) judge({ document, prose, table: one }, check, tally);
  }
  if (tally.total > 0) return tally.observation("");
  const paths = input.owed.map((document) => document.path).join(", ");
  return notEvaluated(`No table of this kind was found in ${paths}; a person has to look whether the text says it.`);
}

/** True for a table whose header has a word of each group. */
export function isAbout(candidate: Table, groups: readonly (readonly string[])[]): boolean {
  return groups.every((words) => columnOf(candidate, words) >= 0) && candidate.rows.length > 0;
}

/** The first column whose header holds one of the words, as whole words; -1 where there is none. */
export function columnOf(candidate: Table, words: readonly string[], not: readonly string[] = []): number {
  const holds = (text: string, some: readonly string[]) => some.some((word) => hasWords(text, word));
  return candidate.header.findIndex(({ text }) => holds(text, words) && !holds(text, not));
}

/** The cell says one of the words and nothing else. */
function isOpen(text: string, words: readonly string[] = []): boolean {
  const said = text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}/]+/gu, " ")
    .trim();
  return words.includes(said);
}

function hasWords(text: string, words: string): boolean {
  const fold = (value: string) =>
    ` ${value
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, " ")
      .trim()} `;
  return fold(text).includes(fold(words));
}

interface Found {
  readonly document: SubmissionDocument;
  readonly prose: Prose;
  readonly table: Table;
}

function judge(found: Found, check: TableCheck, tally: Tally): void {
  const { document, table: one } = found;
  const at = columnOf(one, check.column, check.not);
  const key = columnOf(one, check.table[0] ?? []);
  if (at < 0) {
    tally.fail(missingColumn(found, check));
    return;
  }
  for (const row of one.rows) {
    const cell = row.cells[at];
    const name = row.cells[key]?.text ?? row.cells[0]?.text ?? "";
    if (cell && !isStandIn(cell.text) && !isOpen(cell.text, check.open)) {
      if (tally.pass())
        tally.show({ path: document.path, span: cell.span, says: `${name}: ${cell.text.slice(0, 60)}` });
      continue;
    }
    tally.fail({
      path: document.path,
      span: cell?.span ?? row.span,
      subject: `${name} ${check.column[0]}`,
      data: {
        row: name,
        column: one.header[at]?.text ?? "",
        vulnerability: name,
        document: document.path,
        value: cell?.text ?? "",
      },
      related: [],
      partly: true,
    });
  }
}

function missingColumn({ document, table: one }: Found, check: TableCheck): Gap {
  const first = one.header[0];
  const last = one.header.at(-1);
  const span = first && last ? { start: first.span.start, end: last.span.end } : one.span;
  const column = check.column[0] ?? "";
  return {
    path: document.path,
    span,
    subject: `column ${column}`,
    data: {
      row: "any row of the table",
      column,
      vulnerability: "any row of the table",
      document: document.path,
      value: "",
    },
    related: [],
  };
}
