import type { Assessment, Finding, Trouble } from "../../model/assessment.ts";
import { SEVERITIES, type Severity } from "../../model/vocabulary.ts";
import { grouped, groupSummary } from "../groups.ts";
import { type Places, placesOf } from "../placesOf.ts";
import { countingFindings } from "./countingFindings.ts";

const COMMANDS: Readonly<Record<Severity, string>> = { error: "error", warning: "warning", information: "notice" };

/**
 * Workflow commands of GitHub Actions, which become annotations without any permission. GitHub shows ten of each kind a step, so the
 * errors come first and large groups are one line each.
 */
export function* githubPieces(assessment: Assessment): Generator<string> {
  const places = placesOf(assessment);
  for (const trouble of assessment.troubles) yield troubleCommand(trouble, places);
  const shown = grouped(countingFindings(assessment));
  for (const severity of SEVERITIES) {
    for (const one of shown) {
      const first = one.kind === "finding" ? one.finding : one.group.findings[0];
      if (first?.severity !== severity) continue;
      yield command(first, one.kind === "finding" ? first.message : groupSummary(one.group), places);
    }
  }
}

function command({ path, span, severity, requirement }: Finding, message: string, places: Places): string {
  const { start, end } = places.range(path, span);
  const ends =
    start.line === end.line
      ? { endLine: end.line, endColumn: Math.max(start.column, end.column - 1) }
      : { endLine: end.line };
  return written(
    COMMANDS[severity],
    { file: path, line: start.line, col: start.column, ...ends, title: requirement.id },
    message,
  );
}

function troubleCommand({ message, path, span }: Trouble, places: Places): string {
  const place = path === undefined || span === undefined ? undefined : places.range(path, span).start;
  const at = place ? { line: place.line, col: place.column } : {};
  return written("error", { ...(path === undefined ? {} : { file: path }), ...at, title: "Premarket" }, message);
}

function written(
  name: string,
  properties: Readonly<Record<string, string | number | undefined>>,
  message: string,
): string {
  const list = Object.entries(properties).flatMap(([key, value]) =>
    value === undefined ? [] : [`${key}=${escapedProperty(String(value))}`],
  );
  return `::${name} ${list.join(",")}::${escaped(message)}\n`;
}

/** The escapes of the Actions runner (`@actions/core`, command.ts). */
function escaped(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapedProperty(text: string): string {
  return escaped(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
