import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Locator, Page } from "playwright-core";
import { catalogue } from "../../lib/guidance/catalogue.ts";
import { launchBrowser, newPage } from "../vscode-host/browser.ts";
import { startServer } from "../vscode-host/server.ts";
import { checkedByCommandLine } from "./checkedByCommandLine.ts";

interface Finding {
  requirement: string;
  message: string;
  path: string;
  start: { line: number; column: number };
}

const root = join(import.meta.dirname, "../..");
const pictures = join(root, "test/artefacts");
const squiggles = ".squiggly-error, .squiggly-warning, .squiggly-info";

/**
 * Opens a copy of the draft sample in the workbench as a person would and leaves PNGs of 1280 × 800 in `test/artefacts`. Installs the
 * .vsix that is named or was packaged last, else runs the built extension from its folder. Returns the exit code.
 */
export async function takeScreenshots(named?: string): Promise<number> {
  const vsix = named ? resolve(named) : packaged();
  console.log(vsix ? `With ${vsix}.` : "With the extension as built.");
  const base = realpathSync(mkdtempSync(join(tmpdir(), "premarket-pictures-")));
  const workspace = join(base, "infusion-pump-draft");
  cpSync(join(root, "samples/infusion-pump-draft"), workspace, { recursive: true });
  mkdirSync(pictures, { recursive: true });
  const { findings } = JSON.parse(checkedByCommandLine(workspace)) as { findings: Finding[] };
  const server = await startServer({
    workspace,
    extension: vsix ? undefined : join(root, "extension"),
    vsix: vsix ? [vsix] : [],
  });
  const browser = await launchBrowser();
  const { page, refused } = await newPage(browser);
  page.setDefaultTimeout(30_000);
  try {
    const [first] = findings;
    if (!first) throw new Error("The draft sample has no findings to show.");
    const inSbom = findings.find(({ requirement }) => requirement === "premarket-sbom-end-of-support") ?? first;
    await page.goto(server.url(join(workspace, inSbom.path)), { waitUntil: "commit" });
    await photographSbom(page, inSbom);
    const inProse = findings.find(({ path }) => path.endsWith(".md"));
    if (inProse) await photographProse(page, inProse);
    if (refused.size > 0) throw new Error(`The workbench reached for the network: ${[...refused].join(", ")}`);
    return 0;
  } catch (error) {
    console.error(error);
    await shoot(page, "failed").catch(() => undefined);
    return 1;
  } finally {
    await browser.close();
    await server.stop();
    rmSync(base, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}

async function photographSbom(page: Page, finding: Finding): Promise<void> {
  await page.locator(squiggles).first().waitFor({ state: "attached" });
  await goTo(page, finding);
  await palette(page, "Problems: Focus on Problems View");
  await page.locator(".markers-panel .monaco-list-row", { hasText: "premarket" }).first().waitFor();
  await goTo(page, finding);
  await shoot(page, "squiggle-and-problems");

  await hoverAtCursor(page);
  await pageInHover(page, finding);
  await shoot(page, "hover");

  await leave(page);
  await page.keyboard.press("Control+.");
  await page.locator(".action-widget", { hasText: "Premarket" }).waitFor();
  await shoot(page, "quick-fix");
  await page.keyboard.press("Escape");

  await page.locator('[id="status.languageStatus"]').click();
  await page
    .locator(".monaco-hover:visible", { hasText: /Premarket: .*Profile / })
    .first()
    .waitFor();
  await shoot(page, "language-status");
  await page.keyboard.press("Escape");
}

async function photographProse(page: Page, finding: Finding): Promise<void> {
  await page.keyboard.press("Control+p");
  const input = await quickInput(page, finding.path);
  await page
    .locator(".quick-input-list .monaco-list-row", { hasText: finding.path.split("/").at(-1) })
    .first()
    .waitFor();
  await input.press("Enter");
  await page.locator(".tab.active", { hasText: finding.path.split("/").at(-1) }).waitFor();
  await page.locator(squiggles).first().waitFor({ state: "attached" });
  await goTo(page, finding);
  await hoverAtCursor(page);
  await pageInHover(page, finding);
  await shoot(page, "prose");
}

async function goTo(page: Page, { start }: Finding): Promise<void> {
  await page.locator(".editor-instance .view-lines").first().click();
  await page.keyboard.press("Control+g");
  const input = await quickInput(page, `:${start.line}:${start.column}`);
  await input.press("Enter");
  await page.locator(".quick-input-widget").waitFor({ state: "hidden" });
}

async function palette(page: Page, command: string): Promise<void> {
  await page.keyboard.press("F1");
  const input = await quickInput(page, `>${command}`);
  await page.locator(".quick-input-list .monaco-list-row", { hasText: command }).first().waitFor();
  await input.press("Enter");
  await page.locator(".quick-input-widget").waitFor({ state: "hidden" });
}

async function quickInput(page: Page, text: string): Promise<Locator> {
  const input = page.locator(".quick-input-widget input.input:visible");
  await input.waitFor();
  await input.fill(text);
  return input;
}

/** Rests the mouse on the character after the cursor, where the finding begins. */
async function hoverAtCursor(page: Page): Promise<void> {
  const box = await page.locator(".editor-instance .cursors-layer .cursor").first().boundingBox();
  if (!box) throw new Error("The cursor is out of sight.");
  await page.mouse.move(box.x + 2, box.y + 40);
  await page.mouse.move(box.x + 12, box.y + box.height / 2, { steps: 4 });
}

/** The requirement's page comes a moment after the finding itself. */
async function pageInHover(page: Page, { requirement }: Finding): Promise<void> {
  const title = catalogue().requirement(requirement)?.title ?? requirement;
  await page.locator(".monaco-hover:visible", { hasText: title }).first().waitFor();
}

async function leave(page: Page): Promise<void> {
  await page.keyboard.press("Escape");
  await page.mouse.move(640, 5);
  await page.locator(".monaco-hover:visible").first().waitFor({ state: "hidden" });
}

async function shoot(page: Page, name: string): Promise<void> {
  const path = join(pictures, `${name}.png`);
  await page.screenshot({ path, animations: "disabled", caret: "hide" });
  console.log(path);
}

function packaged(): string | undefined {
  const folder = join(root, "extension");
  if (!existsSync(folder)) return undefined;
  const [file] = readdirSync(folder).filter((name) => name.endsWith(".vsix"));
  return file && join(folder, file);
}
