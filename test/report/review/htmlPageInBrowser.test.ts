import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright-core";
import { checkFolder } from "../../../lib/node.ts";
import { htmlPage } from "../../../lib/report/review/htmlPage.ts";
import { launchBrowser } from "../../vscode-host/browser.ts";

interface AxeResult {
  readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly html: string }[] }[];
}

describe("the reviewer's record in a browser", function () {
  this.timeout(60_000);
  const folder = mkdtempSync(join(tmpdir(), "premarket-record-"));
  const complaints: string[] = [];
  let browser: Browser;
  let page: Page;

  before(async () => {
    const assessment = await checkFolder("samples/infusion-pump-draft");
    const file = join(folder, "record.html");
    writeFileSync(file, htmlPage(assessment));
    browser = await launchBrowser();
    // Chromium tells nobody of what a file asks for, so every request beyond the file itself is a complaint.
    page = await browser.newPage({ viewport: { width: 1280, height: 900 }, locale: "en-US" });
    page.on("console", (message) => complaints.push(message.text()));
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("request", (request) => {
      if (request.url() !== pathToFileURL(file).href) complaints.push(request.url());
    });
    await page.goto(pathToFileURL(file).href);
  });

  after(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const shown = () => page.locator("details.requirement:visible").count();

  it("opens without a complaint and asks for nothing else", () => assert.deepEqual(complaints, []));

  it("filters by verdict, source and words, and clears the filter", async () => {
    const all = await shown();
    assert.ok(all > 50);
    await page.getByLabel("Verdict").selectOption("not met");
    const notMet = await shown();
    assert.ok(notMet > 0 && notMet < all);
    const verdicts = await page.locator("details.requirement:visible .verdict").allTextContents();
    assert.deepEqual([...new Set(verdicts)], ["not met"]);
    assert.equal(await page.getByRole("status").textContent(), `${notMet} of ${all} requirements shown`);
    await page.getByLabel("Words").fill("no such words anywhere");
    assert.equal(await shown(), 0);
    await page.getByRole("button", { name: "Clear" }).click();
    await page.waitForFunction(() => document.querySelectorAll("details.requirement:not([hidden])").length > 50);
    assert.equal(await shown(), all);
  });

  it("is used with the keyboard alone", async () => {
    const first = page.locator("details.requirement summary").first();
    await first.focus();
    await page.keyboard.press("Enter");
    assert.equal(await page.locator("details.requirement").first().getAttribute("open"), "");
    await page.keyboard.press("Enter");
    assert.equal(await page.locator("details.requirement").first().getAttribute("open"), null);
  });

  it("has no fault that axe finds, closed and opened", async () => {
    await page.getByRole("button", { name: "Open all" }).click();
    await page.evaluate(readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8"));
    const result = (await page.evaluate("axe.run()")) as AxeResult;
    const faults = result.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 200)}`);
    assert.deepEqual(faults, []);
    await page.getByRole("button", { name: "Close all" }).click();
  });

  it("prints with every requirement open", async () => {
    const pdf = await page.pdf({ format: "Letter" });
    assert.ok(pdf.subarray(0, 5).equals(Buffer.from("%PDF-")));
    const pages = pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length ?? 0;
    assert.ok(pages > 10, `${pages} pages`);
    assert.equal(await page.locator("details.requirement[open]").count(), 0, "closed again after printing");
  });
});
