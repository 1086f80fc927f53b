import { type Command, InvalidArgumentError, Option } from "commander";
import type { Shard } from "../report/formats/collection.ts";
import { FORMATS } from "../report/formats/formats.ts";
import type { CheckSettings } from "./check.ts";
import { day } from "./day.ts";

const NAMES = FORMATS.map(({ name }) => name);

/** The words of `premarket check`. */
export function addCheck(program: Command, end: (code: number) => void): void {
  program
    .command("check")
    .description("find the gaps of a submission, or of files by themselves")
    .argument("[paths...]", "folders or files; a premarket.yaml is looked for in them and above (default: this folder)")
    .addOption(new Option("-f, --format <format>", "what to print (default: pretty)").choices(NAMES))
    .option("-o, --output <format=path>", "write a report to a file as well; may be repeated", outputs, [])
    .addOption(
      new Option("--fail-on <severity>", "lowest severity that makes the exit code 1")
        .choices(["error", "warning", "information", "never"])
        .default("error"),
    )
    .option("--as-of <date>", "the day that everything is compared with, instead of premarket.yaml's", day)
    .option("--profile <name>", "the sources to hold against, instead of those that follow from premarket.yaml")
    .option(
      "--changed <reference>",
      "show only findings in files that differ from this commit, or that speak of them; all files are read all the same",
    )
    .option("--fix", "insert the structure that is missing, with TODO where the fact belongs; nothing is made up")
    .addOption(
      new Option("--fix-dry-run", "print what --fix would insert as a unified diff, and write nothing").conflicts(
        "fix",
      ),
    )
    .addOption(
      new Option("--stdin-filename <path>", "take standard input as the text of this file").conflicts([
        "fix",
        "changed",
      ]),
    )
    .addOption(
      new Option("--shard <i/n>", "check every n-th submission below the paths, beginning with the i-th; see merge")
        .argParser(shard)
        .conflicts(["fix", "fixDryRun", "changed", "stdinFilename"]),
    )
    .addOption(
      new Option("--watch", "check again whenever a file changes").conflicts(["shard", "stdinFilename", "fix"]),
    )
    .option("--no-waivers", "take no notice of waivers, so that everything shows")
    .option("--no-baseline", "take no notice of premarket-baseline.json, so that every finding counts")
    .option("--no-cache", "look at everything anew, and keep nothing for the next run")
    .option("--cache-dir <folder>", "where results are kept for unchanged files, instead of the user's cache folder")
    .addOption(
      new Option("--color <when>", "colors in the pretty report").choices(["auto", "always", "never"]).default("auto"),
    )
    .option("-q, --quiet", "print no report and no notes unless --format asks; troubles still go to standard error")
    .action(async (paths: string[], settings: CheckSettings & { shard?: Shard; watch?: boolean }) => {
      const { shard } = settings;
      if (shard) {
        const { checkShard } = await import("./checkShard.ts");
        return end(await checkShard(paths, { ...settings, shard }));
      }
      const { check } = await import("./check.ts");
      if (!settings.watch) return end(await check(paths, settings));
      const { watch } = await import("./watch.ts");
      return end(await watch(paths, () => check(paths, settings)));
    });
}

function shard(word: string): Shard {
  const [, index = "", of = ""] = /^(\d{1,6})\/(\d{1,6})$/.exec(word) ?? [];
  const made = { index: Number(index), of: Number(of) };
  if (made.index < 1 || made.index > made.of) {
    throw new InvalidArgumentError("It has the form i/n, such as 2/5 for the second of five parts.");
  }
  return made;
}

function outputs(word: string, before: readonly { format: string; path: string }[]) {
  const [, format, path] = /^([a-z-]+)=(.+)$/.exec(word) ?? [];
  if (format === undefined || path === undefined || !NAMES.includes(format)) {
    throw new InvalidArgumentError(
      `It has the form format=path, such as sarif=premarket.sarif, with one of ${NAMES.join(", ")}.`,
    );
  }
  return [...before, { format, path }];
}
