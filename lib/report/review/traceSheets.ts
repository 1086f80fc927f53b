import type { Assessment } from "../../model/assessment.ts";
import { supportRows } from "./supportTimeline.ts";
import { idTraces, threatTraces, vulnerabilityTraces } from "./traceTables.ts";

/** What a cell holds. */
export type Value = string | number;

/** A sheet that is a table with a filter. */
export interface Table {
  readonly name: string;
  /** Name of each column with its width in characters. */
  readonly columns: readonly (readonly [name: string, width: number])[];
  readonly rows: readonly (readonly Value[])[];
}

/** The traces of a run as sheets, each with a column for comments. */
export function traceSheets(assessment: Assessment): Table[] {
  return [
    {
      name: "Threats",
      columns: [
        ["Threat", 12],
        ["What it is", 44],
        ["Said of", 30],
        ["Status", 14],
        ["Control", 50],
        ["Verified by", 26],
        ["Document", 30],
        ["Comment", 40],
      ],
      rows: threatTraces(assessment).map((one) => [
        one.id,
        one.threat,
        one.on,
        one.status,
        one.control,
        one.verification,
        one.path,
        "",
      ]),
    },
    {
      name: "Traceability",
      columns: [
        ["Threat", 14],
        ["Risk", 20],
        ["Control or requirement", 30],
        ["Test", 30],
        ["Defined in", 30],
        ["Comment", 40],
      ],
      rows: idTraces(assessment).map((one) => [
        one.threat,
        one.risks.join(", "),
        one.controls.join(", "),
        one.tests.join(", "),
        one.path,
        "",
      ]),
    },
    {
      name: "Vulnerabilities",
      columns: [
        ["Vulnerability", 20],
        ["Said of", 40],
        ["State", 18],
        ["Reason", 50],
        ["Action", 40],
        ["Document", 30],
        ["Comment", 40],
      ],
      rows: vulnerabilityTraces(assessment).map((one) => [
        one.vulnerability,
        one.about,
        one.state,
        one.reason,
        one.action,
        one.path,
        "",
      ]),
    },
    {
      name: "Support",
      columns: [
        ["Component", 36],
        ["Supplier", 28],
        ["Level of support", 22],
        ["End of support", 16],
        ["Reason where none", 50],
        ["Document", 30],
        ["Comment", 40],
      ],
      rows: supportRows(assessment).map((one) => [
        one.component,
        one.supplier,
        one.level,
        one.end,
        one.justification,
        one.path,
        "",
      ]),
    },
  ];
}
