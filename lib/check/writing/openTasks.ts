import type { Gap } from "../../model/assessment.ts";
import type { ListItem, Section } from "../../model/prose.ts";
import { headingPath } from "./headingPath.ts";
import type { Written } from "./written.ts";

const BOX = /^[ \t>]*(?:[-+*]|\d{1,3}[.)])[ \t]+\[[ xX]\][ \t]/m;
const WORK =
  /\b(?:to[- ]?dos?|open (?:items|points|tasks|actions|issues)|action items|next steps|remaining work|document status|before submission)\b/i;

/**
 * Tasks that are not ticked while others in the document are, or that stand under a heading of open work. A list in which nothing is ticked
 * is a checklist that somebody uses later.
 */
export const openTasks = {
  most: 1,
  says: "no task in it is left open",
  nothing: "No document has a list of tasks with ticked and open ones.",
  gapsOf({ document, prose }: Written): Gap[] | undefined {
    const items = prose.sections
      .filter((section) => BOX.test(section.text))
      .flatMap((section) =>
        section
          .blocks()
          .filter(isTask)
          .map((item) => ({ section, item })),
      );
    const anyTicked = items.some(({ item }) => item.ticked);
    const judged = items.filter(({ section }) => anyTicked || WORK.test(section.heading));
    if (judged.length === 0) return undefined;
    const open = judged.filter(({ item }) => !item.ticked);
    return open.map(({ section, item }) => gapOf(document.path, section, item));
  },
};

function isTask(block: { readonly kind: string; readonly ticked?: boolean | undefined }): block is ListItem {
  return block.kind === "list-item" && block.ticked !== undefined;
}

function gapOf(path: string, section: Section, item: ListItem): Gap {
  const data = { element: `"${item.text.slice(0, 80)}"`, total: "1" };
  return { path, span: item.span, subject: `${headingPath(section)}: ${item.text.slice(0, 80)}`, data, related: [] };
}
