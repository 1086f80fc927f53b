import assert from "node:assert/strict";
import type { CodeAction } from "vscode-languageserver/node";
import { checkSubmission } from "../../lib/assess/checkSubmission.ts";
import { fixEdits, fixesOf } from "../../lib/fix/fixEdits.ts";
import { applyEdits } from "../../lib/fix/textEdit.ts";
import { linesOf } from "../../lib/report/linesOf.ts";
import { fileOf } from "../guidance/caseRun.ts";
import { cycloneDxXml } from "../serializations/cycloneDxWriters.ts";
import type { SbomModel } from "../serializations/sbomModel.ts";
import { spdxTagValue, spdxYaml } from "../serializations/spdxWriters.ts";
import { serverOn } from "./languageClient.ts";

const SBOM: SbomModel = {
  product: { id: "SPDXRef-pump", name: "Meridian IV", type: "firmware", version: "3.2.0", supplier: "Calder Medical" },
  parts: [{ id: "SPDXRef-zlib", name: "zlib", version: "1.3.1" }],
  edges: [],
};

const FILES: readonly (readonly [name: string, text: string])[] = [
  ["bom.xml", cycloneDxXml(SBOM)],
  ["pump.spdx", spdxTagValue(SBOM)],
  ["pump.spdx.yaml", spdxYaml(SBOM)],
];

describe("quick fixes of the server", () => {
  for (const [name, text] of FILES) {
    it(`${name}: are the edits that the library makes`, async () => {
      const expected = await editedByTheLibrary(name, text);
      assert.ok(expected.length >= 5, `only ${expected.length} fixes`);
      assert.deepEqual(await editedByTheServer(name, text), expected);
    });
  }
});

/** The text after each fix of each finding by itself, in any order. */
async function editedByTheLibrary(name: string, text: string): Promise<string[]> {
  const today = new Date().toISOString().slice(0, 10);
  const { findings } = await checkSubmission([fileOf(name, text)], { today });
  const texts = findings.flatMap((finding) =>
    fixesOf(finding.requirement).map((fix) => applyEdits(text, fixEdits(text, finding, fix))),
  );
  return [...new Set(texts.filter((one) => one !== text))].sort();
}

async function editedByTheServer(name: string, text: string): Promise<string[]> {
  const uri = `file:///pump/${name}`;
  const client = serverOn(new Map([[uri, text]]));
  try {
    await client.initialize();
    await client.open(uri, text);
    const { line, column } = linesOf(text)(text.length);
    const range = { start: { line: 0, character: 0 }, end: { line: line - 1, character: column - 1 } };
    const actions = await client.connection.sendRequest<CodeAction[]>("textDocument/codeAction", {
      textDocument: { uri },
      range,
      context: { diagnostics: [] },
    });
    return [...new Set(actions.flatMap((action) => (isInsertion(action) ? [applied(text, action)] : [])))].sort();
  } finally {
    client.end();
  }
}

function applied(text: string, { edit }: CodeAction): string {
  const starts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
  const at = ({ line, character }: { line: number; character: number }) => (starts[line] ?? 0) + character;
  const edits = (edit?.documentChanges ?? []).flatMap((change) => ("edits" in change ? change.edits : []));
  return applyEdits(
    text,
    edits.flatMap((one) =>
      "newText" in one && "range" in one
        ? [{ span: { start: at(one.range.start), end: at(one.range.end) }, insert: one.newText }]
        : [],
    ),
  );
}

/** Waivers are offered beside the fixes and are another test's matter. */
function isInsertion({ title }: CodeAction): boolean {
  return title.startsWith("Premarket: Insert ");
}
