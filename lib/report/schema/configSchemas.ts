import type { Catalogue } from "../../guidance/catalogue.ts";
import { ANSWERS } from "../../model/review.ts";
import { CHARACTERISTICS, DOCUMENTATION_LEVELS, PATHWAYS, ROLES, SEVERITIES } from "../../model/vocabulary.ts";
import { DRAFT, list, object, type Schema, text } from "./schemaWords.ts";

const DAY = "^\\d{4}-\\d{2}-\\d{2}$";

/** A day; editors read a bare one in YAML as a string, as Premarket does. */
function day(description: string): Schema {
  return { type: "string", pattern: DAY, description };
}

/** A version such as `1.10`, which YAML takes for a number where nobody quotes it. */
function scalar(description: string): Schema {
  return { type: ["string", "number"], description };
}

function oneOrMore(words: readonly string[], description: string): Schema {
  const word = { enum: [...words] };
  return { description, oneOf: [word, { type: "array", items: word, uniqueItems: true }] };
}

/** JSON Schema of `premarket.yaml`. */
export function configSchema(guidance: Catalogue): Schema {
  const roles = oneOrMore(ROLES, "What the file is in the submission.");
  const document: Schema = {
    oneOf: [
      text("A file without a declared role; its content suggests one."),
      object({ path: text("Relative to this file, with forward slashes."), role: roles }, ["path"]),
    ],
  };
  const severity = { enum: [...SEVERITIES, "off"] };
  const requirements = guidance.sources.flatMap((source) =>
    source.requirements.map(({ id, title }): [string, Schema] => [id, { ...severity, description: title }]),
  );
  const status = object({ status: { enum: ["current", "historical", "withdrawn"] } }, ["status"]);
  return {
    $schema: DRAFT,
    $id: "premarket.schema.json",
    title: "premarket.yaml",
    description: "What the device is, what is submitted, and which document is what.",
    ...object({
      device: object({
        name: text("Name of the device as it is submitted."),
        version: scalar("Version of the device."),
        manufacturer: text("Who makes it."),
        "support-ends": day("Last day on which the maker supports the device."),
        characteristics: oneOrMore(CHARACTERISTICS, "What is true of the device; decides which requirements apply."),
        "cyber-device": {
          type: "boolean",
          description: "The maker's own answer under section 524B(c); without it, it follows from the characteristics.",
        },
        "documentation-level": {
          enum: [...DOCUMENTATION_LEVELS],
          description:
            "The documentation level of FDA's guidance on device software functions, judged before risk controls.",
        },
      }),
      submission: object({
        pathway: { enum: [...PATHWAYS], description: "The kind of premarket submission." },
        planned: day("The day on which it is planned to be submitted."),
      }),
      "as-of": day("The day that everything is compared with; without it the planned day, else today."),
      profile: {
        enum: guidance.profiles.map(({ name }) => name),
        description: "Which sources the submission is held against.",
      },
      documents: list("The documents of the submission.", document),
      kev: text("Path of your copy of the KEV catalog, relative to this file."),
      requirements: {
        ...object(Object.fromEntries(requirements)),
        description: "Severity of single requirements, or `off`.",
      },
      sources: {
        ...object(Object.fromEntries(guidance.sources.map(({ id, title }) => [id, { ...status, description: title }]))),
        description: "Status of single sources, where you know better.",
      },
    }),
  };
}

/** JSON Schema of `premarket-reviews.yaml`. */
export function reviewsSchema(guidance: Catalogue): Schema {
  const questions = guidance.sources.flatMap((source) =>
    source.requirements.flatMap(({ id, ask }) => (ask ? [id] : [])),
  );
  const document = object(
    {
      path: text("The document that was looked at, relative to premarket.yaml."),
      sha256: { type: "string", pattern: "^[0-9a-f]{64}$", description: "Its bytes then, as lower-case hex." },
    },
    ["path", "sha256"],
  );
  const review = object(
    {
      requirement: { enum: questions, description: "Id of the question." },
      answer: { enum: [...ANSWERS], description: "What the person found." },
      by: text("Who answered."),
      date: day("When."),
      note: text("Why, or where it stands."),
      evidence: list("What was looked at; an answer is stale once one of these has changed.", document),
    },
    ["requirement", "answer", "by", "date"],
  );
  return {
    $schema: DRAFT,
    $id: "premarket-reviews.schema.json",
    title: "premarket-reviews.yaml",
    description: "Answers to the questions that only a person can answer.",
    ...object({ reviews: list("An entry an answer.", review) }, ["reviews"]),
  };
}

/** JSON Schema of `premarket-waivers.yaml`. */
export function waiversSchema(guidance: Catalogue): Schema {
  const ids = guidance.sources.flatMap((source) => source.requirements.map(({ id }) => id));
  const subject = text("What the finding is about, as `subject` in the JSON report has it.");
  const waiver = object(
    {
      requirement: { enum: ids, description: "Id of the requirement, as the finding shows it." },
      subject: { oneOf: [subject, list("", subject)] },
      document: text("Only in this document, relative to premarket.yaml."),
      reason: text("Why the finding is accepted."),
      by: text("Who accepts it."),
      until: day("Last day on which it counts."),
    },
    ["requirement", "subject", "reason", "by"],
  );
  return {
    $schema: DRAFT,
    $id: "premarket-waivers.schema.json",
    title: "premarket-waivers.yaml",
    description: "Findings that are accepted for a reason.",
    ...object({ waivers: list("An entry a decision.", waiver) }, ["waivers"]),
  };
}
