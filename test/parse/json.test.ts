import assert from "node:assert/strict";
import type { Span } from "../../lib/model/span.ts";
import { inner, type JsonDocument, parseJson } from "../../lib/parse/json.ts";

const BOM = `{
  "bomFormat": "CycloneDX",
  "components": [
    { "name": "openssl", "version": "3.0.13" },
    { "name": "zl\\u0069b", "hashes": [{ "alg": "SHA-256" }, { "alg": "MD5" }] }
  ],
  "dependencies": []
}
`;

/** Every behaviour holds for a text that is parsed whole and for one that is parsed element by element. */
const WAYS = [
  { how: "parsed whole", parse: (text: string) => parseJson(text) },
  { how: "parsed element by element", parse: (text: string) => parseJson(text, 0) },
];

function covered(text: string, span: Span): string {
  return text.slice(span.start, span.end);
}

function values(document: JsonDocument, name: string): unknown[] {
  return [...document.elements(name)].map((element) => element.value);
}

for (const { how, parse } of WAYS) {
  describe(`a JSON text ${how}`, () => {
    it("gives its members and the elements of its lists", () => {
      const json = parse(BOM);
      assert.deepEqual(json.memberNames(), ["bomFormat", "components", "dependencies"]);
      assert.equal(json.member("bomFormat"), "CycloneDX");
      assert.equal(json.member("metadata"), undefined);
      assert.deepEqual(values(json, "components"), JSON.parse(BOM).components);
      assert.deepEqual(json.root(), JSON.parse(BOM));
      assert.deepEqual(json.problems, []);
      assert.equal(json.usable, true);
    });

    it("can be walked more than once", () => {
      const components = parse(BOM).elements("components");
      assert.equal([...components].length, 2);
      assert.equal([...components].length, 2);
    });

    it("gives no elements where a member is absent, empty or no list", () => {
      const json = parse(BOM);
      for (const name of ["services", "dependencies", "bomFormat"]) assert.deepEqual(values(json, name), []);
    });

    it("passes over elements that do not hold a text", () => {
      const found = [...parse(BOM).elementsWith("components", '"MD5"')];
      assert.equal(found.length, 1);
      assert.deepEqual(found[0]?.value, JSON.parse(BOM).components[1]);
    });

    it("finds the elements that hold one of several texts, each once and in their order", () => {
      const list = '[{"a":"x","b":"y"},{"a":"z"},{"b":"y"},"x y",{"a":"x","b":"x"},"y"]';
      const json = parse(`{"list":${list}}`);
      const found = [...json.elementsWith("list", '"x"', '"y"')].map(({ value }) => JSON.stringify(value));
      assert.deepEqual(found, ['{"a":"x","b":"y"}', '{"b":"y"}', '{"a":"x","b":"x"}', '"y"']);
    });

    it("finds the place of a value, its key and the text between its quotes", () => {
      const json = parse(BOM);
      const version = json.at(["components", 0, "version"]);
      assert.equal(covered(BOM, version), '"3.0.13"');
      assert.equal(covered(BOM, version.key), '"version"');
      assert.equal(covered(BOM, inner(version)), "3.0.13");
      assert.equal(covered(BOM, json.at(["dependencies"])), "[]");
    });

    it("finds places further in from the spot of an element", () => {
      const [, second] = parse(BOM).elements("components");
      assert.ok(second);
      assert.equal(covered(BOM, inner(second.spot.child("hashes", 1, "alg"))), "MD5");
      assert.equal(covered(BOM, second.spot.child("hashes").child(0)), '{ "alg": "SHA-256" }');
    });

    it("gives the nearest value around a path that leads nowhere", () => {
      const json = parse(BOM);
      assert.equal(
        covered(BOM, json.at(["components", 0, "supplier", "name"])),
        '{ "name": "openssl", "version": "3.0.13" }',
      );
      assert.equal(covered(BOM, json.at(["components", 9])), covered(BOM, json.at(["components"])));
    });

    it("keeps the quotes of an empty text, which could not be shown otherwise", () => {
      const text = '{"version": ""}';
      assert.equal(covered(text, inner(parse(text).at(["version"]))), '""');
    });

    it("lets the last of two members of one name count, as every JSON parser does", () => {
      const text = '{"a": {"x": 1, "x": 2}, "name": "first", "name": "second"}';
      const json = parse(text);
      assert.equal(json.member("name"), "second");
      assert.equal(covered(text, json.at(["name"])), '"second"');
      assert.equal(covered(text, json.at(["a", "x"])), "2");
      assert.deepEqual(
        json.problems.map((problem) => [problem.message, covered(text, problem.span)]),
        [["The member `name` stands more than once; only the last one counts.", '"name"']],
      );
      assert.equal(json.problems[0]?.span.start, text.indexOf('"name"'));
    });

    it("takes `__proto__` and `constructor` for ordinary names", () => {
      const text = '{"__proto__": {"bomFormat": "CycloneDX"}, "constructor": [1]}';
      const json = parse(text);
      assert.equal(json.member("bomFormat"), undefined);
      assert.deepEqual(Object.keys(json.member("__proto__") as object), ["bomFormat"]);
      assert.deepEqual(values(json, "constructor"), [1]);
      assert.equal(json.member("toString"), undefined);
    });

    it("finds a key that is written with escapes", () => {
      const text = '{"n\\u0061me": "x", "a\\"b": {"c\\\\": 1}}';
      const json = parse(text);
      assert.equal(json.member("name"), "x");
      assert.equal(covered(text, json.at(["name"])), '"x"');
      assert.equal(covered(text, json.at(['a"b', "c\\"])), "1");
    });

    it("is not confused by brackets and escaped quotes inside texts", () => {
      const text = '{"list": ["}]", "\\\\", "\\"", "[{"], "after": true}';
      const json = parse(text);
      assert.deepEqual(values(json, "list"), ["}]", "\\", '"', "[{"]);
      assert.equal(json.member("after"), true);
    });

    it("reads a text with a byte order mark, CRLF and lone surrogates at the right places", () => {
      const text = `\ufeff${'{\n  "name": "\ud83d",\n  "list": [\n    "é😀"\n  ]\n}\n'.replaceAll("\n", "\r\n")}`;
      const json = parse(text);
      assert.deepEqual(json.problems, []);
      assert.equal(json.member("name"), "\ud83d");
      assert.equal(covered(text, json.at(["list", 0])), '"é😀"');
      assert.deepEqual(json.root(), { name: "\ud83d", list: ["é😀"] });
    });

    it("stays usable when text follows after the value, and says so", () => {
      const text = '{"components": [1]}\n<html>page</html>\n';
      const json = parse(text);
      assert.equal(json.usable, true);
      assert.deepEqual(values(json, "components"), [1]);
      assert.deepEqual(
        json.problems.map((problem) => [problem.message, covered(text, problem.span)]),
        [["Text follows after the end of the JSON value and is not read; take it out.", "<html>page</html>"]],
      );
    });

    it("reads a list or a plain value at the top", () => {
      assert.deepEqual(parse("[1, {}]").root(), [1, {}]);
      assert.deepEqual(parse("[1, {}]").memberNames(), []);
      assert.equal(covered("[1, {}]", parse("[1, {}]").at([1])), "{}");
      assert.equal(parse(' "text" ').root(), "text");
      assert.equal(parse("true").usable, true);
    });

    it("refuses a text whose brackets do not fit together", () => {
      const json = parse('{"components": [{"name": "a"}');
      assert.equal(json.usable, false);
      assert.equal(json.root(), undefined);
      assert.equal(json.member("components"), undefined);
      assert.deepEqual(values(json, "components"), []);
      assert.equal(json.problems.length, 1);
    });

    it("survives brackets nested without end", () => {
      for (const text of [
        "[".repeat(200_000),
        `${"[".repeat(200_000)}${"]".repeat(200_000)}`,
        '{"a":'.repeat(100_000),
      ]) {
        const json = parse(text);
        assert.equal(json.usable, false);
        assert.match(json.problems[0]?.message ?? "", /nested more than 500 levels deep/);
      }
    });
  });
}

