import type { Assessment, Finding, Trouble, WaivedFinding } from "../model/assessment.ts";
import type { Severity } from "../model/vocabulary.ts";
import { excerptOf } from "./excerpt.ts";
import { countText, type FindingGroup, groupCounts, grouped } from "./groups.ts";
import { type Places, placesOf } from "./placesOf.ts";
import { summaryLines } from "./summary.ts";
import { printable, wrapped } from "./terminalText.ts";

/** Colours a text; picocolors has all of these. Every word stands without them. */
export interface Paint {
  bold(text: string): string;
  dim(text: string): string;
  underline(text: string): string;
  red(text: string): string;
  yellow(text: string): string;
  cyan(text: string): string;
}

export interface PrettyContext {
  /** Absent: no colours. */
  readonly paint?: Paint;
  /** Columns of the terminal. */
  readonly width?: number;
}

/** Of a group the first few are shown in full, some more with their place, the rest as a number. */
const SHOWN_OF_MANY = 3;
const PLACES_OF_MANY = 60;

const identity = (text: string) => text;
const PLAIN: Paint = {
  bold: identity,
  dim: identity,
  underline: identity,
  red: identity,
  yellow: identity,
  cyan: identity,
};

/** The report for a person at a terminal, piece by piece. */
export function* prettyPieces(assessment: Assessment, context: PrettyContext = {}): Generator<string> {
  const { paint = PLAIN, width = 100 } = context;
  const drawing: Drawing = { paint, width, places: placesOf(assessment), explained: new Set() };
  const known = assessment.findings.filter((finding) => finding.known).length;
  for (const [path, findings] of byFile(assessment.findings.filter((finding) => !finding.known))) {
    yield `${paint.underline(printable(path))}\n`;
    yield* fileFindings(findings, drawing);
    yield "\n";
  }
  if (known > 0) yield `${paint.dim(knownWords(known))}\n\n`;
  yield* waivedLines(assessment.waived, drawing);
  yield* troubleLines("Not everything could be done:", assessment.troubles, drawing);
  yield* troubleLines("Not everything was understood:", assessment.notes, drawing);
  yield `${summaryLines(assessment, width).map(printable).join("\n")}\n`;
}

/** The whole report for a person at a terminal. */
export function pretty(assessment: Assessment, context: PrettyContext = {}): string {
  return [...prettyPieces(assessment, context)].join("");
}

interface Drawing {
  readonly paint: Paint;
  readonly width: number;
  readonly places: Places;
  /** Requirements whose reason and way out have been shown. */
  readonly explained: Set<string>;
}

function byFile(findings: readonly Finding[]): Map<string, Finding[]> {
  const files = new Map<string, Finding[]>();
  for (const finding of findings) {
    const own = files.get(finding.path);
    if (own) own.push(finding);
    else files.set(finding.path, [finding]);
  }
  return files;
}

function* fileFindings(findings: readonly Finding[], drawing: Drawing): Generator<string> {
  for (const shown of grouped(findings)) {
    if (shown.kind === "finding") yield findingText(shown.finding, drawing);
    else yield* groupText(shown.group, drawing);
  }
}

function* groupText(group: FindingGroup, drawing: Drawing): Generator<string> {
  const { paint, width } = drawing;
  const { findings, requirement } = group;
  const word = severityWord(group.severity, paint);
  yield `  ${word}  not met at ${countText(findings.length)} places: ${printable(requirement.title)}  ${paint.dim(requirement.id)}\n`;
  for (const line of wrapped(printable(groupCounts(group)), width - 6)) yield `      ${line}\n`;
  for (const finding of findings.slice(0, SHOWN_OF_MANY)) yield findingText(finding, drawing);
  for (const line of wrapped(restOf(group, drawing), width - 6)) yield `      ${line}\n`;
}

