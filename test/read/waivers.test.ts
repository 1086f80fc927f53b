import assert from "node:assert/strict";
import type { SourceFile } from "../../lib/model/sourceFile.ts";
import { parseYaml } from "../../lib/parse/yaml.ts";
import { parseSource } from "../../lib/read/parseSource.ts";
import { readParsed } from "../../lib/read/readParsed.ts";
import { inlineWaivers } from "../../lib/read/submission/inlineWaivers.ts";
import { readWaivers } from "../../lib/read/submission/readWaivers.ts";

/** Waivers of a file as `requirement | reason | until`, with the first and last word of what they cover. */
function inline(path: string, text: string): string[] {
  const source: SourceFile = { path, roles: [], named: true, text: async () => text, sha256: async () => "" };
  return inlineWaivers(readParsed(parseSource(source, text))).map(({ requirement, reason, until, scope, anchor }) => {
    const covered = text.slice(scope?.start, scope?.end).trim();
    const said = [reason, until].map((one) => (one.state === "given" ? one.value : one.state));
    assert.ok(["premarket-waive", requirement].includes(text.slice(anchor.start, anchor.end)));
    return [requirement, ...said, `${/^\S+ ?\S*/.exec(covered)?.[0]} … ${/\S+$/.exec(covered)?.[0]}`].join(" | ");
  });
}

const PLAN = `# Plan

<!-- premarket-waive top-one: the whole plan, until 2027-01-31 -->

## Updates

<!-- premarket-waive updates: approved in DHF-12
on two lines -->
Words.

### Urgent

| severity | days |
| --- | --- |
| high | TBD <!-- premarket-waive a-row: agreed with QA --> |
| low | 90 |

## Other

\`<!-- premarket-waive shown: only an example -->\`

\`\`\`md
<!-- premarket-waive fenced: an example too -->
\`\`\`
<!-- premarket-waive no-colon because -->
<!-- premarket-waive stand-in: TODO -->
<!-- premarket-waive -->
`;

describe("inlineWaivers", () => {
  it("reads comments of Markdown with the section or row that they stand in", () => {
    assert.deepEqual(inline("plan.md", PLAN), [
      "top-one | the whole plan | 2027-01-31 | # Plan … -->",
      "updates | approved in DHF-12 on two lines | absent | ## Updates … |",
      "a-row | agreed with QA | absent | | high … |",
      "no-colon | absent | absent | ## Other … -->",
      "stand-in | unknown | absent | ## Other … -->",
      " | absent | absent | ## Other … -->",
    ]);
  });

  it("covers the whole document from above its first heading", () => {
    const text = "<!-- premarket-waive one: why -->\n\n# Plan\n\nText.\n\n# More\n\nend\n";
    assert.deepEqual(inline("plan.md", text), ["one | why | absent | <!-- premarket-waive … end"]);
  });

  it("reads comments of reStructuredText with their section", () => {
    const text =
      "Plan\n====\n\nUpdates\n-------\n\n.. premarket-waive updates: agreed with QA\n\nWords.\n\nOther\n-----\n\nEnd.\n";
    assert.deepEqual(inline("plan.rst", text), ["updates | agreed with QA | absent | Updates … Words."]);
  });

  it("reads comments of YAML with the element that they stand at", () => {
    const text =
      "# premarket-waive above: why\ndocuments:\n- path: a.md\n  role: [labeling]\n- path: b.md # premarket-waive beside: why\n  role: sbom\n- path: c.md\nexclude: x\n";
    assert.deepEqual(inline("premarket.yaml", text), [
      "above | why | absent | documents: … c.md",
      "beside | why | absent | - path: … sbom",
    ]);
  });

  it("reads comments of tag-value with the package that they stand in", () => {
    const text =
      "SPDXVersion: SPDX-2.3\nSPDXID: SPDXRef-DOCUMENT\n\n# premarket-waive first: why\nPackageName: zlib\nSPDXID: SPDXRef-zlib\nPackageName: curl\n# premarket-waive second: why\nSPDXID: SPDXRef-curl\n";
    assert.deepEqual(inline("bom.spdx", text), [
      "first | why | absent | PackageName: zlib … SPDXRef-zlib",
      "second | why | absent | PackageName: curl … SPDXRef-curl",
    ]);
  });
});

describe("readWaivers", () => {
  const read = (text: string) => readWaivers(parseYaml(text));
  const complaints = (text: string) =>
    read(text).problems.map(({ message, span }) => `${text.slice(span.start, span.end)}: ${message}`);

  it("reads everything that an entry may say", () => {
    const { file, problems } = read(
      "waivers:\n  - requirement: ntia-supplier-name\n    subject: [pkg:npm/a@1, pkg:npm/b@2]\n    document: sbom/pump.cdx.json\n    reason: Written by us.\n    by: J. Doe\n    until: 2027-03-31\n",
    );
    assert.deepEqual(problems, []);
    const [waiver] = file.waivers;
    assert.ok(waiver?.reason.state === "given" && waiver.by.state === "given" && waiver.until.state === "given");
    assert.deepEqual(
      [waiver.requirement, waiver.subjects, waiver.document, waiver.reason.value, waiver.by.value, waiver.until.value],
      [
        "ntia-supplier-name",
        ["pkg:npm/a@1", "pkg:npm/b@2"],
        "sbom/pump.cdx.json",
        "Written by us.",
        "J. Doe",
        "2027-03-31",
      ],
    );
  });

  it("says at its place what cannot be used", () => {
    assert.deepEqual(complaints("waiver: []\n"), [
      "waiver: `waiver` is not a key of premarket-waivers.yaml; did you mean `waivers`?",
    ]);
    assert.match(complaints("waivers:\n  - subject: x\n").join(), /^subject: This waiver names no requirement/);
    assert.match(
      complaints("waivers:\n  - requirement: a-b\n    reason: x\n").join(),
      /^a-b: The waiver of a-b names no subject/,
    );
    assert.match(
      complaints("waivers:\n  - requirement: a\n    subject: b\n    until: soon\n").join(),
      /^soon: `soon` is not a date/,
    );
    assert.match(complaints("- a\n").join(), /starts with something else than the key `waivers:`/);
    assert.deepEqual(read("waivers: []\n").problems, []);
  });
});
