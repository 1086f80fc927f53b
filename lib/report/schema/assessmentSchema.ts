import { ROLES, SEVERITIES, VERDICTS } from "../../model/vocabulary.ts";
import { DRAFT, list, object, type Schema, text } from "./schemaWords.ts";

const position: Schema = object(
  {
    line: { type: "integer", minimum: 1, description: "From 1." },
    column: { type: "integer", minimum: 1, description: "From 1, in UTF-16 code units." },
  },
  ["line", "column"],
);

const place = {
  path: text("Relative to the working directory of the run, with forward slashes."),
  start: position,
  end: { ...position, description: "The position just behind the last character." },
};

const sha256: Schema = {
  type: "string",
  pattern: "^([0-9a-f]{64})?$",
  description: "SHA-256 as lower-case hex; empty for a missing file.",
};

const finding = {
  requirement: text("Id of the requirement; `premarket explain` shows its page."),
  severity: { enum: [...SEVERITIES] },
  message: text("What is missing, in one sentence."),
  ...place,
  subject: text("What the finding is about (purl, name@version, CVE, threat id, role); waivers name it."),
  related: list(
    "Other places that belong to the finding.",
    object({ ...place, message: text() }, ["path", "start", "end", "message"]),
  ),
  fingerprint: { ...sha256, description: "Stable over moved lines and reworded messages." },
  known: { type: "boolean", description: "True for a finding that premarket-baseline.json lists; it does not count." },
} satisfies Record<string, Schema>;

const FINDING_REQUIRED = [
  "requirement",
  "severity",
  "message",
  "path",
  "start",
  "end",
  "subject",
  "related",
  "fingerprint",
];

const trouble: Schema = object({ message: text(), ...place }, ["message"]);

/** JSON Schema of what `premarket check --format json` prints. */
export function assessmentSchema(): Schema {
  return {
    $schema: DRAFT,
    $id: "assessment.schema.json",
    title: "Premarket assessment",
    description:
      "What `premarket check --format json` prints. The schema of a version is exact; later versions may add members and take none away without a new major version.",
    ...object(MEMBERS, Object.keys(MEMBERS)),
  };
}

const MEMBERS: Readonly<Record<string, Schema>> = {
  tool: object({ name: { const: "premarket" }, version: text() }, ["name", "version"]),
  asOf: { type: "string", format: "date", description: "The day that everything is compared with." },
  profile: object({ name: text(), reason: text("Why this profile was chosen.") }, ["name", "reason"]),
  guidance: list(
    "The sources that were held against, with the hash of their data.",
    object({ id: text(), title: text(), issuer: text(), edition: text(), status: text(), url: text(), sha256 }, [
      "id",
      "title",
      "issuer",
      "edition",
      "status",
      "url",
      "sha256",
    ]),
  ),
  files: list(
    "Every file of the run.",
    object(
      {
        path: place.path,
        role: { enum: [...ROLES, null], description: "The first of `roles`." },
        roles: list("", { enum: [...ROLES] }),
        kind: text("sbom, vex, scan, threat-model, prose, ...; `unknown` for a file of another kind."),
        format: text("As its makers write it; empty where unknown."),
        sha256,
        state: { enum: ["read", "not read yet", "unreadable", "missing", "not part of the submission"] },
      },
      ["path", "role", "roles", "kind", "format", "sha256", "state"],
    ),
  ),
  verdicts: list(
    "How each requirement came out.",
    object(
      {
        requirement: text(),
        source: text(),
        verdict: { enum: [...VERDICTS] },
        met: count("Elements (or documents) that meet it."),
        total: count("Of how many."),
        waived: count("Of those that do not meet it, how many are waived."),
        reason: text("Why it was not evaluated, does not apply, or what a person is asked."),
        evidence: list(
          "The first few places that show it met.",
          object({ ...place, says: text() }, ["path", "start", "end", "says"]),
        ),
      },
      ["requirement", "source", "verdict", "met", "total", "waived", "evidence"],
    ),
  ),
  findings: list("Requirements that are not met, each at its place.", object(finding, FINDING_REQUIRED)),
  waived: list(
    "What would be findings without waivers.",
    object(
      {
        ...finding,
        waiver: object({ reason: text(), by: text(), until: { type: "string", format: "date" }, ...place }, [
          "reason",
          "path",
          "start",
          "end",
        ]),
      },
      [...FINDING_REQUIRED, "waiver"],
    ),
  ),
  troubles: list("What kept the job from being done; any makes the exit code 2.", trouble),
  notes: list("What could not be understood inside files that are otherwise read.", trouble),
  disclaimer: text(),
};

function count(description: string): Schema {
  return { type: "integer", minimum: 0, description };
}