/** Where the others stand is enough for a person; every word about each of them is in the other formats. */
function restOf({ findings }: FindingGroup, { places }: Drawing): string {
  const others = findings.slice(SHOWN_OF_MANY);
  const listed = others.slice(0, PLACES_OF_MANY).map((finding) => {
    const { line, column } = places.range(finding.path, finding.span).start;
    return `${line}:${column}`;
  });
  const left = others.length - listed.length;
  const end = left > 0 ? `, and ${countText(left)} more; the JSON report (--format json) lists each` : "";
  return `and ${countText(others.length)} more at ${listed.join(", ")}${end}`;
}

function findingText(finding: Finding, drawing: Drawing): string {
  const { paint, places } = drawing;
  const { start } = places.range(finding.path, finding.span);
  const severity = severityWord(finding.severity, paint);
  const lines = [
    `  ${start.line}:${start.column} ${severity}  ${printable(oneLine(finding.message))}  ${paint.dim(finding.requirement.id)}`,
    ...excerptLines(finding, drawing),
    ...explanation(finding, drawing),
    ...finding.related.map((related) => {
      const at = places.range(related.path, related.span).start;
      return `      see ${printable(related.path)}:${at.line}:${at.column} ${printable(oneLine(related.says))}`;
    }),
  ];
  return `${lines.join("\n")}\n`;
}

function excerptLines({ path, span, severity }: Finding, { paint, places, width }: Drawing): string[] {
  const text = places.text(path);
  if (text === "") return [];
  const { line, column } = places.range(path, span).start;
  const gutter = `    ${line} | `;
  const excerpt = excerptOf(text, { span, column, width: Math.max(40, width - gutter.length - 1) });
  const empty = `${" ".repeat(gutter.length - 2)}| `;
  return [paint.dim(gutter) + excerpt.line, paint.dim(empty) + coloured(severity, paint)(excerpt.carets)];
}

function explanation({ requirement }: Finding, { explained, paint, width }: Drawing): string[] {
  if (explained.has(requirement.id)) return [];
  explained.add(requirement.id);
  const part = (name: string, text: string) =>
    wrapped(text, width - 11).map((line, at) => paint.dim(`      ${at === 0 ? name : "    "} ${line}`));
  return [...part("why:", requirement.why), ...part("do: ", requirement.do)];
}

function knownWords(many: number): string {
  const them = many === 1 ? "1 finding of the baseline is" : `${countText(many)} findings of the baseline are`;
  return `${them} still there and not shown; --no-baseline shows all.`;
}

/** One line a finding, with the reason: what is accepted stays in sight. */
function* waivedLines(waived: readonly WaivedFinding[], { paint, places, width }: Drawing): Generator<string> {
  if (waived.length === 0) return;
  yield `${paint.bold("Waived:")}\n`;
  for (const { finding, waiver } of waived) {
    const { line, column } = places.range(finding.path, finding.span).start;
    const who = [waiver.by, waiver.until === "" ? "" : `until ${waiver.until}`].filter((word) => word !== "");
    const text = `${finding.path}:${line}:${column} ${finding.message} ${finding.requirement.id}`;
    yield `${paint.dim(`  ${printable(oneLine(text))}`)}\n`;
    const why = `because: ${waiver.reason}${who.length > 0 ? ` (${who.join(", ")})` : ""}`;
    for (const row of wrapped(printable(oneLine(why)), width - 6)) yield `${paint.dim(`      ${row}`)}\n`;
  }
  yield "\n";
}

function* troubleLines(title: string, troubles: readonly Trouble[], { paint, places }: Drawing): Generator<string> {
  if (troubles.length === 0) return;
  yield `${paint.bold(title)}\n`;
  for (const trouble of troubles) yield `  ${troubleLine(trouble, places)}\n`;
  yield "\n";
}

/** One trouble on one line, with its place where it has one. */
export function troubleLine({ message, path, span }: Trouble, places: Places): string {
  if (path === undefined || span === undefined) return printable(oneLine(message));
  const { line, column } = places.range(path, span).start;
  return printable(`${path}:${line}:${column} ${oneLine(message)}`);
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

function severityWord(severity: Severity, paint: Paint): string {
  return coloured(severity, paint)(severity);
}

function coloured(severity: Severity, paint: Paint): (text: string) => string {
  if (severity === "error") return paint.red;
  return severity === "warning" ? paint.yellow : paint.cyan;
}
