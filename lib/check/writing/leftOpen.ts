import type { Gap } from "../../model/assessment.ts";
import type { Residue } from "../../model/prose.ts";
import type { SubmissionDocument } from "../../model/submissionSet.ts";
import { residueIn, unansweredGuidance } from "../../read/prose/residue.ts";
import { headingPath } from "./headingPath.ts";
import { judgedCells } from "./judgedCells.ts";
import type { Written } from "./written.ts";

/** Placeholders, notes to oneself and guidance without an answer. A sample address counts where mail would be sent to it. */
export const leftOpen = {
  says: "nothing in it waits to be filled in",
  nothing: "No document of text that is written is part of the run.",
  gapsOf({ document, prose, source }: Written): Gap[] {
    const gaps: Gap[] = [];
    for (const section of prose.sections) {
      const guidance = unansweredGuidance(section, source);
      const found = residueIn(section).filter((one) => isOpen(one) && !judged(one, document));
      for (const residue of guidance && found.length === 0 ? [guidance] : found) {
        gaps.push({
          path: document.path,
          span: firstLineOf(residue),
          subject: `${headingPath(section)}: ${residue.text.slice(0, 80)}`,
          data: { found: quoted(residue), total: "1" },
          related: [],
        });
      }
    }
    return gaps;
  },
};

/** A mark that fills a cell of a table may be another requirement's matter. */
function judged(residue: Residue, document: SubmissionDocument): boolean {
  return residue.kind === "marker" && judgedCells(document).has(residue.span.start);
}

function isOpen({ kind, text }: Residue): boolean {
  return kind !== "sample" || text.includes("@") || /lorem ipsum|doe/i.test(text);
}

function firstLineOf({ span, text }: Residue): { start: number; end: number } {
  const line = text.split(/\r?\n/, 1)[0] ?? "";
  return { start: span.start, end: span.start + line.length };
}

function quoted({ kind, text }: Residue): string {
  const line = text.split(/\r?\n/, 1)[0] ?? "";
  const said = `"${line.length > 60 ? `${line.slice(0, 57)}...` : line}"`;
  return kind === "guidance" ? `Guidance to the writer (${said})` : said;
}
