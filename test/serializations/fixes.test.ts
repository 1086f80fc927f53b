import assert from "node:assert/strict";
import { load } from "js-yaml";
import { SaxesParser } from "saxes";
import { checkSubmission } from "../../lib/assess/checkSubmission.ts";
import { fixEdits, fixesOf } from "../../lib/fix/fixEdits.ts";
import { applyEdits, type TextEdit } from "../../lib/fix/textEdit.ts";
import type { Finding } from "../../lib/model/assessment.ts";
import type { FixName } from "../../lib/model/guidance.ts";
import { EXAMPLE_DAY, fileOf } from "../guidance/caseRun.ts";
import { cycloneDxJson, cycloneDxXml } from "./cycloneDxWriters.ts";
import type { SbomModel } from "./sbomModel.ts";
import { spdxJson, spdxRdf, spdxTagValue, spdxXml, spdxYaml } from "./spdxWriters.ts";

/** Each fix has something to do here, at an element that has nothing yet and at one that already holds a list. */
const SBOM: SbomModel = {
  timestamp: "2026-05-04T09:30:00Z",
  product: { id: "SPDXRef-pump", name: "Meridian IV", type: "firmware", version: "3.2.0", supplier: "Calder Medical" },
  parts: [
    { id: "SPDXRef-bare", name: "bare" },
    {
      id: "SPDXRef-some",
      name: "some",
      version: "1.0.0",
      level: "actively maintained",
      cpe: "cpe:2.3:a:some:some:1.0.0:*:*:*:*:*:*:*",
    },
    { id: "SPDXRef-dated", name: "dated", version: "1.0.0", supplier: "Acme & Söhne", end: "2031-01-01" },
    { id: "SPDXRef-lodash", name: "lodash", version: "4.17.21", supplier: "OpenJS", manager: "npm" },
  ],
  edges: [["SPDXRef-pump", "SPDXRef-bare"]],
};

interface Syntax {
  write(sbom: SbomModel): string;
  /** Throws for a text that is not of this syntax. */
  parse(text: string): unknown;
  /** Ways in which other tools lay the same text out. */
  readonly layouts: Readonly<Record<string, (text: string) => string>>;
}

const crlf = (text: string) => text.replaceAll("\n", "\r\n");
const marked = (text: string) => `\ufeff${text}`;
const asWritten = (text: string) => text;
const tabs = (text: string) => text.replace(/^ +/gm, (blanks) => "\t".repeat(blanks.length / 2));
const withoutMark = (text: string) => text.replace(/^\ufeff/, "");

const JSON_SYNTAX = {
  parse: (text: string) => JSON.parse(withoutMark(text)),
  layouts: {
    "as written": asWritten,
    CRLF: crlf,
    tabs,
    "a byte-order mark": marked,
    minified: (text: string) => JSON.stringify(JSON.parse(text)),
  },
};
const XML_SYNTAX = {
  parse: wellFormed,
  layouts: {
    "as written": asWritten,
    CRLF: crlf,
    tabs,
    "a byte-order mark": marked,
    minified: (text: string) => text.replace(/>\n\s*</g, "><"),
  },
};

const SYNTAXES: Readonly<Record<string, Syntax>> = {
  "CycloneDX JSON": { write: cycloneDxJson, ...JSON_SYNTAX },
  "CycloneDX XML": { write: cycloneDxXml, ...XML_SYNTAX },
  "CycloneDX XML with prefixes": { write: (sbom) => prefixed(cycloneDxXml(sbom)), ...XML_SYNTAX },
  "SPDX JSON": { write: spdxJson, ...JSON_SYNTAX },
  "SPDX YAML": {
    write: spdxYaml,
    parse: (text) => load(withoutMark(text)),
    layouts: { "as written": asWritten, CRLF: crlf, "a byte-order mark": marked, "flow style": flowStyle },
  },
  "SPDX tag-value": {
    write: spdxTagValue,
    parse: (text) => withoutMark(text).split(/\r?\n/).forEach(tagAndValue),
    layouts: { "as written": asWritten, CRLF: crlf, "a byte-order mark": marked },
  },
  "SPDX XML": { write: spdxXml, ...XML_SYNTAX },
  "SPDX RDF": { write: spdxRdf, ...XML_SYNTAX },
};