describe("a JSON text parsed element by element", () => {
  const BROKEN = '{"metadata": {}, "components": [{"name": "a"}, {"name": 01}, {"name": "c"}]}';

  it("tells of a broken element once and hands out the sound ones", () => {
    const json = parseJson(BROKEN, 0);
    assert.deepEqual(values(json, "components"), [{ name: "a" }, { name: "c" }]);
    assert.deepEqual(values(json, "components"), [{ name: "a" }, { name: "c" }]);
    assert.equal(json.usable, false);
    assert.equal(json.root(), undefined);
    assert.deepEqual(
      json.problems.map((problem) => [problem.message, covered(BROKEN, problem.span)]),
      [["`01` is not a JSON value.", "01"]],
    );
  });

  it("finds a broken element that nobody has walked over when its problems are asked for", () => {
    const json = parseJson(BROKEN, 0);
    assert.equal(json.problems.length, 1);
    assert.equal(json.usable, false);
  });

  it("finds places in one huge element without starting over for each", function () {
    this.timeout(5000);
    const parts = Array.from({ length: 20_000 }, (_, i) => ({ name: `part-${i}`, version: "1.0.0" }));
    const text = JSON.stringify({ components: [{ name: "device", components: parts }] });
    const [device] = parseJson(text).elements("components");
    assert.ok(device);
    for (let i = 0; i < parts.length; i++) {
      const name = inner(device.spot.child("components", i, "name"));
      assert.equal(covered(text, name), `part-${i}`);
    }
  });
});
