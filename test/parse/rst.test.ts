import assert from "node:assert/strict";
import type { Block, Table } from "../../lib/model/prose.ts";
import type { Span } from "../../lib/model/span.ts";
import { blockCache } from "../../lib/parse/markdownCache.ts";
import { parseRst } from "../../lib/parse/rst.ts";
import { plainRst } from "../../lib/parse/rstInline.ts";

const covered = (text: string, span: Span) => text.slice(span.start, span.end);
const blocksOf = (text: string): readonly Block[] => parseRst(text).sections.flatMap((section) => section.blocks());

/** Each block as `kind text ⟦the source that it covers⟧`. */
function shown(text: string): string[] {
  return blocksOf(text).map((block) => {
    const said = block.kind === "table" ? "" : ` ${block.text}`;
    return `${block.kind}${said} ⟦${covered(text, block.span)}⟧`;
  });
}

function tableOf(text: string): Table {
  const [table] = blocksOf(text).filter((block): block is Table => block.kind === "table");
  assert.ok(table);
  return table;
}
const head = (table: Table) => table.header.map((cell) => cell.text).join("|");
const rows = (table: Table) => table.rows.map((row) => row.cells.map((cell) => cell.text).join("|"));

describe("parseRst: sections", () => {
  it("gives levels in the order in which the styles of headings appear", () => {
    const text = `Before.

=====
Pump
=====

Views
-----
Update
......

Text

Labeling
--------
`;
    assert.deepEqual(
      parseRst(text).sections.map((one) => [one.level, one.heading, covered(text, one.headingSpan)]),
      [
        [0, "", ""],
        [1, "Pump", "Pump"],
        [2, "Views", "Views"],
        [3, "Update", "Update"],
        [2, "Labeling", "Labeling"],
      ],
    );
    assert.equal(
      parseRst(text)
        .sections.map((one) => one.text)
        .join(""),
      text,
    );
  });

  it("takes any mark, and plain text of the heading", () => {
    assert.deepEqual(
      parseRst("A ``b`` `c <d>`_\n~~~~~~~~~~~~~~~~\n\nE\n#\n").sections.map((one) => one.heading),
      ["A b c", "E"],
    );
  });

  const none: [string, string][] = [
    ["a transition", "Text\n\n----\n\nText\n"],
    ["a table", "=====  =====\na      b\n=====  =====\n1      2\n=====  =====\n"],
    ["an indented line", "Text::\n\n   A\n   =\n"],
    ["an ellipsis", "Chapter\n...\n"],
  ];
  for (const [what, text] of none) {
    it(`sees no heading in ${what}`, () =>
      assert.deepEqual(
        parseRst(text).sections.map((one) => one.level),
        [0],
      ));
  }

  it("takes the field list below the title for the document's own data", () => {
    const text = "Plan\n====\n\n:Version: 1.2\n:Date: 2026-05-01\n\nText :x: y\n";
    const matter = parseRst(text).frontMatter;
    assert.deepEqual(
      matter?.entries.map((one) => [one.key, one.scalar?.text, one.scalar && covered(text, one.scalar.span)]),
      [
        ["Version", "1.2", "1.2"],
        ["Date", "2026-05-01", "2026-05-01"],
      ],
    );
  });
});

describe("plainRst", () => {
  const cases: [string, string][] = [
    ["The **pump** uses *TLS* and ``a *b* c``", "The pump uses TLS and a *b* c"],
    ["See `the plan <plan.html>`__ and :ref:`Updates <upd>` and :doc:`file`", "See the plan and Updates and file"],
    [
      "A reference_ and `two words`_, snake_case_names and encrypted_*_file",
      "A reference and two words, snake_case_names and encrypted_*_file",
    ],
    ["A note [1]_ by [ABC2020]_ on |PRODUCT|", "A note by ABC2020 on PRODUCT"],
    ["Escaped \\*stars\\* and a\\ b", "Escaped *stars* and ab"],
    ["2 * 3 * 4 and a|b", "2 * 3 * 4 and a|b"],
  ];
  for (const [source, text] of cases) it(source, () => assert.equal(plainRst(source), text));
});

