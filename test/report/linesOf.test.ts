import assert from "node:assert/strict";
import { linesOf } from "../../lib/report/linesOf.ts";

describe("linesOf", () => {
  it("counts lines and columns from 1", () => {
    const position = linesOf("one\ntwo\n\nfour");
    assert.deepEqual(position(0), { line: 1, column: 1 });
    assert.deepEqual(position(3), { line: 1, column: 4 });
    assert.deepEqual(position(4), { line: 2, column: 1 });
    assert.deepEqual(position(8), { line: 3, column: 1 });
    assert.deepEqual(position(13), { line: 4, column: 5 });
  });

  it("takes \\r\\n for one line end and a lone \\r for one too", () => {
    const position = linesOf("a\r\nb\rc\nd");
    assert.deepEqual(
      [0, 3, 5, 7].map((offset) => position(offset).line),
      [1, 2, 3, 4],
    );
    assert.deepEqual(position(2), { line: 1, column: 3 });
  });

  it("counts columns in UTF-16 code units", () => {
    assert.deepEqual(linesOf("é😀x")(3), { line: 1, column: 4 });
  });

  it("clamps offsets to the text", () => {
    const position = linesOf("ab\ncd");
    assert.deepEqual(position(-5), { line: 1, column: 1 });
    assert.deepEqual(position(99), { line: 2, column: 3 });
    assert.deepEqual(linesOf("")(0), { line: 1, column: 1 });
  });

  for (const [name, end] of [
    ["\\n", "\n"],
    ["\\r\\n", "\r\n"],
    ["a mixture", "\n\r\n\r"],
  ] as const) {
    it(`agrees with a count by hand in any order of questions, with ${name}`, () => {
      const text = Array.from({ length: 200 }, (_, at) => "x".repeat(at % 7)).join(end);
      const position = linesOf(text);
      const offsets = Array.from({ length: text.length + 1 }, (_, at) => (at * 7919) % (text.length + 1));
      for (const offset of offsets) assert.deepEqual(position(offset), countedByHand(text, offset), `offset ${offset}`);
    });
  }
});

function countedByHand(text: string, offset: number) {
  let line = 1;
  let start = 0;
  for (let at = 0; at < offset; at++) {
    const pair = text[at] === "\r" && text[at + 1] === "\n";
    if (pair && at + 1 < offset) at++;
    else if (pair || (text[at] !== "\n" && text[at] !== "\r")) continue;
    line++;
    start = at + 1;
  }
  return { line, column: offset - start + 1 };
}
