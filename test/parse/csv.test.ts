import { deepEqual, equal } from "node:assert/strict";
import { csvHeader, parseCsv } from "../../lib/parse/csv.ts";

/** Cells as text; every span is asked to cover what the cell was made of. */
function cells(text: string): string[][] {
  const { records } = parseCsv(text);
  for (const { text: value, span } of records.flatMap((record) => record.cells)) {
    equal(text.slice(span.start, span.end).replaceAll('""', '"'), value);
  }
  return records.map((record) => record.cells.map((cell) => cell.text));
}

describe("parseCsv", () => {
  it("reads commas, semicolons, tabs and bars, whichever the first line has", () => {
    for (const delimiter of [",", ";", "\t", "|"]) {
      deepEqual(cells(`name${delimiter}version\nzlib${delimiter}1.3.1\n`), [
        ["name", "version"],
        ["zlib", "1.3.1"],
      ]);
    }
  });

  it("keeps delimiters, line breaks and quotes inside quotation marks", () => {
    deepEqual(cells('name,reason\r\nzlib,"no dates, by ""policy""\nof the project"\r\n'), [
      ["name", "reason"],
      ["zlib", 'no dates, by "policy"\nof the project'],
    ]);
  });

  it("skips a byte order mark, the announcement of the delimiter and blank lines", () => {
    deepEqual(cells("\ufeffsep=;\r\nname;version\r\n\r\nzlib;1.3.1"), [
      ["name", "version"],
      ["zlib", "1.3.1"],
    ]);
  });

  it("takes the padding off and keeps the place of an empty cell", () => {
    const { records } = parseCsv("name , version\nzlib,,x\n");
    deepEqual(
      records.map((record) => record.cells.map((cell) => [cell.text, cell.span.start, cell.span.end])),
      [
        [
          ["name", 0, 4],
          ["version", 7, 14],
        ],
        [
          ["zlib", 15, 19],
          ["", 20, 20],
          ["x", 21, 22],
        ],
      ],
    );
  });

  it("reports a quotation mark that is never closed at its place", () => {
    const text = 'name,reason\nzlib,"no end\nopenssl,x\n';
    const { problems } = parseCsv(text);
    deepEqual(
      problems.map(({ span }) => text.slice(span.start, span.end)),
      ['"'],
    );
    equal(problems[0]?.span.start, text.indexOf('"'));
  });

  it("shows the header without reading the table", () => {
    deepEqual(csvHeader('\n"Component";Version\nzlib;1\n'), ["Component", "Version"]);
    deepEqual(csvHeader(""), []);
  });
});
