import type { ColumnMeaning, Table } from "../../model/prose.ts";

/** Header words (lower case, without marks and brackets); the first meaning that fits a header takes it. */
const HEADERS: readonly (readonly [ColumnMeaning, RegExp])[] = [
  ["id", /^(?:id|ids|#|no|nr|item no|number|ref|req|key|uid|(?:.{1,24} )?(?:id|identifier|#|no|nr|ref))$/],
  ["question", /^(?:(?:.{1,24} )?(?:questions?(?: text)?|commentary)|query|prompt|pergunta)$/],
  [
    "answer",
    /^(?:(?:.{1,30} )?(?:answers?|responses?(?! times?)|replies|reply)(?: .{1,20})?|(?:how )?(?:met|fulfilled|addressed|satisfied)(?: by)?|compliance (?:statement|evidence|approach|details?)|(?:.{1,24} )?(?:reference|evidence) (?:for|of) compliance|(?:justification|evidence|rationale|comments?|implementation)(?: ?(?:\/|and|or|,) ?(?:justification|evidence|rationale|comments?|notes?))+|resposta)$/,
  ],
  [
    "status",
    /^(?:(?:.{1,24} )?(?:status|state)|compliance|compliant|compliant\??|result|outcome|verdict|pass ?\/ ?fail|implemented|done|applicable|applicability|conformity|met ?\/ ?not met|disposition|progress)$/,
  ],
  [
    "severity",
    /^(?:(?:.{1,24} )?(?:severity|criticality|priority|risk (?:level|rating|class)|cvss(?: .{1,20})?|urgency)(?: (?:level|class|rating|score))?|level|class|impact level)$/,
  ],
  [
    "time",
    /^(?:(?:.{1,30} )?(?:time(?:s|line|frame|frames| frame| to .{1,20}| limit)?|deadlines?|due(?: date)?|sla|target|window|duration|frequency|interval|cadence|schedule|period|days|hours|within|when|date|rto|rpo)(?: .{1,20})?|remediation|fix|deployment|detection to fix|how often|every|review cycle|patch (?:time|window))$/,
  ],
  [
    "owner",
    /^(?:(?:.{1,24} )?(?:owners?|responsib(?:le|ility|ilities)(?: .{1,24})?|roles?|assignee|assigned(?: to)?|accountable|contact(?: person)?|team|department|function|performed by|approver|approved by|author|reviewer|who|raci|lead|in charge))$/,
  ],
  [
    "requirement",
    /^(?:(?:.{1,40} )?(?:requirements?|controls? (?:objective|description|requirement)|clauses?|criteri(?:on|a)|expectations?|recommendations?|provisions?)(?: (?:text|description|statement|title|name))?|what (?:the )?(?:guidance|fda) (?:asks|says|expects))$/,
  ],
];

/** What each column of a table is for, aligned with its header; undefined where the header does not tell. A requirement beside an answer is not the author's own. */
export function columnMeanings(table: Table): readonly (ColumnMeaning | undefined)[] {
  return table.header.map((cell) => meaningOf(cell.text));
}

/** The first column with a meaning; -1 where there is none. */
export function columnWith(table: Table, meaning: ColumnMeaning): number {
  return table.header.findIndex((cell) => meaningOf(cell.text) === meaning);
}

function meaningOf(header: string): ColumnMeaning | undefined {
  const plain = foldedHeader(header);
  return plain === "" ? undefined : HEADERS.find(([, pattern]) => pattern.test(plain))?.[0];
}

function foldedHeader(text: string): string {
  return text
    .slice(0, 120)
    .toLowerCase()
    .replace(/\([^)]*\)|\[[^\]]*\]/g, " ")
    .replace(/[*_:`?.]/g, " ")
    .replace(/\s+/g, " ")
    .trim();
}
