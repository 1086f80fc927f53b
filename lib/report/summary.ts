import type { Assessment, Finding, Settled } from "../model/assessment.ts";
import { SEVERITIES, VERDICTS, type Verdict } from "../model/vocabulary.ts";
import { countText, groupCounts, largeGroups } from "./groups.ts";
import { statusWords } from "./requirementPage.ts";
import { columnsOf, wrapped } from "./terminalText.ts";

/** Stands in every report. */
export const DISCLAIMER = "This is a drafting aid. It does not determine compliance or replace FDA review.";

/** How many requirements of one source came out how. */
export function verdictCounts(settled: readonly Settled[], sourceId: string): Map<Verdict, number> {
  const counts = new Map<Verdict, number>(VERDICTS.map((verdict) => [verdict, 0]));
  for (const { requirement, verdict } of settled) {
    if (requirement.source === sourceId) counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
  }
  return counts;
}

/** The end of a report: verdicts per source with their denominators, what was met in part, what the run was held against. */
export function summaryLines(assessment: Assessment, width: number): string[] {
  return [
    ...verdictTable(assessment),
    "",
    ...partly(assessment),
    ...oftenNotMet(assessment, width),
    ...editions(assessment, width),
    ...[
      `Profile ${assessment.profile.name}: ${assessment.profile.reason}. Compared with ${assessment.asOf}.`,
      `${assessment.tool.name} ${assessment.tool.version}. ${filesLine(assessment)}`,
      findingsLine(assessment) + waivedWords(assessment),
      DISCLAIMER,
    ].flatMap((line) => wrapped(line, width)),
  ];
}

function verdictTable({ guidance, settled }: Assessment): string[] {
  const shown = VERDICTS.map((verdict) => ({ verdict, columns: Math.max(3, verdict.length) }));
  const nameWidth = Math.max(...guidance.map(({ source }) => source.id.length), "requirements of".length);
  const header = `${"Requirements of".padEnd(nameWidth)}  ${shown.map(({ verdict }) => verdict).join("  ")}  total`;
  const rows = guidance.map(({ source }) => {
    const counts = verdictCounts(settled, source.id);
    const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
    const cells = shown.map(({ verdict, columns }) => String(counts.get(verdict) ?? 0).padStart(columns));
    return `${source.id.padEnd(nameWidth)}  ${cells.join("  ")}  ${String(total).padStart("total".length)}`;
  });
  return [header, ...rows];
}

function partly({ settled }: Assessment): string[] {
  const inPart = settled.filter(({ verdict, total }) => verdict === "partly met" && total > 0);
  if (inPart.length === 0) return [];
  const width = Math.max(...inPart.map(({ requirement }) => columnsOf(requirement.id)));
  const lines = inPart.map(
    ({ requirement, met, total, waived }) =>
      `  ${requirement.id.padEnd(width)}  ${met} of ${total}${waived > 0 ? `, ${waived} waived` : ""}`,
  );
  return ["Partly met:", ...lines, ""];
}

/** Large groups once more, because their details have scrolled away by now. */
function oftenNotMet({ findings }: Assessment, width: number): string[] {
  const lines = largeGroups(findings).flatMap((group) => {
    const { requirement, path, findings: own } = group;
    const text = `${requirement.id}: ${countText(own.length)} findings in ${path}. ${groupCounts(group)}`.trim();
    return wrapped(text, width - 4).map((line, at) => (at === 0 ? `  ${line}` : `    ${line}`));
  });
  return lines.length === 0 ? [] : ["Many findings of one requirement:", ...lines, ""];
}

function editions({ guidance }: Assessment, width: number): string[] {
  const lines = guidance.flatMap(({ source, hash, status }) => {
    const edition = `${source.id}: ${source.title}, ${source.issuer}, edition of ${source.date} (data ${hash.slice(0, 12)}).`;
    const known = statusWords({ ...source, status: status as typeof source.status });
    return wrapped(`${edition} ${known}`.trim(), width - 4).map((line, at) => (at === 0 ? `  ${line}` : `    ${line}`));
  });
  return ["Held against:", ...lines, ""];
}

function filesLine({ files }: Assessment): string {
  const states = new Map<string, number>();
  for (const { state } of files) states.set(state, (states.get(state) ?? 0) + 1);
  const words = [...states].map(([state, count]) => `${count} ${state === "unreadable" ? "not understood" : state}`);
  return `Files: ${words.join(", ") || "none"}.`;
}

/** Verdicts that rest on something that was looked at. */
const EVALUATED: ReadonlySet<Verdict> = new Set<Verdict>(["met", "partly met", "not met", "waived"]);

/** Waived findings are never left out of a count in silence. */
function waivedWords({ waived }: Assessment): string {
  return waived.length === 0 ? "" : ` ${waived.length} ${plural("finding", waived.length)} waived.`;
}

export function findingsLine({ findings, settled, files }: Assessment): string {
  if (findings.length === 0) {
    if (settled.some(({ verdict }) => EVALUATED.has(verdict)))
      return "No findings, which is not the same as compliant.";
    if (!files.some(({ state }) => state === "read"))
      return "Nothing could be read, so nothing was held against anything.";
    return "Nothing in these files is held against a requirement yet. Without a premarket.yaml only SBOMs and VEX files are checked; `premarket init` writes one.";
  }
  const counts = SEVERITIES.map((severity) => {
    const many = findings.filter((finding) => finding.severity === severity).length;
    return `${many} ${plural(severity, many)}`;
  });
  const inFiles = new Set(findings.map((finding) => finding.path)).size;
  return `${findings.length} ${plural("finding", findings.length)} in ${inFiles} ${plural("file", inFiles)}: ${counts.join(", ")}.${knownWords(findings)}`;
}

function knownWords(findings: readonly Finding[]): string {
  const known = findings.filter((finding) => finding.known).length;
  if (known === 0) return "";
  return ` ${known} of them ${known === 1 ? "is" : "are"} known from the baseline.`;
}

function plural(word: string, many: number): string {
  return many === 1 || word === "information" ? word : `${word}s`;
}
