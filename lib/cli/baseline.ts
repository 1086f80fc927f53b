import { writeFile } from "node:fs/promises";
import { dirname, join, relative, resolve, sep } from "node:path";
import { OWN_RULES, OWN_SOURCE } from "../guidance/ownRules.ts";
import type { Finding } from "../model/assessment.ts";
import { checkLoaded, loadSubmission } from "../node.ts";
import { baselineJson } from "../report/baselineJson.ts";
import { placesOf } from "../report/placesOf.ts";
import { troubleLine } from "../report/pretty.ts";
import { plainError } from "../workspace/plainError.ts";
import { EXIT } from "./exit.ts";
import { writeLine } from "./streams.ts";

const BASELINE_NAME = "premarket-baseline.json";

export interface BaselineSettings {
  readonly acceptNew?: boolean;
  readonly asOf?: string;
  readonly profile?: string;
}

/**
 * `premarket baseline`: writes down what is found today, so that `check` counts new findings only. A baseline that is there already shrinks;
 * it grows only when somebody says so.
 */
export async function baseline(
  path: string | undefined,
  { acceptNew, asOf, profile }: BaselineSettings,
): Promise<number> {
  const cwd = process.cwd();
  const loaded = await loadSubmission(path === undefined ? [] : [path], cwd);
  const { findings, troubles, files } = await checkLoaded({ ...loaded, asked: undefined }, { asOf, profile });
  const places = placesOf({ files });
  for (const trouble of troubles) await writeLine(process.stderr, troubleLine(trouble, places));
  if (troubles.length > 0 || loaded.config === undefined) {
    const why =
      troubles.length > 0
        ? "of what is said above"
        : "a baseline belongs beside a premarket.yaml; `premarket init` writes one";
    await writeLine(process.stderr, `No baseline is written, because ${why}.`);
    return EXIT.failed;
  }
  const target = join(dirname(resolve(cwd, loaded.config)), BASELINE_NAME);
  const own = findings.filter(({ requirement }) => requirement.source !== OWN_SOURCE.id);
  const there = files.some(({ kind }) => kind === "baseline");
  const fresh = there ? own.filter(({ known }) => !known) : [];
  const kept = acceptNew ? own : own.filter((one) => !fresh.includes(one));
  const closed = findings.filter(({ requirement }) => requirement.id === OWN_RULES.baseline.id).length;
  const folder = dirname(target);
  try {
    await writeFile(
      target,
      baselineJson(kept, (one) => relative(folder, resolve(cwd, one)).split(sep).join("/")),
    );
  } catch (error) {
    await writeLine(process.stderr, `${BASELINE_NAME} cannot be written (${plainError(error).message}).`);
    return EXIT.failed;
  }
  return report({ kept, closed, left: acceptNew ? [] : fresh });
}

async function report({
  kept,
  closed,
  left,
}: {
  kept: readonly Finding[];
  closed: number;
  left: readonly Finding[];
}): Promise<number> {
  const taken = closed === 0 ? "" : `, ${closed} taken out because ${closed === 1 ? "it is" : "they are"} closed`;
  await writeLine(process.stdout, `${BASELINE_NAME} lists ${count(kept.length)}${taken}.`);
  if (left.length === 0) return EXIT.clean;
  await writeLine(
    process.stderr,
    `${count(left.length)} ${left.length === 1 ? "is" : "are"} new and ${left.length === 1 ? "is" : "are"} not added; \`premarket baseline --accept-new\` adds ${left.length === 1 ? "it" : "them"}.`,
  );
  return EXIT.findings;
}

function count(findings: number): string {
  return findings === 1 ? "1 finding" : `${findings} findings`;
}
