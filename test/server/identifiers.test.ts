import assert from "node:assert/strict";
import type { Location, Position, TextDocumentEdit, WorkspaceEdit } from "vscode-languageserver/node";
import { type LanguageClient, serverOn } from "./languageClient.ts";

const FOLDER = "file:///pump";
const THREATS = `${FOLDER}/threats.json`;
const REQUIREMENTS = `${FOLDER}/requirements.md`;
const MATRIX = `${FOLDER}/traceability.md`;

const CONFIG = `device:
  name: Meridian IV
  characteristics: [software, wifi]
submission:
  pathway: 510k
as-of: 2026-11-01
documents:
  - { path: threats.json, role: threat-model }
  - { path: requirements.md, role: security-requirements }
  - { path: traceability.md, role: traceability }
`;
const THREATS_TEXT = JSON.stringify(
  {
    version: "2.6.2",
    summary: { title: "Meridian IV" },
    detail: {
      contributors: [],
      diagramTop: 0,
      threatTop: 0,
      reviewer: "",
      diagrams: [
        {
          id: 0,
          title: "System",
          diagramType: "STRIDE",
          version: "2.6.2",
          cells: [
            {
              id: "p",
              shape: "process",
              data: {
                type: "tm.Process",
                name: "Pump",
                threats: [
                  {
                    title: "THR_003 Rogue server",
                    status: "Mitigated",
                    severity: "High",
                    type: "Spoofing",
                    description: "",
                    mitigation: 'TLS ("mutual"), SEC-REQ-7',
                  },
                ],
              },
            },
          ],
        },
      ],
    },
  },
  undefined,
  2,
);
const REQUIREMENTS_TEXT = `# Security requirements

| Requirement | Text |
| --- | --- |
| SEC-REQ-7 | Pump and server shall authenticate each other. |
| SEC-REQ-70 | Orders shall expire after two minutes. |
`;
const MATRIX_TEXT = `# Traceability matrix

| Threat | Requirement |
| --- | --- |
| THR_003 | SEC-REQ-7, SEC-REQ-70 |
`;

describe("identifiers in the editor", () => {
  let client: LanguageClient;
  const texts = new Map([
    [`${FOLDER}/premarket.yaml`, CONFIG],
    [THREATS, THREATS_TEXT],
    [REQUIREMENTS, REQUIREMENTS_TEXT],
    [MATRIX, MATRIX_TEXT],
  ]);

  beforeEach(async () => {
    client = serverOn(texts);
    await client.initialize();
    await client.open(MATRIX, MATRIX_TEXT);
  });
  afterEach(() => client.end());

  const ask = <T>(method: string, more: object = {}, at = "SEC-REQ-7,"): Promise<T> =>
    client.connection.sendRequest(`textDocument/${method}`, {
      textDocument: { uri: MATRIX },
      position: positionOf(MATRIX_TEXT, at),
      ...more,
    });

  it("leads from a use to the definition in another document", async () => {
    const found = await ask<Location>("definition");
    assert.deepEqual(shown([found]), ["requirements.md SEC-REQ-7"]);
    const threat = await ask<Location>("definition", {}, "THR_003");
    assert.deepEqual(shown([threat]), ["threats.json THR_003"]);
  });

  it("finds every use, and no id that only begins alike", async () => {
    const found = await ask<Location[]>("references", { context: { includeDeclaration: true } });
    assert.deepEqual(shown(found), [
      "threats.json SEC-REQ-7",
      "requirements.md SEC-REQ-7",
      "traceability.md SEC-REQ-7",
    ]);
    const uses = await ask<Location[]>("references", { context: { includeDeclaration: false } });
    assert.deepEqual(shown(uses), ["threats.json SEC-REQ-7", "traceability.md SEC-REQ-7"]);
  });

  it("renames it in all documents and nothing else", async () => {
    const prepared = await ask<{ placeholder: string }>("prepareRename");
    assert.equal(prepared.placeholder, "SEC-REQ-7");
    const edit = await ask<WorkspaceEdit>("rename", { newName: "SEC-REQ-107" });
    const after = new Map([...texts].map(([uri, text]) => [uri, applied(edit, uri, text)]));
    assert.equal(after.get(REQUIREMENTS), REQUIREMENTS_TEXT.replace("SEC-REQ-7 |", "SEC-REQ-107 |"));
    assert.equal(after.get(MATRIX), MATRIX_TEXT.replace("SEC-REQ-7,", "SEC-REQ-107,"));
    assert.equal(after.get(THREATS), THREATS_TEXT.replace("SEC-REQ-7", "SEC-REQ-107"));
  });

  it("refuses a name that is taken or none, and leaves ordinary words alone", async () => {
    await assert.rejects(ask("rename", { newName: "SEC-REQ-70" }), /SEC-REQ-70 is defined already/);
    await assert.rejects(ask("rename", { newName: "| broken" }), /is no identifier/);
    assert.equal(await ask("definition", {}, "Traceability"), null);
    assert.equal(await ask("prepareRename", {}, "Traceability"), null);
  });

  it("follows what the editor holds, not what the disk has", async () => {
    await client.change(MATRIX, MATRIX_TEXT.replace("SEC-REQ-7, SEC-REQ-70", "nothing yet"));
    await client.open(REQUIREMENTS, REQUIREMENTS_TEXT);
    const found = await client.connection.sendRequest<Location[]>("textDocument/references", {
      textDocument: { uri: REQUIREMENTS },
      position: positionOf(REQUIREMENTS_TEXT, "SEC-REQ-7 "),
      context: { includeDeclaration: true },
    });
    assert.deepEqual(shown(found), ["threats.json SEC-REQ-7", "requirements.md SEC-REQ-7"]);
  });

  /** `file text` of each place. */
  function shown(found: readonly Location[]): string[] {
    return found.map(({ uri, range }) => {
      const line = (texts.get(uri) ?? "").split("\n")[range.start.line] ?? "";
      return `${uri.slice(FOLDER.length + 1)} ${line.slice(range.start.character, range.end.character)}`;
    });
  }
});

function positionOf(text: string, at: string): Position {
  const before = text.slice(0, text.indexOf(at)).split("\n");
  return { line: before.length - 1, character: (before.at(-1) ?? "").length };
}

/** The text after the edits for one document, last edit first. */
function applied(edit: WorkspaceEdit, uri: string, text: string): string {
  const own = (edit.documentChanges as TextDocumentEdit[]).filter((change) => change.textDocument.uri === uri);
  const lines = text.split("\n");
  const offset = ({ line, character }: Position) =>
    lines.slice(0, line).reduce((sum, one) => sum + one.length + 1, 0) + character;
  return own
    .flatMap(({ edits }) => edits)
    .sort((a, b) => offset(b.range.start) - offset(a.range.start))
    .reduce((done, one) => {
      const { newText } = one as { newText: string };
      return done.slice(0, offset(one.range.start)) + newText + done.slice(offset(one.range.end));
    }, text);
}
