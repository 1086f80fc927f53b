import { type Catalogue, catalogue } from "../guidance/catalogue.ts";
import type { Source } from "../model/guidance.ts";
import {
  type AreaCoverage,
  answering,
  counted,
  countsWords,
  coverageTable,
  guidanceCounts,
  rowStates,
} from "../report/guidanceCounts.ts";
import { statusWords } from "../report/requirementPage.ts";
import { wrapped } from "../report/terminalText.ts";
import { EXIT } from "./exit.ts";
import { writePieces } from "./streams.ts";

const WIDTH = 100;

/** `premarket guidance`: what is encoded, by source; with `--coverage` every row of the sources and what became of it. */
export async function guidance({ coverage, format }: { coverage?: boolean; format: "text" | "json" }): Promise<number> {
  const all = catalogue();
  if (format === "json") {
    const content = coverage ? { areas: coverageTable(all), rows: rowStates(all) } : summaries(all);
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
  yield "\n";
  const table = coverageTable(all);
  yield tableLine("", ["rows", "checked", "asked", "context", "left out", "open", "of the binding"]);
  for (const line of table) yield areaLine(line.title, line);
  yield areaLine("All", summed(table));
  yield "\nBinding are the rows of strength statute, regulation and should that speak of documents; the last column says how many of them a machine checks.\n";
}

function summed(table: readonly AreaCoverage[]): AreaCoverage {
  const sum = (of: (line: AreaCoverage) => number) => table.reduce((total, line) => total + of(line), 0);
  return {
    area: "",
    title: "All",
    rows: sum((line) => line.rows),
    states: {
      checked: sum((line) => line.states.checked),
      asked: sum((line) => line.states.asked),
      shared: sum((line) => line.states.shared),
      context: sum((line) => line.states.context),
      "left out": sum((line) => line.states["left out"]),
    },
    binding: sum((line) => line.binding),
    bindingChecked: sum((line) => line.bindingChecked),
    open: table.flatMap((line) => line.open),
  };
}

function areaLine(title: string, { rows, states, open, binding, bindingChecked }: AreaCoverage): string {
  const share = binding === 0 ? "-" : `${bindingChecked}/${binding} ${Math.round((100 * bindingChecked) / binding)} %`;
  const asked = states.asked + states.shared;
  return tableLine(title, [rows, states.checked, asked, states.context, states["left out"], open.length, share]);
}

function tableLine(title: string, cells: readonly (number | string)[]): string {
  const [share, ...counts] = [...cells].reverse();
  const columns = counts.reverse().map((cell) => String(cell).padStart(9));
  return `${title.padEnd(58)}${columns.join("")}  ${String(share).padStart(14)}\n`;
}

function leftOutRows(all: Catalogue): number {
  return all.leftOut.reduce((sum, { rows }) => sum + rows.length, 0);
}

function indented(text: string, by: number): string {
  return wrapped(text, WIDTH - by)
    .map((line) => `${" ".repeat(by)}${line}\n`)
    .join("");
}
