import { Command, CommanderError, Option } from "commander";
import { TOOL_VERSION } from "../assess/toolVersion.ts";
import type { BaselineSettings } from "./baseline.ts";
import { addCheck } from "./checkCommand.ts";
import { day } from "./day.ts";
import type { DiffSettings } from "./diff.ts";
import { EXIT } from "./exit.ts";
import type { MergeSettings } from "./merge.ts";
import type { ReportSettings } from "./report.ts";
import type { ReviewSettings } from "./review.ts";
import type { ValidateSettings } from "./validate.ts";

type Code = number | undefined;

/** Takes the words apart and calls the verb. A word that is wrong is exit code 2, like everything that keeps the job from being done. */
export async function runProgram(argv: readonly string[]): Promise<Code> {
  let code: Code = EXIT.clean;
  const program = programOf((result) => {
    code = result;
  });
  try {
    await program.parseAsync(argv, { from: "user" });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.clean : EXIT.failed;
    throw error;
  }
}

function programOf(end: (code: Code) => void): Command {
  const program = new Command("premarket")
    .description(
      "Holds the cybersecurity documents of a medical device against FDA's guidance and shows each gap on the text that has it.",
    )
    .version(TOOL_VERSION)
    .exitOverride()
    .showSuggestionAfterError()
    .configureHelp({ showGlobalOptions: false })
    .addHelpText("after", "\nExit codes: 0 nothing at or above --fail-on, 1 findings, 2 the job could not be done.");
  addCheck(program, end);
  addBaseline(program, end);
  addMerge(program, end);
  addReport(program, end);
  addReview(program, end);
  addDiff(program, end);
  addValidate(program, end);
  addExplain(program, end);
  addInspect(program, end);
  addInit(program, end);
  addGuidance(program, end);
  addLsp(program, end);
  return program;
}

type End = (code: Code) => void;

function addReport(program: Command, end: End): void {
  program
    .command("report")
    .description(
      "write the record of a submission that a reviewer reads, signs and files: an HTML page, a workbook or a gap list",
    )
    .argument("[paths...]", "folders or files, like check")
    .option(
      "-o, --output <path>",
      "where to write; the ending says the form: .html, .xlsx or .docx (default: premarket-report.html)",
    )
    .option("--as-of <date>", "the day that everything is compared with, instead of premarket.yaml's", day)
    .option("--profile <name>", "the sources to hold against, instead of those that follow from premarket.yaml")
    .action(async (paths: string[], settings: ReportSettings) => {
      const { report } = await import("./report.ts");
      end(await report(paths, settings));
    });
}

function addMerge(program: Command, end: End): void {
  program
    .command("merge")
    .description("put the JSON reports of shards together, and say what came of all of them")
    .argument(
      "<reports...>",
      "files that check --shard i/n --output json=... wrote, one a shard; single JSON reports too",
    )
    .addOption(new Option("-f, --format <format>", "what to print").choices(["pretty", "json"]).default("pretty"))
    .option("-o, --output <path>", "write the merged JSON to a file as well")
    .addOption(
      new Option("--fail-on <severity>", "lowest severity that makes the exit code 1")
        .choices(["error", "warning", "information", "never"])
        .default("error"),
    )
    .action(async (reports: string[], settings: MergeSettings) => {
      const { merge } = await import("./merge.ts");
      end(await merge(reports, settings));
    });
}

function addBaseline(program: Command, end: End): void {
  program
    .command("baseline")
    .description("write down today's findings beside premarket.yaml, so that check counts new ones only")
    .argument("[path]", "folder of the submission (default: this folder)")
    .option("--accept-new", "add findings that the baseline does not list yet")
    .option("--as-of <date>", "the day that everything is compared with, instead of premarket.yaml's", day)
    .option("--profile <name>", "the sources to hold against, instead of those that follow from premarket.yaml")
    .action(async (path: string | undefined, settings: BaselineSettings) => {
      const { baseline } = await import("./baseline.ts");
      end(await baseline(path, settings));
    });
}

