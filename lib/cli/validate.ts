import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { arch, platform, release } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { TOOL_VERSION } from "../assess/toolVersion.ts";
import { validate as runValidation } from "../report/validation/validation.ts";
import { type ValidationRun, validationProtocol, validationReport } from "../report/validation/validationTexts.ts";
import { plainError } from "../workspace/plainError.ts";
import { EXIT } from "./exit.ts";
import { writeLine } from "./streams.ts";

export interface ValidateSettings {
  readonly output: string;
  readonly date?: string;
}

/** `premarket validate`: runs every case on the installed copy and writes protocol, report and intended use. */
export async function validate({ output, date }: ValidateSettings): Promise<number> {
  const run: ValidationRun = {
    date: date ?? today(),
    version: TOOL_VERSION,
    packageHash: await packageHash(),
    environment: [
      ["Node", process.version],
      ["Platform", `${platform()} ${arch()} ${release()}`],
    ],
  };
  try {
    await mkdir(output, { recursive: true });
    // The protocol stands before anything has run.
    await writeFile(join(output, "validation-protocol.md"), validationProtocol(run));
    const validation = await runValidation();
    await writeFile(join(output, "validation-report.md"), validationReport(validation, run));
    await writeFile(join(output, "intended-use.md"), await intendedUse());
    const { passed, failed, cases } = validation;
    for (const { id, why } of cases.filter((one) => !one.passed)) await writeLine(process.stderr, `${id}: ${why}`);
    await writeLine(
      process.stdout,
      `${passed} cases passed, ${failed} failed. Protocol, report and intended use stand in ${output}.`,
    );
    return failed === 0 ? EXIT.clean : EXIT.findings;
  } catch (error) {
    await writeLine(process.stderr, `The validation cannot be written to ${output} (${plainError(error).message}).`);
    return EXIT.failed;
  }
}

/** Builds that have to be repeatable set the time themselves. */
function today(): string {
  const epoch = process.env.SOURCE_DATE_EPOCH;
  const time = epoch === undefined || !/^\d+$/.test(epoch) ? Date.now() : Number(epoch) * 1000;
  return new Date(time).toISOString().slice(0, 10);
}

/** The folder of what is installed: the bundles. When run from its sources, these. */
const installed = fileURLToPath(new URL(".", import.meta.url));

async function packageHash(): Promise<string> {
  const names = (await readdir(installed, { recursive: true }))
    .filter((name) => /\.(?:js|ts|json|md)$/.test(name))
    .sort();
  const hash = createHash("sha256");
  for (const name of names)
    hash
      .update(name.replaceAll("\\", "/"))
      .update("\0")
      .update(await readFile(join(installed, name)));
  return hash.digest("hex");
}

async function intendedUse(): Promise<string> {
  const beside = join(installed, "intended-use.md");
  const source = fileURLToPath(new URL("../../guidance/intended-use.md", import.meta.url));
  return readFile(beside, "utf8").catch(() => readFile(source, "utf8"));
}
