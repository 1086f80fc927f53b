import { catalogue } from "../../guidance/catalogue.ts";
import type { TableCheck } from "../../model/guidance.ts";
import type { SubmissionDocument } from "../../model/submissionSet.ts";
import { proseOf, tablesOf } from "../prose.ts";
import { columnOf, isAbout } from "../table.ts";

const KEPT = new WeakMap<SubmissionDocument, ReadonlySet<number>>();

/** Where the cells start that a requirement about tables judges: what is missing there is its matter, and is not told twice. */
export function judgedCells(document: SubmissionDocument): ReadonlySet<number> {
  const kept = KEPT.get(document);
  if (kept) return kept;
  const starts = new Set<number>();
  const checks = tableChecks(document);
  const prose = proseOf(document.file);
  for (const table of prose && checks.length > 0 ? tablesOf(prose) : []) {
    for (const check of checks) {
      const at = isAbout(table, check.table) ? columnOf(table, check.column, check.not) : -1;
      if (at >= 0) for (const row of table.rows) starts.add(row.cells[at]?.span.start ?? -1);
    }
  }
  KEPT.set(document, starts);
  return starts;
}

function tableChecks(document: SubmissionDocument): TableCheck[] {
  return catalogue()
    .sources.flatMap((source) => source.requirements)
    .flatMap(({ check, owedBy }) =>
      check && "table" in check && owedBy.some((role) => document.roles.includes(role)) ? [check] : [],
    );
}
