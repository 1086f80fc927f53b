import { type Hover, MarkupKind, type Position } from "vscode-languageserver";
import { requirementHover } from "../report/requirementPage.ts";
import { touches } from "./codeActions.ts";
import type { ShownFinding } from "./diagnostics.ts";

/** More pages than these nobody reads in a hover. */
const MOST_PAGES = 3;

/** The first screen of the page of each requirement that has a finding at a place. */
export function hoverAt(shown: readonly ShownFinding[], position: Position): Hover | undefined {
  const place = { start: position, end: position };
  const here = shown.filter(({ diagnostic }) => touches(diagnostic.range, place));
  const pages = new Map<string, string>();
  for (const { finding, source } of here) {
    if (source !== undefined) pages.set(finding.requirement.id, requirementHover(finding.requirement, source));
  }
  const [first] = here;
  if (first === undefined || pages.size === 0) return undefined;
  return {
    contents: { kind: MarkupKind.Markdown, value: [...pages.values()].slice(0, MOST_PAGES).join("\n\n---\n\n") },
    range: pages.size === 1 ? first.diagnostic.range : undefined,
  };
}
