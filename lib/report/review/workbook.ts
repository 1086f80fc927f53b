import writeXlsxFile, { type Cell, type CellObject, type Row, type Sheet } from "write-excel-file/universal";
import { type Catalogue, catalogue } from "../../guidance/catalogue.ts";
import type { Assessment } from "../../model/assessment.ts";
import { VERDICTS } from "../../model/vocabulary.ts";
import { type CountedGroup, type Quoted, type ReviewReport, reviewReport } from "./reviewReport.ts";
import { shortPaths } from "./shortPaths.ts";
import { stableZip } from "./stableZip.ts";
import { type Table, traceSheets, type Value } from "./traceSheets.ts";
import { xmlText } from "./xmlText.ts";

/** Excel takes no longer text in a cell. */
const LONGEST_CELL = 32_767;
/** Rows of a sheet, its header included. */
const MOST_ROWS = 1_048_576;

/**
 * The reviewer's record as a workbook: matrix, gap list and traces as tables that can be filtered, with empty columns for comments.
 * The same assessment gives the same bytes. Runs in Node and in a browser.
 */
export async function workbook(whole: Assessment, guidance: Catalogue = catalogue()): Promise<Uint8Array> {
  const report = reviewReport(whole, guidance);
  const { assessment } = shortPaths(whole);
  const tables = [matrix(report), gaps(report), ...traceSheets(assessment), inputs(report)];
  const blob = await writeXlsxFile([summarySheet(report), ...tables.map(sheetOf)]).toBlob();
  const filters = new Map(tables.map((table, i) => [`xl/worksheets/sheet${i + 2}.xml`, filterRange(table)]));
  return stableZip(new Uint8Array(await blob.arrayBuffer()), (path, xml) => {
    if (!path.startsWith("xl/worksheets/sheet")) return xml;
    const range = filters.get(path);
    return fitted(
      path === "xl/worksheets/sheet1.xml" ? 1 : 2,
      range === undefined ? xml : xml.replace("</sheetData>", `</sheetData><autoFilter ref="${range}"/>`),
    );
  });
}

/** On paper a table is at most two pages wide, and its first column says what a row is about. */
function fitted(pages: number, xml: string): string {
  return xml
    .replace(/<worksheet\b[^>]*>/, (tag) => `${tag}<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>`)
    .replace(/<pageSetup\b[^>]*\/>/, `<pageSetup orientation="landscape" fitToWidth="${pages}" fitToHeight="0"/>`);
}

function matrix({ requirements }: ReviewReport): Table {
  return {
    name: "Requirements",
    columns: [
      ["Requirement", 30],
      ["What is asked", 50],
      ["Source", 30],
      ["Citation", 30],
      ["Strength", 12],
      ["Verdict", 14],
      ["Met", 8],
      ["Of", 8],
      ["Findings", 10],
      ["Waived", 10],
      ["Evidence", 50],
      ["Question for the reviewer", 50],
      ["Attachment", 28],
      ["Why it was not looked at", 30],
      ["Reviewer's comment", 40],
      ["Reviewer", 18],
      ["Date", 12],
    ],
    rows: requirements.map((one) => [
      one.id,
      one.title,
      one.sourceTitle,
      one.cite,
      one.strength,
      one.verdict,
      one.met,
      one.total,
      one.findings.length,
      one.waived.length,
      one.evidence.map(placeWords).join("\n"),
      one.question,
      one.attachments.join("\n"),
      one.reason,
      one.answer.note,
      one.answer.by,
      one.answer.date,
    ]),
  };
}

function gaps({ requirements }: ReviewReport): Table {
  return {
    name: "Gaps",
    columns: [
      ["Severity", 12],
      ["Requirement", 30],
      ["What is missing", 60],
      ["Document", 34],
      ["Line", 8],
      ["Text at this place", 40],
      ["Citation", 30],
      ["Strength", 12],
      ["What to do", 50],
      ["Waived because", 40],
      ["Comment", 40],
      ["Owner", 18],
      ["Done on", 12],
    ],
    rows: requirements.flatMap((one) => {
      const row = (gap: Quoted, severity: string, waived: string) => [
        severity,
        one.id,
        gap.says,
        gap.path,
        gap.line,
        gap.quote,
        one.cite,
        one.strength,
        one.do,
        waived,
        "",
        "",
        "",
      ];
      return [
        ...one.findings.map((finding) => row(finding, finding.severity, "")),
        ...one.waived.map((gap) => row(gap, "waived", [gap.reason, gap.by, gap.until].filter(Boolean).join("; "))),
      ];
    }),
  };
}

