import type { Prose, Section } from "../../model/prose.ts";
import { ABSENT, type Stated } from "../../model/stated.ts";
import type { ThreatView } from "../../model/threatModel.ts";
import { pairsIn } from "../prose/documentFacts.ts";
import { statedText } from "../prose/standIn.ts";

const SCOPE = /^(?:[\d.]{1,8}\s+)?(?:scope(?: .{0,40})?|in scope|(?:system|analysis) scope|target of evaluation)$/i;
const DRAWING = /^(?:mermaid|plantuml|puml|uml|dot|graphviz|d2)$/;
const FENCED = /```|~~~|\.\. (?:uml|mermaid|graphviz|digraph|code)/;

/** What a document says of itself under a name: in its front matter, else in a line or table row before its second heading. */
export function headFact(prose: Prose, ...names: readonly string[]): Stated<string> {
  for (const name of names) {
    const entry = prose.frontMatter.get(name);
    if (entry) return statedText(entry.value, entry.span);
  }
  for (const section of prose.sections.filter(({ level }) => level <= 1).slice(0, 3)) {
    const within = { start: 0, end: section.text.length };
    const pair = pairsIn(section.text, within).find((one) => names.includes(one.name));
    if (!pair) continue;
    const by = section.span.start;
    return statedText(pair.value, { start: pair.span.start + by, end: pair.span.end + by });
  }
  return ABSENT;
}

/** The first paragraph below the heading that announces the scope. */
export function scopeOf(prose: Prose): Stated<string> {
  const stated = headFact(prose, "scope");
  if (stated.state !== "absent") return stated;
  for (const section of prose.sections) {
    if (!SCOPE.test(section.heading)) continue;
    const words = section.blocks().find((block) => block.kind === "paragraph" || block.kind === "list-item");
    if (words && "text" in words) return statedText(words.text, words.span);
  }
  return ABSENT;
}

/** The diagrams of a document, each by the heading that it stands below, with the paragraph that explains it. */
export function viewsOf(prose: Prose): ThreatView[] {
  return prose.sections.flatMap((section) => (FENCED.test(section.text) ? viewsIn(section) : []));
}

function viewsIn(section: Section): ThreatView[] {
  const blocks = section.blocks();
  const words = blocks.find((block) => block.kind === "paragraph");
  const described: Stated<string> = words?.kind === "paragraph" ? statedText(words.text, words.span) : ABSENT;
  const title: Stated<string> = section.heading === "" ? ABSENT : statedText(section.heading, section.headingSpan);
  const drawings = blocks.filter((block) => block.kind === "fence" && DRAWING.test(block.language));
  return drawings.map((block, index) => ({
    id: `${section.heading || "diagram"}${index === 0 ? "" : ` ${index + 1}`}`,
    title,
    anchor: title.state === "absent" ? { start: block.span.start, end: block.span.start + 3 } : title.span,
    description: described,
  }));
}
