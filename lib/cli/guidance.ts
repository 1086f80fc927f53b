import { type Catalogue, catalogue } from "../guidance/catalogue.ts";
import type { Source } from "../model/guidance.ts";
import { answering, counted, countsWords, guidanceCounts, type RowState, rowStates } from "../report/guidanceCounts.ts";
import { statusWords } from "../report/requirementPage.ts";
import { wrapped } from "../report/terminalText.ts";
import { EXIT } from "./exit.ts";
import { writePieces } from "./streams.ts";

const WIDTH = 100;

/** `premarket guidance`: what is encoded, by source; with `--coverage` every row of the sources and what became of it. */
export async function guidance({ coverage, format }: { coverage?: boolean; format: "text" | "json" }): Promise<number> {
  const all = catalogue();
  if (format === "json") {
    const content = coverage ? rowStates(all) : summaries(all);
    await writePieces(process.stdout, [`${JSON.stringify(content, undefined, 2)}\n`]);
  } else await writePieces(process.stdout, coverage ? coverageText(all) : listText(all));
  return EXIT.clean;
}

function summaries(all: Catalogue) {
  return {
    counts: { ...guidanceCounts(all.sources), leftOut: leftOutRows(all) },
    sources: all.sources.map((source) => ({
      id: source.id,
      title: source.title,
      issuer: source.issuer,
      edition: source.date,
      status: source.status,
      statusNote: source.statusNote,
      url: source.url,
      sha256: all.hash(source.id),
      counts: guidanceCounts([source]),
      requirements: source.requirements.map((requirement) => ({
        id: requirement.id,
        title: requirement.title,
        cite: requirement.cite,
        strength: requirement.strength,
        answered: answering(requirement),
      })),
    })),
    profiles: all.profiles,
    leftOut: all.leftOut,
  };
}

function* listText(all: Catalogue): Generator<string> {
  for (const source of all.sources) yield* sourceText(source);
  yield "Profiles\n";
  for (const { name, about } of all.profiles) yield indented(`${name}: ${about}`, 2);
  yield `\nAll sources together: ${countsWords(guidanceCounts(all.sources))}; ${counted(leftOutRows(all), "row")} left out.\n`;
  yield "`premarket explain <requirement>` shows one of them, `premarket guidance --coverage` every row with its state.\n";
}

function* sourceText(source: Source): Generator<string> {
  const width = Math.max(...source.requirements.map(({ id }) => id.length), 0);
  yield `${source.id}\n`;
  yield indented(`${source.title}, ${source.issuer}, edition of ${source.date}`, 2);
  yield `  ${source.url}\n`;
  const status = statusWords(source);
  if (status !== "") yield indented(status, 2);
  yield indented(`${countsWords(guidanceCounts([source]))}.`, 2);
  for (const requirement of source.requirements) {
    const { id, strength, title } = requirement;
    yield `    ${id.padEnd(width)}  ${strength.padEnd(10)}  ${answering(requirement).padEnd(7)}  ${title}\n`;
  }
  yield "\n";
}

function* coverageText(all: Catalogue): Generator<string> {
  const rows = rowStates(all);
  const width = Math.max(...rows.map(({ row }) => row.length), 0);
  for (const { row, state, requirement, says } of rows) {
    yield `${row.padEnd(width)}  ${state.padEnd(8)}  ${requirement === "" ? says : requirement}\n`;
  }
  const count = (state: RowState["state"]) =>
    new Set(rows.filter((one) => one.state === state).map(({ row }) => row)).size;
  yield `\n${new Set(rows.map(({ row }) => row)).size} rows: ${count("checked")} machine-checked, ${count("asked")} asked of a person, ${count(
    "shared",
  )} answered by another source's requirement, ${count("context")} context, ${count("left out")} left out.\n`;
}

function leftOutRows(all: Catalogue): number {
  return all.leftOut.reduce((sum, { rows }) => sum + rows.length, 0);
}

function indented(text: string, by: number): string {
  return wrapped(text, WIDTH - by)
    .map((line) => `${" ".repeat(by)}${line}\n`)
    .join("");
}
