import { type Hover, MarkupKind, type Position } from "vscode-languageserver";
import type { Evidence } from "../model/assessment.ts";
import { touches } from "./codeActions.ts";
import { rangesOf } from "./diagnostics.ts";
import type { Run } from "./submissions.ts";

/** More requirements than these nobody reads in a hover. */
const MOST = 5;

/** At a place that counts as evidence: for which requirement, and which words made it count. */
export function evidenceHoverAt(run: Run, path: string, position: Position): Hover | undefined {
  const text = run.assessment.files.find((file) => file.path === path)?.text;
  if (text === undefined) return undefined;
  const rangeOf = rangesOf(text.toString());
  const place = { start: position, end: position };
  const lines = run.assessment.settled.flatMap(({ requirement, verdict, evidence }) => {
    const here = evidence.filter((one: Evidence) => one.path === path && touches(rangeOf(one.span), place));
    if (here.length === 0) return [];
    const said = here.map(({ says }) => `- ${escaped(says)}`).join("\n");
    return [`**Evidence for** \`${requirement.id}\` (${verdict}): ${escaped(requirement.title)}\n\n${said}`];
  });
  if (lines.length === 0) return undefined;
  return { contents: { kind: MarkupKind.Markdown, value: lines.slice(0, MOST).join("\n\n---\n\n") } };
}

/** What stands in the user's documents is shown as it is, not as Markdown. */
function escaped(text: string): string {
  return text.replace(/\s+/g, " ").replace(/[\\`*_[\]<>|#]/g, "\\$&");
}
