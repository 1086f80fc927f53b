import type { CaseResult } from "../../assess/judgeExample.ts";
import { fileInMemory } from "../../assess/judgeExample.ts";
import { unmark } from "../../guidance/readExamples.ts";
import type { FormatCase } from "../../guidance/readFormatCases.ts";
import type { ReadFile } from "../../model/readFile.ts";
import type { Span } from "../../model/span.ts";
import { parseSource } from "../../read/parseSource.ts";
import { readParsed } from "../../read/readParsed.ts";
import { inspectReport } from "../inspectReport.ts";

/** Reads one file of the conformance set and holds what is understood of it against its title. */
export function judgeFormat(one: FormatCase): CaseResult {
  const { text, span } = unmark(one.marked);
  const file = readParsed(parseSource(fileInMemory(one.name, text), text));
  const inspected = inspectReport(file);
  const failed = (why: string): CaseResult => ({ passed: false, why });
  if (one.refused !== !inspected.readable)
    return failed(inspected.readable ? "It was not refused." : "It was refused.");
  if (one.refused && inspected.problems.length === 0) return failed("It was refused without a reason.");
  for (const [key, value] of Object.entries(one.expected)) {
    const found = String(inspected[key as "kind"]);
    if (found !== value) return failed(`Its ${key} was read as ${found || "nothing"} and is ${value}.`);
  }
  for (const [key, value] of Object.entries(one.counts)) {
    const found = inspected.counts[key];
    if (found !== value) return failed(`${found ?? 0} ${key} were read, and there are ${value}.`);
  }
  const first = firstAnchor(file);
  if (span && (first?.start !== span.start || first.end !== span.end)) {
    return failed(`The first part was placed at ${first?.start ?? "no place"} and stands at ${span.start}.`);
  }
  return { passed: true, why: "" };
}

/** Where the first component, threat or vulnerability of a file is shown. */
function firstAnchor({ models }: ReadFile): Span | undefined {
  for (const model of models) {
    if (model.kind === "sbom") for (const { anchor } of model.components) return anchor;
    if (model.kind === "vex") for (const { anchor } of model.vulnerabilities) return anchor;
    if (model.kind === "threat-model") for (const { anchor } of model.threats) return anchor;
  }
  return undefined;
}
