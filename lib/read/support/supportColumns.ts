import { type SupportFact, supportFact } from "../sbom/supportNames.ts";

/** What a column of a support table is about: the component, or a fact of its support. */
export type SupportColumn = SupportFact | "name" | "version" | "purl" | "id";

/** Headings that name the component, without punctuation and in lower case. */
const NAMING: Readonly<Record<string, SupportColumn>> = {
  component: "name",
  "component name": "name",
  "software component": "name",
  "software component name": "name",
  name: "name",
  package: "name",
  "package name": "name",
  software: "name",
  "software name": "name",
  "software item": "name",
  "ots software": "name",
  soup: "name",
  library: "name",
  product: "name",
  title: "name",
  item: "name",
  module: "name",
  version: "version",
  "component version": "version",
  "package version": "version",
  "software version": "version",
  release: "version",
  revision: "version",
  purl: "purl",
  "package url": "purl",
  "bom ref": "id",
  bomref: "id",
  ref: "id",
  spdxid: "id",
  "spdx id": "id",
};

/** Short headings that say what they are about only in a table that is known to be about support. */
const SHORT: Readonly<Record<string, SupportFact>> = {
  support: "level",
  level: "level",
  status: "level",
  maintenance: "level",
  maintained: "level",
  "maintenance state": "level",
  "support type": "level",
  end: "end",
  "end date": "end",
  until: "end",
  "end of": "end",
  justification: "justification",
  justifications: "justification",
  rationale: "justification",
  reason: "justification",
  plan: "plan",
  replacement: "plan",
  "update or replacement plan": "plan",
  "update or replacement": "plan",
  "replacement or update plan": "plan",
  "plan for end of support": "plan",
};

/**
 * What each heading of a table is about, the first of a kind only; undefined when the table does not speak of the support of components.
 * @param declared somebody said that the table is about support, so short headings are enough
 */
export function supportColumns(
  headings: readonly string[],
  declared: boolean,
): ReadonlyMap<SupportColumn, number> | undefined {
  const columns = new Map<SupportColumn, number>();
  let telling = false;
  for (const [at, heading] of headings.entries()) {
    const words = plain(heading);
    const strong = fact(words);
    const column = NAMING[words] ?? strong ?? SHORT[words];
    if (strong === "level" || strong === "end") telling = true;
    if (column !== undefined && !columns.has(column)) columns.set(column, at);
  }
  const names = columns.has("name") || columns.has("purl") || columns.has("id");
  const says = columns.has("level") || columns.has("end");
  return names && says && (telling || declared) ? columns : undefined;
}

function fact(words: string): SupportFact | undefined {
  return Object.hasOwn(NAMING, words) ? undefined : supportFact(words);
}

/** "End-of-Support Date (YYYY-MM-DD)" is "end of support date". */
function plain(heading: string): string {
  return heading
    .slice(0, 200)
    .toLowerCase()
    .replace(/\([^)]*\)/g, " ")
    .replace(/[^a-z0-9]+/g, " ")
    .trim();
}
