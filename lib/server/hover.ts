import { type Hover, MarkupKind, type Position } from "vscode-languageserver";
import { catalogue } from "../guidance/catalogue.ts";
import { requirementHover } from "../report/requirementPage.ts";
import { touches } from "./codeActions.ts";
import type { ShownFinding } from "./diagnostics.ts";

/** More pages than these nobody reads in a hover. */
const MOST_PAGES = 3;

/** The first screen of the page of each requirement that has a finding at a place. */
export function hoverAt(shown: readonly ShownFinding[], position: Position): Hover | undefined {
  const place = { start: position, end: position };
  const here = shown.filter(({ diagnostic }) => touches(diagnostic.range, place));
  const requirements = [...new Set(here.map(({ finding }) => finding.requirement))].slice(0, MOST_PAGES);
  const guidance = catalogue();
  const pages = requirements.flatMap((requirement) => {
    const source = guidance.source(requirement.source);
    return source === undefined ? [] : [requirementHover(requirement, source)];
  });
  if (pages.length === 0) return undefined;
  const [first] = here;
  return {
    contents: { kind: MarkupKind.Markdown, value: pages.join("\n\n---\n\n") },
    range: requirements.length === 1 ? first?.diagnostic.range : undefined,
  };
}
