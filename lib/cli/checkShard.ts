import { dirname, relative, resolve } from "node:path";
import type { Assessment } from "../model/assessment.ts";
import { loadSubmission } from "../node.ts";
import { collectionPieces, type Shard } from "../report/formats/collection.ts";
import { type FormatContext, formatNamed } from "../report/formats/formats.ts";
import { walkFolder } from "../workspace/walkFolder.ts";
import type { CheckSettings } from "./check.ts";
import { checkWithCache } from "./checkWithCache.ts";
import { paintFor } from "./colors.ts";
import { EXIT } from "./exit.ts";
import { exitCode } from "./exitCode.ts";
import { writeLine, writePieces } from "./streams.ts";
import { noteTroubles, writeReport } from "./writeReports.ts";

/** Reports of several submissions that can stand one behind the other; the others are documents of one run each. */
const STACKED = new Set(["pretty", "compact", "github", "json"]);

/**
 * `premarket check --shard i/n`: checks every n-th of the submissions below the paths, so that n machines share them without speaking to
 * each other. `premarket merge` puts their JSON reports together.
 */
export async function checkShard(
  paths: readonly string[],
  settings: CheckSettings & { readonly shard: Shard },
): Promise<number> {
  const { shard } = settings;
  const format = settings.format ?? (settings.quiet ? undefined : "pretty");
  const single = [...(format === undefined ? [] : [format]), ...settings.output.map((one) => one.format)].find(
    (one) => !STACKED.has(one),
  );
  if (single !== undefined) {
    await writeLine(
      process.stderr,
      `A ${single} report is of one submission; with --shard use ${[...STACKED].join(", ")}.`,
    );
    return EXIT.failed;
  }
  const configs = await submissionsBelow(paths.length > 0 ? paths : ["."]);
  if (configs.length === 0) {
    await writeLine(
      process.stderr,
      "There is no premarket.yaml below these paths, so there is no submission to share.",
    );
    return EXIT.failed;
  }
  const mine = configs.filter((_, at) => at % shard.of === shard.index - 1);
  const assessments: Assessment[] = [];
  for (const config of mine) assessments.push(await assessmentOf(config, settings));
  const look: FormatContext = { paint: await paintFor(settings.color, process.stdout), failOn: settings.failOn };
  if (format !== undefined) await writePieces(process.stdout, await stacked(format, { assessments, shard, look }));
  if (format !== "pretty") for (const one of assessments) await noteTroubles(one);
  if (!settings.quiet)
    await writeLine(
      process.stderr,
      `Shard ${shard.index} of ${shard.of}: ${mine.length} of ${configs.length} submissions.`,
    );
  let written = true;
  for (const output of settings.output) {
    const pieces = await stacked(output.format, { assessments, shard, look: { failOn: settings.failOn } });
    written = (await writeReport(output, pieces)) && written;
  }
  const codes = assessments.map((one) => exitCode(one, settings.failOn));
  return written ? Math.max(EXIT.clean, ...codes) : EXIT.failed;
}

/** The folders with a premarket.yaml, in an order that is the same on every machine. */
async function submissionsBelow(paths: readonly string[]): Promise<string[]> {
  const found = new Set<string>();
  for (const path of paths) {
    for (const config of (await walkFolder(resolve(path))).configs) found.add(config);
  }
  return [...found].sort((one, other) => (one < other ? -1 : 1));
}

async function assessmentOf(config: string, settings: CheckSettings): Promise<Assessment> {
  const cwd = process.cwd();
  const loaded = await loadSubmission([relative(cwd, dirname(config)) || "."], cwd);
  const { asOf, profile, waivers, baseline } = settings;
  return checkWithCache(loaded, { asOf, profile, noWaivers: !waivers, noBaseline: !baseline }, settings);
}

interface Stack {
  readonly assessments: readonly Assessment[];
  readonly shard: Shard;
  readonly look: FormatContext;
}

async function stacked(format: string, { assessments, shard, look }: Stack): Promise<Iterable<string>> {
  if (format === "json") return collectionPieces(assessments, shard);
  const write = await formatNamed(format)?.load();
  return (function* () {
    for (const one of assessments) yield* write?.(one, look) ?? [];
  })();
}
