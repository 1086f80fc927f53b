import type { Assessment, Finding, Place, Trouble } from "../model/assessment.ts";

/**
 * The same assessment with other names for its files, in places and in words. From a folder inside a submission, its own files would
 * otherwise be told by the way up and down again (`../sbom/pump.json` for `pump.json`).
 */
export function renamePaths(assessment: Assessment, rename: (path: string) => string): Assessment {
  const names = assessment.files.map(({ path }) => [path, rename(path)] as const).filter(([from, to]) => from !== to);
  if (names.length === 0) return assessment;
  const known = new Map(names);
  // The longest first, because one path may begin like another.
  const words = names.map(([from]) => from).sort((one, other) => other.length - one.length);
  const said = (text: string) => words.reduce((now, from) => now.replaceAll(from, known.get(from) ?? from), text);
  const placed = <T extends Place>(place: T): T => ({ ...place, path: known.get(place.path) ?? place.path });
  const trouble = (one: Trouble): Trouble => ({
    ...one,
    message: said(one.message),
    ...(one.path === undefined ? {} : { path: known.get(one.path) ?? one.path }),
  });
  const finding = (one: Finding): Finding => ({
    ...placed(one),
    message: said(one.message),
    related: one.related.map((place) => ({ ...placed(place), says: said(place.says) })),
  });
  return {
    ...assessment,
    files: assessment.files.map((file) => renamed(file, known.get(file.path))),
    settled: assessment.settled.map((one) => ({
      ...one,
      reason: said(one.reason),
      ...(one.review && { review: placed(one.review) }),
      evidence: one.evidence.map((place) => ({ ...placed(place), says: said(place.says) })),
    })),
    findings: assessment.findings.map(finding),
    waived: assessment.waived.map((one) => ({ finding: finding(one.finding), waiver: placed(one.waiver) })),
    troubles: assessment.troubles.map(trouble),
    notes: assessment.notes.map(trouble),
  };
}

/** The text may be read only when it is asked for, so it is not copied. */
function renamed<T extends { readonly path: string; readonly text: unknown }>(file: T, path: string | undefined): T {
  return path === undefined ? file : Object.create(file, { path: { value: path, enumerable: true } });
}
