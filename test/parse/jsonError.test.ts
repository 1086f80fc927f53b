import assert from "node:assert/strict";
import { parseJson } from "../../lib/parse/json.ts";

/** Each text marks the place that the message must cover with ⟦ and ⟧. */
const CASES: readonly (readonly [string, string])[] = [
  ['{ "a": 1 ⟦"b"⟧: 2 }', "A comma is missing between two members."],
  ["[{} ⟦{⟧}]", "A comma is missing between two elements."],
  ['{ "a": [1, 2⟦,⟧ ] }', "A comma stands before the closing bracket; take it out."],
  ['{ "a": 1⟦,⟧ }', "A comma stands before the closing bracket; take it out."],
  ['{ ⟦"a"⟧ 1 }', "A colon is missing after this key."],
  ['{ ⟦"a"⟧: , "b": 1 }', "This key has no value."],
  ["{ ⟦a⟧: 1 }", "A key stands between double quotes in JSON, and this one does not."],
  ["{ \"a\": ⟦'x'⟧ }", "A text stands between double quotes in JSON, not single ones."],
  ['{ "a": ⟦None⟧ }', "`None` is not a JSON value. JSON writes `null`."],
  ['{ "a": ⟦1.⟧ }', "`1.` is not a JSON value."],
  ["[1, ⟦,⟧ 2]", "A value is missing before this `,`."],
  ['{ "a": 1 ⟦//⟧ note\n }', "JSON knows no comments; take this one out."],
  ['{ "a": ⟦"x⟧\n}', "The text that opens with this quote has no closing quote on its line."],
  ['{ "a": ⟦"⟧x', "The file ends inside a text that opens with this quote."],
  ['{ "a": "x⟦\t⟧y" }', "A raw control character stands in this text; write it as an escape such as \\t."],
  ['{ "a": "C:⟦\\w⟧ork" }', "`\\w` is not an escape that JSON knows; a backslash itself is written twice."],
  ['{ "a": 1⟦:⟧ 2 }', "A colon stands where a comma or the closing bracket should be."],
  ['{ ⟦"a⟧\nb": 1 }', "The text that opens with this quote has no closing quote on its line."],
  ["[1, 2⟦{⟧}]", "A comma is missing between two elements."],
  ['⟦{⟧ "a": 1', "The file ends inside an object that opens on this brace."],
  ['⟦{⟧ "a": ', "The file ends inside an object that opens on this brace."],
  ['{ "a": ⟦[⟧1,', "The file ends inside a list that opens on this bracket."],
  ['{ "a": 1 ⟦]⟧', "`]` stands where a `}` should close the object."],
  ['{ "a": [1 ⟦}⟧ ]', "`}` stands where a `]` should close the list."],
];

describe("the first syntax error of a JSON text", () => {
  for (const [marked, message] of CASES) {
    it(`is told at its place: ${JSON.stringify(marked)}`, () => {
      const text = marked.replace(/[⟦⟧]/g, "");
      for (const json of [parseJson(text), parseJson(text, 0)]) {
        assert.equal(json.usable, false);
        assert.deepEqual(
          json.problems.map((problem) => problem.message),
          [message],
        );
        const span = json.problems[0]?.span;
        assert.deepEqual(span, { start: marked.indexOf("⟦"), end: marked.indexOf("⟧") - 1 });
      }
    });
  }

  it("is that there is nothing at all", () => {
    for (const text of ["", "  \n", "\ufeff"]) {
      assert.equal(parseJson(text).problems[0]?.message, "The file is empty.");
    }
  });

  it("is found wherever the text is cut off", () => {
    const text = '{"a": [1, {"b": "c\\n"}], "d": -1.5e3, "e": [true, null]}';
    for (let end = 1; end < text.length; end++) {
      const json = parseJson(text.slice(0, end));
      assert.equal(json.usable, false, text.slice(0, end));
      assert.equal(json.problems.length, 1);
    }
  });
});
