import type { Assessment, Finding } from "../../model/assessment.ts";
import { VERDICTS } from "../../model/vocabulary.ts";
import { countText, grouped, groupSummary, type Shown } from "../groups.ts";
import { type Places, placesOf } from "../placesOf.ts";
import { troubleLine } from "../pretty.ts";
import { DISCLAIMER, findingsLine, verdictCounts } from "../summary.ts";
import { countingFindings } from "./countingFindings.ts";
import { oneLine } from "./oneLine.ts";

/** A summary for a job page (`$GITHUB_STEP_SUMMARY`) or a merge request, as Markdown. Nothing is cut off: large groups are one row with their count. */
export function* markdownPieces(assessment: Assessment): Generator<string> {
  const places = placesOf(assessment);
  const { troubles, waived, profile, asOf, tool } = assessment;
  yield "## Premarket\n\n";
  yield `${findingsLine(assessment)}\n\n`;
  if (troubles.length > 0) {
    yield "**Not everything could be done:**\n\n";
    for (const trouble of troubles) yield `- ${cell(troubleLine(trouble, places))}\n`;
    yield "\n";
  }
  yield* verdictRows(assessment);
  const shown = grouped(countingFindings(assessment));
  if (shown.length > 0) {
    yield "\n| | where | what | requirement |\n| --- | --- | --- | --- |\n";
    for (const one of shown) yield findingRow(one, places);
  }
  if (waived.length > 0) {
    yield "\n**Waived:**\n\n| where | what | requirement | reason |\n| --- | --- | --- | --- |\n";
    for (const { finding, waiver } of waived) {
      const who = [waiver.by, waiver.until === "" ? "" : `until ${waiver.until}`]
        .filter((word) => word !== "")
        .join(", ");
      const why = who === "" ? waiver.reason : `${waiver.reason} (${who})`;
      yield `| ${placeText(finding, places)} | ${cell(finding.message)} | \`${finding.requirement.id}\` | ${cell(why)} |\n`;
    }
  }
  yield `\nProfile ${profile.name}: ${cell(profile.reason)}. Compared with ${asOf}. ${tool.name} ${tool.version}.\n\n${DISCLAIMER}\n`;
}

function* verdictRows({ guidance, settled }: Assessment): Generator<string> {
  yield `| Requirements of | ${VERDICTS.join(" | ")} | total |\n| --- |${" ---: |".repeat(VERDICTS.length + 1)}\n`;
  for (const { source } of guidance) {
    const counts = verdictCounts(settled, source.id);
    const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
    yield `| ${cell(source.title)} | ${VERDICTS.map((verdict) => counts.get(verdict) ?? 0).join(" | ")} | ${total} |\n`;
  }
}

function findingRow(one: Shown, places: Places): string {
  const first = one.kind === "finding" ? one.finding : one.group.findings[0];
  if (first === undefined) return "";
  const message = one.kind === "finding" ? first.message : groupSummary(one.group);
  const more = one.kind === "group" ? ` and ${countText(one.group.findings.length - 1)} more` : "";
  return `| ${first.severity} | ${placeText(first, places)}${more} | ${cell(message)} | \`${first.requirement.id}\` |\n`;
}

function placeText({ path, span }: Finding, places: Places): string {
  return cell(`${path}:${places.range(path, span).start.line}`);
}

/** Words of a document must not become marks, links, mentions or HTML. */
function cell(text: string): string {
  return oneLine(text)
    .replace(/[\\`*_{}[\]<>#|~]/g, (mark) => `\\${mark}`)
    .replace(/&/g, "&amp;")
    .replace(/@(?=\w)/g, "@\u200b");
}
