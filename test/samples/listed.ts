import type { Assessment } from "../../lib/index.ts";
import { linesOf } from "../../lib/report/linesOf.ts";

/** One line a finding: requirement, path, place, covered text. Line breaks in the text are written as `\n`. */
export function listed(assessment: Assessment): string[] {
  const texts = new Map(assessment.files.map((file) => [file.path, file.text]));
  return assessment.findings.map(({ requirement, path, span }) => {
    const text = texts.get(path) ?? "";
    const at = linesOf(text);
    const start = at(span.start);
    const end = at(span.end);
    const place = `${start.line}:${start.column}-${end.line}:${end.column}`;
    return [requirement.id, path, place, JSON.stringify(text.slice(span.start, span.end))].join("\t");
  });
}
