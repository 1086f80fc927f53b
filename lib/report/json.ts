import type { Assessment, Finding, Settled, Trouble, WaivedFinding } from "../model/assessment.ts";
import type { Span } from "../model/span.ts";
import { type Places, placesOf } from "./placesOf.ts";
import { DISCLAIMER } from "./summary.ts";

/**
 * The report for other programs, piece by piece: one object with `tool`, `asOf`, `profile`, `guidance`, `files`, `verdicts`, `findings`,
 * `waived` (findings that a waiver covers), `troubles` (what kept the job from being done) and `notes` (what could not be understood inside files that are read).
 * Lines and columns count from 1, columns in UTF-16 code units; `end` is the position just behind the last character. Paths are relative to the working directory.
 */
export function* jsonPieces(assessment: Assessment): Generator<string> {
  const places = placesOf(assessment);
  const { tool, asOf, profile, guidance, files, settled, findings, waived, troubles, notes } = assessment;
  yield `{\n  "tool": ${JSON.stringify(tool)},\n`;
  yield `  "asOf": ${JSON.stringify(asOf)},\n`;
  yield `  "profile": ${JSON.stringify(profile)},\n`;
  yield* list("guidance", guidance, ({ source, hash, status }) => ({
    id: source.id,
    title: source.title,
    issuer: source.issuer,
    edition: source.date,
    status,
    url: source.url,
    sha256: hash,
  }));
  yield* list("files", files, ({ path, roles, kind, format, sha256, state }) => ({
    path,
    role: roles[0] ?? null,
    roles,
    kind,
    format,
    sha256,
    state,
  }));
  yield* list("verdicts", settled, (one) => verdictEntry(one, places));
  yield* list("findings", findings, (finding) => findingEntry(finding, places));
  yield* list("waived", waived, (one) => waivedEntry(one, places));
  yield* list("troubles", troubles, (trouble) => troubleEntry(trouble, places));
  yield* list("notes", notes, (note) => troubleEntry(note, places));
  yield `  "disclaimer": ${JSON.stringify(DISCLAIMER)}\n}\n`;
}

/** The whole report for other programs as one text. */
export function jsonReport(assessment: Assessment): string {
  return [...jsonPieces(assessment)].join("");
}

/** One element a line, so that a difference between two reports can be read. */
function* list<T>(name: string, items: readonly T[], entry: (item: T) => unknown): Generator<string> {
  yield `  "${name}": [`;
  let before = "\n    ";
  for (const item of items) {
    yield before + JSON.stringify(entry(item));
    before = ",\n    ";
  }
  yield items.length === 0 ? "],\n" : "\n  ],\n";
}

function verdictEntry({ requirement, verdict, reason, met, total, waived, review, evidence }: Settled, places: Places) {
  return {
    requirement: requirement.id,
    source: requirement.source,
    verdict,
    met,
    total,
    waived,
    ...(reason === "" ? {} : { reason }),
    ...(review && { review: { by: review.by, date: review.date, note: review.note } }),
    evidence: evidence.map(({ path, span, says }) => ({ ...placed(path, span, places), says })),
  };
}

function findingEntry(finding: Finding, places: Places) {
  return {
    requirement: finding.requirement.id,
    severity: finding.severity,
    message: finding.message,
    ...placed(finding.path, finding.span, places),
    subject: finding.subject,
    related: finding.related.map(({ path, span, says }) => ({ ...placed(path, span, places), message: says })),
    fingerprint: finding.fingerprint,
    ...(finding.known ? { known: true } : {}),
  };
}

function waivedEntry({ finding, waiver }: WaivedFinding, places: Places) {
  const { reason, by, until, path, span } = waiver;
  const said = { reason, ...(by === "" ? {} : { by }), ...(until === "" ? {} : { until }) };
  return { ...findingEntry(finding, places), waiver: { ...said, ...placed(path, span, places) } };
}

function troubleEntry({ message, path, span }: Trouble, places: Places) {
  if (path === undefined) return { message };
  return { message, path, ...(span === undefined ? {} : places.range(path, span)) };
}

function placed(path: string, span: Span, places: Places) {
  return { path, ...places.range(path, span) };
}
