import type { Gap } from "../model/assessment.ts";
import type { Requirement } from "../model/guidance.ts";
import type { Severity, Strength } from "../model/vocabulary.ts";

const BY_STRENGTH: Readonly<Record<Strength, Severity>> = {
  statute: "error",
  regulation: "error",
  should: "warning",
  may: "information",
  info: "information",
};

const LOWER: Readonly<Record<Severity, Severity>> = {
  error: "warning",
  warning: "information",
  information: "information",
};

/**
 * How severe a gap is. Statute and regulation are errors, a recommendation is a warning; a document that has the matter but lacks a part of it
 * is one step lower, and nothing of a source that is history is more than a warning. `premarket.yaml` and the entry itself may say otherwise.
 */
export function severityOf(
  requirement: Requirement,
  gap: Pick<Gap, "partly" | "learning">,
  status: string,
  configured: Severity | undefined,
): Severity {
  if (configured) return configured;
  if (gap.learning) return "information";
  const base = requirement.severity ?? BY_STRENGTH[requirement.strength];
  const stepped = gap.partly ? LOWER[base] : base;
  return status === "current" || stepped !== "error" ? stepped : "warning";
}
