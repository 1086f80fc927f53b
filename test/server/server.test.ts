import assert from "node:assert/strict";
import { CancellationTokenSource, type CodeAction, type Diagnostic, type Hover } from "vscode-languageserver/node";
import type { RequirementPage, StatusReport } from "../../lib/server/protocol.ts";
import { eventually, type LanguageClient, serverOn } from "./languageClient.ts";

const FOLDER = "file:///pump";
const CONFIG = `${FOLDER}/premarket.yaml`;
const SBOM = `${FOLDER}/sbom/pump.cdx.json`;
const PLAN = `${FOLDER}/plan.md`;

const CONFIG_TEXT = `device:
  name: Meridian IV Infusion Pump
  version: 3.2.0
  support-ends: 2030-12-31
  characteristics: [software, networked, off-the-shelf-software]
submission:
  pathway: 510k
  planned: 2026-12-15
as-of: 2026-11-01
documents:
  - path: sbom/pump.cdx.json
    role: sbom
  - path: plan.md
    role: management-plan
`;

const SBOM_TEXT = JSON.stringify(
  {
    bomFormat: "CycloneDX",
    specVersion: "1.6",
    metadata: {
      timestamp: "2026-06-01T00:00:00Z",
      component: { type: "device", "bom-ref": "pump", name: "Meridian IV Infusion Pump", version: "3.2.0" },
    },
    components: [
      {
        type: "library",
        "bom-ref": "zlib",
        name: "zlib",
        version: "1.3.1",
        properties: [{ name: "cdx:lifecycle:milestone:endOfSupport", value: "2031-06-30" }],
      },
    ],
  },
  null,
  2,
);

