import assert from "node:assert/strict";
import { strFromU8, unzipSync } from "fflate";
import { gapList } from "../../../lib/report/review/gapList.ts";
import { gapListDocument } from "../../../lib/report/review/gapListDocument.ts";
import { workbook } from "../../../lib/report/review/workbook.ts";
import { ASSESSMENT } from "../fixture.ts";

/** The parts of an Office file as text. */
function parts(bytes: Uint8Array): Map<string, string> {
  return new Map(Object.entries(unzipSync(bytes)).map(([path, part]) => [path, strFromU8(part)]));
}

describe("the record as a workbook", () => {
  it("has a sheet for the matrix, the gaps and each trace, with a filter over every column", async () => {
    const book = parts(await workbook(ASSESSMENT));
    const names = [...(book.get("xl/workbook.xml") ?? "").matchAll(/<sheet\b[^>]*\bname="([^"]+)"/g)].map(
      ([, name]) => name,
    );
    assert.deepEqual(names, [
      "Summary",
      "Requirements",
      "Gaps",
      "Threats",
      "Traceability",
      "Vulnerabilities",
      "Support",
      "Inputs",
    ]);
    // 4 requirements, and 24 findings with one waived, each below its header.
    assert.match(book.get("xl/worksheets/sheet2.xml") ?? "", /<autoFilter ref="A1:Q5"\/>/);
    assert.match(book.get("xl/worksheets/sheet3.xml") ?? "", /<autoFilter ref="A1:M26"\/>/);
  });

  it("keeps what documents say as text, so that no formula of theirs runs", async () => {
    const [first, ...others] = ASSESSMENT.findings;
    assert.ok(first);
    const hostile = { ...first, message: '=HYPERLINK("x")\u0001' };
    const book = parts(await workbook({ ...ASSESSMENT, findings: [hostile, ...others] }));
    assert.ok(book.get("xl/sharedStrings.xml")?.includes('=HYPERLINK("x")'));
    assert.ok(![...book.values()].some((xml) => xml.includes("<f>")));
  });

  it("gives the same bytes twice", async () => {
    assert.deepEqual(await workbook(ASSESSMENT), await workbook(ASSESSMENT));
  });
});

describe("the gap list", () => {
  it("says what is asked, what is missing, where it was looked for and what closes it", () => {
    const list = gapList(ASSESSMENT);
    const items = list.chapters.flatMap((chapter) => chapter.items);
    assert.deepEqual(
      items.map(({ number, id }) => [number, id]),
      [
        [1, "example-plan"],
        [2, "example-supplier"],
        [3, "example-claim"],
      ],
    );
    const supplier = items[1];
    assert.equal(supplier?.missing.length, 11);
    assert.equal(supplier?.missing[0], "zlib 1.0 has no supplier name. (sbom.cdx.json, line 4)");
    assert.equal(supplier?.missing[10], "The same holds at 12 more places.");
    assert.equal(supplier?.lookedIn, "sbom.cdx.json; 1 of 24 meet it.");
  });

  it("never speaks as FDA", () => {
    const list = gapList(ASSESSMENT);
    assert.match(list.introduction.join(" "), /It is not a letter of FDA, and FDA has not seen it\./);
    const told = list.chapters.flatMap(({ items }) =>
      items.flatMap((item) => [item.asked, ...item.missing, item.todo]),
    );
    for (const text of told) assert.doesNotMatch(text, /\b(we|our|FDA requires|you must)\b/i);
  });

  it("is a Word document with the same bytes twice and no date of its making", async () => {
    const bytes = await gapListDocument(ASSESSMENT);
    assert.deepEqual(await gapListDocument(ASSESSMENT), bytes);
    const document = parts(bytes);
    assert.match(document.get("word/document.xml") ?? "", /Where it was looked for/);
    assert.match(document.get("docProps/core.xml") ?? "", /1980-01-01T00:00:00Z/);
  });
});
