import type { Catalogue } from "../guidance/catalogue.ts";
import type { Requirement, Source } from "../model/guidance.ts";

/** How a requirement is answered. */
export type Answering = "checked" | "asked" | "shared";

/** By machine, by a person, or by the requirement of another source that asks the same. */
export function answering(requirement: Requirement): Answering {
  if (requirement.check) return "checked";
  return requirement.ask ? "asked" : "shared";
}

export interface GuidanceCounts {
  readonly requirements: number;
  /** Machine-checked. */
  readonly checked: number;
  /** Judged by a person. */
  readonly asked: number;
  /** Answered by a requirement of another source. */
  readonly shared: number;
  /** Passages that define or scope; nothing is checked or asked. */
  readonly context: number;
}

/** Counts what is encoded of some sources. */
export function guidanceCounts(sources: readonly Source[]): GuidanceCounts {
  const all = sources.flatMap((source) => source.requirements);
  const count = (how: Answering) => all.filter((requirement) => answering(requirement) === how).length;
  return {
    requirements: all.length,
    checked: count("checked"),
    asked: count("asked"),
    shared: count("shared"),
    context: sources.reduce((sum, source) => sum + source.context.length, 0),
  };
}

/** The counts as words for people. */
export function countsWords({ requirements, checked, asked, shared, context }: GuidanceCounts): string {
  const parts = [`${checked} machine-checked`, `${asked} judged by a person`];
  if (shared > 0) parts.push(`${shared} answered by another source's requirement`);
  return `${counted(requirements, "requirement")}: ${parts.join(", ")}; ${counted(context, "passage")} of context`;
}

/** A number with its noun, in the plural where it is not one. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** One fact row of the guidance and what became of it. */
export interface RowState {
  readonly row: string;
  readonly state: Answering | "context" | "left out";
  readonly source: string;
  /** Requirement that answers for the row; empty for context and rows left out. */
  readonly requirement: string;
  /** What a context row says, or why a row is left out. */
  readonly says: string;
}

/** What became of the fact rows of one area. */
export interface AreaCoverage {
  readonly area: string;
  readonly title: string;
  readonly rows: number;
  readonly states: Readonly<Record<RowState["state"], number>>;
  /** Rows of strength statute, regulation and should that speak of documents, and how many of them a machine checks. */
  readonly binding: number;
  readonly bindingChecked: number;
  /** Rows that nobody has taken up. */
  readonly open: readonly string[];
}

/** The coverage of every area; a row that an entry shares with a checked one counts as checked. */
export function coverageTable(guidance: Catalogue): AreaCoverage[] {
  const stateOf = new Map<string, RowState["state"]>();
  for (const { row, state, requirement } of rowStates(guidance)) {
    const answers = guidance.requirement(requirement)?.sameAs.flatMap((id) => guidance.requirement(id) ?? []) ?? [];
    const settled = state === "shared" && answers.some((other) => other.check) ? "checked" : state;
    stateOf.set(row, settled);
  }
  return guidance.rows.map(({ area, title, rows }) => {
    const binding = rows.filter(({ documents, strength }) => documents && strength !== "may" && strength !== "info");
    const count = (state: RowState["state"]) => rows.filter(({ row }) => stateOf.get(row) === state).length;
    return {
      area,
      title,
      rows: rows.length,
      states: {
        checked: count("checked"),
        asked: count("asked"),
        shared: count("shared"),
        context: count("context"),
        "left out": count("left out"),
      },
      binding: binding.length,
      bindingChecked: binding.filter(({ row }) => stateOf.get(row) === "checked").length,
      open: rows.map(({ row }) => row).filter((row) => !stateOf.has(row)),
    };
  });
}

/** Every fact row with its state, in the order of the sources; rows left out come last. */
export function rowStates(guidance: Catalogue): RowState[] {
  const inSources = guidance.sources.flatMap((source) => [
    ...source.requirements.flatMap((requirement) =>
      requirement.rows.map(
        (row): RowState => ({
          row,
          state: answering(requirement),
          source: source.id,
          requirement: requirement.id,
          says: requirement.title,
        }),
      ),
    ),
    ...source.context.flatMap(({ rows, says }) =>
      rows.map((row): RowState => ({ row, state: "context", source: source.id, requirement: "", says })),
    ),
  ]);
  const leftOut = guidance.leftOut.flatMap(({ rows, reason }) =>
    rows.map((row): RowState => ({ row, state: "left out", source: "", requirement: "", says: reason })),
  );
  return [...inSources, ...leftOut];
}
