import assert from "node:assert/strict";
import { parseJson } from "../../lib/parse/json.ts";

/** Elements of `list` as a large file is walked: found by lines, confirmed by parsing. */
function walked(text: string): { value: unknown; covered: string }[] {
  return [...parseJson(text, 0).elements("list")].map(({ value, spot }) => ({
    value,
    covered: text.slice(spot.start, spot.end),
  }));
}

function assertSame(text: string): void {
  const expected: unknown[] = JSON.parse(text).list;
  const elements = walked(text);
  assert.deepEqual(
    elements.map(({ value }) => value),
    expected,
  );
  for (const { value, covered } of elements) assert.deepEqual(JSON.parse(covered), value);
}

describe("elements of a printed array", () => {
  const list = Array.from({ length: 100 }, (_, i) => ({
    id: i,
    inner: [{ deep: { er: i } }],
    text: `a "}" and \\n    }`,
  }));

  it("are found in two-space, four-space and tab layouts, with either line end", () => {
    for (const indent of [2, 4, "\t"]) {
      const text = JSON.stringify({ list, more: 1 }, null, indent);
      assertSame(text);
      assertSame(text.replaceAll("\n", "\r\n"));
    }
  });

  it("are found where nothing is printed on lines of its own", () => assertSame(JSON.stringify({ list })));

  it("are found where inner objects stand as far left as their element", () => {
    assertSame('{\n"list": [\n  {\n  "a": [\n  {\n  },\n  {\n  }\n  ]\n  },\n  {\n  "b": 2\n  }\n]\n}');
  });

  it("are found where one-line elements stand among printed ones", () => {
    assertSame(
      '{\n  "list": [\n    {\n      "a": 1\n    },\n    {"b": 2}, {"c": 3},\n    {\n      "d": {}\n    }, 5, "x"\n  ]\n}',
    );
  });

  it("are found where a closing brace stands further right than its element", () => {
    assertSame(
      '{\n  "list": [\n    {\n      "a": 1 },\n    {\n      "b": 2\n    },\n    {\n      "c": 3\n      }\n  ]\n}',
    );
  });

  it("show a broken element as a problem at its place", () => {
    const text = JSON.stringify({ list }, null, 2).replace('"id": 50,', '"id": 50');
    const json = parseJson(text, 0);
    assert.equal(json.problems.length, 1);
    assert.equal(json.usable, false);
    assert.ok(text.slice((json.problems[0]?.span.start ?? 0) - 40, json.problems[0]?.span.end).includes('"id": 50'));
  });
});
