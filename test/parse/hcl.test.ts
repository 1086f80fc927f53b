import assert from "node:assert/strict";
import { type HclBody, parseHcl } from "../../lib/parse/hcl.ts";

const covered = (text: string, span: { start: number; end: number }) => text.slice(span.start, span.end);

/** A tree in one line a block or attribute. */
function lines(body: HclBody): string[] {
  return [
    ...body.attributes.map(({ name, value }) => `${name} = ${value.kind} ${value.text}`),
    ...body.blocks.flatMap(({ type, labels, body: inner }) => [
      `${[type, ...labels.map((label) => `"${label.text}"`)].join(" ")} {`,
      ...lines(inner).map((line) => `  ${line}`),
    ]),
  ];
}

describe("parseHcl", () => {
  it("reads attributes, nested blocks with labels and all sorts of values", () => {
    const text = `a = "x" # one
b = 1.5 // two
/* three */ c = true
d = null
e = [
  "p", # in between
  2,
]
f = { k = "}" }
g = var.x + "y"
h = "a" == "b"
block label "two words" {
  inner {}
}
`;
    const { problems, body } = parseHcl(text);
    assert.deepEqual(problems, []);
    assert.deepEqual(lines(body), [
      "a = text x",
      "b = number 1.5",
      "c = bool true",
      "d = null null",
      'e = list [\n  "p", # in between\n  2,\n]',
      'f = map { k = "}" }',
      'g = other var.x + "y"',
      'h = other "a" == "b"',
      'block "label" "two words" {',
      "  inner {",
    ]);
  });

  it("places what stands between quotes, the lines of a longer text, and an empty text with its quotes", () => {
    const text = 'a = "b \\"c\\""\nd = <<-EOT\n    e\n    f\n  EOT\ng = ""\n';
    const [a, d, g] = parseHcl(text).body.attributes;
    assert.deepEqual([a?.value.text, covered(text, a?.value.span ?? text0)], ['b "c"', 'b \\"c\\"']);
    assert.deepEqual([d?.value.text, covered(text, d?.value.span ?? text0)], ["e\n    f", "e\n    f"]);
    assert.deepEqual([g?.value.text, covered(text, g?.value.span ?? text0)], ["", '""']);
  });

  const text0 = { start: 0, end: 0 };
  const broken: readonly [string, string, string][] = [
    ["a block without end", 'a "b" {\n  c = 1\n', "{"],
    ["a text without end", 'a = "b\nc = 1', '"'],
    ["a long text without its mark", "a = <<EOT\nb\n", "<<"],
    ["a list without end", "a = [1, 2", "["],
    ["a name alone", "a\n", "a"],
    ["no name at all", "= 1\n", "="],
    ["no value", "a =\n", "\n"],
    ["too many blocks in each other", "a {".repeat(100), "{"],
    ["too many lists in each other", `a = ${"[".repeat(10_000)}`, "["],
  ];
  for (const [what, text, place] of broken) {
    it(`says where it cannot read on: ${what}`, () => {
      const { problems } = parseHcl(text);
      assert.equal(problems.length, 1);
      assert.equal(covered(text, problems[0]?.span ?? text0), place);
    });
  }

  it("keeps what stands before the mistake", () => {
    assert.deepEqual(lines(parseHcl('a = "x"\nb {\n  c = "y"\n  d = \n}').body), ["a = text x", "b {", "  c = text y"]);
  });

  it("reads a large file", () => {
    const text = 'threat "t" {\n  description = "words and more"\n  list = ["a", "b"]\n}\n'.repeat(20_000);
    assert.equal(parseHcl(text).body.blocks.length, 20_000);
  });
});
