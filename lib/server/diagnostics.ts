import {
  type Diagnostic,
  type DiagnosticRelatedInformation,
  DiagnosticSeverity,
  type Range,
} from "vscode-languageserver";
import { joinPath } from "../assess/joinPath.ts";
import { OWN_SOURCE } from "../guidance/ownRules.ts";
import type { Finding, Trouble } from "../model/assessment.ts";
import type { FixName, Source } from "../model/guidance.ts";
import type { Span } from "../model/span.ts";
import type { SubmissionConfig } from "../model/submission.ts";
import type { Severity } from "../model/vocabulary.ts";
import { countText, type FindingGroup, grouped, groupSummary } from "../report/groups.ts";
import { linesOf, type Position as Place } from "../report/linesOf.ts";
import { type Places, placesOf } from "../report/placesOf.ts";
import { CONFIG_NAME } from "./configFinder.ts";
import type { Run } from "./submissions.ts";

/** What a diagnostic carries for whoever acts on it. */
export interface DiagnosticData {
  readonly fingerprint: string;
  readonly fix?: FixName;
  /** How many findings the diagnostic stands for, where it is more than one. */
  readonly findings?: number;
}

/** More findings than this of one requirement in one document are one diagnostic: the list of problems is there to be read. */
const MOST_OF_ONE = 100;
/** So many of them are linked from it. Hover and quick fixes stand at each of them all the same. */
const LINKED = 100;

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

/** The findings of one document of a run, each by itself: what hover and quick fixes ask for. */
export function findingsIn(run: Run, path: string): ShownFinding[] {
  const places = placesOf(run.assessment);
  const sources = sourcesOf(run);
  return ownFindings(run, path).map((finding) => {
    const source = sources.get(finding.requirement.source);
    return { finding, source, diagnostic: diagnosticOf({ finding, source, run, places }) };
  });
}

/** Everything that the editor shows in one document of a run: its findings, large groups as one, and what went wrong with it. */
export function diagnosticsIn(run: Run, path: string): Diagnostic[] {
  const { troubles, notes } = run.assessment;
  const places = placesOf(run.assessment);
  const sources = sourcesOf(run);
  const own = ownFindings(run, path);
  const isLarge = ({ findings }: FindingGroup) => findings.length > MOST_OF_ONE;
  const shown = [false, true].flatMap((known) =>
    grouped(
      own.filter((one) => (one.known ?? false) === known),
      isLarge,
    ),
  );
  return [
    ...troublesIn(run, { path, troubles, severity: DiagnosticSeverity.Error }),
    ...troublesIn(run, { path, troubles: notes, severity: DiagnosticSeverity.Information }),
    ...shown.map((one) => {
      const { requirement } = one.kind === "finding" ? one.finding : one.group;
      const source = sources.get(requirement.source);
      return one.kind === "finding"
        ? diagnosticOf({ finding: one.finding, source, run, places })
        : groupDiagnostic(one.group, { source, run, places });
    }),
  ];
}

function ownFindings(run: Run, path: string): Finding[] {
  return run.assessment.findings.filter((finding) => finding.path === path);
}

/** Sources by id, each with its status in this run. */
function sourcesOf(run: Run): ReadonlyMap<string, Source> {
  const held = run.assessment.guidance.map(
    ({ source, status }) => [source.id, { ...source, status } as Source] as const,
  );
  return new Map([...held, [OWN_SOURCE.id, OWN_SOURCE]]);
}

/** One diagnostic at the place that stands for the document, with links to the findings. */
function groupDiagnostic(group: FindingGroup, { source, run, places }: Omit<Showing, "finding">): Diagnostic {
  const { findings, path, requirement, severity } = group;
  const [first] = findings;
  const uri = run.uris.get(path);
  const linked = uri === undefined ? [] : findings.slice(0, LINKED);
  const more = findings.length > linked.length ? ` The first ${countText(linked.length)} are linked.` : "";
  const span = anchorOf(run, path) ?? first?.span ?? { start: 0, end: 0 };
  const data: DiagnosticData = {
    fingerprint: first?.fingerprint ?? "",
    fix: requirement.fix,
    findings: findings.length,
  };
  return {
    range: rangeIn(places, { path, span }),
    severity: first?.known ? DiagnosticSeverity.Hint : SEVERITIES[severity],
    code: requirement.id,
    codeDescription: source && source.url !== "" ? { href: source.url } : undefined,
    source: "premarket",
    message: groupSummary(group) + more,
    relatedInformation: linked.map((finding) => ({
      location: { uri: uri ?? "", range: rangeIn(places, finding) },
      message: finding.message,
    })),
    data,
  };
}

/** Where something that concerns a document as a whole is shown in it. */
function anchorOf({ assessment }: Run, path: string): Span | undefined {
  const models = assessment.files.find((file) => file.path === path)?.file?.models ?? [];
  for (const model of models) if ("anchor" in model) return model.anchor;
  return undefined;
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
    // What the baseline lists is there to be found, and stays out of the way.
    severity: finding.known ? DiagnosticSeverity.Hint : SEVERITIES[finding.severity],
    code: requirement.id,
    codeDescription: source && source.url !== "" ? { href: source.url } : undefined,
    source: "premarket",
    message: finding.message,
    relatedInformation: relatedOf(finding, run, places),
    data,
  };
}

/** Where a span of one document of a run lies, in the protocol's counting. */
export function rangeIn(places: Places, { path, span }: { readonly path: string; readonly span: Span }): Range {
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
