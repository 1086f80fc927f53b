import assert from "node:assert/strict";
import type { Block } from "../../lib/model/prose.ts";
import { parseBlocks } from "../../lib/parse/markdownBlocks.ts";
import { readPlainBlocks } from "../../lib/parse/markdownPlainBlocks.ts";
import { safeCuts } from "../../lib/parse/markdownSplit.ts";

/** Small numbers that look random and are the same in every run. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 8) % below;
  };
}

const WORDS = [
  "pump",
  "TLS 1.3",
  "`code`",
  "`a | b`",
  "**strong**",
  "**Label:**",
  "*soft*",
  "_under_",
  "snake_case",
  "a*b",
  "2 * 3",
  "* ",
  "~x~",
  "5 ~ 6",
  "R&D",
  "&amp;",
  "a < b",
  "<b>",
  "<https://x.example>",
  "https://x.example/a_b",
  "www.x.example",
  "a@b.example",
  "[link](x.md)",
  "[`c`](y#z)",
  "[x]",
  "[a][b]",
  "[^1]",
  "![i](p.png)",
  "!",
  "\\*",
  "| ",
  "||",
  '"q"',
  "(x)",
  "**a**b",
  "**`c`**",
  "``d``",
  "`",
  "1.",
  "-",
  "#",
  "é",
  "😀",
  "\u00a0",
  "  ",
  "\t",
  "…",
  "TBD",
];
const PLAIN = [
  "The pump",
  "signs",
  "every image",
  "`code`",
  "**strong**",
  "[link](x.md)",
  "snake_case",
  "R&D",
  "within 30 days",
];
const STARTS = [
  "",
  "",
  "",
  "- ",
  "* ",
  "+ ",
  "1. ",
  "2) ",
  "- [ ] ",
  "- [x] ",
  "> ",
  "# ",
  "| ",
  "  ",
  "    ",
  "  - ",
  "   ",
  "```",
  "```js",
  "---",
  "===",
  "|---|---|",
  "| a | b |",
  ": ",
  "[x]: y",
  "<div>",
  "~~~",
  "***",
];
const ENDS = ["", "", "", "", "  ", " |", "\\", "\t", ":"];

function document(seed: number): string {
  const next = numbers(seed);
  const pick = (from: readonly string[]) => from[next(from.length)] ?? "";
  const newline = seed % 7 === 0 ? "\r\n" : "\n";
  const lines: string[] = [];
  for (let i = 0; i < 6; i++) {
    const start = pick(STARTS);
    // Several lines of one kind, as tables and lists have them.
    for (let j = next(3); j >= 0; j--) {
      const words = Array.from({ length: 1 + next(4) }, () => pick(next(5) > 0 ? PLAIN : WORDS));
      const bar = start === "| " ? " | " : " ";
      lines.push(`${start}${words.join(bar)}${bar.trimEnd()}${pick(ENDS)}`);
      if (start === "| " && j === 0) lines.push("");
    }
    if (next(2) === 0) lines.push("");
  }
  return lines.join(newline) + newline;
}

/** A table whose rows hold anything. */
function table(seed: number): string {
  const next = numbers(seed);
  const width = 1 + next(4);
  const row = () =>
    `|${Array.from({ length: width + (next(9) === 0 ? next(3) - 1 : 0) }, () => (next(5) === 0 ? [" ", "", "  "][next(3)] : ` ${next(3) > 0 ? PLAIN[next(PLAIN.length)] : WORDS[next(WORDS.length)]} `)).join("|")}|${ENDS[next(5)]}`;
  const rule = `|${Array.from({ length: width }, () => ["---", ":-:", " --- ", "-:"][next(4)]).join("|")}|`;
  return [
    `| ${Array.from({ length: width }, () => "Head").join(" | ")} |`,
    rule,
    ...Array.from({ length: 12 }, row),
  ].join("\n");
}

/** Compares every stretch that is read plainly with what the parser gives; returns how many there were. */
function compare(text: string): number {
  let read = 0;
  const cuts = [...safeCuts(text), text.length];
  for (const [i, end] of cuts.entries()) {
    const piece = text.slice(i === 0 ? 0 : (cuts[i - 1] ?? 0), end);
    const plain = readPlainBlocks(piece, parseBlocks);
    if (!plain) continue;
    if (plain.length > 0) read++;
    assert.deepEqual(known(plain), known(parseBlocks(piece)), JSON.stringify(piece));
  }
  return read;
}

/** The parser leaves a box that is not there undefined; the order of members says nothing. */
function known(blocks: readonly Block[]): unknown {
  return JSON.parse(JSON.stringify(blocks));
}

describe("readPlainBlocks", () => {
  it("gives exactly what the parser gives, for texts of all marks", () => {
    let read = 0;
    for (let seed = 1; seed <= 1500; seed++) read += compare(document(seed));
    assert.ok(read > 300, `only ${read} stretches were read plainly`);
  });

  it("gives exactly what the parser gives, for tables of all marks", () => {
    let read = 0;
    for (let seed = 1; seed <= 300; seed++) read += compare(table(seed));
    assert.ok(read > 20, `only ${read} tables were read plainly`);
  });

  it("reads the plain text that most documents are made of", () => {
    for (const text of [
      "A paragraph with **strong words**, `code` and a [link](a.md),\nover two lines.\n",
      "- one\n- two with `code`\n  and more\n  - nested\n- [x] done\n",
      "Before:\n1. first\n2. second\n",
      "| a | b |\n|---|:-:|\n| **x** | |\n| 1 | `c` |\n",
      "```yaml\na: 1\n\nb: 2\n```\n",
    ]) {
      assert.equal(compare(text), 1, text);
    }
  });

  it("leaves what it does not know to the parser", () => {
    for (const text of [
      "> quote\n",
      "<b>x</b>\n",
      "a\\*b\n",
      "[x]: y\n",
      "Term\n: what\n",
      "a\n===\n",
      "![p](q)\n",
      "- a\n\n  b\n",
    ]) {
      assert.equal(readPlainBlocks(text), undefined, text);
    }
  });
});
