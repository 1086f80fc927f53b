import type { SavedFinding, SavedPlace, SavedReport, SavedVerdict } from "./savedReport.ts";

/** What changed between two saved reports of a submission. */
export interface ReportDiff {
  readonly closed: readonly SavedFinding[];
  readonly opened: readonly SavedFinding[];
  readonly waiversAdded: SavedReport["waived"];
  readonly waiversRemoved: SavedReport["waived"];
  readonly verdicts: readonly { readonly requirement: string; readonly before: string; readonly after: string }[];
  readonly evidenceMoved: readonly { readonly requirement: string; readonly before: string; readonly after: string }[];
  /** Paths, each with what happened to it. */
  readonly files: readonly { readonly path: string; readonly change: "added" | "removed" | "changed" }[];
  /** What both reports do not have in common besides the documents: tool, day, profile, guidance. A difference here explains others. */
  readonly basis: readonly { readonly what: string; readonly before: string; readonly after: string }[];
}

/** Compares two reports by fingerprint, so that moved lines and reworded messages are no difference. */
export function reportDiff(before: SavedReport, after: SavedReport): ReportDiff {
  return {
    closed: without(before.findings, [...after.findings, ...after.waived]),
    opened: without(after.findings, [...before.findings, ...before.waived]),
    waiversAdded: without(after.waived, before.waived),
    waiversRemoved: without(before.waived, after.waived),
    verdicts: verdictChanges(before.verdicts, after.verdicts),
    evidenceMoved: evidenceMoves(before.verdicts, after.verdicts),
    files: fileChanges(before, after),
    basis: basisChanges(before, after),
  };
}

/** Findings of one list that the other has not; of two with the same fingerprint one may be gone. */
function without<T extends SavedFinding>(list: readonly T[], others: readonly SavedFinding[]): T[] {
  const left = new Map<string, number>();
  for (const { fingerprint } of others) left.set(fingerprint, (left.get(fingerprint) ?? 0) + 1);
  return list.filter(({ fingerprint }) => {
    const many = left.get(fingerprint) ?? 0;
    if (many > 0) left.set(fingerprint, many - 1);
    return many === 0;
  });
}

function verdictChanges(before: readonly SavedVerdict[], after: readonly SavedVerdict[]) {
  const old = new Map(before.map((one) => [one.requirement, one]));
  const now = new Map(after.map((one) => [one.requirement, one]));
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((requirement) => {
    const words = (one: SavedVerdict | undefined) => (one ? verdictWords(one) : "not part of the report");
    const change = { requirement, before: words(old.get(requirement)), after: words(now.get(requirement)) };
    return change.before === change.after ? [] : [change];
  });
}

function verdictWords({ verdict, met, total }: SavedVerdict): string {
  return total > 1 && (verdict === "partly met" || verdict === "not met") ? `${verdict} (${met} of ${total})` : verdict;
}

/** Evidence that says the same at another place; a requirement whose evidence changed in words is told by its verdict. */
function evidenceMoves(before: readonly SavedVerdict[], after: readonly SavedVerdict[]) {
  const old = new Map(before.map((one) => [one.requirement, one]));
  return after.flatMap(({ requirement, evidence }) => {
    const earlier = old.get(requirement)?.evidence ?? [];
    return evidence.flatMap((now) => {
      const same = earlier.filter(({ says }) => says === now.says);
      if (same.length === 0 || same.some((one) => placeWords(one) === placeWords(now))) return [];
      const [first] = same;
      return first ? [{ requirement, before: placeWords(first), after: placeWords(now) }] : [];
    });
  });
}

/** `plan.md:12` */
export function placeWords({ path, start }: SavedPlace): string {
  return `${path}:${start.line}`;
}

function fileChanges(before: SavedReport, after: SavedReport): ReportDiff["files"] {
  const old = new Map(before.files.map(({ path, sha256 }) => [path, sha256]));
  const now = new Map(after.files.map(({ path, sha256 }) => [path, sha256]));
  return [...new Set([...old.keys(), ...now.keys()])].sort().flatMap((path): ReportDiff["files"] => {
    if (!old.has(path)) return [{ path, change: "added" }];
    if (!now.has(path)) return [{ path, change: "removed" }];
    return old.get(path) === now.get(path) ? [] : [{ path, change: "changed" }];
  });
}

function basisChanges(before: SavedReport, after: SavedReport): ReportDiff["basis"] {
  const facts = ({ tool, asOf, profile, guidance }: SavedReport): [string, string][] => [
    ["tool", tool.version],
    ["day", asOf],
    ["profile", profile.name],
    ...guidance.map(({ id, sha256 }): [string, string] => [`guidance ${id}`, sha256.slice(0, 12)]),
  ];
  const old = new Map(facts(before));
  const now = new Map(facts(after));
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((what) => {
    const change = { what, before: old.get(what) ?? "none", after: now.get(what) ?? "none" };
    return change.before === change.after ? [] : [change];
  });
}
