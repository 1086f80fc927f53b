import {
  type Diagnostic,
  type DiagnosticRelatedInformation,
  DiagnosticSeverity,
  type Range,
} from "vscode-languageserver";
import { joinPath } from "../assess/joinPath.ts";
import type { Finding, Trouble } from "../model/assessment.ts";
import type { FixName, Source } from "../model/guidance.ts";
import type { Span } from "../model/span.ts";
import type { SubmissionConfig } from "../model/submission.ts";
import type { Severity } from "../model/vocabulary.ts";
import { linesOf, type Position as Place } from "../report/linesOf.ts";
import { type Places, placesOf } from "../report/placesOf.ts";
import { CONFIG_NAME } from "./configFinder.ts";
import type { Run } from "./submissions.ts";

/** What a diagnostic carries for whoever acts on it. */
export interface DiagnosticData {
  readonly fingerprint: string;
  readonly fix?: FixName;
}

/** A finding as the editor shows it. */
export interface ShownFinding {
  readonly finding: Finding;
  /** The source that asks for it, with its status in this run. */
  readonly source: Source | undefined;
  readonly diagnostic: Diagnostic;
}

const SEVERITIES: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
};

/** Turns the offsets of one text into the ranges of the protocol. */
export function rangesOf(text: string): (span: Span) => Range {
  const place = linesOf(text);
  return ({ start, end }) => ({ start: fromZero(place(start)), end: fromZero(place(end)) });
}

/** People count lines and columns from 1, the protocol from 0; both count UTF-16 code units. */
function fromZero({ line, column }: Place): Range["start"] {
  return { line: line - 1, character: column - 1 };
}

/** The findings of one document of a run. */
export function findingsIn(run: Run, path: string): ShownFinding[] {
  const own = run.assessment.findings.filter((finding) => finding.path === path);
  const places = placesOf(run.assessment);
  const sources = new Map(run.assessment.guidance.map(({ source, status }) => [source.id, { ...source, status }]));
  return own.map((finding) => {
    const source = sources.get(finding.requirement.source) as Source | undefined;
    return { finding, source, diagnostic: diagnosticOf({ finding, source, run, places }) };
  });
}

/** Everything that the editor shows in one document of a run: its findings and what went wrong with it. */
export function diagnosticsIn(run: Run, path: string): Diagnostic[] {
  const findings = findingsIn(run, path).map((shown) => shown.diagnostic);
  const { troubles, notes } = run.assessment;
  return [
    ...troublesIn(run, { path, troubles, severity: DiagnosticSeverity.Error }),
    ...troublesIn(run, { path, troubles: notes, severity: DiagnosticSeverity.Information }),
    ...findings,
  ];
}

interface Showing {
  readonly finding: Finding;
  readonly source: Source | undefined;
  readonly run: Run;
  readonly places: Places;
}

function diagnosticOf({ finding, source, run, places }: Showing): Diagnostic {
  const { requirement } = finding;
  const data: DiagnosticData = { fingerprint: finding.fingerprint, fix: requirement.fix };
  return {
    range: rangeIn(places, finding),
    severity: SEVERITIES[finding.severity],
    code: requirement.id,
    codeDescription: source && { href: source.url },
    source: "premarket",
    message: finding.message,
    relatedInformation: relatedOf(finding, run, places),
    data,
  };
}

function rangeIn(places: Places, { path, span }: { readonly path: string; readonly span: Span }): Range {
  const { start, end } = places.range(path, span);
  return { start: fromZero(start), end: fromZero(end) };
}

function relatedOf(finding: Finding, run: Run, places: Places): DiagnosticRelatedInformation[] {
  return finding.related.flatMap((place) => {
    const uri = run.uris.get(place.path);
    return uri === undefined ? [] : [{ location: { uri, range: rangeIn(places, place) }, message: place.says }];
  });
}

interface Complaints {
  readonly path: string;
  readonly troubles: readonly Trouble[];
  readonly severity: DiagnosticSeverity;
}

/** A document that is listed but cannot be had has no text to point at: its entry in premarket.yaml shows it. */
function troublesIn(run: Run, { path, troubles, severity }: Complaints): Diagnostic[] {
  const places = placesOf(run.assessment);
  return troubles.flatMap((trouble) => {
    const place = placeOf(trouble, run);
    if (place?.path !== path) return [];
    return [{ range: rangeIn(places, place), severity, source: "premarket", message: trouble.message }];
  });
}

function placeOf(trouble: Trouble, run: Run): { readonly path: string; readonly span: Span } | undefined {
  if (trouble.path !== undefined && trouble.span !== undefined) return { path: trouble.path, span: trouble.span };
  const config = configOf(run);
  if (config === undefined) return undefined;
  const entry = config.documents.find((one) => joinPath([], one.path) === trouble.path);
  return { path: CONFIG_NAME, span: entry?.pathSpan ?? config.documentsAnchor };
}

function configOf({ assessment }: Run): SubmissionConfig | undefined {
  const file = assessment.files.find((one) => one.path === CONFIG_NAME)?.file;
  return file?.models.find((model): model is SubmissionConfig => model.kind === "submission");
}