/** How often each fix is offered; all formats have a place for all of them. */
const OFFERED: Readonly<Partial<Record<FixName, number>>> = {
  "add-document-author": 1,
  "add-supplier": 2,
  "add-purl": 1,
  "add-support-level": 3,
  "add-end-of-support": 3,
  "add-support-justification": 6,
};

describe("fixes in every serialisation", () => {
  for (const [name, { write, parse, layouts }] of Object.entries(SYNTAXES)) {
    for (const [layout, lay] of Object.entries(layouts)) {
      it(`${name}, ${layout}: each fix inserts its structure and nothing else`, async () => {
        const text = lay(write(SBOM));
        parse(text);
        const offered: Partial<Record<FixName, number>> = {};
        for (const finding of await findingsOf(text)) {
          for (const fix of fixesOf(finding.requirement)) {
            const edits = fixEdits(text, finding, fix);
            if (edits.length === 0) continue;
            offered[fix] = (offered[fix] ?? 0) + 1;
            await assertFixed({ text, finding, fix, edits, parse });
          }
        }
        assert.deepEqual(offered, OFFERED);
      });
    }
  }
});

interface Fixed {
  readonly text: string;
  readonly finding: Finding;
  readonly fix: FixName;
  readonly edits: readonly TextEdit[];
  readonly parse: Syntax["parse"];
}

async function assertFixed({ text, finding, fix, edits, parse }: Fixed): Promise<void> {
  const after = applyEdits(text, edits);
  const says = `${fix} for ${finding.subject} gives\n${after}`;
  assert.doesNotThrow(() => parse(after), says);
  for (const { span, insert } of edits) {
    assert.equal(span.start, span.end, `${says}\nand replaces text`);
    if (text.includes("\r\n")) assert.doesNotMatch(insert, /(?<!\r)\n/, says);
  }
  const inserted = edits.map(({ insert }) => insert).join("");
  assert.equal(/TODO/.test(inserted), fix !== "add-purl", says);
  const now = await findingsOf(after);
  const same = now.filter((one) => one.requirement === finding.requirement && one.subject === finding.subject);
  assert.ok(same.length <= 1, says);
  if (fix === "add-purl") assert.deepEqual(same, [], says);
  else if (fix !== "add-support-justification") {
    const [left] = same;
    assert.ok(left, `the placeholder counts as an answer: ${says}`);
    assert.match(after.slice(left.span.start, left.span.end), /TODO/, says);
    assert.deepEqual(fixEdits(after, left, fix), [], `it is inserted again: ${says}`);
  }
  // Everything else is found as before; a package URL renames what it is found for.
  const others = (findings: readonly Finding[]) =>
    findings
      .filter((one) => one.requirement !== finding.requirement)
      .map(({ requirement, message }) => `${requirement.id} ${message}`);
  assert.deepEqual(others(now), others(await findingsOf(text)), says);
}

async function findingsOf(text: string): Promise<readonly Finding[]> {
  const file = fileOf("pump.sbom", text, ["sbom"]);
  const { findings, troubles, notes } = await checkSubmission([file], { today: EXAMPLE_DAY, asOf: EXAMPLE_DAY });
  assert.deepEqual([...troubles, ...notes], [], text);
  return findings;
}

function wellFormed(text: string): void {
  const parser = new SaxesParser({ xmlns: true });
  parser.on("error", (error) => {
    throw error;
  });
  parser.write(withoutMark(text)).close();
}

function tagAndValue(line: string): void {
  if (line.trim() !== "" && !/^[A-Za-z]+: \S/.test(line)) throw new Error(`not a tag with its value: ${line}`);
}

/** The same names in the same namespace, written with a prefix. */
function prefixed(text: string): string {
  return text.replace(/<(\/?)(?=[a-z])/g, "<$1b:").replace("xmlns=", "xmlns:b=");
}

/** One package on a line, as YAML may write it. */
function flowStyle(text: string): string {
  const { packages, ...rest } = load(text) as { packages: object[] };
  const head = Object.entries(rest).map(([key, value]) => `${key}: ${JSON.stringify(value)}`);
  return `${[...head, "packages:", ...packages.map((one) => `  - ${JSON.stringify(one)}`)].join("\n")}\n`;
}
