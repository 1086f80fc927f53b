import type { Gap } from "../../model/assessment.ts";
import type { Section } from "../../model/prose.ts";
import { headingPath } from "./headingPath.ts";
import type { Written } from "./written.ts";

/** Headings that stand for something that is made or kept elsewhere. */
const NO_TEXT = /^(?:[\d.]+\s+)?(?:(?:table of )?contents|toc|index|notes?|end of document)$/i;
/** Comments, rules and link definitions are no text. */
const NOTHING =
  /<!--[\s\S]*?-->|^[ \t]*(?:[-*_][ \t]*){3,}$|^ {0,3}\[[^\]\n]{1,200}\]:[^\n]*$|^[ \t]*\.\. (?!\[|\S+::)[^\n]*(?:\n[ \t]+[^\n]*)*/gm;

/** Headings with nothing below them. A heading over sub-headings, and the title, need no text of their own. */
export const emptySections = {
  says: "every section has text",
  nothing: "No document has headings.",
  gapsOf({ document, prose }: Written): Gap[] | undefined {
    const headed = prose.sections.filter((section) => section.level > 0);
    if (headed.length < 2) return undefined;
    return headed
      .filter((section, i) => isEmpty(section, headed[i + 1]))
      .map((section) => ({
        path: document.path,
        span: section.headingSpan,
        subject: headingPath(section),
        data: { element: `"${section.heading}"`, total: "1" },
        related: [],
      }));
  },
};

function isEmpty(section: Section, next: Section | undefined): boolean {
  if (section.heading === "" || NO_TEXT.test(section.heading) || (next && isBelow(next, section))) return false;
  const heading = section.headingSpan.end - section.span.start;
  const line = section.text.indexOf("\n", heading);
  // What an underlined heading has below it is its underline.
  const body = line < 0 ? "" : section.text.slice(line).replace(/^\s*(?:=+|-+|[~^"'*+#.]{3,})[ \t]*(?=\r?\n|$)/, "");
  return body.replace(NOTHING, "").trim() === "";
}

/** A heading of a deeper level, or of a deeper number where all are written on one level ("13.1" over "13.1.1"). */
function isBelow(next: Section, section: Section): boolean {
  const number = /^\d+(?:\.\d+)*(?=[.\s])/.exec(section.heading)?.[0];
  return next.level > section.level || (number !== undefined && next.heading.startsWith(`${number}.`));
}
