// Times edits of one document in the language server: from the change to the diagnostics.
import { spawn } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const require = createRequire(import.meta.url);
const { createMessageConnection, StreamMessageReader, StreamMessageWriter } = require("vscode-jsonrpc/node");

/**
 * Opens a document with its `premarket.yaml` and types one letter after the other.
 * @param at line and character of the next letter, by its number
 * @param saves the document is saved after each letter, because the server looks at one of its size only then
 */
export async function timeEdits(premarket, folder, { name, role, text, at, languageId, count = 40, saves = false }) {
  const workspace = mkdtempSync(join(folder, "edits-"));
  writeFileSync(join(workspace, name), text);
  writeFileSync(
    join(workspace, "premarket.yaml"),
    `device:\n  name: Meridian IV\n  characteristics: [software, networked]\nsubmission:\n  pathway: 510k\n  planned: 2026-12-15\ndocuments:\n  - path: ${name}\n    role: ${role}\n`,
  );
  const uri = pathToFileURL(join(workspace, name)).href;
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
    textDocument: { uri, languageId, version: 1, text },
  });
  const pull = () => connection.sendRequest("textDocument/diagnostic", { textDocument: { uri } });
  await pull();
  const times = [];
  for (let version = 2; version < count + 2; version++) {
    const start = process.hrtime.bigint();
    const position = at(version);
    await connection.sendNotification("textDocument/didChange", {
      textDocument: { uri, version },
      contentChanges: [{ range: { start: position, end: position }, text: "x" }],
    });
    if (saves) await connection.sendNotification("textDocument/didSave", { textDocument: { uri } });
    await pull();
    times.push(Number(process.hrtime.bigint() - start) / 1e6);
  }
  await connection.sendRequest("shutdown");
  await connection.sendNotification("exit");
  connection.dispose();
  times.sort((a, b) => a - b);
  return { count, median: times[Math.floor(count / 2)], p95: times[Math.floor(count * 0.95)] };
}
