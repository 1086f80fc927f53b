import type { SupportRow } from "../../model/componentSupport.ts";
import type { Span } from "../../model/span.ts";
import { ABSENT, type Stated } from "../../model/stated.ts";
import { isDeclaredUnknown } from "../sbom/declaredUnknown.ts";
import type { SupportColumn } from "./supportColumns.ts";

/** One value of a row and where it stands. */
export interface SupportCell {
  readonly text: string;
  readonly span: Span;
  /** The heading as written; evidence names it. */
  readonly heading: string;
}

/** Makes a row of its cells; undefined for one that names no component. */
export function supportRow(
  cellOf: (column: SupportColumn) => SupportCell | undefined,
  span: Span,
): SupportRow | undefined {
  const naming = (["name", "purl", "id"] as const).map(cellOf).find((cell) => cell && cell.text !== "");
  if (!naming) return undefined;
  const stated = (column: SupportColumn) => statedCell(cellOf(column), naming.span);
  return {
    name: stated("name"),
    version: stated("version"),
    purl: stated("purl"),
    id: stated("id"),
    support: {
      level: stated("level"),
      end: stated("end"),
      endOfLife: stated("endOfLife"),
      justification: stated("justification"),
      levelJustification: stated("justification"),
      endJustification: stated("justification"),
      plan: stated("plan"),
      assessed: stated("assessed"),
      otherEnds: [],
    },
    anchor: naming.span,
    span,
  };
}

/** What is missing from a row is shown at the row's name, because an empty cell has nothing to point at. */
function statedCell(cell: SupportCell | undefined, anchor: Span): Stated<string> {
  if (!cell) return ABSENT;
  if (cell.text === "") return { state: "unknown", raw: "", span: anchor };
  if (isDeclaredUnknown(cell.text)) return { state: "unknown", raw: cell.text, span: cell.span };
  return { state: "given", value: cell.text, span: cell.span, via: cell.heading };
}
