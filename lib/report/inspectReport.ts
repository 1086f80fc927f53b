import { topicJudge } from "../check/topic.ts";
import type { Prose } from "../model/prose.ts";
import type { FileKind, Model, ReadFile } from "../model/readFile.ts";
import type { Component, Sbom } from "../model/sbom.ts";
import type { Problem, Span } from "../model/span.ts";
import { THREAT_ASPECTS, type ThreatModel } from "../model/threatModel.ts";
import { linesOf } from "./linesOf.ts";

/** What `premarket inspect --format json` says of one file. Other tools rely on this shape; it only ever grows by agreement. */
export interface Inspected {
  readonly path: string;
  readonly kind: FileKind;
  /** As its makers write it (`CycloneDX`, `Threat Dragon`, `Markdown`); empty where unknown. */
  readonly format: string;
  readonly version: string;
  readonly serialization: string;
  readonly readable: boolean;
  /** Lines and columns count from 1. */
  readonly problems: readonly { readonly message: string; readonly line: number; readonly column: number }[];
  readonly counts: Readonly<Record<string, number>>;
  /** Shares from 0 to 1, rounded to four decimals; null for a share of nothing. Empty for anything but an SBOM. */
  readonly coverage: Readonly<Record<string, number | null>>;
  /** What a threat model's format has no place for, so that no check can ask for it; empty for anything else. */
  readonly notExpressed: readonly string[];
  /** Topics that prose addresses; lines count from 1. */
  readonly topics: readonly InspectedTopic[];
}

/** How prose deals with one topic, with the words that made it count. */
export interface InspectedTopic {
  readonly topic: string;
  readonly level: "full" | "partial";
  readonly spans: readonly { readonly startLine: number; readonly endLine: number }[];
  readonly elements: readonly { readonly element: string; readonly words: string; readonly line: number }[];
  /** Ids of the elements that are wanting for `full`. */
  readonly missing: readonly string[];
}

const MEASURES: Readonly<Record<string, (component: Component) => boolean>> = {
  supplier: ({ supplier }) => supplier.state === "given",
  version: ({ version }) => version.state === "given",
  identifier: ({ purl, cpe, swid }) => [purl, cpe, swid].some((one) => one.state === "given"),
  hash: ({ hashes }) => hashes.state === "given",
  license: ({ license }) => license.state === "given",
  supportLevel: ({ support }) => support.level.state === "given",
  endOfSupport: ({ support }) => support.end.state === "given",
};

/** Says of a file what Premarket understands of it. */
export function inspectReport(file: ReadFile): Inspected {
  // Walks first: how readable a huge file is turns out on the way.
  const sbom = file.models.find((model): model is Sbom => model.kind === "sbom");
  const measured = sbom && measure(sbom);
  const counts = { ...otherCounts(file.models), ...measured?.counts };
  const position = linesOf(file.text);
  return {
    path: file.source.path,
    kind: file.kind,
    format: file.format,
    version: file.version,
    serialization: file.serialization,
    readable: file.readable,
    problems: file.problems.map(({ message, span }: Problem) => ({ message, ...position(span.start) })),
    counts,
    coverage: measured?.coverage ?? {},
    notExpressed: notExpressed(file.models),
    topics: topicsOf(file),
  };
}

function topicsOf(file: ReadFile): InspectedTopic[] {
  const prose = file.models.find((model): model is Prose => model.kind === "prose");
  if (!prose) return [];
  const position = linesOf(file.text);
  const lines = ({ start, end }: Span) => ({
    startLine: position(start).line,
    endLine: position(Math.max(start, end - 1)).line,
  });
  return topicJudge()
    .findings(prose)
    .map(({ topic, level, hits, missing }) => ({
      topic: topic.id,
      level,
      spans: [...new Map(hits.map(({ span }) => [span.start, lines(span)])).values()],
      elements: hits.map(({ element, words, span }) => ({ element, words, line: lines(span).startLine })),
      missing: missing.map(({ id }) => id),
    }));
}

/** What is said of a file that is missing or cannot be read at all. */
export function inspectMissing(path: string, message: string): Inspected {
  return {
    path,
    kind: "unknown",
    format: "",
    version: "",
    serialization: "",
    readable: false,
    problems: [{ message, line: 1, column: 1 }],
    counts: {},
    coverage: {},
    notExpressed: [],
    topics: [],
  };
}

function measure(sbom: Sbom): Pick<Inspected, "counts" | "coverage"> {
  const names = Object.keys(MEASURES);
  const tallies = names.map(() => 0);
  let components = 0;
  for (const component of sbom.components) {
    components++;
    for (const [at, name] of names.entries()) {
      if (MEASURES[name]?.(component)) tallies[at] = (tallies[at] ?? 0) + 1;
    }
  }
  const share = (count: number) => (components === 0 ? null : Math.round((count / components) * 10_000) / 10_000);
  return {
    counts: { components, dependencies: size(sbom.dependencies), vulnerabilities: size(sbom.vulnerabilities) },
    coverage: Object.fromEntries(names.map((name, at) => [name, share(tallies[at] ?? 0)])),
  };
}

function otherCounts(models: readonly Model[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const model of models) {
    // A threatcl file may hold several models.
    if (model.kind === "threat-model") {
      for (const [name, count] of Object.entries(threatCounts(model))) counts[name] = (counts[name] ?? 0) + count;
    }
    if (model.kind === "vex") counts.vulnerabilities = entries(model.vulnerabilities);
    if (model.kind === "component-support") counts.components = model.rows.length;
    if (model.kind === "kev") counts.vulnerabilities = model.entries.size;
    if (model.kind === "scan") counts.findings = size(model.findings);
    if (model.kind === "prose") counts.sections = model.sections.filter((section) => section.level > 0).length;
    if (model.kind === "baseline") counts.findings = model.entries.length;
    if (model.kind === "reviews") counts.reviews = model.reviews.length;
    if (model.kind === "waivers") counts.waivers = model.waivers.length;
    if (model.kind === "submission") counts.documents = model.documents.length;
  }
  return counts;
}

/** Counts of the parts of a threat model; threats by status where there are any, and those that nobody has touched since a tool made them. */
function threatCounts(model: ThreatModel): Record<string, number> {
  const statuses = new Map<string, number>();
  for (const { status, generated } of model.threats) {
    const name = `threats ${status.state === "given" ? status.value : "without status"}`;
    statuses.set(name, (statuses.get(name) ?? 0) + 1);
    if (generated) statuses.set("threats untouched", (statuses.get("threats untouched") ?? 0) + 1);
  }
  return {
    views: model.views.length,
    assets: model.assets.length,
    elements: model.elements.length,
    flows: model.flows.length,
    boundaries: model.boundaries.length,
    threats: model.threats.length,
    ...Object.fromEntries(statuses),
    mitigations: model.mitigations.length,
    assumptions: model.assumptions.length,
  };
}

function notExpressed(models: readonly Model[]): readonly string[] {
  const model = models.find((one): one is ThreatModel => one.kind === "threat-model");
  return model ? THREAT_ASPECTS.filter((aspect) => !model.expresses.has(aspect)) : [];
}

/** CSAF says of one vulnerability several things about several products; that is one entry, and all of it stands at one place. */
function entries(statements: Iterable<{ readonly anchor: Span }>): number {
  const places = new Set<number>();
  for (const { anchor } of statements) places.add(anchor.start);
  return places.size;
}

function size(items: Iterable<unknown>): number {
  if (Array.isArray(items)) return items.length;
  let count = 0;
  for (const _ of items) count++;
  return count;
}
