import assert from "node:assert/strict";
import type { Block, Fence, Table } from "../../lib/model/prose.ts";
import type { Span } from "../../lib/model/span.ts";
import { parseMarkdown } from "../../lib/parse/markdown.ts";
import { blockCache } from "../../lib/parse/markdownCache.ts";

const covered = (text: string, span: Span) => text.slice(span.start, span.end);
const headings = (text: string) => parseMarkdown(text).sections.map((section) => [section.level, section.heading]);

function blocksOf(text: string): readonly Block[] {
  return parseMarkdown(text).sections.flatMap((section) => section.blocks());
}

function only<K extends Block["kind"]>(text: string, kind: K): Extract<Block, { kind: K }> {
  const found = blocksOf(text).filter((block): block is Extract<Block, { kind: K }> => block.kind === kind);
  assert.equal(found.length, 1, `one ${kind}`);
  return found[0] as Extract<Block, { kind: K }>;
}

describe("parseMarkdown: sections", () => {
  it("splits at headings of both forms and shows their text without marks", () => {
    const text = `Before.

# Threat **model** ##

Text of
two lines
---------

Body

Third
=====
`;
    const { sections } = parseMarkdown(text);
    assert.deepEqual(
      sections.map((section) => [section.level, section.heading, covered(text, section.headingSpan)]),
      [
        [0, "", ""],
        [1, "Threat model", "Threat **model**"],
        [2, "Text of two lines", "Text of\ntwo lines"],
        [1, "Third", "Third"],
      ],
    );
    assert.equal(sections[2]?.text, "Text of\ntwo lines\n---------\n\nBody\n\n");
  });

  const hidden: [string, string][] = [
    ["a fence", "# A\n\n```sh\n# not\n```\n"],
    ["a tilde fence with backticks in it", "# A\n\n~~~\n```\n# not\n~~~\n"],
    ["a fence that is never closed", "# A\n\n```\n# not\n"],
    ["a fence inside a list item", "# A\n\n- item\n  ```\n  # not\n  ```\n"],
    ["an HTML comment over several lines", "# A\n\n<!--\n# not\n\n# not either\n-->\n"],
    ["raw HTML up to a blank line", "# A\n\n<div>\n# not\n</div>\n"],
    ["a pre element with blank lines", "# A\n\n<pre>\n\n# not\n\n</pre>\n"],
    ["indented code", "# A\n\n    # not\n"],
    ["front matter", "---\ntitle: x\n# not\n---\n# A\n"],
    ["a rule below a table", "# A\n\n| a | b |\n|---|---|\n| 1 | 2 |\n---\n"],
    ["a rule below a list item", "# A\n\n- item\n---\n"],
    ["a rule below a quote that goes on", "# A\n\n> quote\nand on\n---\n"],
    ["a hash without blank", "# A\n\n#not\n"],
  ];
  for (const [where, text] of hidden) {
    it(`finds no heading in ${where}`, () => {
      assert.deepEqual(headings(text), [[1, "A"]]);
    });
  }

  it("sees headings again behind a fence in a list item that ends with its item", () => {
    assert.deepEqual(headings("- item\n  ```\n  code\n# A\n"), [
      [0, ""],
      [1, "A"],
    ]);
  });

  it("reads front matter with places in the document", () => {
    const text = "\uFEFF---\r\ntitle: Pump\r\nlist: [a]\r\n---\r\n# A\r\n";
    const { frontMatter, sections } = parseMarkdown(text);
    const title = frontMatter?.entries[0];
    assert.equal(title?.scalar?.text, "Pump");
    assert.equal(covered(text, title?.scalar?.span ?? { start: 0, end: 0 }), "Pump");
    assert.equal(frontMatter?.entries[1]?.scalar, undefined);
    assert.equal(covered(text, sections[0]?.headingSpan ?? { start: 0, end: 0 }), "A");
  });

  it("reports broken front matter at its place and reads the rest", () => {
    const text = "---\ntitle: Pump: model\n---\n# A\n";
    const { problems, sections } = parseMarkdown(text);
    assert.equal(problems.length, 1);
    assert.equal(covered(text, problems[0]?.span ?? { start: 0, end: 0 }), ": model");
    assert.equal(sections[0]?.heading, "A");
  });
});