describe("parseRst: blocks", () => {
  const cases: [string, string, string[]][] = [
    ["paragraphs over lines", "One\ntwo.\n\nThree\n", ["paragraph One two. ⟦One\ntwo.⟧", "paragraph Three ⟦Three⟧"]],
    [
      "bullets, nested and with paragraphs",
      "- a\n  b\n\n  c\n\n  * d\n- e\n",
      ["list-item a b ⟦a\n  b⟧", "paragraph c ⟦c⟧", "list-item d ⟦d⟧", "list-item e ⟦e⟧"],
    ],
    [
      "numbers of every form",
      "1. a\n#. b\n(c) d\nIV) e\n",
      ["list-item a ⟦a⟧", "list-item b ⟦b⟧", "list-item d ⟦d⟧", "list-item e ⟦e⟧"],
    ],
    ["an initial that is no number", "A. Roe wrote\nthis.\n", ["paragraph A. Roe wrote this. ⟦A. Roe wrote\nthis.⟧"]],
    [
      "definitions, with classifier",
      "Key : secret\n  It signs.\n\n  More.\n",
      ["definition It signs. ⟦Key : secret\n  It signs.⟧", "paragraph More. ⟦More.⟧"],
    ],
    [
      "fields and options",
      ":Owner: J. Roe\n:Note:\n  Two\n-v, --verbose  Says more\n",
      [
        "definition J. Roe ⟦Owner: J. Roe⟧",
        "definition Two ⟦Note:\n  Two⟧",
        "definition Says more ⟦-v, --verbose  Says more⟧",
      ],
    ],
    [
      "literal blocks",
      "Run::\n\n  a\n    b\n\nAfter ::\n\n> q\n",
      ["paragraph Run: ⟦Run:⟧", "fence a\n  b ⟦  a\n    b⟧", "paragraph After ⟦After⟧", "fence > q ⟦> q⟧"],
    ],
    [
      "code and drawings",
      ".. code-block:: C\n   :linenos:\n\n   int x;\n\n.. uml::\n\n   a -> b\n",
      ["fence int x; ⟦   int x;⟧", "fence a -> b ⟦   a -> b⟧"],
    ],
    [
      "notes",
      ".. note:: Read\n   this.\n\n   - a\n\n.. warning::\n\n   Stop.\n",
      ["admonition Read this. ⟦Read\n   this.⟧", "list-item a ⟦a⟧", "admonition Stop. ⟦Stop.⟧"],
    ],
    [
      "comments, targets and substitutions as nothing",
      ".. a comment\n   of two lines\n\n.. _target:\n\n.. |x| replace:: y\n\n__ http://x.example\n\nText\n",
      ["paragraph Text ⟦Text⟧"],
    ],
    ["pictures by their text", ".. image:: a.png\n   :alt: The system\n", ["paragraph The system ⟦a.png⟧"]],
    [
      "quotations and line blocks",
      "Text\n\n  Quoted.\n\n| a\n| b\n",
      ["paragraph Text ⟦Text⟧", "quote Quoted. ⟦Quoted.⟧", "paragraph a b ⟦| a\n| b⟧"],
    ],
    [
      "directives that are not known",
      ".. item:: REQ-1 Signed updates\n   :status: open\n\n   Updates are signed.\n",
      ["paragraph REQ-1 Signed updates ⟦REQ-1 Signed updates⟧", "paragraph Updates are signed. ⟦Updates are signed.⟧"],
    ],
    ["footnotes", ".. [1] First.\n", ["paragraph First. ⟦First.⟧"]],
    ["task boxes", "* [x] done\n* [ ] open\n", ["list-item done ⟦done⟧", "list-item open ⟦open⟧"]],
  ];
  for (const [what, text, expected] of cases) it(`reads ${what}`, () => assert.deepEqual(shown(text), expected));

  it("keeps exact places with byte order mark, CRLF and tabs", () => {
    const text = "\uFEFFA\r\n=\r\n\r\nPara 😀\r\n\r\n-\tone\r\n\ttwo\r\n";
    assert.deepEqual(shown(text), ["paragraph Para 😀 ⟦Para 😀⟧", "list-item one two ⟦one\r\n\ttwo⟧"]);
  });

  it("knows the language of code and the state of boxes", () => {
    const [code, done, open] = blocksOf(".. code-block:: YAML\n\n   a: 1\n\n* [x] done\n* [ ] open\n");
    assert.deepEqual(
      [
        code?.kind === "fence" && code.language,
        done?.kind === "list-item" && done.ticked,
        open?.kind === "list-item" && open.ticked,
      ],
      ["yaml", true, false],
    );
  });
});

