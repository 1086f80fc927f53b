import type { Assessment, Finding } from "../../model/assessment.ts";

/** The findings that count: neither waived nor known from the baseline. */
export function countingFindings({ findings }: Pick<Assessment, "findings">): readonly Finding[] {
  return findings.some(({ known }) => known) ? findings.filter(({ known }) => !known) : findings;
}
