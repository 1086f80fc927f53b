import type { Finding } from "../model/assessment.ts";
import type { Requirement } from "../model/guidance.ts";
import type { Severity } from "../model/vocabulary.ts";

/** More findings than this of one requirement in one file are told as a group; a reader wants to know how many and whose. */
export const MANY = 20;

/** The findings of one requirement with one severity in one file, where they are more than somebody reads one by one. */
export interface FindingGroup {
  readonly path: string;
  readonly requirement: Requirement;
  readonly severity: Severity;
  /** In the order of the file. */
  readonly findings: readonly Finding[];
}

/** What a report shows: a finding by itself, or a group in the place of its first finding. */
export type Shown =
  | { readonly kind: "finding"; readonly finding: Finding }
  | { readonly kind: "group"; readonly group: FindingGroup };

/**
 * Gathers large groups and leaves all other findings as they are, in their order. Every report groups with this function, so that
 * all of them tell the same counts.
 * @param isLarge which groups are told as one; by default those of more than {@link MANY} findings
 */
export function grouped(
  findings: readonly Finding[],
  isLarge: (group: FindingGroup) => boolean = ({ findings: own }) => own.length > MANY,
): Shown[] {
  const groups = new Groups();
  const own = findings.map((finding) => groups.take(finding));
  const large = new Set(groups.all.filter(isLarge));
  return findings.flatMap((finding, at): Shown[] => {
    const group = own[at];
    if (group === undefined || !large.has(group)) return [{ kind: "finding", finding }];
    return group.findings[0] === finding ? [{ kind: "group", group }] : [];
  });
}

/** The groups that {@link grouped} shows, without the findings between them. */
export function largeGroups(findings: readonly Finding[]): FindingGroup[] {
  return grouped(findings).flatMap((shown) => (shown.kind === "group" ? [shown.group] : []));
}

interface OpenGroup extends FindingGroup {
  readonly findings: Finding[];
}

/** Sorts findings into groups without making a key of text for each: there may be a million. */
class Groups {
  readonly all: OpenGroup[] = [];
  readonly #byPath = new Map<string, Map<Requirement, OpenGroup[]>>();

  take(finding: Finding): OpenGroup {
    const { path, requirement, severity } = finding;
    const inFile = this.#byPath.get(path) ?? new Map<Requirement, OpenGroup[]>();
    this.#byPath.set(path, inFile);
    const ofRequirement = inFile.get(requirement) ?? [];
    inFile.set(requirement, ofRequirement);
    let group = ofRequirement.find((one) => one.severity === severity);
    if (group === undefined) {
      group = { path, requirement, severity, findings: [] };
      ofRequirement.push(group);
      this.all.push(group);
    }
    group.findings.push(finding);
    return group;
  }
}

/** `Not met at 340 places: Every component names its supplier. By ecosystem: npm 300, maven 40.` */
export function groupSummary(group: FindingGroup): string {
  const { findings, requirement } = group;
  const title = requirement.title.replace(/[.?!]$/, "");
  return [`Not met at ${countText(findings.length)} places: ${title}.`, groupCounts(group)].filter(Boolean).join(" ");
}

/** Most names that the counts of a group list; the others are added up. */
const NAMED = 5;

/**
 * Whose the findings of a group are: `By supplier: Acme 20, Initech 3.` where at least half of them name one, else by the kind of
 * package URL; empty where neither is known.
 */
export function groupCounts({ findings }: FindingGroup): string {
  const bySupplier = counted(findings, ({ supplier }) => supplier);
  if (bySupplier.known * 2 >= findings.length) return sentence("supplier", bySupplier, "no supplier");
  const byEcosystem = counted(findings, ecosystemOf);
  return byEcosystem.known === 0 ? "" : sentence("ecosystem", byEcosystem, "no purl");
}

interface Counted {
  /** By name, most first. */
  readonly counts: readonly (readonly [name: string, count: number])[];
  readonly known: number;
  readonly unknown: number;
}

function counted(findings: readonly Finding[], nameOf: (finding: Finding) => string | undefined): Counted {
  const counts = new Map<string, number>();
  let unknown = 0;
  for (const finding of findings) {
    const name = nameOf(finding);
    if (name === undefined) unknown++;
    else counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const sorted = [...counts].sort(([a, many], [b, few]) => few - many || (a < b ? -1 : 1));
  return { counts: sorted, known: findings.length - unknown, unknown };
}

/** The type of the package URL that a finding is about: `npm`, `maven`, ... */
function ecosystemOf({ subject }: Finding): string | undefined {
  return /^pkg:\/{0,2}([a-z][a-z\d.+-]{0,30})\//i.exec(subject)?.[1]?.toLowerCase();
}

function sentence(what: string, { counts, unknown }: Counted, nameless: string): string {
  const named = counts.length === NAMED + 1 ? counts : counts.slice(0, NAMED);
  const others = counts.slice(named.length);
  const parts = named.map(([name, many]) => `${short(name)} ${countText(many)}`);
  if (others.length > 0) {
    const sum = others.reduce((all, [, many]) => all + many, 0);
    parts.push(`${countText(others.length)} others ${countText(sum)}`);
  }
  if (unknown > 0) parts.push(`${nameless} ${countText(unknown)}`);
  return `By ${what}: ${parts.join(", ")}.`;
}

/** Names come from hostile files: one line, of bearable length. */
function short(name: string): string {
  const line = name.replace(/\s+/g, " ").trim();
  return line.length > 40 ? `${line.slice(0, 37)}...` : line;
}

/** `12,345`: the same on every machine, whatever its language. */
export function countText(many: number): string {
  return String(many).replace(/\B(?=(?:\d{3})+$)/g, ",");
}