describe("language server", () => {
  let client: LanguageClient;
  let files: Map<string, string>;

  beforeEach(async () => {
    files = new Map([
      [CONFIG, CONFIG_TEXT],
      [SBOM, SBOM_TEXT],
      [PLAN, "# Cybersecurity management plan\n\nText.\n"],
    ]);
    client = serverOn(files);
  });
  afterEach(() => client.end());

  it("says what it can do, and leaves the command to a client that has it", async () => {
    const plain = (await client.initialize()) as { capabilities: Record<string, unknown> };
    assert.deepEqual(plain.capabilities.diagnosticProvider, {
      interFileDependencies: true,
      workspaceDiagnostics: false,
    });
    assert.deepEqual(plain.capabilities.executeCommandProvider, { commands: ["premarket.openRequirement"] });
    const other = serverOn(files);
    const own = (await other.initialize({ options: { opensRequirements: true } })) as typeof plain;
    other.end();
    assert.equal(own.capabilities.executeCommandProvider, undefined);
  });

  it("shows a gap on the text that has it, with requirement, link and source", async () => {
    await client.initialize();
    await client.open(SBOM, SBOM_TEXT);
    const found = only(await client.diagnostics(SBOM), "ntia-supplier-name", "zlib");
    assert.equal(covered(SBOM_TEXT, found), "zlib");
    assert.equal(found.source, "premarket");
    assert.match(found.codeDescription?.href ?? "", /^https:\/\//);
    assert.match(found.data.fingerprint, /^[0-9a-f]{64}$/);
    assert.equal(found.data.fix, "add-supplier");
  });

  it("checks what the editor holds, not what the disk has", async () => {
    await client.initialize();
    await client.open(SBOM, SBOM_TEXT);
    only(await client.diagnostics(SBOM), "ntia-supplier-name", "zlib");
    await client.change(
      SBOM,
      SBOM_TEXT.replace('"name": "zlib",', '"name": "zlib", "supplier": { "name": "zlib.net" },'),
    );
    assert.deepEqual(withCode(await client.diagnostics(SBOM), "ntia-supplier-name", "zlib"), []);
  });

  it("says that nothing has changed when nothing has", async () => {
    await client.initialize();
    await client.open(SBOM, SBOM_TEXT);
    const first = await client.report(SBOM);
    assert.equal(first.kind, "full");
    const second = await client.report(SBOM, first.resultId);
    assert.deepEqual(second, { kind: "unchanged", resultId: first.resultId });
    await client.change(SBOM, SBOM_TEXT.replace("zlib.", "zlib").replace('"1.3.1"', '""'));
    assert.equal((await client.report(SBOM, first.resultId)).kind, "full");
  });

  it("asks for the other documents again when a change in one alters their findings", async () => {
    await client.initialize();
    await client.open(CONFIG, CONFIG_TEXT);
    await client.open(SBOM, SBOM_TEXT);
    const before = await client.diagnostics(SBOM);
    assert.deepEqual(withCode(before, "premarket-sbom-support-covers-device"), []);
    await client.diagnostics(CONFIG);
    const longer = CONFIG_TEXT.replace("support-ends: 2030-12-31", "support-ends: 2036-12-31");
    await client.change(CONFIG, longer);
    await client.diagnostics(CONFIG);
    await eventually(() => client.refreshes > 0, "the server asked to be asked again");
    const [found] = withCode(await client.diagnostics(SBOM), "premarket-sbom-support-covers-device");
    assert.ok(found, "no finding for support that ends before the device's");
    assert.equal(covered(SBOM_TEXT, found), "2031-06-30");
  });

  it("does not ask again when the other documents look the same", async () => {
    await client.initialize();
    await client.open(PLAN, "# Plan\n");
    await client.open(SBOM, SBOM_TEXT);
    await client.diagnostics(PLAN);
    await client.diagnostics(SBOM);
    await client.change(PLAN, "# Plan\n\nMore text.\n");
    await client.diagnostics(PLAN);
    await new Promise((resolve) => setTimeout(resolve, 500));
    assert.equal(client.refreshes, 0);
  });

  it("gives up an answer that is cancelled or overtaken by an edit", async () => {
    await client.initialize();
    await client.open(SBOM, SBOM_TEXT);
    const source = new CancellationTokenSource();
    const params = { textDocument: { uri: SBOM } };
    const cancelled = client.connection.sendRequest("textDocument/diagnostic", params, source.token);
    source.cancel();
    await assert.rejects(cancelled, { code: -32800 });
    const overtaken = client.report(SBOM);
    await client.change(SBOM, `${SBOM_TEXT}\n`);
    const outcome = await overtaken.then(
      () => "answered for the newer text",
      (error: { code: number; data: unknown }) => error,
    );
    if (typeof outcome === "object") {
      assert.equal(outcome.code, -32802);
      assert.deepEqual(outcome.data, { retriggerRequest: true });
    }
    assert.ok((await client.diagnostics(SBOM)).length > 0);
  });

  it("sends diagnostics to a client that does not ask, also when another document alters them", async () => {
    await client.initialize({ pull: false });
    await client.open(SBOM, SBOM_TEXT);
    await eventually(() => client.pushed.some(({ uri }) => uri === SBOM), "diagnostics were sent");
    await client.open(CONFIG, CONFIG_TEXT);
    await client.change(CONFIG, CONFIG_TEXT.replace("2030-12-31", "2036-12-31"));
    const isTold = () =>
      withCode(
        client.pushed.findLast(({ uri }) => uri === SBOM)?.diagnostics ?? [],
        "premarket-sbom-support-covers-device",
      ).length > 0;
    await eventually(isTold, "the SBOM's diagnostics were sent again");
    await client.close(SBOM);
    const isCleared = () => client.pushed.findLast(({ uri }) => uri === SBOM)?.diagnostics.length === 0;
    await eventually(isCleared, "the closed document was cleared");
  });

  it("shows what is wrong in premarket.yaml, and which listed document does not exist", async () => {
    await client.initialize();
    const text = CONFIG_TEXT.replace("pathway: 510k", "pathway: 511k").replace("plan.md", "plans.md");
    await client.open(CONFIG, text);
    const errors = (await client.diagnostics(CONFIG)).filter(({ code }) => code === undefined);
    assert.deepEqual(errors.map((error) => [covered(text, error), error.severity]).sort(), [
      ["511k", 1],
      ["plans.md", 1],
    ]);
  });

  it("notes what it could not make sense of in a file that it reads otherwise", async () => {
    await client.initialize();
    const text = SBOM_TEXT.replace('"specVersion"', '"specVersion": "1.5",\n  "specVersion"');
    await client.open(SBOM, text);
    const [note, ...more] = (await client.diagnostics(SBOM)).filter(({ code }) => code === undefined);
    assert.ok(note && more.length === 0);
    assert.equal(note.severity, 3);
    assert.equal(covered(text, note), '"specVersion"');
  });

  it("reads nothing outside the folder of premarket.yaml, and says so at the entry", async () => {
    await client.initialize();
    for (const path of ["../secret.cdx.json", "/etc/secret.cdx.json", "sbom/../../secret.cdx.json"]) {
      const text = CONFIG_TEXT.replace("plan.md", path);
      await client.open(CONFIG, text);
      const [error, ...more] = (await client.diagnostics(CONFIG)).filter(({ code }) => code === undefined);
      assert.ok(error && more.length === 0, `${more.length + 1} errors for ${path}`);
      assert.equal(covered(text, error), path);
      assert.match(JSON.stringify(error.message), /outside the folder/);
      await client.close(CONFIG);
    }
  });

  it("is silent on files that are not its business, and says why", async () => {
    await client.initialize();
    const unlisted: readonly [string, string][] = [
      [`${FOLDER}/notes.md`, "# Notes\n"],
      [`${FOLDER}/sbom/old.cdx.json`, SBOM_TEXT],
      ["file:///elsewhere/package.json", '{ "name": "x" }'],
      ["file:///elsewhere/README.md", "# Read me\n"],
      ["untitled:Untitled-1", "{}"],
    ];
    for (const [uri, text] of unlisted) {
      await client.open(uri, text);
      assert.deepEqual(await client.diagnostics(uri), [], uri);
      const status = await client.connection.sendRequest<StatusReport>("premarket/status", { uri });
      assert.equal(status.state, "not checked");
      assert.match(status.reason ?? "", uri.startsWith(FOLDER) ? /does not list/ : /not recognised/);
    }
  });

  it("checks a loose SBOM alone", async () => {
    await client.initialize();
    const uri = "file:///elsewhere/bom.json";
    await client.open(uri, SBOM_TEXT);
    only(await client.diagnostics(uri), "ntia-supplier-name", "zlib");
    const status = await client.connection.sendRequest<StatusReport>("premarket/status", { uri });
    assert.equal(status.state, "checked");
    assert.equal(status.config, undefined);
    assert.equal(status.profile, "sbom");
  });

  it("tells the profile, the configuration, the day and the counts", async () => {
    await client.initialize();
    await client.open(SBOM, SBOM_TEXT);
    const all = await client.diagnostics(SBOM);
    const status = await client.connection.sendRequest<StatusReport>("premarket/status", { uri: SBOM });
    assert.equal(status.state, "checked");
    assert.equal(status.profile, "premarket");
    assert.equal(status.config, CONFIG);
    assert.equal(status.asOf, "2026-11-01");
    const { error = 0, warning = 0, information = 0 } = status.counts ?? {};
    assert.equal(error + warning + information, all.length);
  });

  it("explains the requirement where the pointer rests on a finding, and nothing beside it", async () => {
    await client.initialize();
    await client.open(SBOM, SBOM_TEXT);
    const found = only(await client.diagnostics(SBOM), "ntia-supplier-name", "zlib");
    const hover = await hoverAt(client, found.range.start);
    assert.match(JSON.stringify(hover?.contents), /Every component names its supplier/);
    assert.equal(await hoverAt(client, { line: 0, character: 0 }), null);
  });

  it("shows at a place that counts as evidence for what it counts", async () => {
    await client.initialize();
    const text =
      "# Plan\n\n## Patch times\n\nA patch for a critical vulnerability is in the field within 14 days, for any other within 90 days.\n";
    await client.open(PLAN, text);
    await client.diagnostics(PLAN);
    const at = { textDocument: { uri: PLAN }, position: { line: 4, character: 12 } };
    const hover = await client.connection.sendRequest<Hover | null>("textDocument/hover", at);
    assert.match(JSON.stringify(hover?.contents), /Evidence for.*ots2005-timely-patches.*14 days/);
  });

  it("gives a requirement's page, and null for one that does not exist", async () => {
    await client.initialize();
    const page = await client.connection.sendRequest<RequirementPage>("premarket/requirementPage", {
      id: "ntia-supplier-name",
    });
    assert.match(page.markdown, /^# /m);
    assert.equal(await client.connection.sendRequest("premarket/requirementPage", { id: "no-such" }), null);
  });

  it("inserts the missing structure as one versioned edit that leaves JSON behind and asks to be filled in", async () => {
    await client.initialize();
    await client.open(SBOM, SBOM_TEXT);
    const found = only(await client.diagnostics(SBOM), "ntia-supplier-name", "zlib");
    const actions = await actionsAt(client, found);
    const fix = actions.find(({ title }) => title === "Premarket: Insert a supplier to fill in (ntia-supplier-name)");
    assert.ok(fix, `no such action among: ${actions.map(({ title }) => title).join("; ")}`);
    assert.equal(fix.isPreferred, false);
    const [change] = fix.edit?.documentChanges ?? [];
    assert.ok(change && "edits" in change);
    assert.deepEqual(change.textDocument, { uri: SBOM, version: 1 });
    const after = change.edits.reduce((text, edit) => {
      assert.ok("newText" in edit && "range" in edit);
      const at = offset(text, edit.range.start);
      assert.equal(offset(text, edit.range.end), at);
      return text.slice(0, at) + edit.newText + text.slice(at);
    }, SBOM_TEXT);
    assert.deepEqual(JSON.parse(after).components[0].supplier, { name: "TODO" });
    await client.change(SBOM, after);
    const asking = only(await client.diagnostics(SBOM), "ntia-supplier-name", "zlib");
    assert.equal(covered(after, asking), "TODO");
    assert.ok(!(await actionsAt(client, asking)).some(({ title }) => title.startsWith("Premarket: Insert a supplier")));
  });

  it("offers the requirement's page for every finding, and nothing where only other kinds are asked for", async () => {
    await client.initialize();
    await client.open(SBOM, SBOM_TEXT);
    for (const found of await client.diagnostics(SBOM)) {
      const titles = (await actionsAt(client, found)).map(({ title }) => title);
      assert.ok(titles.includes(`Premarket: Open requirement ${found.code}`), titles.join("; "));
    }
    const [found] = await client.diagnostics(SBOM);
    assert.ok(found);
    assert.deepEqual(await actionsAt(client, found, ["source.organizeImports"]), []);
  });

  it("survives broken documents", async () => {
    await client.initialize();
    for (const text of ["", "{", '{"bomFormat":"CycloneDX","components":[', "\uFEFF{}", "[".repeat(5000)]) {
      await client.open(SBOM, text);
      await client.diagnostics(SBOM);
      await client.close(SBOM);
    }
  });
});

function withCode(diagnostics: readonly Diagnostic[], code: string, word?: string): Diagnostic[] {
  return diagnostics.filter(
    (one) => one.code === code && (word === undefined || JSON.stringify(one.message).includes(word)),
  );
}

function only(diagnostics: readonly Diagnostic[], code: string, word: string): Diagnostic {
  const found = withCode(diagnostics, code, word);
  const [first] = found;
  assert.ok(first && found.length === 1, `${found.length} findings of ${code} that speak of ${word}`);
  return first;
}

function offset(text: string, { line, character }: { line: number; character: number }): number {
  const lines = text.split("\n");
  return lines.slice(0, line).reduce((sum, one) => sum + one.length + 1, 0) + character;
}

function covered(text: string, { range }: Diagnostic): string {
  return text.slice(offset(text, range.start), offset(text, range.end));
}

function hoverAt(client: LanguageClient, position: Diagnostic["range"]["start"]): Promise<Hover | null> {
  return client.connection.sendRequest("textDocument/hover", { textDocument: { uri: SBOM }, position });
}

function actionsAt(client: LanguageClient, { range }: Diagnostic, only?: string[]): Promise<CodeAction[]> {
  const context = { diagnostics: [], only };
  return client.connection.sendRequest("textDocument/codeAction", { textDocument: { uri: SBOM }, range, context });
}
