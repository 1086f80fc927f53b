import {
  type Diagnostic,
  type DiagnosticRelatedInformation,
  DiagnosticSeverity,
  type Range,
} from "vscode-languageserver";
import { joinPath } from "../assess/joinPath.ts";
import type { Finding, Trouble } from "../model/assessment.ts";
import type { FixName } from "../model/guidance.ts";
import type { Span } from "../model/span.ts";
import type { SubmissionConfig } from "../model/submission.ts";
import type { Severity } from "../model/vocabulary.ts";
import { linesOf } from "../report/linesOf.ts";
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
  readonly diagnostic: Diagnostic;
}

const SEVERITIES: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
};

/** Turns the offsets of one text into the ranges of the protocol (lines and UTF-16 columns from 0). */
export function rangesOf(text: string): (span: Span) => Range {
  const place = linesOf(text);
  const position = (offset: number) => {
    const { line, column } = place(offset);
    return { line: line - 1, character: column - 1 };
  };
  return ({ start, end }) => ({ start: position(start), end: position(end) });
}

/** The findings of one document of a run. */
export function findingsIn(run: Run, path: string): ShownFinding[] {
  const own = run.assessment.findings.filter((finding) => finding.path === path);
  const ranges = rangeLookup(run);
  return own.map((finding) => ({ finding, diagnostic: diagnosticOf(finding, run, ranges) }));
}

/** Everything that the editor shows in one document of a run: its findings and what went wrong with it. */
export function diagnosticsIn(run: Run, path: string): Diagnostic[] {
  const findings = findingsIn(run, path).map((shown) => shown.diagnostic);
  return [...troublesIn(run, path), ...findings];
}

type RangeLookup = (path: string, span: Span) => Range;

function rangeLookup({ assessment }: Run): RangeLookup {
  const byPath = new Map<string, (span: Span) => Range>();
  return (path, span) => {
    let ranges = byPath.get(path);
    if (ranges === undefined) {
      ranges = rangesOf(assessment.files.find((file) => file.path === path)?.text ?? "");
      byPath.set(path, ranges);
    }
    return ranges(span);
  };
}

function diagnosticOf(finding: Finding, run: Run, range: RangeLookup): Diagnostic {
  const { requirement } = finding;
  const source = run.assessment.guidance.find((entry) => entry.source.id === requirement.source)?.source;
  const data: DiagnosticData = { fingerprint: finding.fingerprint, fix: requirement.fix };
  return {
    range: range(finding.path, finding.span),
    severity: SEVERITIES[finding.severity],
    code: requirement.id,
    codeDescription: source && { href: source.url },
    source: "premarket",
    message: finding.message,
    relatedInformation: relatedOf(finding, run, range),
    data,
  };
}

function relatedOf(finding: Finding, run: Run, range: RangeLookup): DiagnosticRelatedInformation[] {
  return finding.related.flatMap(({ path, span, says }) => {
    const uri = run.uris.get(path);
    return uri === undefined ? [] : [{ location: { uri, range: range(path, span) }, message: says }];
  });
}

/** A document that is listed but cannot be had has no text to point at: its entry in premarket.yaml shows it. */
function troublesIn(run: Run, path: string): Diagnostic[] {
  const ranges = rangeLookup(run);
  return run.assessment.troubles.flatMap((trouble) => {
    const place = placeOf(trouble, run);
    if (place?.path !== path) return [];
    return [
      {
        range: ranges(path, place.span),
        severity: DiagnosticSeverity.Error,
        source: "premarket",
        message: trouble.message,
      },
    ];
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
