import { TOOL_VERSION } from "../assess/toolVersion.ts";
import { EXIT } from "./exit.ts";
import { closed, writeLine } from "./streams.ts";

/**
 * The command line. Every verb is loaded when it is called for, so that `--version` and `--help` cost next to nothing.
 * @param argv words behind `premarket`
 * @returns the exit code; undefined while something goes on in the background, as the language server does
 */
export async function main(argv: readonly string[]): Promise<number | undefined> {
  process.stdout.on("error", closed);
  process.stderr.on("error", closed);
  if (argv.length === 1 && (argv[0] === "--version" || argv[0] === "-V")) {
    await writeLine(process.stdout, TOOL_VERSION);
    return EXIT.clean;
  }
  const { runProgram } = await import("./program.ts");
  try {
    return await runProgram(argv);
  } catch (error) {
    // Whatever gets here is a fault of ours; the code must not look like a result.
    const said = error instanceof Error ? (error.stack ?? error.message) : String(error);
    await writeLine(
      process.stderr,
      `premarket stopped because of a fault of its own, which is worth reporting: ${said}`,
    );
    return EXIT.failed;
  }
}