function addDiff(program: Command, end: End): void {
  program
    .command("diff")
    .description("compare two saved reports: gaps closed and opened, waivers, verdicts, evidence that moved")
    .argument("<old>", "report that `premarket check --format json` wrote")
    .argument("<new>", "a later one of the same submission")
    .addOption(new Option("-f, --format <format>", "how to show it").choices(["text", "json"]).default("text"))
    .option("--fail-on-opened", "end with 1 when a gap was opened")
    .action(async (before: string, after: string, settings: DiffSettings) => {
      const { diff } = await import("./diff.ts");
      end(await diff(before, after, settings));
    });
}

function addValidate(program: Command, end: End): void {
  program
    .command("validate")
    .description("run every case on the installed copy and write a dated protocol and report for the quality system")
    .option("-o, --output <folder>", "where to write", "premarket-validation")
    .option("--date <date>", "day of the protocol and the report (default: today, or SOURCE_DATE_EPOCH)", day)
    .action(async (settings: ValidateSettings) => {
      const { validate } = await import("./validate.ts");
      end(await validate(settings));
    });
}

function addReview(program: Command, end: End): void {
  program
    .command("review")
    .description("walk the open questions of a submission and record the answers in premarket-reviews.yaml")
    .argument("[path]", "the submission's folder or premarket.yaml (default: this folder)")
    .option("--by <name>", "who answers; asked for otherwise")
    .option("--date <date>", "day of the answers (default: today)", day)
    .option("--only <requirement...>", "only these questions, open or not")
    .option("--list", "list the open questions and ask nothing")
    .option("--as-of <date>", "the day that everything is compared with, instead of premarket.yaml's", day)
    .option("--profile <name>", "the sources to hold against, instead of those that follow from premarket.yaml")
    .action(async (path: string | undefined, settings: ReviewSettings) => {
      const { review } = await import("./review.ts");
      end(await review(path, settings));
    });
}

function addExplain(program: Command, end: End): void {
  program
    .command("explain")
    .description("show the page of one requirement: who asks for it, how binding it is, what to do, examples")
    .argument("<requirement>", "id of the requirement, as a finding shows it")
    .addOption(
      new Option("-f, --format <format>", "how to show it").choices(["text", "markdown", "json"]).default("text"),
    )
    .action(async (id: string, settings: { format: "text" | "markdown" | "json" }) => {
      const { explain } = await import("./explain.ts");
      end(await explain(id, settings));
    });
}

function addInspect(program: Command, end: End): void {
  program
    .command("inspect")
    .description("show what Premarket understands of files: kind, format, counts, coverage")
    .argument("<files...>", "files to look at")
    .addOption(new Option("-f, --format <format>", "how to show it").choices(["pretty", "json"]).default("pretty"))
    .option("--topics", "show of prose which words made which element of a topic count")
    .action(async (files: string[], settings: { format: "pretty" | "json"; topics?: boolean }) => {
      const { inspect } = await import("./inspect.ts");
      end(await inspect(files, settings));
    });
}

function addInit(program: Command, end: End): void {
  program
    .command("init")
    .description("detect the documents below this folder and write a premarket.yaml with comments")
    .option("--dry-run", "print it and write nothing")
    .action(async (settings: { dryRun?: boolean }) => {
      const { init } = await import("./init.ts");
      end(await init(settings));
    });
}

function addGuidance(program: Command, end: End): void {
  program
    .command("guidance")
    .description("list what is encoded, by source, with what a machine checks and what a person judges")
    .option("--coverage", "list every row of the sources with its state")
    .addOption(new Option("-f, --format <format>", "how to show it").choices(["text", "json"]).default("text"))
    .action(async (settings: { coverage?: boolean; format: "text" | "json" }) => {
      const { guidance } = await import("./guidance.ts");
      end(await guidance(settings));
    });
}

function addLsp(program: Command, end: End): void {
  program
    .command("lsp")
    .description("speak the Language Server Protocol to an editor")
    .option("--stdio", "over standard input and output (the only way, and the default)")
    .action(async () => {
      const { lsp } = await import("./lsp.ts");
      lsp();
      end(undefined);
    });
}
