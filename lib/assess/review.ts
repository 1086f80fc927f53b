import type { Catalogue } from "../guidance/catalogue.ts";
import { OWN_RULES } from "../guidance/ownRules.ts";
import type { AssessedFile, Finding, Settled } from "../model/assessment.ts";
import type { Requirement } from "../model/guidance.ts";
import type { Review } from "../model/review.ts";
import { fill } from "./findingsOf.ts";
import { joinPath } from "./joinPath.ts";

interface ReviewInput {
  readonly settled: readonly Settled[];
  readonly files: readonly AssessedFile[];
  readonly catalogue: Catalogue;
  hash(text: string): string;
}

interface PlacedReview {
  readonly review: Review;
  readonly path: string;
}

/**
 * Lets the answers of `premarket-reviews.yaml` settle what only a person can judge. An answer counts while the documents that it rests on are
 * the same; a stale one leaves the question open and is a finding of its own, like one that is incomplete or about nothing.
 */
export function review(input: ReviewInput): { readonly settled: readonly Settled[]; readonly complaints: Finding[] } {
  const placed = input.files.flatMap(({ path, file }) =>
    (file?.models ?? []).flatMap((model) =>
      model.kind === "reviews" ? model.reviews.map((one): PlacedReview => ({ review: one, path })) : [],
    ),
  );
  if (placed.length === 0) return { settled: input.settled, complaints: [] };
  const complaints: Finding[] = [];
  const counting = new Map<string, PlacedReview>();
  // Of several answers the last one counts, so that a new one is added below and the old one stays readable.
  const last = new Map(placed.map((one) => [one.review.requirement, one]));
  for (const one of last.values()) {
    const complaint = faultOf(one, input);
    if (complaint) complaints.push(complaint);
    else counting.set(one.review.requirement, one);
  }
  return { settled: input.settled.map((one) => answered(one, counting.get(one.requirement.id))), complaints };
}

function answered(settled: Settled, placed: PlacedReview | undefined): Settled {
  if (settled.verdict !== "needs review" || !placed) return settled;
  const { answer, by, date, note, anchor } = placed.review;
  if (answer.state !== "given" || by.state !== "given" || date.state !== "given") return settled;
  const words = note.state === "given" ? note.value : "";
  const applied = { path: placed.path, span: anchor, by: by.value, date: date.value, note: words };
  return { ...settled, verdict: answer.value, reason: "", review: applied };
}

function faultOf(one: PlacedReview, input: ReviewInput): Finding | undefined {
  const { requirement, answer, by, date, evidence } = one.review;
  if (input.catalogue.requirement(requirement) === undefined) return complaint(OWN_RULES.reviewKnown, one, input, {});
  const missing =
    answer.state !== "given" ? "answer" : by.state !== "given" ? "person" : date.state !== "given" ? "day" : undefined;
  if (missing) return complaint(OWN_RULES.reviewComplete, one, input, { missing });
  const changed = evidence.find(({ path, sha256 }) => hashOf(path, one, input) !== sha256);
  if (!changed || date.state !== "given") return undefined;
  return complaint(OWN_RULES.reviewCurrent, one, input, { document: changed.path, date: date.value });
}

function hashOf(path: string, one: PlacedReview, { files }: ReviewInput): string | undefined {
  const whole = joinPath(one.path.split("/").slice(0, -1), path);
  return files.find((file) => file.path === whole)?.sha256;
}

function complaint(
  rule: Requirement,
  { review: { requirement, anchor }, path }: PlacedReview,
  { hash }: ReviewInput,
  data: Readonly<Record<string, string>>,
): Finding {
  return {
    path,
    span: anchor,
    requirement: rule,
    severity: rule.severity ?? "warning",
    message: fill(rule.message, { data: { requirement, ...data } }),
    subject: requirement,
    related: [],
    fingerprint: hash(`${rule.id}\n${requirement}\n${path}`),
  };
}
