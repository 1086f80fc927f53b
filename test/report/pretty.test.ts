import assert from "node:assert/strict";
import type { Assessment } from "../../lib/model/assessment.ts";
import { excerptOf } from "../../lib/report/excerpt.ts";
import { linesOf } from "../../lib/report/linesOf.ts";
import { placesOf } from "../../lib/report/placesOf.ts";
import { type Paint, pretty } from "../../lib/report/pretty.ts";
import { columnsOf, printable, wrapped } from "../../lib/report/terminalText.ts";
import { ASSESSMENT } from "./fixture.ts";

describe("the excerpt", () => {
  it("puts a caret under every column of the span", () => {
    assert.deepEqual(drawn("let ⟦word⟧ = 1;"), { line: "let word = 1;", carets: "    ^^^^" });
  });

  it("counts wide characters as two columns and tabs as two blanks", () => {
    assert.deepEqual(drawn("\t安全 ⟦説明⟧ x"), { line: "  安全 説明 x", carets: "       ^^^^" });
  });

  it("does not count marks that join the character before them", () => {
    assert.deepEqual(drawn("e\u0301 ⟦x⟧"), { line: "e\u0301 x", carets: "  ^" });
  });

  it("underlines the first line of a span of several", () => {
    assert.deepEqual(drawn("a ⟦first\r\nsecond⟧"), { line: "a first", carets: "  ^^^^^" });
  });

  it("shows something for an empty span", () => {
    assert.deepEqual(drawn("ab⟦⟧\ncd"), { line: "ab", carets: "  ^" });
  });

  it("cuts a long line to a window around the span", () => {
    const { line, carets } = drawn(`${"a".repeat(5000)}⟦HERE⟧${"b".repeat(5000)}`, 60);
    assert.ok(line.startsWith("…aaa") && line.endsWith("bbb…"), line);
    assert.ok(line.length <= 62, `${line.length} columns`);
    assert.equal(line.slice(carets.indexOf("^"), carets.length), "HERE");
  });

  it("cuts a span that is itself too long", () => {
    const { line, carets } = drawn(`x ⟦${"y".repeat(5000)}⟧`, 60);
    assert.ok(line.length <= 62 && carets.length <= 62);
    assert.match(carets, /^ {2}\^+$/);
  });

  it("replaces what would make a terminal act, and lone surrogates", () => {
    const { line } = drawn("\u001b[31m⟦x\ud800⟧\u202e");
    assert.equal(line, "␛[31mx\ufffd\ufffd");
  });
});

describe("the pretty report", () => {
  it("names each file once and each reason once", () => {
    const text = pretty(ASSESSMENT);
    assert.equal(text.match(/^pump\/sbom\.cdx\.json$/gm)?.length, 1);
    assert.equal(text.match(/who publishes patches/g)?.length, 1);
  });

  it("drops no finding of a large group", () => {
    const text = pretty(ASSESSMENT).replace(/\s+/g, " ");
    const places = placesOf(ASSESSMENT);
    for (const { message, path, span, subject } of ASSESSMENT.findings) {
      const { line, column } = places.range(path, span).start;
      assert.ok(text.includes(message) || text.includes(` ${line}:${column}`), subject);
    }
  });

  it("colours only when it is told to, and the words stay the same", () => {
    const mark = (text: string) => `\u001b[1m${text}\u001b[0m`;
    const paint: Paint = { bold: mark, dim: mark, underline: mark, red: mark, yellow: mark, cyan: mark };
    const coloured = pretty(ASSESSMENT, { paint });
    assert.ok(coloured.includes("\u001b[1m"));
    assert.equal(coloured.replaceAll("\u001b[1m", "").replaceAll("\u001b[0m", ""), pretty(ASSESSMENT));
    assert.ok(!pretty(ASSESSMENT).includes("\u001b"));
  });

  it("shows nothing raw of a hostile path, subject or message", () => {
    const [first, ...rest] = ASSESSMENT.findings;
    const [file] = ASSESSMENT.files;
    if (!first || !file) throw new Error("the fixture has no finding");
    const path = "evil\u001b]0;name\u0007.json";
    const hostile: Assessment = {
      ...ASSESSMENT,
      files: [...ASSESSMENT.files, { ...file, path, text: "\u001b[2J" }],
      findings: [{ ...first, path, span: { start: 0, end: 3 }, message: "\u001b[2J\nnew line" }, ...rest],
      troubles: [{ message: "\u001b[2J" }],
    };
    const text = pretty(hostile);
    assert.ok(!text.includes("\u001b") && !text.includes("\u0007"));
  });

  it("says that no finding is not compliance", () => {
    assert.match(pretty({ ...ASSESSMENT, findings: [] }), /No findings, which is not the same as compliant\./);
  });
});

describe("text for a terminal", () => {
  it("knows columns", () => {
    assert.deepEqual(["abc", "説明", "é", "e\u0301", "😀"].map(columnsOf), [3, 4, 1, 1, 2]);
  });

  it("keeps line feeds and tabs", () => assert.equal(printable("a\tb\nc\u0000"), "a\tb\nc␀"));

  it("wraps at words and leaves long ones whole", () => {
    assert.deepEqual(wrapped("one two three", 7), ["one two", "three"]);
    assert.deepEqual(wrapped(`a ${"x".repeat(20)} b`, 10), ["a", "x".repeat(20), "b"]);
    assert.deepEqual(wrapped("  ", 10), []);
  });
});

function drawn(marked: string, width = 100) {
  const start = marked.indexOf("⟦");
  const text = marked.replace("⟦", "").replace("⟧", "");
  const end = marked.indexOf("⟧") - 1;
  const { column } = linesOf(text)(start);
  return excerptOf(text, { span: { start, end }, column, width });
}
