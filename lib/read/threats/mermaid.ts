import type { Fence, Section } from "../../model/prose.ts";
import { type DiagramLine, diagramLines } from "./diagramLines.ts";
import { readFlowchart } from "./mermaidFlowchart.ts";
import { readSequence } from "./mermaidSequence.ts";
import type { ThreatDraft } from "./threatDraft.ts";

/** The lines of a diagram that stands in a document. */
export function linesOfFence(fence: Fence, section: Section): DiagramLine[] {
  const from = fence.textSpan.start - section.span.start;
  return diagramLines(section.text.slice(from, fence.textSpan.end - section.span.start), fence.textSpan.start);
}

/** Lowers a Mermaid flowchart or sequence diagram into elements, flows and boundaries; false for any other kind of diagram. */
export function readMermaid(lines: readonly DiagramLine[], draft: ThreatDraft): boolean {
  const first = firstLine(lines);
  const kind = /^\w+/.exec(lines[first]?.text ?? "")?.[0];
  const body = lines.slice(first + 1);
  if (kind === "flowchart" || kind === "graph") readFlowchart(body, draft);
  else if (kind === "sequenceDiagram") readSequence(body, draft);
  else return false;
  return true;
}

/** Behind comments and what stands between two lines of dashes. */
function firstLine(lines: readonly DiagramLine[]): number {
  let isFront = false;
  return lines.findIndex(({ text }) => {
    if (/^---+$/.test(text)) isFront = !isFront;
    return !isFront && text !== "" && !text.startsWith("%%") && !/^---+$/.test(text);
  });
}
