import assert from "node:assert/strict";
import type { Span } from "../../lib/model/span.ts";
import { parseYaml, type YamlNode, yamlEntry } from "../../lib/parse/yaml.ts";

const covered = (text: string, span: Span | undefined) => span && text.slice(span.start, span.end);

/** The node behind a path of keys and indexes. */
function at(node: YamlNode | undefined, ...path: (string | number)[]): YamlNode | undefined {
  return path.reduce<YamlNode | undefined>((one, key) => {
    if (typeof key === "string") return yamlEntry(one, key)?.value;
    return one?.kind === "seq" ? one.items[key] : undefined;
  }, node);
}

function scalar(text: string, ...path: (string | number)[]) {
  const node = at(parseYaml(text).root, ...path);
  assert.equal(node?.kind, "scalar");
  return node;
}

describe("parseYaml", () => {
  it("leaves a byte-order mark out of the first key", () => {
    const text = "\ufeffname: Pump\nversion: 2\n";
    const { root } = parseYaml(text);
    assert.equal(covered(text, yamlEntry(root, "name")?.keySpan), "name");
    assert.equal(covered(text, yamlEntry(root, "name")?.value.span), "Pump");
  });

  it("gives each scalar its value and the text that it stands on", () => {
    const text = `name: Pump   # the device
version: 1.10
quoted: "a \\u0041"
single: 'it''s'
date: 2026-05-01
answer: yes
ticked: true
count: 0x1F
`;
    const read = (key: string) => {
      const { value, text: written, span } = scalar(text, key);
      return [value, written, covered(text, span)];
    };
    assert.deepEqual(read("name"), ["Pump", "Pump", "Pump"]);
    assert.deepEqual(read("version"), [1.1, "1.10", "1.10"]);
    assert.deepEqual(read("quoted"), ["a A", "a A", "a \\u0041"]);
    assert.deepEqual(read("single"), ["it's", "it's", "it''s"]);
    assert.deepEqual(read("date"), ["2026-05-01", "2026-05-01", "2026-05-01"]);
    assert.deepEqual(read("answer"), ["yes", "yes", "yes"]);
    assert.deepEqual(read("ticked"), [true, "true", "true"]);
    assert.deepEqual(read("count"), [31, "0x1F", "0x1F"]);
  });

  it("keeps the quotes of an empty string and shows the key of a value that is not there", () => {
    const text = 'owner: ""\nreviewer:\nlist:\n  -\n';
    assert.equal(covered(text, scalar(text, "owner").span), '""');
    assert.equal(covered(text, scalar(text, "reviewer").span), "reviewer");
    assert.equal(scalar(text, "reviewer").value, null);
    assert.equal(covered(text, scalar(text, "list", 0).span), "-");
  });

  it("covers collections from their first to their last character", () => {
    const text = "block:\n  a: 1\n  b: 'x'\nflow: {q: [1, 2], # note\n  r: }\nlast: 1\n";
    const { root } = parseYaml(text);
    assert.equal(covered(text, at(root, "block")?.span), "a: 1\n  b: 'x'");
    assert.equal(covered(text, at(root, "flow")?.span), "{q: [1, 2], # note\n  r: }");
    assert.equal(covered(text, at(root, "flow", "q")?.span), "[1, 2]");
  });

  it("counts offsets in UTF-16 units with byte order mark and CRLF", () => {
    const text = "\uFEFFname: 😀 pump\r\nnext: two\r\n";
    assert.equal(covered(text, scalar(text, "name").span), "😀 pump");
    assert.equal(covered(text, scalar(text, "next").span), "two");
  });

  it("takes the first of two equal keys and reports the second", () => {
    const text = "role: sbom\npath: a.json\nrole: vex\n";
    const { root, problems } = parseYaml(text);
    assert.equal(scalar(text, "role").text, "sbom");
    assert.equal(problems.length, 1);
    assert.match(problems[0]?.message ?? "", /`role` stands here a second time/);
    assert.equal(problems[0]?.span.start, text.lastIndexOf("role"));
    assert.equal(root?.kind === "map" && root.entries.length, 2);
  });

  it("keeps __proto__ an ordinary key", () => {
    const text = "__proto__:\n  polluted: yes\nconstructor: 1\n";
    assert.equal(scalar(text, "__proto__", "polluted").text, "yes");
    assert.equal(scalar(text, "constructor").value, 1);
    assert.equal(({} as Record<string, unknown>).polluted, undefined);
  });

  it("shares the anchor's node with its aliases, so that an alias bomb stays small", () => {
    const lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"];
    for (let i = 1; i <= 30; i++)
      lines.push(
        `a${i}: &a${i} [${Array(9)
          .fill(`*a${i - 1}`)
          .join(", ")}]`,
      );
    const { root, problems } = parseYaml(lines.join("\n"));
    assert.deepEqual(problems, []);
    assert.equal(at(root, "a30", 0), at(root, "a29"));
  });

  it("reports an alias without anchor and one inside its own anchor", () => {
    const unknown = parseYaml("a: *nope\n");
    assert.equal(covered("a: *nope\n", unknown.problems[0]?.span), "*nope");
    const loop = parseYaml("a: &x\n  - *x\n");
    assert.match(loop.problems[0]?.message ?? "", /no anchor &x that is complete before it/);
  });

  it("stops reading aliases after a thousand", () => {
    const text = `a: &a 1\nb: [${Array(1100).fill("*a").join(", ")}]\n`;
    const { problems } = parseYaml(text);
    assert.equal(problems.length, 1);
    assert.match(problems[0]?.message ?? "", /more than 1000 aliases/);
  });

  it("reads the first document only and says where the second starts", () => {
    const text = "---\na: 1\n---\nb: 2\n";
    const { root, problems } = parseYaml(text);
    assert.equal(yamlEntry(root, "b"), undefined);
    assert.equal(problems[0]?.span.start, text.lastIndexOf("---"));
  });

  const broken: [string, string, RegExp, string][] = [
    ["a list that is not closed", "a: [1,\nb: 2\n", /closing bracket|indented differently/, "b: 2"],
    ["a quote that is not closed", 'name: "Pump\n', /no closing "/, '"Pump'],
    ["a colon in a value", "title: Pump: the model\n", /put the value in quotes/, ": the model"],
    ["a tab as indentation", "device:\n\tname: Pump\n", /A tab indents this line/, "name: Pump"],
    ["a line that hangs in the air", "- a\nb: c\n", /does not fit what stands before it/, "b: c"],
  ];
  for (const [what, text, message, place] of broken) {
    it(`reports ${what} in plain words at its place`, () => {
      const { root, problems } = parseYaml(text);
      assert.equal(root, undefined);
      assert.equal(problems.length, 1);
      assert.match(problems[0]?.message ?? "", message);
      assert.equal(covered(text, problems[0]?.span), place);
    });
  }

  it("refuses nesting without end instead of running out of stack", () => {
    const { problems } = parseYaml(`a: ${"[".repeat(100_000)}`);
    assert.match(problems[0]?.message ?? "", /nested too deeply/);
  });

  it("reads an empty file as nothing", () => {
    assert.deepEqual(parseYaml(""), { text: "", problems: [], root: undefined });
  });
});
