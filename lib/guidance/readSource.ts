import type { CheckSpec, Condition, Context, FixName, Question, Requirement, Source } from "../model/guidance.ts";
import { ROLES, type Role, SEVERITIES, type Severity, STRENGTHS, type Strength } from "../model/vocabulary.ts";
import { isConditionWord } from "./applicability.ts";
import { Fields } from "./fields.ts";
import { readCheck } from "./readCheck.ts";

const STATUSES = ["current", "historical", "withdrawn"] as const;

/**
 * Turns the parsed YAML of one `guidance/sources/<id>.yaml` into a source. Used at build time for our own data and at run time for a user's.
 * @throws Error naming the source, the entry and the key when something is missing, misspelt or of the wrong type.
 */
export function readSource(yaml: unknown, fileName: string): Source {
  const fields = new Fields(yaml, fileName);
  const id = fields.text("id");
  const source: Source = {
    id,
    title: fields.text("title"),
    issuer: fields.text("issuer"),
    date: fields.text("date"),
    status: fields.word("status", STATUSES),
    statusNote: fields.optionalText("status-note"),
    supersedes: fields.optionalText("supersedes"),
    url: fields.text("url"),
    about: fields.text("about"),
    requirements: fields.list("requirements").map((entry) => readRequirement(entry, id, fileName)),
    context: fields.optionalList("context").map((entry) => readContext(entry, fileName)),
  };
  fields.nothingElse();
  return source;
}

function readRequirement(yaml: unknown, source: string, fileName: string): Requirement {
  const fields = new Fields(yaml, fileName, "id");
  const check = fields.optional("check");
  const ask = fields.optional("ask");
  const sameAs = fields.optionalTexts("same-as");
  const requirement: Requirement = {
    id: fields.text("id"),
    source,
    title: fields.text("title"),
    cite: fields.text("cite"),
    rows: fields.texts("rows"),
    strength: fields.word<Strength>("strength", STRENGTHS),
    applies: fields.optionalList("applies").map((condition) => readCondition(condition, fields)),
    owedBy: fields.texts("owed-by").map((role) => readRole(role, fields)),
    ...readCheckOrAsk(check, ask, sameAs, fields),
    message: fields.optionalText("message") ?? "",
    many: fields.optionalText("many"),
    why: fields.text("why"),
    do: fields.text("do"),
    fix: fields.optionalText("fix") as FixName | undefined,
    limits: fields.text("limits"),
    since: fields.text("since"),
    severity: fields.optionalWord<Severity>("severity", SEVERITIES),
    sameAs,
    note: fields.optionalText("note"),
  };
  fields.nothingElse();
  if (requirement.check && !requirement.message) fields.fail("message", "a requirement with a check needs a message");
  return requirement;
}

function readCheckOrAsk(
  check: unknown,
  ask: unknown,
  sameAs: readonly string[],
  fields: Fields,
): { check?: CheckSpec; ask?: Question } {
  if (check !== undefined && ask !== undefined) fields.fail("check", "an entry has either `check` or `ask`, not both");
  if (check !== undefined) return { check: readCheck(check, fields) };
  if (ask !== undefined) {
    const question = new Fields(ask, fields.where);
    return { ask: { question: question.text("question"), look: question.text("look") } };
  }
  if (sameAs.length === 0) fields.fail("check", "an entry needs `check`, `ask` or `same-as`");
  return {};
}

function readCondition(yaml: unknown, fields: Fields): Condition {
  const words = typeof yaml === "string" ? [yaml] : new Fields(yaml, fields.where).texts("any");
  for (const word of words) {
    if (!isConditionWord(word)) fields.fail("applies", `\`${word}\` is not a condition`);
  }
  return typeof yaml === "string" ? yaml : { any: words };
}

function readRole(role: string, fields: Fields): Role {
  const known = ROLES.find((word) => word === role);
  return known ?? fields.fail("owed-by", `\`${role}\` is not a role`);
}

function readContext(yaml: unknown, fileName: string): Context {
  const fields = new Fields(yaml, fileName);
  return { rows: fields.texts("rows"), says: fields.text("says") };
}
