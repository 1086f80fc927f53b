import type { Problem } from "../../model/span.ts";
import { ABSENT, type Stated } from "../../model/stated.ts";
import type { ThreatModel } from "../../model/threatModel.ts";
import { statedText } from "../prose/standIn.ts";
import { BARE_MODEL } from "./bareParts.ts";
import { DIAGRAM_ASPECTS } from "./diagramAspects.ts";
import { type DiagramLine, diagramLines } from "./diagramLines.ts";
import { readMermaid } from "./mermaid.ts";
import { readDot } from "./readDot.ts";
import { readPlantUml } from "./readPlantUml.ts";
import { ThreatDraft } from "./threatDraft.ts";

export type DiagramLanguage = "PlantUML" | "Mermaid" | "Graphviz";

/** Reads a file that is one diagram. Undefined, with the reason, for one that draws something else than a system. */
export function readDiagramText(
  text: string,
  language: DiagramLanguage,
  path: string,
): { readonly model: ThreatModel | undefined; readonly problems: readonly Problem[] } {
  const lines = diagramLines(text, 0);
  const draft = new ThreatDraft();
  const refusal = drawInto(draft, lines, language) ?? (isNamedAttack(path, draft) ? ATTACK_TREE : undefined);
  const title = titleOf(lines, language);
  const first = lines.find((line) => line.text !== "") ?? { text: " ", offset: 0 };
  const whole = { start: first.offset, end: first.offset + first.text.length };
  if (refusal !== undefined) return { model: undefined, problems: [{ message: refusal, span: whole }] };
  const anchor = title.state === "absent" ? whole : title.span;
  const model: ThreatModel = {
    ...BARE_MODEL,
    kind: "threat-model",
    format: language,
    serialization: "text",
    expresses: DIAGRAM_ASPECTS,
    anchor,
    title,
    views: [{ id: "diagram", title, anchor, description: ABSENT }],
    elements: draft.elements,
    flows: draft.flows,
    boundaries: draft.boundaries,
  };
  return { model, problems: [] };
}

export const ATTACK_TREE =
  "This diagram is an attack tree, which Premarket does not read; its nodes are no parts of the system.";
const OTHER_MERMAID =
  "This Mermaid diagram is neither a flowchart nor a sequence diagram, so no system is read from it.";

function drawInto(draft: ThreatDraft, lines: readonly DiagramLine[], language: DiagramLanguage): string | undefined {
  if (language === "Mermaid") {
    if (!readMermaid(lines, draft)) return OTHER_MERMAID;
  } else if (language === "Graphviz" || lines.some(({ text }) => /^(?:strict\s+)?(?:di)?graph\s+\S*\s*\{/.test(text))) {
    readDot(lines, draft);
  } else readPlantUml(lines, draft);
  if (isAttackTree(draft, lines))
    return "This diagram is an attack tree, which Premarket does not read; its nodes are no parts of the system.";
  if (draft.elements.length > 0) return undefined;
  return `This ${language} diagram shows no element that is read; boxes, lines between them and their labels are.`;
}

/** A file that is named for attacks and draws no boundary shows how one gets there, not what there is. */
export function isNamedAttack(path: string, { boundaries }: { readonly boundaries: readonly unknown[] }): boolean {
  return boundaries.length === 0 && /attack/i.test(path.split("/").slice(-3).join("/"));
}

/** Nodes that are joined by "and", or a root that names a goal, with nothing that is a boundary or a store. */
function isAttackTree(draft: ThreatDraft, lines: readonly DiagramLine[]): boolean {
  const gates = draft.elements.some(({ name }) => name.state === "given" && /^(?:and|or)$/i.test(name.value));
  const titled = lines.some(({ text }) => /^(?:title\b|'|%%|#|label\b).*\battack (?:tree|graph)/i.test(text));
  const agents = lines.filter(({ text }) => /^agent\b/i.test(text)).length;
  return titled || gates || (agents > 2 && agents >= draft.elements.length - 1 && draft.boundaries.length === 0);
}

function titleOf(lines: readonly DiagramLine[], language: DiagramLanguage): Stated<string> {
  const pattern = language === "Mermaid" ? /^(?:title:?|accTitle:)\s+(.+)$/ : /^title\s+(.+)$/i;
  for (const { text, offset } of lines) {
    const words = pattern.exec(text)?.[1]?.trim();
    if (words === undefined) continue;
    const start = offset + text.indexOf(words);
    return statedText(words.replace(/^"|"$/g, ""), { start, end: start + words.length });
  }
  return ABSENT;
}
