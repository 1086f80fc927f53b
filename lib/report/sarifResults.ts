import { sha256Maker } from "../assess/sha256.ts";
import type { Finding } from "../model/assessment.ts";
import { type FindingGroup, grouped, groupSummary } from "./groups.ts";

/** A finding as a result of its own, or a part of a large group as one result. */
export type SarifItem =
  | { readonly kind: "finding"; readonly finding: Finding }
  | {
      readonly kind: "group";
      readonly group: FindingGroup;
      /** The findings that stand in this result, the first of them as its place. */
      readonly findings: readonly Finding[];
      readonly message: string;
      readonly fingerprint: string;
    };

export interface SarifItems {
  readonly items: readonly SarifItem[];
  /** The groups that were told together, in the order of the report; empty where every finding is a result. */
  readonly together: readonly FindingGroup[];
}

/**
 * Code scanning on GitHub refuses a run of more than 25,000 results, shows 5,000 of them and takes 1,000 locations of a result
 * ("SARIF results exceed one or more limits"). Each is a limit here only where it is reached.
 */
export const CODE_SCANNING = { results: 25_000, shown: 5_000, locations: 1_000 } as const;

/** Findings that are results by themselves are never more than code scanning shows, as long as there is a large group left to tell as one. */
export function sarifItems(findings: readonly Finding[]): SarifItems {
  const together = new Set(groupsToTell(findings));
  const shown = grouped(findings, (group) => together.has(keyOf(group)));
  const groups = shown.flatMap((one) => (one.kind === "group" ? [one.group] : []));
  return { items: shown.flatMap((one) => (one.kind === "finding" ? [one] : parts(one.group))), together: groups };
}

/** The largest groups first, until the rest fits. */
function groupsToTell(findings: readonly Finding[]): string[] {
  const told: string[] = [];
  let left = findings.length;
  if (left <= CODE_SCANNING.shown) return told;
  const large = grouped(findings).flatMap((one) => (one.kind === "group" ? [one.group] : []));
  large.sort((one, other) => other.findings.length - one.findings.length);
  for (const group of large) {
    if (left <= CODE_SCANNING.shown) break;
    told.push(keyOf(group));
    left -= group.findings.length - partsOf(group);
  }
  return told;
}

function keyOf({ path, requirement, severity }: FindingGroup): string {
  return `${requirement.id}\n${severity}\n${path}`;
}

function partsOf({ findings }: FindingGroup): number {
  return Math.ceil(findings.length / CODE_SCANNING.locations);
}

function parts(group: FindingGroup): SarifItem[] {
  const { findings } = group;
  const summary = groupSummary(group);
  const hash = sha256Maker();
  const total = partsOf(group);
  return Array.from({ length: total }, (_, at) => {
    const from = at * CODE_SCANNING.locations;
    const part = total === 1 ? "" : ` Part ${at + 1} of ${total}.`;
    return {
      kind: "group",
      group,
      findings: findings.slice(from, from + CODE_SCANNING.locations),
      message: `${summary}${part} Each finding is one of the related locations.`,
      fingerprint: hash(`${keyOf(group)}\ngroup ${at}`),
    };
  });
}
