import type { Catalogue } from "../guidance/catalogue.ts";
import type { AssessedFile, Assessment, Evidence, Finding, Place, Settled, Trouble } from "../model/assessment.ts";
import type { Requirement } from "../model/guidance.ts";
import type { Span } from "../model/span.ts";

/** An assessment as a text that `restoreAssessment` understands: requirements by id, and no texts of the documents. */
export function storeAssessment(assessment: Assessment): string {
  const { guidance, files, settled, findings, waived, troubles, notes, ...rest } = assessment;
  return JSON.stringify({
    ...rest,
    guidance: guidance.map(({ source, hash, status }) => ({ source: source.id, hash, status })),
    files: files.map(({ path, roles, kind, format, sha256, state }) => ({ path, roles, kind, format, sha256, state })),
    settled: settled.map(storedVerdict),
    findings: findings.map(storedFinding),
    waived: waived.map(({ finding, waiver }) => ({ finding: storedFinding(finding), waiver: placed(waiver) })),
    troubles: troubles.map(placedTrouble),
    notes: notes.map(placedTrouble),
  });
}

/** Spans may find their ends only when asked, so they are written out. */
function plain({ start, end }: Span): Span {
  return { start, end };
}

function placed<T extends Place>(place: T): T {
  return { ...place, span: plain(place.span) };
}

function placedTrouble(trouble: Trouble): Trouble {
  return trouble.span ? { ...trouble, span: plain(trouble.span) } : trouble;
}

function storedVerdict(one: Settled) {
  const { requirement, evidence, review } = one;
  return {
    ...one,
    requirement: requirement.id,
    evidence: evidence.map(placed),
    ...(review && { review: placed(review) }),
  };
}

function storedFinding(finding: Finding) {
  const { requirement, element, related } = finding;
  return {
    ...placed(finding),
    requirement: requirement.id,
    related: related.map(placed),
    ...(element && { element: plain(element) }),
  };
}

type ById<T> = Omit<T, "requirement"> & { readonly requirement: string };
interface Stored extends Omit<Assessment, "guidance" | "files" | "settled" | "findings" | "waived"> {
  readonly guidance: readonly { readonly source: string; readonly hash: string; readonly status: string }[];
  readonly files: readonly Omit<AssessedFile, "text" | "file">[];
  readonly settled: readonly (ById<Settled> & { readonly evidence: readonly Evidence[] })[];
  readonly findings: readonly ById<Finding>[];
  readonly waived: readonly {
    readonly finding: ById<Finding>;
    readonly waiver: Assessment["waived"][number]["waiver"];
  }[];
}

/**
 * The assessment that was stored.
 * @param textOf text of a document, asked for when a report needs it
 * @returns undefined for a text that does not fit this catalogue
 */
export function restoreAssessment(
  text: string,
  catalogue: Catalogue,
  textOf: (path: string) => string,
): Assessment | undefined {
  try {
    return restored(JSON.parse(text) as Stored, catalogue, textOf);
  } catch {
    // Written by another version, or by somebody else: then there is nothing stored.
    return undefined;
  }
}

function restored(stored: Stored, catalogue: Catalogue, textOf: (path: string) => string): Assessment {
  const named = <T extends { readonly requirement: string }>(
    one: T,
  ): Omit<T, "requirement"> & { requirement: Requirement } => ({
    ...one,
    requirement: known(catalogue.requirement(one.requirement)),
  });
  return {
    ...stored,
    guidance: stored.guidance.map(({ source, hash, status }) => ({
      source: known(catalogue.source(source)),
      hash,
      status,
    })),
    files: stored.files.map((file) => ({
      ...file,
      get text() {
        return textOf(file.path);
      },
    })),
    settled: stored.settled.map(named),
    findings: stored.findings.map(named),
    waived: stored.waived.map(({ finding, waiver }) => ({ finding: named(finding), waiver })),
  };
}

function known<T>(one: T | undefined): T {
  if (one === undefined) throw new Error("The catalogue does not have it.");
  return one;
}
