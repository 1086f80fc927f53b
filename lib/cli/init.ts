import { writeFile } from "node:fs/promises";
import { relative, sep } from "node:path";
import { catalogue } from "../guidance/catalogue.ts";
import type { ReadFile } from "../model/readFile.ts";
import type { Sbom } from "../model/sbom.ts";
import { parseSource } from "../read/parseSource.ts";
import { readParsed } from "../read/readParsed.ts";
import { isOwnKind } from "../read/submission/isOwnKind.ts";
import { printable } from "../report/terminalText.ts";
import { CONFIG_NAME } from "../workspace/loadSubmission.ts";
import { nodeFile } from "../workspace/nodeFile.ts";
import { plainError } from "../workspace/plainError.ts";
import { walkFolder } from "../workspace/walkFolder.ts";
import { EXIT } from "./exit.ts";
import { type Detected, premarketYaml } from "./premarketYaml.ts";
import { writeLine, writePieces } from "./streams.ts";

/** `premarket init`: detects the documents below the working directory by reading them and writes a `premarket.yaml`; never over one that is there. */
export async function init({ dryRun }: { dryRun?: boolean }): Promise<number> {
  const cwd = process.cwd();
  const detected = await detectDocuments(cwd);
  const yaml = premarketYaml(detected, catalogue().roles);
  if (dryRun) {
    await writePieces(process.stdout, [yaml]);
    return EXIT.clean;
  }
  try {
    await writeFile(CONFIG_NAME, yaml, { flag: "wx" });
  } catch (error) {
    const there = (error as NodeJS.ErrnoException).code === "EEXIST";
    const said = there
      ? `${CONFIG_NAME} is there already and is left as it is; \`premarket init --dry-run\` prints what would be written.`
      : `${CONFIG_NAME} cannot be written (${plainError(error).message}).`;
    await writeLine(process.stderr, said);
    return EXIT.failed;
  }
  await writeLine(process.stdout, `${CONFIG_NAME} is written with ${documentsWords(detected)}.`);
  await writeLine(process.stdout, "Fill in what the device is, correct the roles, then run `premarket check`.");
  for (const { path, roles } of detected.documents)
    await writeLine(process.stdout, printable(`  ${path}: ${roles.join(", ")}`));
  return EXIT.clean;
}

function documentsWords({ documents, unsure }: Detected): string {
  const found = documents.length === 1 ? "1 document" : `${documents.length} documents`;
  return unsure.length === 0 ? found : `${found}, and ${unsure.length} more whose role is for you to say`;
}

async function detectDocuments(cwd: string): Promise<Detected> {
  const { candidates } = await walkFolder(cwd);
  const documents: { path: string; roles: readonly string[] }[] = [];
  const unsure: string[] = [];
  let product: Detected["product"];
  let kev: string | undefined;
  for (const absolute of candidates) {
    const path = relative(cwd, absolute).split(sep).join("/");
    const file = await readFile(path, absolute);
    if (file === undefined || file.kind === "unknown" || isOwnKind(file.kind)) continue;
    if (file.kind === "kev") kev ??= path;
    else if (file.roles.length > 0) documents.push({ path, roles: file.roles });
    else unsure.push(path);
    product ??= productOf(file);
  }
  return { documents, unsure, product, kev };
}

async function readFile(path: string, absolute: string): Promise<ReadFile | undefined> {
  const source = nodeFile({ path, absolute, named: false });
  try {
    return readParsed(parseSource(source, await source.text()));
  } catch {
    // A file that cannot be opened is no document to propose.
    return undefined;
  }
}

function productOf(file: ReadFile): Detected["product"] {
  const sbom = file.models.find((model): model is Sbom => model.kind === "sbom");
  const name = sbom?.product?.name;
  const version = sbom?.product?.version;
  if (name?.state !== "given") return undefined;
  return { name: name.value, version: version?.state === "given" ? version.value : undefined, from: file.source.path };
}
