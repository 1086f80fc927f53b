import { fencedBlocks } from "./readExamples.ts";

/** One file of the conformance set and what it has to be read as. */
export interface FormatCase {
  /** Name of the page that it stands on: `sbom`, `vex`, ... */
  readonly group: string;
  readonly name: string;
  /** Text with `⟦ ⟧` around the name of its first component, threat or vulnerability. */
  readonly marked: string;
  /** Kind, format and version as `inspect` tells them. */
  readonly expected: Readonly<Record<string, string>>;
  readonly counts: Readonly<Record<string, number>>;
  /** True for a file that has to be refused with a reason. */
  readonly refused: boolean;
}

const TOLD = ["kind", "format", "version", "serialization"];

/**
 * Reads `guidance/formats/<group>.md`. A fenced block with the info string `<language> <file> kind=… [format=…] [version=…] [<count>=…] [refused]`
 * is a file; an underscore in a value stands for a space. @throws Error when an info string is not of that form.
 */
export function readFormatCases(markdown: string, group: string): FormatCase[] {
  return [...fencedBlocks(markdown)].map(({ info, text }) => {
    const [, name = "", ...words] = info.trim().split(/\s+/);
    const expected: Record<string, string> = {};
    const counts: Record<string, number> = {};
    for (const word of words.filter((one) => one !== "refused")) {
      const [key = "", value] = word.split("=", 2);
      if (value === undefined) throw new Error(`guidance/formats/${group}.md, ${name}: \`${word}\` says nothing`);
      if (TOLD.includes(key)) expected[key] = value.replaceAll("_", " ");
      else counts[key.replaceAll("_", " ")] = Number(value);
    }
    if (expected.kind === undefined) throw new Error(`guidance/formats/${group}.md, ${name}: the kind is missing`);
    return { group, name, marked: text, expected, counts, refused: words.includes("refused") };
  });
}
