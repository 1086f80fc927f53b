import assert from "node:assert/strict";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { createContext, runInContext } from "node:vm";
import { build } from "esbuild";

const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: { readonly uri: string };
  readonly result?: unknown;
  readonly error?: unknown;
}

const CONFIG = "vscode-vfs://github/owner/repo/premarket.yaml";
const SBOM = "vscode-vfs://github/owner/repo/sbom.json";
const FILES: Readonly<Record<string, string>> = {
  [CONFIG]: "documents:\n  - path: sbom.json\n    role: sbom\n",
  [SBOM]:
    '{"bomFormat":"CycloneDX","specVersion":"1.6","components":[{"type":"library","name":"zlib","version":"1.3"}]}',
};

describe("language server in a web worker", () => {
  it("needs nothing that a browser does not have, and reads files through the client", async () => {
    const worker = await startWorker();
    await worker.ask("initialize", {
      processId: null,
      rootUri: null,
      capabilities: { textDocument: { diagnostic: {} } },
      initializationOptions: { readsFiles: true },
    });
    worker.tell("initialized", {});
    worker.tell("textDocument/didOpen", {
      textDocument: { uri: SBOM, languageId: "json", version: 1, text: FILES[SBOM] },
    });
    const report = (await worker.ask("textDocument/diagnostic", { textDocument: { uri: SBOM } })) as {
      items: { code: string; range: unknown }[];
    };
    const found = report.items.find(({ code }) => code === "ntia-supplier-name");
    const start = (FILES[SBOM] ?? "").indexOf("zlib");
    assert.deepEqual(found?.range, { start: { line: 0, character: start }, end: { line: 0, character: start + 4 } });
    const status = (await worker.ask("premarket/status", { uri: SBOM })) as { config: string };
    assert.equal(status.config, CONFIG);
  }).timeout(60_000);
});

/** Runs the bundled server in a realm that has the globals of a worker and none of Node's. */
async function startWorker() {
  const bundle = await build({
    entryPoints: [join(root, "extension", "src", "server.web.ts")],
    bundle: true,
    write: false,
    format: "iife",
    platform: "browser",
    conditions: ["worker"],
    target: "es2022",
    define: { global: "globalThis" },
    logLevel: "silent",
  });
  const waiting = new Map<number, (message: Message) => void>();
  const self: Record<string, unknown> = { postMessage: receive, addEventListener: () => undefined };
  const { crypto, TextEncoder, TextDecoder, URL, URLSearchParams, console } = globalThis;
  const timers = { setTimeout, clearTimeout, setInterval, clearInterval, queueMicrotask };
  const context = createContext({
    self,
    crypto,
    TextEncoder,
    TextDecoder,
    URL,
    URLSearchParams,
    console,
    structuredClone,
    ...timers,
  });
  runInContext(bundle.outputFiles[0]?.text ?? "", context);
  let next = 0;

  function send(message: object): void {
    const onmessage = self.onmessage as (event: { data: unknown }) => void;
    onmessage({ data: { jsonrpc: "2.0", ...message } });
  }

  function receive(posted: Message): void {
    // What a worker posts is copied on the way; objects of the other realm never arrive.
    const message = structuredClone(posted);
    if (message.method === undefined) waiting.get(message.id ?? -1)?.(message);
    else if (message.id !== undefined) send({ id: message.id, result: answer(message) });
  }

  function answer({ method, params }: Message): unknown {
    const text = FILES[params?.uri ?? ""];
    if (text === undefined) return null;
    return method === "premarket/readFile" ? { text } : method === "premarket/fileStamp" ? { stamp: "1" } : null;
  }

  return {
    tell: (method: string, params: object) => send({ method, params }),
    ask: (method: string, params: object) =>
      new Promise<unknown>((resolve, reject) => {
        const id = ++next;
        waiting.set(id, ({ result, error }) => (error ? reject(new Error(JSON.stringify(error))) : resolve(result)));
        send({ id, method, params });
      }),
  };
}
