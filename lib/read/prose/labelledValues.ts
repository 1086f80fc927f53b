import type { Block, Cell, Table } from "../../model/prose.ts";
import type { Span } from "../../model/span.ts";
import { plainInline } from "../../parse/markdownInline.ts";

/** A label with its value: a row of a key-value table, a definition, `**Label:** value`. */
export interface LabelledValue {
  /** Without marks and colon, as written. */
  readonly label: string;
  readonly labelSpan: Span;
  readonly value: string;
  readonly valueSpan: Span;
}

/** Header of the first column of a table that holds one label a row. */
const LABEL_HEADER =
  /^(?:|field|item|property|attribute|key|parameter|aspect|characteristic|information|info|detail|element|metadata|entry|label|setting|feld|campo)$/i;
/** Labels that tables about one thing have; two of them make a table of two columns one of these. */
const LABELS =
  /^(?:(?:document |product |device |software |component |package |threat |risk |test |doc )?(?:id|identifier|name|title|version|revision|date|author|owner|status|supplier|vendor|manufacturer|licen[cs]e|purpose|description|type|category|class(?:ification)?|safety class|level|severity|likelihood|probability|impact|risk|score|mitigations?|controls?|approv(?:er|ed by|al)|reviewer|reviewed by|contact|e-?mail|url|website|source|scope|requirements?|verification|rationale|justification|evidence|known anomalies|asset|attacker|residual risk|references?|model|number|effective date|next review|frequency|language|platform|interface|protocol|port))$/i;
const LONGEST_LABEL = 60;

/** True for a table of two columns of which the first holds labels and the second their values. */
export function isKeyValueTable(table: Table): boolean {
  const columns = table.header.length || (table.rows[0]?.cells.length ?? 0);
  if (columns !== 2 || table.rows.length === 0) return false;
  const [first] = table.header;
  if (first && LABEL_HEADER.test(first.text.trim())) return true;
  const labels = table.rows.map((row) => labelText(row.cells[0]?.text ?? ""));
  if (first) labels.push(labelText(first.text));
  return labels.filter((label) => LABELS.test(label)).length >= Math.max(2, labels.length / 3);
}

/** The labels and values of a block: rows of a key-value table, a definition, a paragraph or list item that begins with a label. Empty for all others. */
export function labelledValues(block: Block, source: string): LabelledValue[] {
  if (block.kind === "table") return isKeyValueTable(block) ? tableValues(block) : [];
  if (block.kind === "definition") {
    return [{ label: labelText(block.term), labelSpan: block.termSpan, value: block.text, valueSpan: block.textSpan }];
  }
  if (block.kind !== "paragraph" && block.kind !== "list-item") return [];
  return linesOf(source, block.span).flatMap((line) => lineValue(source, line) ?? []);
}

function tableValues(table: Table): LabelledValue[] {
  const [first, second] = table.header;
  const rows: (readonly Cell[])[] = table.rows.map((row) => row.cells);
  // The header is a pair like the others where it does not name the columns.
  if (first && second && !LABEL_HEADER.test(first.text.trim())) rows.unshift([first, second]);
  return rows.flatMap(([label, value]) =>
    label && value
      ? [{ label: labelText(label.text), labelSpan: label.span, value: value.text, valueSpan: value.span }]
      : [],
  );
}

function labelText(text: string): string {
  return text
    .replace(/[*_`:]+/g, " ")
    .replace(/\s+/g, " ")
    .trim();
}

function linesOf(source: string, span: Span): Span[] {
  const lines: Span[] = [];
  for (let at = span.start; at < span.end; ) {
    const newline = source.indexOf("\n", at);
    const end = newline < 0 || newline > span.end ? span.end : newline;
    lines.push({ start: at, end });
    at = end + 1;
  }
  return lines;
}

/** `**Label**: value`, `**Label:** value`, `Label: value`, `**Label** – value`. */
function lineValue(source: string, line: Span): LabelledValue | undefined {
  const raw = source.slice(line.start, Math.min(line.end, line.start + 2000));
  const match =
    /^(\s*(?:[-+*]\s+)?)(?:(\*\*|__)([^*_\n]{1,60})\2\s*(?:[:–—]|-\s)|(\*\*|__)([^*_:\n]{1,60}):\4|([\p{L}][^:*_`|<>\n.!?]{0,59}):(?=\s|$))/u.exec(
      raw,
    );
  if (!match) return undefined;
  const name = match[3] ?? match[5] ?? match[6] ?? "";
  const label = labelText(name);
  if (label === "" || label.length > LONGEST_LABEL || label.split(" ").length > 7) return undefined;
  const labelStart = line.start + raw.indexOf(name, (match[1] ?? "").length);
  const rest = raw.slice(match[0].length);
  const value = rest.trim();
  const start = line.start + match[0].length + (value === "" ? 0 : rest.indexOf(value));
  return {
    label,
    labelSpan: { start: labelStart, end: labelStart + name.length },
    value: plainInline(value),
    valueSpan: { start, end: start + value.length },
  };
}
