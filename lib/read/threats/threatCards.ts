import type { Cell, Section, Table, TableRow } from "../../model/prose.ts";
import { ABSENT, type Stated } from "../../model/stated.ts";
import { statedText } from "../prose/standIn.ts";
import { foldHeader } from "./threatColumns.ts";
import { bareThreat, idFromText, statedCell, type ThreatDraft } from "./threatDraft.ts";
import { statedStatus } from "./threatStatus.ts";

/** Names of the rows of a table that is one threat. */
const ROWS = {
  threat: /^(?:threat|threat name|title|name)$/,
  description: /^(?:description|details|threat description|scenario)$/,
  category: /^(?:threat type|threat category|category|stride(?: category)?|type)$/,
  on: /^(?:diagram elements?|affected .{1,30}|elements?|components?|assets?)$/,
  severity: /^(?:(?:total |overall )?risk(?: (?:rating|level|score))?|severity|impact)$/,
  likelihood: /^(?:likelihood|probability|exploitability)$/,
  mitigation: /^(?:(?:proposed|possible|recommended) )?(?:mitigations?|countermeasures?|controls?)$/,
  status: /^(?:status|mitigations? implemented|implemented|implementation status)$/,
  justification: /^(?:justification|rationale)$/,
  residual: /^residual risk(?: .{1,12})?$/,
  verification: /^(?:verification|verified by|tests?)$/,
} as const;

/** A table that is one threat: the id in its head, and one field of it in each row. True when it was one. */
export function readThreatCard(table: Table, section: Section, draft: ThreatDraft): boolean {
  const head = idOfCard(table);
  if (!head || find(table, "mitigation") === undefined) return false;
  const named = find(table, "threat") ?? find(table, "description");
  if (!named) return false;
  const title = titleOf(named, section);
  const field = (name: keyof typeof ROWS): Stated<string> => statedRow(find(table, name));
  const likelihood = field("likelihood");
  const kind = foldHeader(find(table, "likelihood")?.cells[0]?.text ?? "");
  const mitigation = field("mitigation");
  const id = head.text === "" ? idFromText(title.state === "given" ? title.value : "threat") : head.text;
  draft.addThreat(
    {
      ...bareThreat(id, title, title.state === "given" ? title.span : head.span),
      description: find(table, "threat") ? statedRow(named) : ABSENT,
      category: field("category"),
      status: statusOf(field("status")),
      severity: field("severity"),
      likelihood,
      likelihoodKind: likelihood.state !== "given" ? "unknown" : kind === "exploitability" ? kind : "probability",
      mitigation,
      justification: field("justification"),
      residualRisk: field("residual"),
      verification: field("verification"),
    },
    find(table, "on")?.cells[1]?.text,
  );
  draft.addMitigation(`${id} mitigation`, mitigation);
  return true;
}

/** `| ID | 05 |`, or one head over all columns: `Threat: TFA-SC-01`. */
function idOfCard({ header, rows }: Table): Cell | undefined {
  const [first, second] = header;
  if (!first || rows.length < 3) return undefined;
  if (second && /^(?:threat )?id$/.test(foldHeader(first.text))) return second;
  const named = /^threat\s*:\s*(\S.{0,60})$/i.exec(first.text)?.[1];
  if (named === undefined || (second && second.text !== first.text)) return undefined;
  const at = Math.max(0, first.text.lastIndexOf(named));
  return { text: named, span: { start: first.span.start + at, end: first.span.end } };
}

function find({ rows }: Table, name: keyof typeof ROWS): TableRow | undefined {
  return rows.find((row) => row.cells.length > 1 && ROWS[name].test(foldHeader(row.cells[0]?.text ?? "")));
}

/** One value, or several for as many environments, which are shown together. */
function statedRow(row: TableRow | undefined): Stated<string> {
  const cells = row?.cells.slice(1) ?? [];
  const texts = [...new Set(cells.map(({ text }) => text))];
  const [first] = cells;
  const last = cells.at(-1);
  if (!first || !last) return ABSENT;
  if (texts.length === 1) return statedCell(first);
  return statedText(texts.join(" / "), { start: first.span.start, end: last.span.end });
}

/** What stands in bold at the beginning, else the whole. */
function titleOf(row: TableRow, section: Section): Stated<string> {
  const cell = row.cells[1];
  if (!cell) return ABSENT;
  const source = section.text.slice(cell.span.start - section.span.start, cell.span.end - section.span.start);
  const bold = /^[|\s]*\*\*([^*]{1,400})\*\*/.exec(source)?.[1];
  if (bold === undefined) return statedCell(cell);
  const start = cell.span.start + source.indexOf(bold);
  // A cell of several lines has the table's own bars in between.
  const value = bold
    .replace(/\s*\|?\s*\n\s*\|?(?:[^|\n]*\|)?\s*/g, " ")
    .replace(/\s+/g, " ")
    .trim();
  return cell.text.startsWith(value) ? statedText(value, { start, end: start + bold.length }) : statedCell(cell);
}

/** "Yes, by ..." says that it is done; a sentence that says neither yes nor no leaves the status open. */
function statusOf(text: Stated<string>): ReturnType<typeof statedStatus> {
  const stated = statedStatus(text);
  return stated.state === "unknown" && text.state === "given" ? ABSENT : stated;
}
