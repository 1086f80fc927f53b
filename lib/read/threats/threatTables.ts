import type { Cell, Section, Table, TableRow } from "../../model/prose.ts";
import { ABSENT, type Stated } from "../../model/stated.ts";
import type { Threat } from "../../model/threatModel.ts";
import { statedText } from "../prose/standIn.ts";
import { BARE_ELEMENT } from "./bareParts.ts";
import { referencesOf } from "./references.ts";
import { isStrideCategory, SECURITY_WORD, strideOfLetters } from "./strideWords.ts";
import { readThreatCard } from "./threatCards.ts";
import { Columns } from "./threatColumns.ts";
import { bareThreat, idFromText, narrowed, statedCell, type ThreatDraft } from "./threatDraft.ts";
import { leadingId } from "./threatId.ts";
import { statedStatus } from "./threatStatus.ts";

/**
 * Takes the threats of a table when it is one: a column that names threats (or, under a security heading, risks) and one that
 * treats or rates them. A table that only explains the six STRIDE words is none. True when threats were taken.
 */
export function readThreatTable(table: Table, section: Section, draft: ThreatDraft): boolean {
  if (readThreatCard(table, section, draft)) return true;
  const columns = new Columns(table);
  if (readStrideMatrix(table, columns, draft)) return true;
  if (isThreatTable(table, columns, section)) {
    for (const row of table.rows) readRow(row, columns, { section, draft });
    return true;
  }
  return false;
}

function isThreatTable(table: Table, columns: Columns, section: Section): boolean {
  const treated = columns.has("mitigation", "status", "severity", "likelihood", "residual", "inherent");
  if (!treated || table.rows.length === 0 || columns.has("assumption")) return false;
  if (columns.has("threat"))
    return columns.has("mitigation", "status", "likelihood", "residual", "id") || strideIn(table, columns);
  if (strideIn(table, columns)) return columns.has("description", "mitigation");
  // A list of risks is one of threats only where security is the subject; safety hazards look just the same.
  const security = [section.heading, ...section.path, ...table.header.map((cell) => cell.text)].some((text) =>
    SECURITY_WORD.test(text),
  );
  return (
    security &&
    columns.has("description") &&
    columns.has("mitigation") &&
    columns.has("severity", "likelihood", "residual", "inherent")
  );
}

/** The category column holds STRIDE words or letters in most rows. */
function strideIn(table: Table, columns: Columns): boolean {
  const at = columns.index("category");
  if (at < 0) return false;
  const hits = table.rows.filter((row) => {
    const text = row.cells[at]?.text ?? "";
    return isStrideCategory(text) || strideOfLetters(text) !== undefined;
  });
  return hits.length * 2 > table.rows.length;
}

function readRow(
  row: TableRow,
  columns: Columns,
  to: { readonly section: Section; readonly draft: ThreatDraft },
): void {
  const cell = (index: number): Cell | undefined => (index < 0 ? undefined : row.cells[index]);
  const idCell = cell(columns.index("id"));
  const titleCell = cell(columns.first("threat", "description", "category"));
  const title = statedCell(titleCell);
  if (row.cells.every((one) => statedText(one.text, one.span).state === "unknown")) return;
  const descriptionAt = columns.index("description");
  const description = columns.has("threat") ? statedCell(cell(descriptionAt)) : ABSENT;
  const anchorCell = title.state === "given" ? titleCell : (idCell ?? titleCell ?? row.cells[0]);
  const ownId = idCell && idCell.text !== "" ? idCell.text : leadingId(titleCell?.text ?? "");
  const threat: Threat = {
    ...bareThreat(ownId ?? idFromText(titleCell?.text ?? ""), title, anchorCell?.span ?? row.span),
    description,
    category: categoryOf(cell(columns.index("category")), to.section),
    status: statedStatus(statedCell(cell(columns.index("status")))),
    severity: statedCell(cell(columns.first("severity", "inherent"))),
    ...likelihoodIn(row, columns),
    inherentRisk: statedCell(cell(columns.index("inherent"))),
    residualRisk: statedCell(cell(columns.index("residual"))),
    verification: statedCell(cell(columns.index("verification"))),
    owner: statedCell(cell(columns.index("owner"))),
    references: row.cells.flatMap((one) => referencesOf(one.text, (part) => narrowed(part, one.span, to.section))),
    mitigation: statedCell(cell(columns.index("mitigation"))),
    justification: statedCell(cell(columns.index("justification"))),
  };
  to.draft.addThreat(threat, cell(columns.first("on", "asset", "flow", "boundary"))?.text);
  to.draft.addMitigation(`${threat.id} mitigation`, threat.mitigation);
}

/** How easily a threat is carried out, or how likely it is; a CVSS score speaks of the former. */
function likelihoodIn(row: TableRow, columns: Columns): Pick<Threat, "likelihood" | "likelihoodKind"> {
  const at = columns.first("likelihood", "severity", "inherent");
  const header = columns.header(at);
  const exploitable = /exploitab|cvss|attack (?:complexity|potential)|dread/.test(header);
  if (at < 0 || (columns.index("likelihood") < 0 && !exploitable))
    return { likelihood: ABSENT, likelihoodKind: "unknown" };
  const likelihood = statedCell(row.cells[at]);
  if (likelihood.state !== "given") return { likelihood, likelihoodKind: "unknown" };
  return { likelihood, likelihoodKind: exploitable ? "exploitability" : "probability" };
}

function categoryOf(cell: Cell | undefined, section: Section): Stated<string> {
  const stated = statedCell(cell);
  if (stated.state === "given") {
    return { ...stated, value: strideOfLetters(stated.value) ?? stated.value };
  }
  return stated.state === "absent" ? categoryOfHeading(section) : stated;
}

/** `### 3.2 Tampering` above a table or list is the category of what stands below it. */
export function categoryOfHeading(section: Section): Stated<string> {
  if (!isStrideCategory(section.heading)) return ABSENT;
  return { state: "given", value: section.heading, span: section.headingSpan };
}

const SHORTEST_THREAT = 15;

/** A matrix of STRIDE against the parts of the system: each filled cell says how the part is threatened. */
function readStrideMatrix(table: Table, columns: Columns, draft: ThreatDraft): boolean {
  if (columns.index("category") !== 0 || table.header.length < 3 || !strideIn(table, columns)) return false;
  // The other columns name parts of the system; a table whose columns say what they hold lists threats one by one.
  if (columns.known * 2 > table.header.length) return false;
  const cells = table.rows.flatMap((row) =>
    row.cells.slice(1).map((cell, i) => ({ cell, part: table.header[i + 1], category: row.cells[0] })),
  );
  const threats = cells.filter(({ cell }) => cell.text.length >= SHORTEST_THREAT);
  // A matrix of ticks says that somebody looked, not what was found.
  if (threats.length < cells.length / 3) return false;
  for (const { cell, part, category } of threats) {
    const title = statedText(cell.text, cell.span);
    if (part) addPart(part, draft);
    draft.addThreat(
      { ...bareThreat(idFromText(cell.text), title, cell.span), category: statedCell(category) },
      part?.text,
    );
  }
  return threats.length > 0;
}

function addPart(part: Cell, draft: ThreatDraft): void {
  draft.addElement({
    id: part.text,
    name: statedText(part.text, part.span),
    kind: "component",
    anchor: part.span,
    ...BARE_ELEMENT,
  });
}
