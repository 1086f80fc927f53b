import type { Table } from "../../model/prose.ts";

/** What a column of a threat-like table holds. */
export type ColumnRole =
  | "id"
  | "threat"
  | "description"
  | "category"
  | "on"
  | "status"
  | "severity"
  | "likelihood"
  | "residual"
  | "mitigation"
  | "justification"
  | "boundary"
  | "from"
  | "to"
  | "flow"
  | "protocol"
  | "encrypted"
  | "asset"
  | "assumption"
  | "inherent"
  | "verification"
  | "owner"
  | "port"
  | "authentication"
  | "data";

/**
 * Header words (lower-case, without what stands in brackets) by column role; the first role that fits a header takes it.
 * The words are those of real threat and risk tables.
 */
const HEADERS: readonly (readonly [ColumnRole, RegExp])[] = [
  ["id", /^(?:id|#|no|nr|number|ref|reference id|key|.{1,20} (?:id|no|#|number|ref))$/],
  ["residual", /^(?:residual|post[- ]?(?:mitigation|control)|final|remaining)\b/],
  [
    "verification",
    /^(?:verification(?: .{0,20})?|verified by|test(?:s|ed by)?(?: (?:cases?|ids?|references?))?|evidence)$/,
  ],
  ["owner", /^(?:(?:risk |threat |action )?owner|responsible|assignee|assigned to)$/],
  [
    "inherent",
    /^(?:(?:inherent|initial|unmitigated|pre[- ]?(?:mitigation|control)) (?:risk(?: .{1,12})?|cvss.{0,20}|score|rating|severity)|pre[- ]?mitigation)$/,
  ],
  ["port", /^ports?(?: (?:number|no))?$/],
  ["authentication", /^(?:authentication(?: .{0,20})?|authenticated(?: by)?|authn)$/],
  ["data", /^(?:data|payload|data (?:exchanged|transferred|types?|elements|carried)|information exchanged)$/],
  ["justification", /^(?:justification|rationale|reason(?:ing)?|justification.*)$/],
  ["assumption", /^(?:security )?assumptions?$/],
  [
    "mitigation",
    /\b(?:mitigations?|countermeasures?|safeguards?)\b|^(?:(?:security|cyber ?security|risk|existing|planned|proposed|current|compensating|mitigating|design|key|potential|technical) ){0,2}controls?(?: measures?)?(?: .{1,20})?$|^(?:security requirements?|risk treatment|remediations?|response|(?:risk control |counter)?measures?)$|^(?:existing|planned|implemented|recommended) (?:security )?(?:controls?|measures?)$|缓解措施/,
  ],
  ["status", /^(?:status|state|(?:implementation|mitigation|threat|risk|treatment) status|disposition)\b/],
  [
    "category",
    /^(?:stride.{0,20}|linddun.{0,20}|(?:threat |attack )?(?:category|type|class)|security property|property violated)$/,
  ],
  [
    "threat",
    /^(?:(?:security |potential |identified |cyber ?security |theoretical )?threats?(?: (?:name|title|description|scenario|event|statement|vector|action))?|attacks?(?: (?:scenario|description|vector|path))?|(?:mis|ab)use cases?|threats? \/ (?:attack|vulnerability|risk)s?|(?:cyber ?security|security) (?:risk|hazard)s?)$/,
  ],
  ["likelihood", /^(?:(?:initial |inherent )?(?:likelihood|probability|exploitability)(?: .{0,12})?|p[01]|dread.*)$/],
  [
    "severity",
    /^(?:severity.{0,12}|(?:inherent |initial |total |overall )?risk(?: (?:level|rating|score|value|class))?|criticality|rating|cvss.{0,20}|impact(?: .{0,12})?|consequences?|harm|priority|level)$/,
  ],
  [
    "boundary",
    /^(?:(?:trust |security )?(?:boundary|boundaries|zones?)(?: name)?|crosses(?: (?:trust )?boundary)?|(?:boundary|boundaries) crossed)$/,
  ],
  ["from", /^(?:from|source|origin|sender|producer|initiator|client|side a|inside|zone a)$/],
  ["to", /^(?:to|target|destination|receiver|recipient|consumer|server|sink|side b|outside|zone b)$/],
  ["flow", /^(?:(?:data )?flows?(?: name)?|data flows?|interface(?: name)?|connection|channel|communication)$/],
  ["protocol", /^(?:protocols?|transport|technology|medium|protocol .{0,20})$/],
  ["encrypted", /^(?:encrypt(?:ed|ion)\??|encrypted in transit|confidentiality protection)$/],
  ["asset", /^(?:(?:information |data |security |critical |protected )?assets?(?: name)?)$/],
  [
    "on",
    /^(?:(?:dfd |affected |target |diagram |system )?(?:elements?|components?|entity|subsystem|module)(?: name)?|targets?|affected .{1,20}|entry ?points?|attack surface|applies to|where|location)$/,
  ],
  [
    "description",
    /^(?:.{0,20} ?descriptions?|details?|summary|examples?|scenario|explanation|risk scenario|what|risks?|hazards?|风险场景)$/,
  ],
];

/** The columns of a table by role. */
export class Columns {
  readonly #headers: readonly string[];
  readonly #roles: readonly (ColumnRole | undefined)[];

  constructor(table: Table) {
    const taken = new Set<ColumnRole>();
    // What stands in brackets is no part of the name but tells a score from a rating.
    this.#headers = table.header.map((cell) => cell.text.slice(0, 120).toLowerCase());
    this.#roles = table.header.map((cell) => {
      const plain = foldHeader(cell.text);
      const found = HEADERS.find(([role, pattern]) => !taken.has(role) && pattern.test(plain))?.[0];
      if (found !== undefined) taken.add(found);
      return found;
    });
  }

  has(...roles: readonly ColumnRole[]): boolean {
    return roles.some((role) => this.#roles.includes(role));
  }

  /** How many columns have a role. */
  get known(): number {
    return this.#roles.filter((role) => role !== undefined).length;
  }

  /** The header of a column, folded; empty for none. */
  header(at: number): string {
    return this.#headers[at] ?? "";
  }

  index(role: ColumnRole): number {
    return this.#roles.indexOf(role);
  }

  /** The first column with one of the roles, in the order of the roles. */
  first(...roles: readonly ColumnRole[]): number {
    for (const role of roles) {
      const at = this.index(role);
      if (at >= 0) return at;
    }
    return -1;
  }
}

/** Lower-case, without brackets and what is in them, marks and colons. */
export function foldHeader(text: string): string {
  return text
    .slice(0, 120)
    .toLowerCase()
    .replace(/\([^)]*\)|\[[^\]]*\]/g, " ")
    .replace(/[*_:`?]/g, " ")
    .replace(/\s+/g, " ")
    .trim();
}
