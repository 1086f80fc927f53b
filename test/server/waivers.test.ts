import assert from "node:assert/strict";
import type { CodeAction, Diagnostic, TextEdit } from "vscode-languageserver/node";
import { type LanguageClient, serverOn } from "./languageClient.ts";

const CONFIG = "file:///pump/premarket.yaml";
const WAIVERS = "file:///pump/premarket-waivers.yaml";
const SBOM = "file:///pump/bom.json";
const CONFIG_TEXT = `device:
  name: Pump
  characteristics: [software, networked]
submission:
  pathway: 510k
as-of: 2026-11-01
documents:
  - path: bom.json
    role: sbom
`;
const SBOM_TEXT = JSON.stringify(
  { bomFormat: "CycloneDX", specVersion: "1.6", components: [{ type: "library", name: "zlib", version: "1.3.1" }] },
  undefined,
  2,
);
const WAIVERS_TEXT = `waivers:
  - requirement: ntia-unique-identifier
    subject: zlib@1.3.1
    reason: Ours.
    by: J. Doe
`;

describe("waivers in the editor", () => {
  let client: LanguageClient;
  let files: Map<string, string>;

  beforeEach(async () => {
    files = new Map([
      [CONFIG, CONFIG_TEXT],
      [SBOM, SBOM_TEXT],
    ]);
    client = serverOn(files);
    await client.initialize();
  });
  afterEach(() => client.end());

  const codes = async (uri: string) => (await client.diagnostics(uri)).map(({ code }) => code);
  const found = async (uri: string, id: string): Promise<Diagnostic> => {
    const one = (await client.diagnostics(uri)).find(({ code }) => code === id);
    assert.ok(one, id);
    return one;
  };
  const waive = async (uri: string, { range, code }: Diagnostic, where: string): Promise<CodeAction> => {
    const params = { textDocument: { uri }, range, context: { diagnostics: [] } };
    const actions: CodeAction[] = await client.connection.sendRequest("textDocument/codeAction", params);
    const action = actions.find(
      ({ title }) => title.startsWith(`Premarket: Waive ${where}`) && title.endsWith(`(${code})`),
    );
    assert.ok(action, actions.map(({ title }) => title).join("; "));
    return action;
  };

  it("hide a finding, and show what is wrong with themselves", async () => {
    files.set(WAIVERS, WAIVERS_TEXT);
    await client.open(SBOM, SBOM_TEXT);
    assert.ok(!(await codes(SBOM)).includes("ntia-unique-identifier"));
    assert.ok((await codes(SBOM)).includes("ntia-supplier-name"));
    await client.open(WAIVERS, WAIVERS_TEXT.replace("zlib@1.3.1", "curl@8.0"));
    assert.deepEqual(await codes(WAIVERS), ["waiver-used"]);
    assert.ok((await codes(SBOM)).includes("ntia-unique-identifier"));
  });

  it("are offered as an entry of premarket-waivers.yaml that asks for its reason", async () => {
    files.set(WAIVERS, WAIVERS_TEXT);
    await client.open(SBOM, SBOM_TEXT);
    const action = await waive(SBOM, await found(SBOM, "ntia-supplier-name"), "in premarket-waivers.yaml");
    const text = applied(WAIVERS_TEXT, action.edit?.changes?.[WAIVERS] ?? []);
    assert.equal(
      text,
      `${WAIVERS_TEXT}  - requirement: ntia-supplier-name\n    subject: zlib@1.3.1\n    document: bom.json\n    reason: TODO\n    by: TODO\n`,
    );
    await client.open(WAIVERS, text);
    assert.deepEqual(await codes(WAIVERS), ["waiver-complete"]);
    await client.change(WAIVERS, text.replace("reason: TODO\n    by: TODO", "reason: Ours.\n    by: J. Doe"));
    assert.deepEqual(await codes(WAIVERS), []);
    assert.ok(!(await codes(SBOM)).includes("ntia-supplier-name"));
  });

  it("are offered with the file where there is none yet", async () => {
    await client.open(SBOM, SBOM_TEXT);
    const action = await waive(SBOM, await found(SBOM, "ntia-supplier-name"), "in premarket-waivers.yaml");
    const [create, edit] = action.edit?.documentChanges ?? [];
    assert.deepEqual(create, { kind: "create", uri: WAIVERS, options: { ignoreIfExists: true } });
    assert.ok(edit && "edits" in edit);
    assert.match(applied("", edit.edits as TextEdit[]), /^waivers:\n {2}- requirement: ntia-supplier-name\n/);
  });

  it("are offered as a comment where the file takes one", async () => {
    await client.open(CONFIG, CONFIG_TEXT);
    const action = await waive(CONFIG, await found(CONFIG, "524b-plan"), "here");
    const [change] = action.edit?.documentChanges ?? [];
    assert.ok(change && "edits" in change);
    const text = applied(CONFIG_TEXT, change.edits as TextEdit[]);
    assert.match(text, /\n# premarket-waive 524b-plan: TODO\ndocuments:\n/);
    await client.change(CONFIG, text);
    assert.ok((await codes(CONFIG)).includes("waiver-complete"));
    await client.change(CONFIG, text.replace("TODO", "Filed apart."));
    const after = await codes(CONFIG);
    assert.ok(!after.includes("waiver-complete") && !after.includes("524b-plan"), after.join());
  });
});

function applied(text: string, edits: readonly TextEdit[]): string {
  const lines = text.split("\n");
  const offset = ({ line, character }: TextEdit["range"]["start"]) =>
    lines.slice(0, line).reduce((sum, one) => sum + one.length + 1, 0) + character;
  return [...edits].reverse().reduce((done, { range, newText }) => {
    return done.slice(0, offset(range.start)) + newText + done.slice(offset(range.end));
  }, text);
}
