import type { CheckSpec, Collection, Filter, Matter, ValueRule } from "../model/guidance.ts";
import { THREAT_ASPECTS, type ThreatAspect } from "../model/threatModel.ts";
import { Fields } from "./fields.ts";

const COLLECTIONS: readonly Collection[] = [
  "sbom.document",
  "sbom.product",
  "sbom.component",
  "sbom.vulnerability",
  "vex.document",
  "vex.statement",
  "threat.model",
  "threat.view",
  "threat.element",
  "threat.asset",
  "threat.flow",
  "threat.crossing",
  "threat.threat",
  "threat.mitigation",
  "threat.assumption",
  "scan.document",
  "scan.finding",
];
const REFERENCES = [
  "sbom.dependency",
  "sbom.duplicate-id",
  "sbom.reachable",
  "vex.affects",
  "vex.answers",
  "sbom.flat",
  "support.component",
] as const;
const ANSWERED = ["scan.finding", "sbom.vulnerability", "kev.vulnerability"] as const;
const AGREEMENTS = [
  "product-version",
  "product-name",
  "no-ots-claim",
  "listed-software",
  "tested-version",
  "quality-system-citation",
  "interfaces",
  "element-software",
] as const;
const VIEWS = ["global-system", "multi-patient-harm", "updatability", "security-use-case", "each"] as const;
const THREATS = ["elements-covered", "stride-categories", "copied-text", "exploitability", "handed-over"] as const;
const TRACE_KINDS = ["threat", "risk", "control", "test", "element"] as const;
const WRITING = [
  "left-open",
  "empty-sections",
  "open-tasks",
  "links",
  "severity-times",
  "unmeasured-times",
  "versions",
  "empty-cells",
  "editions",
] as const;
const VALUE_RULES: readonly ValueRule[] = [
  "exact-version",
  "support-date",
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
  "triaged",
  "not-open",
  "not-before-sbom",
  "support-not-near",
  "support-dates-agree",
  "support-assessed-lately",
  "level-tells",
  "unmaintained",
  "matchable",
  "license-expression",
  "names-version",
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
  if (fields.has("any")) {
    const all = fields.optional("all") === true;
    return { any: fields.word("any", COLLECTIONS), has: fields.texts("has"), all };
  }
  if (fields.has("view")) {
    const covers = fields.has("covers") ? readMatters(fields) : undefined;
    return { view: fields.word("view", VIEWS), covers, shows: fields.optionalWord("shows", ["diagram-and-text"]) };
  }
  if (fields.has("covers")) return { covers: readMatters(fields) };
  if (fields.has("threats")) return { threats: fields.word("threats", THREATS) };
  if (fields.has("trace")) return readTrace(fields);
  if (fields.has("writing")) return { writing: fields.word("writing", WRITING) };
  if (fields.has("refers")) return { refers: fields.word("refers", REFERENCES) };
  if (fields.has("answered")) return { answered: fields.word("answered", ANSWERED) };
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
  const needs = readNeeds(fields);
  if (fields.has("varied")) return { each, varied: fields.text("varied") };
  if (fields.has("has")) return { each, has: fields.texts("has"), unless, where, needs };
  return { each, value: fields.text("value"), is: fields.word("is", VALUE_RULES), unless, where, needs };
}

/** What a format has to have a place for. */
function readNeeds(fields: Fields): readonly ThreatAspect[] | undefined {
  if (!fields.has("needs")) return undefined;
  return fields
    .texts("needs")
    .map(
      (word) =>
        THREAT_ASPECTS.find((one) => one === word) ?? fields.fail("needs", `\`${word}\` is no aspect of a model`),
    );
}

/** Matters as a mapping of name to words. */
function readMatters(fields: Fields): Matter[] {
  const yaml = fields.optional("covers");
  if (typeof yaml !== "object" || yaml === null) return fields.fail("covers", "expected a mapping of matters");
  const matters = new Fields(yaml, `${fields.where}, covers`);
  return Object.keys(yaml).map((name) => ({ name, words: matters.texts(name) }));
}

function readTrace(fields: Fields): CheckSpec {
  if (fields.text("trace") === "ids") return { trace: "ids", to: fields.word("to", ["definitions"]) };
  const trace = fields.word("trace", TRACE_KINDS);
  const to = fields.word("to", TRACE_KINDS);
  const over = fields
    .optionalTexts("over")
    .map((word) => TRACE_KINDS.find((kind) => kind === word) ?? fields.fail("over", `\`${word}\` is no kind of id`));
  return { trace, to, over };
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