describe("parseMarkdown: plain text", () => {
  const headingTexts: [string, string][] = [
    ["[Link](http://a.example/b_c) and `code_x`", "Link and code_x"],
    ["snake_case_name stays, _this_ goes", "snake_case_name stays, this goes"],
    ["Tom &amp; Jerry &mdash; \\*star\\*", "Tom & Jerry — *star*"],
    ["~~old~~ ***new*** <b>bold</b> <!-- note -->", "old new bold"],
    ["[Reference][id] with footnote[^1]", "Reference with footnote"],
  ];
  for (const [source, plain] of headingTexts) {
    it(`reads a heading "${source}" as "${plain}"`, () => {
      assert.equal(parseMarkdown(`# ${source}\n`).sections[0]?.heading, plain);
    });
  }

  it("gives the text of paragraphs without marks, breaks as blanks", () => {
    const text = "The **pump** uses [TLS](http://x.example) `1.3`,<br>always\nand ![a lock](x.png) everywhere.\n";
    const paragraph = only(text, "paragraph");
    assert.equal(paragraph.text, "The pump uses TLS 1.3, always and a lock everywhere.");
    assert.equal(covered(text, paragraph.span), text.trimEnd());
  });

  it("gives the text of reference links defined elsewhere, and of those defined nowhere", () => {
    const text = "# A\n\nSee [the plan][plan], [plan] and [other][gone].\n\n# B\n\n[plan]: plan.md\n";
    assert.equal(only(text, "paragraph").text, "See the plan, plan and other.");
  });
});

describe("parseMarkdown: blocks", () => {
  it("flattens lists with depth and boxes, each with its own text only", () => {
    const text = "- first\n  - [ ] open\n  - [x] **done**\n1. second\n";
    const items = blocksOf(text).map((block) =>
      block.kind === "list-item" ? [block.depth, block.ticked, block.text, covered(text, block.span)] : block.kind,
    );
    assert.deepEqual(items, [
      [0, undefined, "first", "first"],
      [1, false, "open", "open"],
      [1, true, "done", "**done**"],
      [0, undefined, "second", "second"],
    ]);
  });

  it("gives table cells without padding, and a place for empty ones", () => {
    const text = "| Id | Threat |  Note |\n|---|:-:|---|\n| T-1 | a \\| b |   |\n| **T-2** || x |\n| T-3 |\n";
    const table: Table = only(text, "table");
    assert.deepEqual(
      table.header.map((cell) => cell.text),
      ["Id", "Threat", "Note"],
    );
    const cells = table.rows.map((row) => row.cells.map((cell) => [cell.text, covered(text, cell.span)]));
    assert.deepEqual(cells[0], [
      ["T-1", "T-1"],
      ["a | b", "a \\| b"],
      ["", " "],
    ]);
    assert.deepEqual(cells[1]?.[0], ["T-2", "**T-2**"]);
    assert.equal(cells[1]?.[1]?.[0], "");
    assert.notEqual(cells[1]?.[1]?.[1], "", "an empty span cannot be shown");
    assert.equal(cells[2]?.length, 3, "a row that ends early is filled up");
    assert.equal(covered(text, table.rows[0]?.span ?? { start: 0, end: 0 }), "| T-1 | a \\| b |   |");
  });

  it("gives a fence its language and the text between the marks", () => {
    const text = "```Mermaid title=x\nflowchart LR\n  A --> B\n```\n";
    const fence: Fence = only(text, "fence");
    assert.equal(fence.language, "mermaid");
    assert.equal(covered(text, fence.textSpan), "flowchart LR\n  A --> B");
    assert.equal(fence.text, "flowchart LR\n  A --> B");
  });

  it("handles empty, unclosed and indented fences", () => {
    for (const [text, inside] of [
      ["```\n```\n", ""],
      ["```js\nlet a;\n", "let a;"],
      ["- x\n\n  ```\n  code\n  ```\n", "  code"],
    ] as const) {
      assert.equal(covered(text, only(text, "fence").textSpan).trimEnd(), inside);
    }
  });

  it("keeps quotes and raw HTML apart from the author's own text", () => {
    assert.equal(only("> Guidance: *describe* the\n> system.\n", "quote").text, "Guidance: describe the system.");
    const html = "<div><p>Yes &amp; no</p><p>2</p></div>\n";
    assert.equal(only(html, "html").text, "Yes & no 2");
  });

  it("keeps exact places with byte order mark, CRLF and characters outside the basic plane", () => {
    const text = "\uFEFF# 😀 A\r\n\r\nPara 😀 one.\r\n\r\n| a |\r\n|---|\r\n| 😀 b |\r\n";
    const [paragraph, table] = blocksOf(text);
    assert.equal(paragraph && covered(text, paragraph.span), "Para 😀 one.");
    assert.ok(table?.kind === "table");
    assert.equal(covered(text, table.rows[0]?.cells[0]?.span ?? { start: 0, end: 0 }), "😀 b");
  });
});

