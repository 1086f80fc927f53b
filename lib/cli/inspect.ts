import { resolve } from "node:path";
import { parseSource } from "../read/parseSource.ts";
import { readParsed } from "../read/readParsed.ts";
import { type Inspected, inspectMissing, inspectReport } from "../report/inspectReport.ts";
import { printable } from "../report/terminalText.ts";
import { nodeFile } from "../workspace/nodeFile.ts";
import { EXIT } from "./exit.ts";
import { writePieces } from "./streams.ts";

/** `premarket inspect`: what is understood of each file, in the order of the command line. A file that cannot be had makes the exit code 2. */
export async function inspect(
  paths: readonly string[],
  { format, topics = false }: { format: "pretty" | "json"; topics?: boolean },
): Promise<number> {
  let failed = false;
  for (const [at, path] of paths.entries()) {
    const { inspected, had } = await inspectFile(path);
    failed ||= !had;
    const before = at === 0 ? "[\n" : ",\n";
    const after = at === paths.length - 1 ? "\n]\n" : "";
    const text =
      format === "json"
        ? `${before}${JSON.stringify(inspected, undefined, 2)}${after}`
        : prettyText(inspected) + (topics ? topicsText(inspected) : "");
    await writePieces(process.stdout, [text]);
  }
  return failed ? EXIT.failed : EXIT.clean;
}

async function inspectFile(written: string): Promise<{ inspected: Inspected; had: boolean }> {
  const path = written.replaceAll("\\", process.platform === "win32" ? "/" : "\\");
  const source = nodeFile({ path, absolute: resolve(written), named: true });
  let text: string;
  try {
    text = await source.text();
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    const missing = error instanceof Error && error.name === "MissingFile";
    const message = missing ? "The file does not exist." : `The file cannot be read: ${said}.`;
    return { inspected: inspectMissing(path, message), had: false };
  }
  return { inspected: inspectReport(readParsed(parseSource(source, text))), had: true };
}

function prettyText({
  path,
  kind,
  format,
  version,
  serialization,
  readable,
  problems,
  counts,
  coverage,
  notExpressed,
}: Inspected): string {
  const what = [format, version, serialization].filter((word) => word !== "").join(" ");
  const width = Math.max(16, ...Object.keys(counts).map((name) => name.length));
  const lines = [
    path,
    `  ${kind}${what === "" ? "" : `: ${what}`}${readable ? "" : " (not read)"}`,
    ...problems.map(({ message, line, column }) => `  ${line}:${column} ${message}`),
    ...Object.entries(counts).map(([name, count]) => `  ${name.padEnd(width)} ${count}`),
    ...Object.entries(coverage).map(
      ([name, share]) => `  ${name.padEnd(16)} ${share === null ? "none" : percent(share)}`,
    ),
    ...(notExpressed.length > 0 ? [`  The format has no place for: ${notExpressed.join(", ")}.`] : []),
  ];
  return `${lines.map(printable).join("\n")}\n\n`;
}

/** Which words made which element of a topic count. */
function topicsText({ topics }: Inspected): string {
  if (topics.length === 0) return "  No topic is addressed.\n\n";
  const blocks = topics.map(({ topic, level, elements, missing }) => {
    const wanting = missing.length === 0 ? "" : `, missing: ${missing.join(", ")}`;
    const seen = elements.slice(0, MOST_SHOWN).map(({ element, words, line }) => `    ${line}: ${element}: ${words}`);
    const more = elements.length > MOST_SHOWN ? [`    and ${elements.length - MOST_SHOWN} more`] : [];
    return [`  ${topic}: ${level === "full" ? "addressed" : "in part"}${wanting}`, ...seen, ...more]
      .map(printable)
      .join("\n");
  });
  return `${blocks.join("\n")}\n\n`;
}

/** Places of one topic; the JSON has them all. */
const MOST_SHOWN = 12;

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} % of components`;
}
