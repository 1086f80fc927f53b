import type { Finding, Outcome, Settled } from "../model/assessment.ts";

/**
 * The verdict on one requirement, from what its check counted.
 * @param waived tells which of its findings, one a gap, are waived
 */
export function settle(outcome: Outcome, findings: readonly Finding[] = [], waived?: ReadonlySet<Finding>): Settled {
  const { requirement, reason, met, total, evidence, gaps } = outcome;
  const count = waived === undefined ? 0 : findings.filter((finding) => waived.has(finding)).length;
  const all = count > 0 && count === gaps.length;
  // One gap may stand for several elements; when all are waived, so is every element.
  const common = { requirement, reason, met, total, waived: all ? total - met : count, evidence };
  if (outcome.state !== "evaluated") return { ...common, verdict: outcome.state };
  if (gaps.length === 0) return { ...common, verdict: "met" };
  if (all) return { ...common, verdict: "waived" };
  return { ...common, verdict: met > 0 || gaps.every((gap) => gap.partly) ? "partly met" : "not met" };
}
