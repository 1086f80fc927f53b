import type { Gap } from "../../model/assessment.ts";
import type { Cell, ColumnMeaning, Section, Table } from "../../model/prose.ts";
import { columnMeanings } from "../../read/prose/columnMeaning.ts";
import { mayHoldTable } from "../../read/prose/mayHoldTable.ts";
import { standInKind } from "../../read/standInWords.ts";
import { headingPath } from "./headingPath.ts";
import { judgedCells } from "./judgedCells.ts";
import type { Written } from "./written.ts";

/** Columns in which an empty cell leaves a question open. */
const ANSWERS: ReadonlySet<ColumnMeaning | undefined> = new Set(["answer", "status", "owner", "time", "severity"]);
/** An empty cell is a gap only where others of its column are filled. */
const FILLED = 0.5;
const FEWEST_ROWS = 3;

/** Cells left empty in a column of answers, owners, times, severities or states that is otherwise filled: one gap a column. */
export const emptyCells = {
  says: "its columns of owners, times, severities and answers are filled",
  nothing: "No table has a column for owners, times, severities, states or answers.",
  gapsOf({ document, prose }: Written): Gap[] | undefined {
    const gaps: Gap[] = [];
    let looked = false;
    for (const section of prose.sections) {
      if (!mayHoldTable(section.text)) continue;
      for (const block of section.blocks()) {
        if (block.kind !== "table" || block.rows.length < FEWEST_ROWS) continue;
        for (const [column, meaning] of columnMeanings(block).entries()) {
          if (!ANSWERS.has(meaning)) continue;
          looked = true;
          const judged = judgedCells(document).has(block.rows[0]?.cells[column]?.span.start ?? -1);
          if (!judged) gaps.push(...columnGap(block, column, section, document.path));
        }
      }
    }
    return looked ? gaps : undefined;
  },
};

function columnGap(table: Table, column: number, section: Section, path: string): Gap[] {
  const empty = table.rows.filter((row) => isEmpty(row.cells[column]));
  const [first] = empty;
  if (!first || empty.length > table.rows.length * (1 - FILLED)) return [];
  // A row with nothing in it but a label groups the rows below.
  if (empty.every((row) => row.cells.filter((cell) => !isEmpty(cell)).length < 2)) return [];
  const header = table.header[column]?.text ?? "";
  const row = first.cells.find((cell, at) => at !== column && !isEmpty(cell))?.text ?? "a row";
  const rows = empty.length === 1 ? `"${row.slice(0, 60)}"` : `"${row.slice(0, 60)}" and ${empty.length - 1} more`;
  return [
    {
      path,
      span: first.cells[column]?.span ?? first.span,
      subject: `${headingPath(section)}: ${header}`,
      data: { column: `"${header}"`, row: rows, total: String(empty.length) },
      related: empty
        .slice(1, 4)
        .map((one) => ({ path, span: one.cells[column]?.span ?? one.span, says: "also empty" })),
      partly: true,
    },
  ];
}

function isEmpty(cell: Cell | undefined): boolean {
  return cell === undefined || (standInKind(cell.text) === "empty" && !/[-–—]/.test(cell.text));
}