describe("parseMarkdown: cache", () => {
  const document = (last: string) => `# A\n\nSame text.\n\n# B\n\n${last}\n`;

  it("parses only the section that changed, and moves the others to their new place", () => {
    const texts: string[] = [];
    const kept = new Map<string, readonly Block[]>();
    const cache = {
      get: (text: string) => kept.get(text),
      set: (text: string, blocks: readonly Block[]) => {
        texts.push(text.trim());
        kept.set(text, blocks);
      },
    };
    for (const section of parseMarkdown(document("One."), cache).sections) section.blocks();
    const edited = `New first line.\n\n${document("Two.")}`;
    const places = parseMarkdown(edited, cache).sections.flatMap((section) =>
      section.blocks().map((block) => covered(edited, block.span)),
    );
    assert.deepEqual(places, ["New first line.", "Same text.", "Two."]);
    assert.deepEqual(texts, ["Same text.", "One.", "New first line.", "Two."]);
  });

  it("forgets what was used longest ago when it is full", () => {
    const cache = blockCache(10);
    cache.set("aaaa", []);
    cache.set("bbbb", []);
    cache.get("aaaa");
    cache.set("cccc", []);
    assert.deepEqual([cache.get("aaaa"), cache.get("bbbb"), cache.get("cccc")], [[], undefined, []]);
  });
});

describe("parseMarkdown: size and malice", () => {
  it("keeps the places and rows of a table that is longer than one piece", () => {
    const rows = Array.from({ length: 1200 }, (_, i) => `| C-${i} | ${"component ".repeat(9)} |`);
    const text = `# Parts\n\n| Id | Name |\n|----|------|\n${rows.join("\n")}\n\nAfter.\n`;
    const blocks = blocksOf(text);
    assert.deepEqual(
      blocks.map((block) => block.kind),
      ["table", "paragraph"],
    );
    const table = blocks[0] as Table;
    assert.equal(table.rows.length, 1200);
    assert.equal(covered(text, table.rows[1199]?.cells[0]?.span ?? { start: 0, end: 0 }), "C-1199");
  }).timeout(60_000);

  const hostile: [string, string][] = [
    ["brackets", "[".repeat(100_000)],
    ["brackets on many lines", "[a](\n".repeat(20_000)],
    ["quotes", `${">".repeat(50_000)} a`],
    ["list markers", `${"- ".repeat(5000)}a`],
    ["emphasis", "*a **b ".repeat(2000)],
    ["tags", "<a ".repeat(3000)],
    ["null characters and lone surrogates", "# \0\uD800\n\n\uDC00 text\n"],
    ["definitions", Array.from({ length: 3000 }, (_, i) => `[a${i}]: x`).join("\n")],
  ];
  for (const [what, text] of hostile) {
    it(`survives a flood of ${what}`, () => {
      const started = performance.now();
      for (const block of blocksOf(text)) assert.ok(block.span.end <= text.length);
      assert.ok(performance.now() - started < 5000, "in sensible time");
    });
  }
});
