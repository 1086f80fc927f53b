import type { Prose, Section } from "../../model/prose.ts";
import { ABSENT, type Stated } from "../../model/stated.ts";
import { pairsIn } from "../prose/documentFacts.ts";
import { statedText } from "../prose/standIn.ts";
import { strideOfLetters } from "./strideWords.ts";
import { foldHeader } from "./threatColumns.ts";
import { bareThreat, type Piece, type ThreatDraft } from "./threatDraft.ts";
import { jointMitigation } from "./threatLists.ts";
import { statedStatus } from "./threatStatus.ts";

/** Ids of files that hold one threat or security risk each: `RISK-SEC-001`, `THREAT-7`, `THR_12`. */
const ONE_THREAT = /^(?:(?:risk|rsk)[-_](?:sec|security|cyber|cs)[-_]?\d|(?:threat|thr)[-_]?\d|tm[-_]\d)/i;
const KEYS =
  /^(?:stride|threat_?type|attack_?vector|exploitability|likelihood|inherent_.*|residual_.*|mitigations?|controls?)$/;
const CONTROLS = /\b(?:risk controls?|controls?|mitigations?|countermeasures?)\b/i;

/**
 * Takes the threat of a document that is one threat: its front matter has an id of that kind, or an id beside fields that only threats
 * have. True when it was one.
 */
export function readThreatFrontMatter(prose: Prose, draft: ThreatDraft): boolean {
  const { frontMatter } = prose;
  const id = frontMatter.get("id");
  const title = frontMatter.get("title");
  if (!id || !title) return false;
  if (!ONE_THREAT.test(id.value) && [...frontMatter.keys()].filter((key) => KEYS.test(key)).length < 2) return false;
  const front = (...names: readonly string[]): Stated<string> => {
    const entry = names.map((name) => frontMatter.get(name)).find((one) => one !== undefined);
    return entry ? statedText(entry.value, entry.span) : ABSENT;
  };
  const controls = prose.sections.flatMap(controlsIn);
  const stated = front("mitigations", "mitigation", "controls");
  const mitigation = stated.state === "absent" ? jointMitigation(controls) : stated;
  const category = front("stride", "category", "threat_type");
  const status = statedStatus(front("threat_status", "status"));
  draft.addThreat({
    ...bareThreat(id.value, statedText(title.value, title.span), title.span),
    description: front("description", "summary"),
    category:
      category.state === "given" ? { ...category, value: strideOfLetters(category.value) ?? category.value } : category,
    // "approved" is said of the document, not of the threat.
    status: status.state === "given" ? status : ABSENT,
    severity: rated(prose, "severity", front("severity", "inherent_severity")),
    inherentRisk: rated(prose, "inherent risk", front("inherent_risk", "inherent_score")),
    residualRisk: rated(prose, "residual risk", front("residual_risk", "residual_score")),
    ...likelihoodOf(prose, front),
    mitigation,
    verification: verificationOf(prose),
    owner: front("owner", "author"),
  });
  for (const [index, piece] of controls.entries()) {
    draft.addMitigation(`${id.value} mitigation ${index + 1}`, statedText(piece.text, piece.span));
  }
  return true;
}

/** The first line "Verification: ..." of a section about controls. */
function verificationOf(prose: Prose): Stated<string> {
  for (const section of prose.sections) {
    if (![section.heading, ...section.path].some((heading) => CONTROLS.test(heading))) continue;
    const pair = pairsIn(section.text, { start: 0, end: section.text.length }).find(({ name }) =>
      /^(?:verification|verified by|tests?)$/.test(name),
    );
    const by = section.span.start;
    if (pair) return statedText(pair.value, { start: pair.span.start + by, end: pair.span.end + by });
  }
  return ABSENT;
}

function likelihoodOf(prose: Prose, front: (...names: readonly string[]) => Stated<string>) {
  const exploitability = rated(prose, "exploitability", front("exploitability", "inherent_exploitability"));
  if (exploitability.state === "given") {
    return { likelihood: exploitability, likelihoodKind: "exploitability" as const };
  }
  const other = front("likelihood", "probability", "inherent_likelihood", "inherent_probability");
  const likelihood = rated(prose, "probability", rated(prose, "likelihood", other));
  return { likelihood, likelihoodKind: likelihood.state === "given" ? ("probability" as const) : ("unknown" as const) };
}

/** As the front matter says, else as the first row of that name in a table of the document does. */
function rated(prose: Prose, name: string, front: Stated<string>): Stated<string> {
  if (front.state !== "absent") return front;
  for (const section of prose.sections) {
    if (!section.text.toLowerCase().includes(name)) continue;
    for (const block of section.blocks()) {
      if (block.kind !== "table") continue;
      const row = block.rows.find(({ cells }) => foldHeader(cells[0]?.text ?? "") === name);
      const cell = row?.cells[1];
      if (cell) return statedText(cell.text, cell.span);
    }
    const pair = pairsIn(section.text, { start: 0, end: section.text.length }).find((one) => one.name === name);
    const by = section.span.start;
    if (pair) return statedText(pair.value, { start: pair.span.start + by, end: pair.span.end + by });
  }
  return ABSENT;
}

/** What a section about controls lists: its items, the rows of its tables by their second cell, or the headings below it. */
function controlsIn(section: Section): Piece[] {
  if (CONTROLS.test(section.path.at(-1) ?? "")) return [{ text: section.heading, span: section.headingSpan }];
  if (!CONTROLS.test(section.heading)) return [];
  return section.blocks().flatMap((block): Piece[] => {
    if (block.kind === "list-item") return [block];
    if (block.kind !== "table") return [];
    return block.rows.flatMap(({ cells }) => cells[1] ?? cells[0] ?? []);
  });
}
