// Times one edit in a long Markdown document in the language server: from the change to the diagnostics.
import { spawn } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { longPlan } from "./generate.mjs";

const require = createRequire(import.meta.url);
const { createMessageConnection, StreamMessageReader, StreamMessageWriter } = require("vscode-jsonrpc/node");

export async function timeEdits(premarket, folder, count = 40) {
  const workspace = join(folder, "edits");
  mkdirSync(workspace);
  const text = longPlan(5000);
  writeFileSync(join(workspace, "plan.md"), text);
  writeFileSync(
    join(workspace, "premarket.yaml"),
    "device:\n  name: Meridian IV\n  characteristics: [software, networked]\nsubmission:\n  pathway: 510k\n  planned: 2026-12-15\ndocuments:\n  - path: plan.md\n    role: management-plan\n",
  );
  const uri = pathToFileURL(join(workspace, "plan.md")).href;
  const server = spawn(process.execPath, [premarket, "lsp", "--stdio"], { stdio: ["pipe", "pipe", "inherit"] });
  const connection = createMessageConnection(
    new StreamMessageReader(server.stdout),
    new StreamMessageWriter(server.stdin),
  );
  connection.onRequest(() => null);
  connection.listen();
  const capabilities = { textDocument: { diagnostic: {} }, workspace: { diagnostics: { refreshSupport: true } } };
  await connection.sendRequest("initialize", {
    processId: process.pid,
    rootUri: pathToFileURL(workspace).href,
    capabilities,
  });
  await connection.sendNotification("initialized", {});
  await connection.sendNotification("textDocument/didOpen", {
    textDocument: { uri, languageId: "markdown", version: 1, text },
  });
  const pull = () => connection.sendRequest("textDocument/diagnostic", { textDocument: { uri } });
  await pull();
  const times = [];
  for (let version = 2; version < count + 2; version++) {
    const start = process.hrtime.bigint();
    const position = { line: 2500 + (version % 7), character: 0 };
    await connection.sendNotification("textDocument/didChange", {
      textDocument: { uri, version },
      contentChanges: [{ range: { start: position, end: position }, text: "x" }],
    });
    await pull();
    times.push(Number(process.hrtime.bigint() - start) / 1e6);
  }
  await connection.sendRequest("shutdown");
  await connection.sendNotification("exit");
  connection.dispose();
  times.sort((a, b) => a - b);
  return { count, median: times[Math.floor(count / 2)], p95: times[Math.floor(count * 0.95)] };
}
