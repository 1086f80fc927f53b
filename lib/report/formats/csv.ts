import type { AppliedWaiver, Assessment, Finding } from "../../model/assessment.ts";
import { type Places, placesOf } from "../placesOf.ts";
import { oneLine } from "./oneLine.ts";

const COLUMNS = [
  "requirement",
  "source",
  "citation",
  "strength",
  "severity",
  "state",
  "path",
  "line",
  "column",
  "subject",
  "message",
  "reason",
  "by",
  "until",
  "fingerprint",
] as const;

type Row = Readonly<Record<(typeof COLUMNS)[number], string | number>>;

/** All findings as a table (RFC 4180), the known and the waived ones included and marked. */
export function* csvPieces(assessment: Assessment): Generator<string> {
  const places = placesOf(assessment);
  yield line([...COLUMNS]);
  for (const finding of assessment.findings) yield rowLine(rowOf(finding, places));
  for (const { finding, waiver } of assessment.waived) yield rowLine(rowOf(finding, places, waiver));
}

function rowOf(finding: Finding, places: Places, waiver?: AppliedWaiver): Row {
  const { requirement, path, span } = finding;
  const { start } = places.range(path, span);
  return {
    requirement: requirement.id,
    source: requirement.source,
    citation: requirement.cite,
    strength: requirement.strength,
    severity: finding.severity,
    state: waiver ? "waived" : finding.known ? "known" : "open",
    path,
    line: start.line,
    column: start.column,
    subject: oneLine(finding.subject),
    message: oneLine(finding.message),
    reason: waiver?.reason ?? "",
    by: waiver?.by ?? "",
    until: waiver?.until ?? "",
    fingerprint: finding.fingerprint,
  };
}

function rowLine(row: Row): string {
  return line(COLUMNS.map((column) => row[column]));
}

function line(cells: readonly (string | number)[]): string {
  return `${cells.map(cell).join(",")}\r\n`;
}

function cell(value: string | number): string {
  // A spreadsheet would run a cell that begins like a formula, and the words come from hostile documents.
  const text = typeof value === "string" && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
