import type { Assessment } from "../../model/assessment.ts";
import { placesOf } from "../placesOf.ts";
import { printable } from "../terminalText.ts";
import { countingFindings } from "./countingFindings.ts";
import { oneLine } from "./oneLine.ts";

/** One line a finding, `path:line:column: severity: message [requirement]`, for `grep` and problem matchers. */
export function* compactPieces(assessment: Assessment): Generator<string> {
  const places = placesOf(assessment);
  for (const { path, span, severity, message, requirement } of countingFindings(assessment)) {
    const { line, column } = places.range(path, span).start;
    yield `${printable(`${path}:${line}:${column}: ${severity}: ${oneLine(message)} [${requirement.id}]`)}\n`;
  }
}
