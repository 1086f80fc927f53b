import type { Fence, Section } from "../../model/prose.ts";
import { readFlowchart } from "./mermaidFlowchart.ts";
import { readSequence } from "./mermaidSequence.ts";
import type { ThreatDraft } from "./threatDraft.ts";

/** One line of a diagram with its offset in the document. */
export interface DiagramLine {
  readonly text: string;
  readonly offset: number;
}

/** More lines than anybody draws. */
const MOST_LINES = 5000;

/** Lowers the Mermaid flowcharts and sequence diagrams of a section into elements, flows and boundaries. */
export function readMermaid(fence: Fence, section: Section, draft: ThreatDraft): void {
  const from = fence.textSpan.start - section.span.start;
  const lines = linesOf(section.text.slice(from, fence.textSpan.end - section.span.start), fence.textSpan.start);
  const first = lines.findIndex((line) => line.text !== "" && !line.text.startsWith("%%"));
  const kind = /^\w+/.exec(lines[first]?.text ?? "")?.[0];
  const body = lines.slice(first + 1);
  if (kind === "flowchart" || kind === "graph") readFlowchart(body, draft);
  else if (kind === "sequenceDiagram") readSequence(body, draft);
}

function linesOf(text: string, offset: number): DiagramLine[] {
  const lines: DiagramLine[] = [];
  let at = 0;
  for (const raw of text.split("\n", MOST_LINES)) {
    const content = raw.replace(/^[\s>]+/, "");
    const trimmed = content.trimEnd();
    lines.push({ text: trimmed.length > 2000 ? "" : trimmed, offset: offset + at + raw.length - content.length });
    at += raw.length + 1;
  }
  return lines;
}
