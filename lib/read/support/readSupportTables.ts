import type { ComponentSupport } from "../../model/componentSupport.ts";
import type { Prose, Table } from "../../model/prose.ts";
import { mayHoldTable } from "../prose/mayHoldTable.ts";
import { supportColumns } from "./supportColumns.ts";
import { supportRow } from "./supportRow.ts";

/** The tables of a Markdown addendum that say something of the support of components; undefined when there is none. */
export function readSupportTables(prose: Prose): ComponentSupport | undefined {
  const tables = prose.sections.flatMap((section) =>
    mayHoldTable(section.text) ? section.blocks().filter((block) => block.kind === "table") : [],
  );
  const found = tables.flatMap((table) => rowsOf(table) ?? []);
  if (found.length === 0) return undefined;
  return { kind: "component-support", format: "Markdown", anchor: prose.anchor, rows: found };
}

function rowsOf(table: Table) {
  const columns = supportColumns(
    table.header.map((cell) => cell.text),
    true,
  );
  return (
    columns &&
    table.rows.flatMap(
      (row) =>
        supportRow((column) => {
          const at = columns.get(column);
          const cell = at === undefined ? undefined : row.cells[at];
          return cell && at !== undefined
            ? { text: cell.text.trim(), span: cell.span, heading: table.header[at]?.text ?? "" }
            : undefined;
        }, row.span) ?? [],
    )
  );
}