describe("parseRst: tables", () => {
  it("reads drawn tables with joined cells and cells of several lines", () => {
    const text = `
+-------+-----------+
| ID    | Threat    |
+=======+===========+
| T-1   | Somebody  |
|       | listens   |
+-------+-----+-----+
| T-2   | a   | b   |
|       +-----+-----+
|       | c   |     |
+-------+-----+-----+
`;
    const table = tableOf(text);
    assert.equal(head(table), "ID|Threat|Threat");
    assert.deepEqual(rows(table), ["T-1|Somebody listens|Somebody listens", "T-2|a|b", "T-2|c|"]);
    assert.equal(covered(text, table.rows[0]?.cells[1]?.span ?? { start: 0, end: 0 }), "Somebody");
    assert.equal(covered(text, table.rows[2]?.cells[1]?.span ?? { start: 0, end: 0 }), "c");
  });

  it("reads ruled tables, rows that go on and empty cells", () => {
    const text = `
========  =====  ==========
Severity  Days   Note
========  =====  ==========
Critical  7      from the
                 release on
High             \\
========  =====  ==========
`;
    const table = tableOf(text);
    assert.equal(head(table), "Severity|Days|Note");
    assert.deepEqual(rows(table), ["Critical|7|from the release on", "High||"]);
    assert.equal(covered(text, table.rows[0]?.cells[1]?.span ?? { start: 0, end: 0 }), "7");
  });

  it("reads tables without header", () => {
    const table = tableOf("====  ====\na     b\n====  ====\n\nText\n");
    assert.deepEqual([head(table), rows(table)], ["", ["a|b"]]);
  });

  it("reads lists of lists", () => {
    const text = `.. list-table:: Patch times
   :header-rows: 1
   :widths: 1 2

   * - Severity
     - Days
   * - Critical
     - 7 days
       at most
   * - High
     -
`;
    const table = tableOf(text);
    assert.equal(head(table), "Severity|Days");
    assert.deepEqual(rows(table), ["Critical|7 days at most", "High|"]);
    assert.equal(covered(text, table.rows[0]?.cells[0]?.span ?? { start: 0, end: 0 }), "Critical");
    assert.equal(covered(text, table.rows[1]?.cells[1]?.span ?? { start: 0, end: 0 }), "-");
    assert.deepEqual(shown(text)[0], "paragraph Patch times ⟦Patch times⟧");
  });

  it("reads comma separated values", () => {
    const text = `.. csv-table::
   :header: "Name", "Version"

   "Open, SSL", 3.0.15
   zlib, ""
`;
    const table = tableOf(text);
    assert.equal(head(table), "Name|Version");
    assert.deepEqual(rows(table), ["Open, SSL|3.0.15", "zlib|"]);
    assert.equal(covered(text, table.rows[0]?.cells[0]?.span ?? { start: 0, end: 0 }), "Open, SSL");
    assert.equal(covered(text, table.rows[1]?.cells[1]?.span ?? { start: 0, end: 0 }), '""');
  });

  it("stays calm over a drawing that is no table", () => {
    const drawn = "+------+     +-----+\n| pump | --> | app |\n+------+     +-----+\n";
    assert.deepEqual(
      blocksOf(drawn).filter((block) => block.kind === "table"),
      [],
    );
    assert.deepEqual(rows(tableOf("+---+---+\n| a | b |\n+---+---+\n")), ["a|b"]);
    assert.doesNotThrow(() => blocksOf("+---+---+\n| a | b\n+---+---"));
  });
});

describe("parseRst: cache, size and malice", () => {
  it("parses only the section that changed", () => {
    const cache = blockCache();
    const text = "A\n=\n\none\n\nB\n=\n\ntwo\n";
    const before = parseRst(text, cache).sections.map((one) => one.blocks());
    const after = parseRst(text.replace("one", "changed"), cache).sections.map((one) => one.blocks());
    assert.equal(before[1]?.[0]?.kind, "paragraph");
    assert.deepEqual(after[1]?.[0], { ...before[1]?.[0], span: { start: 19, end: 22 } });
  });

  const floods: [string, string][] = [
    ["list markers", `${"- ".repeat(20_000)}x\n`],
    ["indents", Array.from({ length: 2000 }, (_, i) => `${" ".repeat(i)}x`).join("\n")],
    ["backticks", "`".repeat(50_000)],
    ["directives", ".. note::\n\n   ".repeat(5000)],
    ["table corners", `${"+-".repeat(2000)}+\n${"| ".repeat(2000)}|\n`.repeat(4)],
    ["rules", "== ==\na b\n".repeat(10_000)],
    ["adornments", "=\n".repeat(50_000)],
    ["null characters and lone surrogates", "\u0000\ud800 ".repeat(10_000)],
  ];
  for (const [what, text] of floods) {
    it(`survives a flood of ${what}`, () => {
      for (const block of blocksOf(text))
        assert.ok(block.span.start <= block.span.end && block.span.end <= text.length);
    });
  }
});
