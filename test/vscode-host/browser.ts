import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import packedChromium from "@sparticuz/chromium";
import { type Browser, chromium, type Page } from "playwright-core";

const installed = join(import.meta.dirname, ".installed");

interface Executable {
  path: string;
  env: NodeJS.ProcessEnv;
}

/**
 * Starts a headless Chromium: `CHROMIUM_PATH` when set, else the one that comes with npm, which is unpacked once.
 * Its own signal handling is off: whoever starts it closes it.
 */
export async function launchBrowser(): Promise<Browser> {
  const { path, env } = await findBrowser();
  return chromium.launch({
    executablePath: path,
    env: env as Record<string, string>,
    headless: true,
    args: [
      // Containers run tests as root and without user namespaces; every page shown is ours.
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      "--disable-dev-shm-usage",
      "--font-render-hinting=none",
      "--force-color-profile=srgb",
    ],
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
}

/** A page of 1280 × 800 that can reach this machine only; `refused` fills with the hosts that it tried beyond. */
export async function newPage(browser: Browser): Promise<{ page: Page; refused: Set<string> }> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    deviceScaleFactor: 1,
    locale: "en-US",
    colorScheme: "light",
    reducedMotion: "reduce",
  });
  const refused = new Set<string>();
  const local = (name: string) => name === "127.0.0.1" || name === "localhost" || name.endsWith(".localhost");
  await context.route(
    (url) => !local(url.hostname),
    (route) => {
      refused.add(new URL(route.request().url()).host);
      return route.abort();
    },
  );
  // code-server lists the browser builds of VS Code's own extensions but does not ship them; each would be an error on the screen.
  await context.route(/\/extensions\/[^/]+\/.*\.js$/, async (route) => {
    const response = await route.fetch();
    if (response.status() === 404) await route.fulfill({ contentType: "text/javascript", body: "" });
    else await route.fulfill({ response });
  });
  return { page: await context.newPage(), refused };
}

async function findBrowser(): Promise<Executable> {
  const named = process.env.CHROMIUM_PATH;
  if (named) {
    if (!existsSync(named)) throw new Error(`CHROMIUM_PATH names ${named}, which does not exist.`);
    return { path: named, env: process.env };
  }
  const folder = await unpack();
  const path = join(folder, "chromium");
  const env = withFonts(folder, process.env);
  const withLibraries = {
    ...env,
    LD_LIBRARY_PATH: [join(folder, "al2023", "lib"), env.LD_LIBRARY_PATH].filter(Boolean).join(":"),
  };
  // The system's own libraries first: those of the package only fill in for libnss3, libnspr4 and libexpat.
  const failures: string[] = [];
  for (const candidate of [env, withLibraries]) {
    const failure = failureToStart(path, candidate);
    if (failure === undefined) return { path, env: candidate };
    failures.push(failure);
  }
  throw new Error(
    `The Chromium of @sparticuz/chromium does not start here (${failures.join("; ")}); name another browser in CHROMIUM_PATH.`,
  );
}

function failureToStart(path: string, env: NodeJS.ProcessEnv): string | undefined {
  const { status, stderr, error } = spawnSync(path, ["--version", "--no-sandbox"], {
    env,
    encoding: "utf8",
    timeout: 20_000,
  });
  return status === 0 ? undefined : (error?.message ?? stderr.trim());
}

/** Unpacks the browser, its fonts and the libraries that a bare system lacks; returns their folder. */
async function unpack(): Promise<string> {
  const manifest = join(dirname(createRequire(import.meta.url).resolve("@sparticuz/chromium")), "../../package.json");
  const { version } = JSON.parse(readFileSync(manifest, "utf8")) as { version: string };
  const folder = join(installed, `chromium-${version}`);
  if (existsSync(folder)) return folder;
  const fresh = `${folder}-${process.pid}`;
  mkdirSync(fresh, { recursive: true });
  try {
    // The package unpacks into the temp folder, and its libraries only where it takes the machine for a build container.
    await withEnvironment({ TMPDIR: fresh, CODEBUILD_BUILD_IMAGE: "nodejs20" }, () => packedChromium.executablePath());
    // Renamed at the end, so that an interrupted unpacking is never taken for a whole one.
    renameSync(fresh, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
  } finally {
    rmSync(fresh, { recursive: true, force: true });
  }
  return folder;
}

async function withEnvironment<T>(values: Record<string, string>, work: () => Promise<T>): Promise<T> {
  const before = Object.keys(values).map((name) => [name, process.env[name]] as const);
  Object.assign(process.env, values);
  try {
    return await work();
  } finally {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  }
}

/** Without any font on the system Chromium draws empty boxes: the package's Open Sans stands in. */
function withFonts(folder: string, env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const places = ["/usr/share/fonts", "/usr/local/share/fonts", join(env.HOME ?? "/", ".fonts")];
  if (env.FONTCONFIG_FILE || env.FONTCONFIG_PATH || places.some(holdsFonts)) return env;
  const file = join(folder, "fonts.conf");
  writeFileSync(
    file,
    `<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n<fontconfig><dir>${join(folder, "fonts")}</dir><cachedir>${join(folder, "fonts-cache")}</cachedir></fontconfig>\n`,
  );
  return { ...env, FONTCONFIG_FILE: file };
}

function holdsFonts(folder: string): boolean {
  try {
    return readdirSync(folder, { recursive: true }).some((name) => /\.(ttf|otf|ttc)$/i.test(String(name)));
  } catch {
    return false;
  }
}