function inputs({ files }: ReviewReport): Table {
  return {
    name: "Inputs",
    columns: [
      ["File", 40],
      ["Roles", 40],
      ["Kind", 16],
      ["State", 16],
      ["SHA-256", 68],
    ],
    rows: files.map(({ path, roles, kind, state, sha256 }) => [path, roles.join(", "), kind, state, sha256]),
  };
}

function placeWords({ says, path, line }: Quoted): string {
  return `${says} (${path}, line ${line})`;
}

function summarySheet(report: ReviewReport): Sheet<Blob> {
  const bold = (value: string): Cell => ({ value: clean(value), fontWeight: "bold" });
  const counts = (first: string, groups: readonly CountedGroup[]): Row[] => [
    [bold(first), ...VERDICTS.map(bold), bold("total")],
    ...groups.map(
      ({ name, counts: own }): Row => [
        { value: clean(name), wrap: true },
        ...VERDICTS.map((verdict) => ({ value: own[verdict] })),
        { value: own.total },
      ],
    ),
  ];
  const facts: (readonly [string, string])[] = [
    ...report.device,
    ["Compared with", report.asOf],
    ["Profile", `${report.profile.name} (${report.profile.reason})`],
    ["Tool", report.tool],
    ["Guidance data of", report.edition],
  ];
  const data: Row[] = [
    [{ value: clean(report.title), fontWeight: "bold", fontSize: 16 }],
    [{ value: report.disclaimer }],
    [],
    ...facts.map(([name, value]): Row => [bold(name), { value: clean(value) }]),
    [],
    ...counts("Source", [...report.bySource, { id: "", name: "All sources", counts: report.totals }]),
    [],
    ...counts("eSTAR attachment", report.byAttachment),
  ];
  return {
    sheet: "Summary",
    orientation: "landscape",
    data,
    columns: [{ width: 60 }, ...VERDICTS.map(() => ({ width: 15 })), { width: 8 }],
  };
}

function sheetOf({ name, columns, rows }: Table): Sheet<Blob> {
  const header: Row = columns.map(([value]) => ({ value, fontWeight: "bold", backgroundColor: "#f6f8fa", wrap: true }));
  const data = rows.slice(0, MOST_ROWS - 1).map((row): Row => {
    const height = heightOf(row, columns);
    return row.map((value) => ({ ...cellOf(value), height }));
  });
  return {
    sheet: name,
    data: [header, ...data],
    columns: columns.map(([, width]) => ({ width })),
    stickyRowsCount: 1,
    orientation: "landscape",
  };
}

/** Points that the fullest cell of a row needs; readers do not work it out for wrapped text by themselves. */
function heightOf(row: readonly Value[], columns: Table["columns"]): number {
  const lines = row.map((value, i) => {
    const width = columns[i]?.[1] ?? 10;
    const parts = String(value).split("\n");
    return parts.reduce((sum, part) => sum + Math.max(1, Math.ceil((part.length * 1.15) / width)), 0);
  });
  return Math.min(HIGHEST_ROW, 15 * Math.max(1, ...lines));
}

/** Excel takes no higher row. */
const HIGHEST_ROW = 409;

function cellOf(value: Value): CellObject {
  if (typeof value === "number") return { value, alignVertical: "top" };
  return { value: clean(value), wrap: true, alignVertical: "top" };
}

/** What XML can hold, of the length that a cell can hold. */
function clean(text: string): string {
  return xmlText(text).slice(0, LONGEST_CELL);
}

function filterRange({ columns, rows }: Table): string {
  return `A1:${String.fromCharCode(64 + columns.length)}${Math.min(rows.length + 1, MOST_ROWS)}`;
}
