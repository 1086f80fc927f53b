import type { CheckSpec, Collection, Filter, ValueRule } from "../model/guidance.ts";
import { Fields } from "./fields.ts";

const COLLECTIONS: readonly Collection[] = [
  "sbom.document",
  "sbom.product",
  "sbom.component",
  "sbom.vulnerability",
  "vex.document",
  "vex.statement",
];
const REFERENCES = [
  "sbom.dependency",
  "sbom.duplicate-id",
  "sbom.reachable",
  "vex.affects",
  "support.component",
] as const;
const AGREEMENTS = [
  "product-version",
  "product-name",
  "no-ots-claim",
  "listed-software",
  "tested-version",
  "quality-system-citation",
] as const;
const VALUE_RULES: readonly ValueRule[] = [
  "exact-version",
  "iso-date",
  "date-time",
  "not-in-future",
  "support-not-over",
  "support-covers-device",
  "valid-purl",
  "purl-agrees",
  "valid-cpe",
  "hash-length",
  "strong-hash",
  "support-level-agrees",
  "real-name",
  "settled-state",
];

/** Turns the `check:` of an entry into a check of the vocabulary. @throws Error naming the entry when it is none. */
export function readCheck(yaml: unknown, entry: Fields): CheckSpec {
  const fields = new Fields(yaml, `${entry.where}, check`);
  const check = readKind(fields);
  fields.nothingElse();
  return check;
}

function readKind(fields: Fields): CheckSpec {
  if (fields.has("each")) return readEach(fields);
  if (fields.has("refers")) return { refers: fields.word("refers", REFERENCES) };
  if (fields.has("agrees")) return { agrees: fields.word("agrees", AGREEMENTS) };
  if (fields.has("present")) {
    fields.optional("present");
    return { present: true, with: fields.optionalWord("with", ["components", "vulnerabilities"]) };
  }
  if (fields.has("table")) {
    const groups = fields.list("table").map((group) => (Array.isArray(group) ? group.map(String) : [String(group)]));
    const not = fields.has("not") ? fields.texts("not") : undefined;
    const open = fields.has("open") ? fields.texts("open") : undefined;
    return { table: groups, column: fields.texts("column"), not, open };
  }
  if (fields.has("topic")) {
    return { topic: fields.text("topic"), needs: fields.has("needs") ? fields.texts("needs") : undefined };
  }
  return fields.fail("check", "names no check of the vocabulary");
}

function readEach(fields: Fields): CheckSpec {
  const each = fields.word("each", COLLECTIONS);
  const where = fields.has("where") ? readFilter(fields.optional("where"), fields) : undefined;
  const unless = fields.has("unless") ? fields.texts("unless") : undefined;
  if (fields.has("has")) return { each, has: fields.texts("has"), unless, where };
  return { each, value: fields.text("value"), is: fields.word("is", VALUE_RULES), unless, where };
}

function readFilter(yaml: unknown, parent: Fields): Filter {
  const fields = new Fields(yaml, `${parent.where}, where`);
  const filter: Filter = {
    field: fields.text("field"),
    is: fields.has("is") ? fields.texts("is").map((word) => word.toLowerCase()) : undefined,
    not: fields.optional("not") === true,
  };
  fields.nothingElse();
  return filter;
}
