import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { COMMAND, config, folderWith, removeFolders, sbom } from "./premarket.ts";

describe("premarket check --watch", function () {
  this.timeout(60_000);
  let child: ChildProcess | undefined;
  after(() => {
    child?.kill("SIGKILL");
    removeFolders();
  });

  it("checks again when a document changes, not when a report is written, and ends with the last code", async function () {
    if (process.platform === "win32") this.skip();
    const cwd = folderWith({ "premarket.yaml": config({ "bom.json": "sbom" }), "bom.json": sbom("alpha") });
    const args = [...COMMAND, "check", "--watch", "--format", "compact", "-o", "json=out.json", "--no-cache"];
    child = spawn(process.execPath, args, { cwd, stdio: ["ignore", "pipe", "pipe"] });
    let out = "";
    let rounds = 0;
    const waiting: (() => void)[] = [];
    child.stdout?.on("data", (data) => {
      out += data;
    });
    child.stderr?.on("data", (data: Buffer) => {
      const ended = String(data).split("Waiting for a file to change").length - 1;
      rounds += ended;
      if (ended > 0) for (const go of waiting.splice(0)) go();
    });
    const round = () => new Promise<void>((go) => waiting.push(go));
    await round();
    assert.match(out, /alpha 1\.3\.1 has no supplier name/);
    const next = round();
    writeFileSync(join(cwd, "bom.json"), sbom("beta"));
    await next;
    assert.match(out, /beta 1\.3\.1 has no supplier name/);
    await new Promise((resolve) => setTimeout(resolve, 600));
    assert.equal(rounds, 2, "the report that it wrote must not start it again");
    const ended = new Promise((resolve) => child?.once("close", resolve));
    child.kill("SIGINT");
    assert.equal(await ended, 0);
  });
});
