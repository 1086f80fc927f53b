import type { Assessment } from "../../model/assessment.ts";

/** The same assessment with paths that are relative to the folder which all of its files share, and that folder. */
export function shortPaths(assessment: Assessment): { readonly folder: string; readonly assessment: Assessment } {
  const folder = sharedFolder(assessment.files.map(({ path }) => path));
  if (folder === "") return { folder, assessment };
  const short = <T extends { readonly path: string }>(place: T): T => ({
    ...place,
    path: place.path.startsWith(folder) ? place.path.slice(folder.length) : place.path,
  });
  return {
    folder,
    assessment: {
      ...assessment,
      files: assessment.files.map(short),
      settled: assessment.settled.map((one) => ({ ...one, evidence: one.evidence.map(short) })),
      waived: assessment.waived.map((one) => ({ ...one, finding: short(one.finding), waiver: short(one.waiver) })),
      findings: assessment.findings.map((one) => ({ ...short(one), related: one.related.map(short) })),
    },
  };
}

/** With its slash at the end; empty where there is none. */
function sharedFolder(paths: readonly string[]): string {
  const folders = paths.map((path) => path.split("/").slice(0, -1));
  const [first = [], ...others] = folders;
  const different = first.findIndex((part, i) => others.some((other) => other[i] !== part));
  const shared = different < 0 ? first : first.slice(0, different);
  return shared.length === 0 ? "" : `${shared.join("/")}/`;
}
