import assert from "node:assert/strict";
import { parseTagValue } from "../../lib/parse/tagValue.ts";

/** Each entry as its tag and the text that its value covers. */
function entries(text: string): [string, string][] {
  const document = parseTagValue(text);
  return Array.from({ length: document.count }, (_, i) => {
    const { start, end } = document.tagSpan(i);
    assert.equal(text.slice(start, end), document.tag(i));
    const span = document.valueSpan(i);
    return [document.tag(i), text.slice(span.start, span.end)];
  });
}

function problems(text: string): [string, string][] {
  return parseTagValue(text).problems.map(({ message, span }) => [message, text.slice(span.start, span.end)]);
}

describe("tag-value text", () => {
  it("is entries in the order of the file; comments and empty lines say nothing", () => {
    const text = "SPDXVersion: SPDX-2.3\n\n# Created: never\nCreator: Tool: syft-1.14.0\n  PackageName :  zlib  \n";
    assert.deepEqual(entries(text), [
      ["SPDXVersion", "SPDX-2.3"],
      ["Creator", "Tool: syft-1.14.0"],
      ["PackageName", "zlib"],
    ]);
    assert.deepEqual(problems(text), []);
  });

  it("gives the same places after a byte-order mark, with CRLF and without a last line end", () => {
    const text = "\ufeffPackageName: zlib\r\nPackageVersion: 1.3.1\r\nPackageComment: <text>a\r\nb</text>";
    assert.deepEqual(entries(text), [
      ["PackageName", "zlib"],
      ["PackageVersion", "1.3.1"],
      ["PackageComment", "a\r\nb"],
    ]);
    assert.deepEqual(problems(text), []);
  });

  it("shows an empty value at its tag", () => {
    const text = "PackageVersion:\nPackageComment: <text> </text>\n";
    assert.deepEqual(entries(text), [
      ["PackageVersion", "PackageVersion"],
      ["PackageComment", "PackageComment"],
    ]);
    const document = parseTagValue(text);
    assert.deepEqual([document.value(0), document.value(1)], ["", ""]);
  });

  it("keeps a text of several lines together, even where its lines look like tags", () => {
    const text =
      "PackageComment: <text>\nPackageName: not a package\n# not a comment\n</text>\nPackageLicenseDeclared: MIT\n";
    assert.deepEqual(entries(text), [
      ["PackageComment", "PackageName: not a package\n# not a comment"],
      ["PackageLicenseDeclared", "MIT"],
    ]);
    const { start, end } = parseTagValue(text).span(0);
    assert.equal(text.slice(start, end).slice(-8), "\n</text>");
    assert.deepEqual(problems(text), []);
  });

  it("reads on after a text that is never closed, and says so", () => {
    const text = "PackageComment: <text>endless\nPackageName: zlib\n";
    assert.deepEqual(entries(text), [
      ["PackageComment", "endless"],
      ["PackageName", "zlib"],
    ]);
    const [[message, covered] = ["", ""], ...more] = problems(text);
    assert.match(message, /never closed/);
    assert.equal(covered, "<text>");
    assert.deepEqual(more, []);
  });

  it("tells lines that are no entries, neighbours together", () => {
    const text = "PackageName: zlib\nThe binaries were\n  created with gcc.\nPackageVersion: 1\n<html>\n: x\n";
    assert.deepEqual(entries(text), [
      ["PackageName", "zlib"],
      ["PackageVersion", "1"],
    ]);
    const told = problems(text);
    assert.deepEqual(
      told.map(([, covered]) => covered),
      ["The binaries were\n  created with gcc.", "<html>\n: x"],
    );
    assert.match(told[0]?.[0] ?? "", /^This is not of the form `Tag: value`/);
  });

  it("does not drown anybody in problems, nor in a single huge line", () => {
    assert.equal(problems("x y\nA: 1\n".repeat(500)).length, 50);
    const huge = `A: ${" x".repeat(500_000)}`;
    assert.equal(entries(huge)[0]?.[1].length, 999_999);
    assert.equal(parseTagValue("").count, 0);
    assert.equal(parseTagValue(`${"<text>".repeat(20_000)}`).count, 0);
  });

  it("numbers tags alike and knows which do not occur, whatever they are called", () => {
    const document = parseTagValue("A: 1\nB: 2\nA: 3\n__proto__: 4\nconstructor: 5\n");
    assert.equal(document.tagNumberOf(0), document.tagNumberOf(2));
    assert.equal(document.tagNumber("A"), document.tagNumberOf(0));
    assert.equal(document.tagNumber("C"), -1);
    assert.equal(document.tagNumber("toString"), -1);
    // A tag begins with a letter.
    assert.equal(document.count, 4);
  });
});
