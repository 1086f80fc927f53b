import type { Block, Prose, Section } from "../../model/prose.ts";
import type { Span } from "../../model/span.ts";
import type { Stated } from "../../model/stated.ts";
import type { Threat, ThreatElement, ThreatModel } from "../../model/threatModel.ts";
import { mayHoldTable } from "../prose/mayHoldTable.ts";
import { BARE_MODEL, EVERY_ASPECT } from "./bareParts.ts";
import { linesOfFence, readMermaid } from "./mermaid.ts";
import { headFact, scopeOf, viewsOf } from "./modelHead.ts";
import { readPlantUml } from "./readPlantUml.ts";
import { readSystemTable } from "./systemTables.ts";
import { ThreatDraft } from "./threatDraft.ts";
import { readThreatFrontMatter } from "./threatFrontMatter.ts";
import { readThreatHeadings } from "./threatHeadings.ts";
import { readThreatLists } from "./threatLists.ts";
import { readThreatTable } from "./threatTables.ts";

/** Sections without one of these are not parsed in the search for threats. */
const THREAT_WORD = /threat|stride|spoof|tamper|repudiat|attack|exploit|security risk|mitigat|countermeasure|缓解/i;
const LIST_OR_TABLE = /^[ \t]*(?:[-*+|]|\d{1,3}[.)])/m;
/** Diagrams of how work is done, not of the system. */
const NOT_THE_SYSTEM = /attack tree|process|workflow|life ?cycle|timeline|decision|roadmap|procedure|incident/i;
const METHODOLOGY =
  /\b(?:STRIDE|LINDDUN|PASTA|DREAD|OCTAVE|TARA|VAST|PLOT4ai|attack trees?|kill chains?|MITRE EMB3D)\b/g;

/**
 * Lowers a Markdown threat model: threat and STRIDE tables, threats with a heading each, lists of threats, tables of boundaries,
 * flows, assets and assumptions, and Mermaid diagrams. Undefined for a document that lists no threat: one that only
 * speaks about threat modelling is not a threat model.
 */
export function readMarkdownThreats(prose: Prose): ThreatModel | undefined {
  const draft = new ThreatDraft();
  if (readThreatFrontMatter(prose, draft)) return modelOf(prose, draft);
  const used = readThreatHeadings(prose, draft);
  const threatTables = new Set<Block>();
  for (const section of prose.sections) {
    if (!mayHoldThreats(section)) continue;
    for (const block of section.blocks()) {
      if (block.kind === "table" && readThreatTable(block, section, draft)) threatTables.add(block);
    }
    if (!used.has(section)) readThreatLists(section, draft);
  }
  if (draft.threats.length === 0) return undefined;
  for (const section of prose.sections) readSystem(section, threatTables, draft);
  return modelOf(prose, draft);
}

function mayHoldThreats(section: Section): boolean {
  const { text } = section;
  return (
    (LIST_OR_TABLE.test(text) || mayHoldTable(text)) &&
    (THREAT_WORD.test(text) || section.path.some((heading) => THREAT_WORD.test(heading)))
  );
}

function readSystem(section: Section, threatTables: ReadonlySet<Block>, draft: ThreatDraft): void {
  const { text } = section;
  const diagram =
    /mermaid|plantuml|puml|```uml/.test(text) && !NOT_THE_SYSTEM.test([...section.path, section.heading].join(" "));
  const listed = /assumption/i.test(text) && !mayHoldThreats(section) && LIST_OR_TABLE.test(text);
  if (listed) readThreatLists(section, draft);
  if (!diagram && !mayHoldTable(text)) return;
  for (const block of section.blocks()) {
    if (block.kind === "table" && !threatTables.has(block)) readSystemTable(block, section, draft);
    else if (diagram && block.kind === "fence" && block.language === "mermaid") {
      readMermaid(linesOfFence(block, section), draft);
    } else if (diagram && block.kind === "fence" && /^(?:plant)?uml$|^puml$/.test(block.language)) {
      readPlantUml(linesOfFence(block, section), draft);
    }
  }
}

function modelOf(prose: Prose, draft: ThreatDraft): ThreatModel {
  return {
    ...BARE_MODEL,
    expresses: EVERY_ASPECT,
    kind: "threat-model",
    format: prose.format,
    version: "",
    serialization: prose.format === "Markdown" ? "markdown" : "rst",
    anchor: prose.anchor,
    title: prose.title,
    owner: headFact(prose, "owner", "author", "authors", "prepared by", "document owner", "responsible"),
    reviewer: headFact(prose, "reviewer", "reviewed-by", "reviewed_by", "reviewed by", "approved by", "approver"),
    description: headFact(prose, "description", "summary"),
    date: prose.date,
    edition: prose.version,
    scope: scopeOf(prose),
    views: viewsOf(prose),
    methodology: methodologies(prose),
    assets: draft.elements.filter(isAsset).map(({ id, name, anchor }) => ({ id, name, anchor, kind: "other" })),
    elements: draft.elements.filter((one) => !isAsset(one)),
    flows: draft.flows.map((flow) => ({ ...flow, from: endId(flow.from, draft), to: endId(flow.to, draft) })),
    boundaries: draft.boundaries,
    threats: inOrder(draft.threats.map((threat) => ({ ...threat, on: targetsOf(threat, draft) }))),
    mitigations: inOrder(draft.mitigations),
    assumptions: inOrder(draft.assumptions),
  };
}

function isAsset({ kind }: ThreatElement): boolean {
  return kind === "asset";
}

/** Document order, whichever way each was found. */
function inOrder<T extends { readonly anchor: Span }>(found: readonly T[]): readonly T[] {
  return [...found].sort((a, b) => a.anchor.start - b.anchor.start);
}

/** Each methodology where it is named first. */
function methodologies(prose: Prose): Stated<string>[] {
  const found = new Map<string, Stated<string>>();
  for (const section of prose.sections) {
    for (const match of section.text.matchAll(METHODOLOGY)) {
      const start = section.span.start + match.index;
      const name = match[0].replace(/s$/, "");
      if (!found.has(name)) {
        found.set(name, { state: "given", value: name, span: { start, end: start + match[0].length } });
      }
    }
  }
  return [...found.values()];
}

/** Tables name the ends of a flow; where the name is that of an element, its id is meant. */
function endId(end: Stated<string>, draft: ThreatDraft): Stated<string> {
  if (end.state !== "given") return end;
  const id = idOf(end.value, draft);
  return id === undefined ? end : { ...end, value: id };
}

/** The elements, flows and boundaries that a threat's column of targets names. Words that name none of them are left out. */
function targetsOf(threat: Threat, draft: ThreatDraft): readonly string[] {
  const text = draft.targets.get(threat);
  if (text === undefined) return [];
  const parts = [text, ...text.split(/[,;/]| and /)].map((part) => part.trim());
  return [...new Set(parts.map((part) => idOf(part, draft)).filter((id) => id !== undefined))];
}

function idOf(name: string, draft: ThreatDraft): string | undefined {
  const folded = name.toLowerCase();
  const named = [...draft.elements, ...draft.flows, ...draft.boundaries].find(
    (one) => one.id.toLowerCase() === folded || (one.name.state === "given" && one.name.value.toLowerCase() === folded),
  );
  return named?.id;
}
