import type { Gap } from "../model/assessment.ts";

/** A document with more gaps of one requirement than this shows one finding for all of them: they have one cause, and a reader wants one line. */
const SHOWN_ONE_BY_ONE = 3;

/** How many of the elements are linked from a finding that stands for all. */
const RELATED_KEPT = 20;

/** How many of them its message names. */
const NAMED = 3;

/** One gap a document where it has many; the first element is what it points at. @param total elements looked at, by path */
export function gatherGaps(gaps: readonly Gap[], total: ReadonlyMap<string, number>): Gap[] {
  const byPath = new Map<string, Gap[]>();
  for (const gap of gaps) {
    const same = byPath.get(gap.path);
    if (same) same.push(gap);
    else byPath.set(gap.path, [gap]);
  }
  return [...byPath.values()].flatMap((same) => {
    const first = same[0];
    if (first === undefined || same.length <= SHOWN_ONE_BY_ONE) return same;
    return [oneFor(same, first, total.get(first.path) ?? same.length)];
  });
}

/** The gap that stands for several. */
export function oneFor(same: readonly Gap[], first: Gap, total: number): Gap {
  const related = same.slice(1, RELATED_KEPT + 1).map(({ path, span, data }) => ({
    path,
    span,
    says: data.element ?? "the same here",
  }));
  const names = namesOf(same.map(({ data }) => data.element ?? ""));
  const data = { ...first.data, count: String(same.length), total: String(total), names };
  return { ...first, subject: "several", data, related, many: same.length };
}

/** "A, B, C and 9 more". */
export function namesOf(all: readonly string[]): string {
  const names = [...new Set(all)].filter((name) => name !== "");
  const more = all.length - NAMED;
  const shown = names.slice(0, NAMED).join(", ");
  return more > 0 ? `${shown} and ${more} more` : shown;
}
