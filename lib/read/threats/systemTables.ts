import type { Cell, Section, Table, TableRow } from "../../model/prose.ts";
import type { Stated } from "../../model/stated.ts";
import type { ThreatElement, TrustBoundary } from "../../model/threatModel.ts";
import { statedText } from "../prose/standIn.ts";
import { BARE_BOUNDARY, BARE_ELEMENT, BARE_FLOW } from "./bareParts.ts";
import { authenticatedFlow, encryptedFlow } from "./flowFacts.ts";
import { Columns } from "./threatColumns.ts";
import { statedCell, type ThreatDraft } from "./threatDraft.ts";

/** Boundary ids as people write them: `TB1`, `TB-02`. */
const BOUNDARY_ID = /^TB[-_ ]?\d{1,3}$/i;

/** Takes boundaries, flows, assets, elements or assumptions from a table that lists them. True when it was one of these. */
export function readSystemTable(table: Table, section: Section, draft: ThreatDraft): boolean {
  const columns = new Columns(table);
  if (columns.has("assumption")) return readAssumptions(table, columns, draft);
  if (isBoundaryTable(table, columns, section)) return readBoundaries(table, columns, draft);
  if (columns.has("from") && columns.has("to")) return readFlows(table, columns, draft);
  if (columns.first("asset") === 0 || (columns.index("asset") === 1 && columns.index("id") === 0)) {
    return readElements(table, columns.index("asset"), { kind: () => "asset", draft, columns });
  }
  return readDfdElements(table, columns, draft);
}

function isBoundaryTable(table: Table, columns: Columns, section: Section): boolean {
  const marked = table.rows.some((row) => BOUNDARY_ID.test(row.cells[0]?.text ?? ""));
  if (marked) return true;
  const leading = columns.index("boundary");
  const titled = /\b(?:trust|security) (?:boundar|zone)/i.test(section.heading);
  if (leading < 0) return titled && columns.has("id", "from", "description") && table.header.length >= 2;
  return leading <= 1 && (titled || columns.has("from", "mitigation", "description"));
}

/** Boundary tables often name what passes on either side; such a row is then a crossing as well. */
function readBoundaries(table: Table, columns: Columns, draft: ThreatDraft): boolean {
  for (const row of table.rows) {
    const idCell =
      cellOf(row, columns.index("id")) ?? (BOUNDARY_ID.test(row.cells[0]?.text ?? "") ? row.cells[0] : undefined);
    const nameCell = cellOf(row, columns.index("boundary")) ?? row.cells.find((cell) => cell !== idCell);
    const name = statedCell(nameCell === idCell ? row.cells[1] : nameCell);
    if (name.state !== "given" && (idCell?.text ?? "") === "") continue;
    const id = idCell?.text || (name.state === "given" ? name.value : "boundary");
    const boundary: TrustBoundary = {
      ...BARE_BOUNDARY,
      id,
      name,
      anchor: (name.state === "given" ? name.span : idCell?.span) ?? row.span,
    };
    draft.boundaries.push(boundary);
    const from = statedCell(cellOf(row, columns.index("from")));
    const to = statedCell(cellOf(row, columns.index("to")));
    if (from.state === "given" && to.state === "given") addFlow(row, columns, { draft, name, crosses: [id], own: "" });
    draft.addMitigation(`${id} control`, statedCell(cellOf(row, columns.index("mitigation"))));
  }
  return true;
}

function readFlows(table: Table, columns: Columns, draft: ThreatDraft): boolean {
  for (const row of table.rows) {
    const from = cellOf(row, columns.index("from"))?.text ?? "";
    const to = cellOf(row, columns.index("to"))?.text ?? "";
    if (from === "" && to === "") continue;
    const name = statedCell(cellOf(row, columns.first("flow", "description", "id")));
    const own = cellOf(row, columns.index("id"))?.text ?? "";
    const crossed = cellOf(row, columns.index("boundary"))?.text ?? "";
    const crosses = crossed
      .split(/[,;/]/)
      .map((one) => one.trim())
      .filter((one) => one !== "" && !/^(?:none|no|n\/?a|[-–—])$/i.test(one));
    addFlow(row, columns, { draft, name, crosses: columns.has("boundary") ? crosses : "unknown", own });
  }
  return true;
}

