import assert from "node:assert/strict";
import type { Block, Table } from "../../lib/model/prose.ts";
import { parseMarkdown } from "../../lib/parse/markdown.ts";

const blocksOf = (text: string): readonly Block[] =>
  parseMarkdown(text).sections.flatMap((section) => section.blocks());

function tableOf(text: string): Table {
  const [table] = blocksOf(text).filter((block): block is Table => block.kind === "table");
  assert.ok(table);
  return table;
}
const texts = (table: Table) => table.rows.map((row) => row.cells.map((cell) => cell.text).join("|"));

describe("parseMarkdown: HTML tables", () => {
  it("reads header, cells and places", () => {
    const text = `Before.

<table>
  <thead><tr><th>Question</th><th>Answer</th></tr></thead>
  <tr><td>Is it signed?</td><td><b>Yes</b>, by&nbsp;ECDSA</td></tr>
  <tr><td></td><td>x
</table>

After.
`;
    const table = tableOf(text);
    assert.deepEqual(
      table.header.map((cell) => cell.text),
      ["Question", "Answer"],
    );
    assert.deepEqual(texts(table), ["Is it signed?|Yes, by ECDSA", "|x"]);
    const cell = table.rows[0]?.cells[1];
    assert.equal(text.slice(cell?.span.start, cell?.span.end), "<b>Yes</b>, by&nbsp;ECDSA");
    const empty = table.rows[1]?.cells[0];
    assert.equal(text.slice(empty?.span.start, empty?.span.end), "<td>");
    assert.deepEqual(
      blocksOf(text).map((block) => block.kind),
      ["paragraph", "table", "paragraph"],
    );
  });

  it("reads over blank lines inside the table", () => {
    const text = "<table>\n<tr><th>A</th></tr>\n\n<tr><td>\n\n1\n\n</td></tr>\n\n</table>\n\nAfter.\n";
    assert.deepEqual(texts(tableOf(text)), ["1"]);
    assert.deepEqual(
      blocksOf(text).map((block) => block.kind),
      ["table", "paragraph"],
    );
  });

  it("has no header where none is marked, and row headers are cells", () => {
    const table = tableOf("<table><tr><th>Version</th><td>1.2</td></tr></table>\n");
    assert.deepEqual([table.header.length, texts(table)], [0, ["Version|1.2"]]);
  });

  it("puts a cell into every row and column that it spans", () => {
    const text = `<table>
<tr><th>A</th><th>B</th><th>C</th></tr>
<tr><td rowspan="2">a</td><td colspan=2>b</td></tr>
<tr><td>c</td><td>d</td></tr>
</table>
`;
    assert.deepEqual(texts(tableOf(text)), ["a|b|b", "a|c|d"]);
  });

  it("stays calm over tables that are not closed, empty or nested", () => {
    assert.deepEqual(texts(tableOf("<table><tr><td>a<td>b")), ["a|b"]);
    assert.deepEqual(
      texts(tableOf("<table><tr><td>a <table><tr><td>in</td></tr></table></td><td>b</td></tr></table>")),
      ["a in|b"],
    );
    assert.deepEqual(
      blocksOf("<table></table>\n\nText\n").map((block) => block.kind),
      ["paragraph"],
    );
  });
});

describe("parseMarkdown: notes and definitions", () => {
  const notes: [string, string, string][] = [
    ["> [!WARNING]\n> Change the password.\n", "warning", "Change the password."],
    ["> **Note:** Logs are kept.\n", "note", "Logs are kept."],
    ['!!! danger "Stop"\n    Do not update while infusing.\n', "danger", "Do not update while infusing."],
    [":::tip Hint\nUse a strong password.\n:::\n", "tip", "Use a strong password."],
  ];
  for (const [text, type, said] of notes) {
    it(`reads ${JSON.stringify(text)}`, () => {
      const [block] = blocksOf(text);
      assert.ok(block?.kind === "admonition");
      assert.deepEqual([block.type, block.text], [type, said]);
    });
  }

  it("leaves a quotation a quotation", () => {
    assert.deepEqual(
      blocksOf("> Notes are kept.\n").map((block) => block.kind),
      ["quote"],
    );
  });

  it("reads definition lists with exact places", () => {
    const text = "Intro.\n\n**CVD**\n: Coordinated `disclosure`\n: of vulnerabilities\nSBOM\n: A list\n";
    const found = blocksOf(text).filter((block) => block.kind === "definition");
    assert.deepEqual(
      found.map((one) => [
        one.term,
        text.slice(one.termSpan.start, one.termSpan.end),
        text.slice(one.textSpan.start, one.textSpan.end),
        one.text,
      ]),
      [
        ["CVD", "**CVD**", "Coordinated `disclosure`", "Coordinated disclosure"],
        ["CVD", "**CVD**", "of vulnerabilities", "of vulnerabilities"],
        ["SBOM", "SBOM", "A list", "A list"],
      ],
    );
  });
});
