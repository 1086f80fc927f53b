import type { ComponentSupport } from "../../model/componentSupport.ts";
import type { Problem } from "../../model/span.ts";
import type { CsvDocument, CsvRecord } from "../../parse/csv.ts";
import { type SupportColumn, supportColumns } from "./supportColumns.ts";
import { supportRow } from "./supportRow.ts";

/** A title, a date or an empty row may stand above the header. */
const HEADER_WITHIN = 20;

/** What the user can do about a table that cannot be joined with an SBOM. */
export const NO_SUPPORT_COLUMNS =
  "This table cannot be joined with an SBOM, because it has no header row for component, version, support level and end of support; add one.";

/** Reads a CSV addendum; undefined when no header row tells what its columns are. */
export function readSupportCsv(
  csv: CsvDocument,
  declared: boolean,
): { model: ComponentSupport; problems: readonly Problem[] } | undefined {
  for (const [at, header] of csv.records.slice(0, HEADER_WITHIN).entries()) {
    const headings = header.cells.map((cell) => cell.text);
    const columns = supportColumns(headings, declared);
    if (!columns) continue;
    const records = csv.records.slice(at + 1);
    return {
      model: {
        kind: "component-support",
        format: "CSV",
        anchor: header.cells[0]?.span ?? header.span,
        rows: records.flatMap((record) => rowOf(record, columns, headings) ?? []),
      },
      problems: [...csv.problems, ...records.flatMap((record) => tooLong(record, headings.length))],
    };
  }
  return undefined;
}

function rowOf(record: CsvRecord, columns: ReadonlyMap<SupportColumn, number>, headings: readonly string[]) {
  return supportRow((column) => {
    const at = columns.get(column);
    const cell = at === undefined ? undefined : record.cells[at];
    return cell && at !== undefined ? { ...cell, heading: headings[at] ?? "" } : undefined;
  }, record.span);
}

/** A cell too many is nearly always a delimiter that stands in a text without quotes, and then every cell after it is in the wrong column. */
function tooLong({ cells }: CsvRecord, columns: number): Problem[] {
  const extra = cells.slice(columns).find((cell) => cell.text !== "");
  if (!extra) return [];
  const message = `This row has ${cells.length} cells and the header ${columns}; put a text that holds the delimiter into quotation marks.`;
  return [{ message, span: extra.span }];
}