function addFlow(
  row: TableRow,
  columns: Columns,
  flow: {
    readonly draft: ThreatDraft;
    readonly name: Stated<string>;
    readonly crosses: readonly string[] | "unknown";
    /** The author's id of the flow, or nothing. */
    readonly own: string;
  },
): void {
  const from = statedCell(cellOf(row, columns.index("from")));
  const to = statedCell(cellOf(row, columns.index("to")));
  const ends = `${from.state === "given" ? from.value : "?"} -> ${to.state === "given" ? to.value : "?"}`;
  const protocol = statedCell(cellOf(row, columns.index("protocol")));
  flow.draft.flows.push({
    ...BARE_FLOW,
    id: flow.own === "" ? ends : flow.own,
    name: flow.name,
    anchor: flow.name.state === "given" ? flow.name.span : (row.cells[0]?.span ?? row.span),
    from,
    to,
    protocol,
    port: statedCell(cellOf(row, columns.index("port"))),
    encrypted: encryptedFlow(encryption(cellOf(row, columns.index("encrypted"))), protocol),
    authentication: authenticatedFlow(authentication(cellOf(row, columns.index("authentication"))), protocol),
    data: statedCell(cellOf(row, columns.index("data"))),
    crosses: flow.crosses,
  });
}

/** `Yes`, `TLS 1.3`, `AES-256` say yes; `No`, `none`, `plaintext` say no. */
function encryption(cell: Cell | undefined): Stated<boolean> {
  const text = statedCell(cell);
  if (text.state !== "given") return text;
  const no = /^(?:no|none|false|unencrypted|not encrypted|plain ?text|clear ?text|❌)/i.test(text.value);
  return { state: "given", value: !no, span: text.span };
}

/** `None` and `no` say that nobody proves anything. */
function authentication(cell: Cell | undefined): Stated<string> {
  const text = statedCell(cell);
  if (text.state !== "given" || !/^(?:no|none|false|anonymous|unauthenticated|❌)\b/i.test(text.value)) return text;
  return { ...text, value: "false" };
}

const DFD_KINDS: readonly (readonly [ThreatElement["kind"], RegExp])[] = [
  ["external", /external/i],
  ["store", /store|database|storage/i],
  ["actor", /actor|user|person|human/i],
  ["process", /process|service|software/i],
  ["device", /device|hardware/i],
];

/** `Element | Type`: parts of a data-flow diagram. Other tables of components are inventories and left alone. */
function readDfdElements(table: Table, columns: Columns, draft: ThreatDraft): boolean {
  const on = columns.index("on");
  const type = columns.index("category");
  if (on < 0 || on > 1 || type < 0) return false;
  const kindOf = (row: TableRow) => DFD_KINDS.find(([, words]) => words.test(row.cells[type]?.text ?? ""))?.[0];
  if (table.rows.filter((row) => kindOf(row) !== undefined).length * 2 <= table.rows.length) return false;
  return readElements(table, on, { kind: (row) => kindOf(row) ?? "component", draft, columns });
}

function readElements(
  table: Table,
  nameAt: number,
  to: {
    readonly kind: (row: TableRow) => ThreatElement["kind"];
    readonly draft: ThreatDraft;
    readonly columns: Columns;
  },
): boolean {
  for (const row of table.rows) {
    const cell = cellOf(row, nameAt);
    if (!cell || statedText(cell.text, cell.span).state !== "given") continue;
    to.draft.addElement({
      id: cellOf(row, to.columns.index("id"))?.text || cell.text,
      name: statedText(cell.text, cell.span),
      kind: to.kind(row),
      anchor: cell.span,
      ...BARE_ELEMENT,
    });
  }
  return true;
}

function readAssumptions(table: Table, columns: Columns, draft: ThreatDraft): boolean {
  for (const row of table.rows) {
    const cell = cellOf(row, columns.index("assumption"));
    if (cell) draft.addAssumption(cell);
  }
  return true;
}

function cellOf(row: TableRow, index: number): Cell | undefined {
  return index < 0 ? undefined : row.cells[index];
}
