import type { Outcome, Settled } from "../model/assessment.ts";

/** The verdict on one requirement, from what its check counted. */
export function settle(outcome: Outcome): Settled {
  const { requirement, reason, met, total, evidence } = outcome;
  const common = { requirement, reason, met, total, evidence };
  if (outcome.state !== "evaluated") return { ...common, verdict: outcome.state };
  if (outcome.gaps.length === 0) return { ...common, verdict: "met" };
  return { ...common, verdict: met > 0 || outcome.gaps.every((gap) => gap.partly) ? "partly met" : "not met" };
}
