import type { KevCatalog, KevEntry } from "../../model/kev.ts";
import { ABSENT } from "../../model/stated.ts";
import type { CsvDocument } from "../../parse/csv.ts";

/** Reads the CSV form of the catalog, whose header has `cveID` and `dateAdded`. */
export function readKevCsv(csv: CsvDocument): KevCatalog {
  const [header, ...records] = csv.records;
  const names = (header?.cells ?? []).map((cell) => cell.text.toLowerCase());
  const [idAt, addedAt] = [names.indexOf("cveid"), names.indexOf("dateadded")];
  const entries = new Map<string, KevEntry>();
  for (const { cells } of records) {
    const cell = cells[idAt];
    const id = cell?.text.toUpperCase();
    if (!cell || !id || entries.has(id)) continue;
    entries.set(id, { span: cell.span, added: cells[addedAt]?.text ?? "" });
  }
  const anchor = header?.cells[0]?.span ?? { start: 0, end: 0 };
  return { kind: "kev", format: "CSV", anchor, version: ABSENT, released: ABSENT, entries };
}

/** True for a header row of the catalog. */
export function isKevHeader(headings: readonly string[]): boolean {
  const names = headings.map((heading) => heading.toLowerCase());
  return names.includes("cveid") && (names.includes("dateadded") || names.includes("vendorproject"));
}
