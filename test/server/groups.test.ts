import assert from "node:assert/strict";
import type { CodeAction, Diagnostic, Hover } from "vscode-languageserver/node";
import { checkSubmission } from "../../lib/assess/checkSubmission.ts";
import type { Finding } from "../../lib/model/assessment.ts";
import type { DiagnosticData } from "../../lib/server/diagnostics.ts";
import { type LanguageClient, serverOn } from "./languageClient.ts";

const URI = "file:///pump/bom.cdx.json";

/** `count` components without any of the facts that are asked for; each on lines of its own. */
function sbom(count: number): string {
  const components = Array.from({ length: count }, (_, at) => ({
    type: "library",
    "bom-ref": `part-${at}`,
    name: `part-${at}`,
    version: "1.0",
    purl: `pkg:npm/part-${at}@1.0`,
  }));
  const component = { type: "device", "bom-ref": "pump", name: "Pump", version: "3" };
  return JSON.stringify(
    { bomFormat: "CycloneDX", specVersion: "1.6", metadata: { component }, components },
    undefined,
    1,
  );
}

/** What the command line finds in the same text. */
async function findingsOf(text: string): Promise<readonly Finding[]> {
  const file = { path: "bom.cdx.json", roles: [], named: true, text: async () => text, sha256: async () => "" };
  return (await checkSubmission([file], { today: new Date().toISOString().slice(0, 10) })).findings;
}

describe("a large group in the editor", () => {
  let client: LanguageClient;
  const open = async (text: string): Promise<Diagnostic[]> => {
    client = serverOn(new Map([[URI, text]]));
    await client.initialize();
    await client.open(URI, text);
    return (await client.diagnostics(URI)).filter(({ code }) => code === "ntia-supplier-name");
  };
  afterEach(() => client.end());

  it("is one diagnostic at the document's anchor that counts what the command line finds and links the first of it", async () => {
    const text = sbom(101);
    const [one, ...others] = await open(text);
    const found = (await findingsOf(text)).filter(({ requirement }) => requirement.id === "ntia-supplier-name");
    assert.equal(found.length, 101);
    assert.deepEqual(others, []);
    assert.equal(text.split("\n")[one?.range.start.line ?? 0]?.trim(), '"name": "Pump",');
    assert.match(
      String(one?.message),
      /^Not met at 101 places: .* By ecosystem: npm 101\. The first 100 are linked\.$/,
    );
    assert.deepEqual(
      one?.relatedInformation?.map(({ message }) => message),
      found.slice(0, 100).map(({ message }) => message),
    );
    assert.deepEqual((one?.data as DiagnosticData | undefined)?.findings, 101);
  });

  it("begins beyond a hundred; up to there each finding is a diagnostic", async () => {
    assert.equal((await open(sbom(100))).length, 100);
  });

  it("keeps hover and quick fixes at each place", async () => {
    const text = sbom(101);
    await open(text);
    const line = text.split("\n").findIndex((one) => one.includes('"name": "part-77"'));
    const position = { line, character: (text.split("\n")[line] ?? "").indexOf("part-77") + 1 };
    const textDocument = { uri: URI };
    const hover: Hover | null = await client.connection.sendRequest("textDocument/hover", { textDocument, position });
    assert.match(JSON.stringify(hover?.contents), /supplier/);
    const actions: CodeAction[] = await client.connection.sendRequest("textDocument/codeAction", {
      textDocument,
      range: { start: position, end: position },
      context: { diagnostics: [] },
    });
    assert.ok(actions.some(({ title }) => title.startsWith("Premarket: Insert a supplier to fill in")));
  });
});
