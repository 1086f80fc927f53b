import { catalogue } from "../guidance/catalogue.ts";
import type {
  AnsweredCheck,
  CheckSpec,
  Collection,
  Filter,
  Matter,
  RefersCheck,
  ThreatsCheck,
  TopicCheck,
  TraceCheck,
  TraceKind,
  ValueRule,
  ViewCheck,
} from "../model/guidance.ts";
import type { WritingCheck } from "../model/writingCheck.ts";

const ELEMENTS: Readonly<Record<Collection, string>> = {
  "sbom.document": "the SBOM",
  "sbom.product": "the product that the SBOM describes",
  "sbom.component": "every component of the SBOM",
  "sbom.vulnerability": "every vulnerability entry of the SBOM",
  "vex.document": "the VEX document",
  "vex.statement": "every statement of the VEX document",
  "scan.document": "the scanner result",
  "scan.finding": "every finding of the scanner",
  "threat.model": "the threat model",
  "threat.view": "every diagram of the threat model",
  "threat.element": "every element of the threat model",
  "threat.asset": "every asset of the threat model",
  "threat.flow": "every flow of the threat model",
  "threat.crossing": "every flow in scope that crosses a trust boundary or uses a public network",
  "threat.threat": "every threat",
  "threat.mitigation": "every mitigation of the threat model",
  "threat.assumption": "every assumption of the threat model",
};

const FIELDS: Readonly<Record<string, string>> = {
  id: "an id",
  name: "a name",
  version: "a version",
  supplier: "a supplier",
  purl: "a package URL",
  cpe: "a CPE name",
  swid: "a SWID tag",
  identifier: "a package URL, CPE name or SWID tag",
  hashes: "a hash",
  license: "a license",
  producer: "a producer",
  copyright: "a copyright notice",
  context: "a statement on when in the life of the software the data were gathered",
  serial: "an identifier of this edition of the SBOM",
  signature: "a signature",
  type: "a type",
  author: "an author",
  timestamp: "a time of making",
  updated: "a time of the last change",
  tool: "a tool that made it",
  completeness: "a statement on its completeness",
  product: "a described product",
  components: "components",
  graph: "dependency relationships",
  state: "a state",
  justification: "a justification",
  detail: "an explanation",
  action: "an action or response",
  affects: "the component or product that it is about",
  owner: "an owner",
  date: "a date",
  edition: "a version of its own",
  scope: "a scope",
  methodology: "a methodology",
  "methodology-reason": "the reason for its methodology",
  assets: "assets",
  actors: "people or roles",
  boundaries: "trust boundaries",
  assumptions: "assumptions",
  "score-before": "a score before controls",
  "score-after": "a score after controls",
  title: "a title",
  status: "a status",
  severity: "a severity",
  mitigation: "a mitigation",
  "mitigation-refs": "a reference to a mitigation",
  verification: "how its mitigation is verified",
  "verification-wanted": "a model that names tests",
  protocol: "a protocol",
  "protocol-version": "a version of its protocol",
  versioned: "a protocol that has versions",
  encryption: "whether it is encrypted",
  authentication: "how its ends are authenticated",
  "by-hand": "a way by hand or eye",
  software: "the software that it stands for",
  "support.level": "a level of support",
  "support.end": "an end-of-support date",
  "support.end-of-life": "an end-of-life date",
  "support.justification": "a reason why support data cannot be given",
  "support.level-justification": "a reason why the level cannot be given",
  "support.end-justification": "a reason why the end cannot be given",
  "support.plan": "a plan for the end of support",
  "support.assessed": "a day on which the support was looked up",
};

const RULES: Readonly<Record<ValueRule, string>> = {
  "exact-version": "one exact version",
  "support-date": "one day that can be read in one way only, such as 2029-06-30",
  "date-time": "a date and time in the form 2026-10-01T09:00:00Z",
  "not-in-future": "a day that is not in the future",
  "support-not-over": "a day that is not over",
  "support-covers-device": "a day that is not before the end of the device's own support",
  "valid-purl": "well formed",
  "purl-agrees": "in agreement with the version beside it",
  "valid-cpe": "well formed",
  "hash-length": "of as many hexadecimal digits as its algorithm makes",
  "strong-hash": "of an algorithm stronger than MD5 and SHA-1, at least once",
  "support-level-agrees": "in agreement with the end-of-support date",
  "real-name": "a name and no path or hash",
  "settled-state": "settled",
  "not-before-sbom": "not before the day of the SBOM",
  "support-not-near": "at least a year away, or over already",
  "support-dates-agree": "the same wherever it stands",
  "support-assessed-lately": "at most a year ago",
  "level-tells": "about maintenance and not about something else",
  unmaintained: "a word for software that is maintained",
  matchable: "one that vulnerability scanners search by",
  "license-expression": "an SPDX license expression",
  "names-version": "with a version",
  triaged: "a decision of a person",
  "not-open": "no longer open",
};

const REFERENCES: Readonly<Record<RefersCheck["refers"], string>> = {
  "sbom.dependency": "Both ends of every dependency are in the SBOM.",
  "sbom.duplicate-id": "No two components of the SBOM share an id.",
  "sbom.reachable": "Every component of the SBOM is joined to the product by dependencies.",
  "sbom.flat": "The dependencies of an SBOM with many components do not all begin at one of them.",
  "vex.answers": "No two VEX statements say different things of one vulnerability in one component.",
  "support.component": "Every row of a component-support addendum is about a component of an SBOM of the submission.",
  "vex.affects": "What a VEX statement is about is in an SBOM of the submission.",
};

const ANSWERED: Readonly<Record<AnsweredCheck["answered"], string>> = {
  "scan.finding": "Every vulnerability that a scanner found is in a VEX document or in the vulnerability assessment.",
  "sbom.vulnerability":
    "Every vulnerability that an SBOM lists without an analysis is in a VEX document or in the vulnerability assessment.",
  "kev.vulnerability":
    "Of every vulnerability that is in the copy of the KEV catalog, a VEX statement says that it is fixed or does not affect the device.",
};

const AGREEMENTS = {
  "product-version": "The SBOM's product has the version that `premarket.yaml` states.",
  "product-name": "The SBOM's product has the name that `premarket.yaml` states.",
  "no-ots-claim": "No sentence says that there is no off-the-shelf software while an SBOM lists some.",
  "listed-software": "Software that a table lists with a version is in an SBOM.",
  "tested-version": "Where a table and an SBOM name the same software, the versions agree.",
  "quality-system-citation":
    "A document dated since 2026-02-02 that cites a former section of 21 CFR 820 names the ISO 13485 clause too.",
  interfaces: "Ports that the architecture or the threat model names stand in the labeling, and the other way round.",
  "element-software": "Software that an element of the threat model says it stands for is in an SBOM.",
} as const;

const VIEWS: Readonly<Record<ViewCheck["view"], string>> = {
  "global-system": "The global system view",
  "multi-patient-harm": "The multi-patient harm view",
  updatability: "The updatability and patchability view",
  "security-use-case": "A security use case view",
  each: "Each architecture view",
};

const THREATS: Readonly<Record<ThreatsCheck["threats"], string>> = {
  "elements-covered":
    "Each process, store, component and device of the threat model that is in scope has a threat, on itself, on one of its flows, or in the words of one.",
  "stride-categories": "A threat model by STRIDE has threats of all six categories, or its text says why one has none.",
  "copied-text":
    "No mitigation or justification of 40 characters or more stands word for word at four or more threats.",
  exploitability:
    "Where security risks are rated by likelihood or probability, the documents say that exploitability is meant.",
  "handed-over":
    "Threats that are transferred, and assumptions by which hospital or user has to act, are found in the labeling by their id or by words in one paragraph.",
};

const WRITING: Readonly<Record<WritingCheck["writing"], string>> = {
  "left-open": "No placeholder, note to oneself or guidance without an answer stands in a document.",
  "empty-sections": "Every heading has text or other headings below it.",
  "open-tasks": "Where tasks of a list are ticked, all are; none stands under a heading of open work.",
  links: "Links to headings and documents of the submission, footnotes and references by label find what they name.",
  "severity-times": "Tables give one severity the same time for the same purpose.",
  "unmeasured-times": "A document that promises to be timely or prompt gives a time for its matter somewhere.",
  versions:
    "A document's version is the same in its front matter, title and history, and the device's version is that of `premarket.yaml`.",
  "empty-cells": "A column of owners, times, severities, states or answers that is mostly filled has no empty cell.",
  editions:
    "A document dated since 2026-02-03 cites FDA's premarket guidance by its current title, and no reference that this edition dropped.",
};

const KINDS: Readonly<Record<TraceKind, string>> = {
  threat: "threats",
  risk: "rows of the risk assessment",
  control: "controls or requirements",
  test: "tests",
  element: "elements",
};

/** What a check looks at, as a sentence for people. */
export function checkWords(check: CheckSpec): string {
  if ("any" in check) {
    const fields = check.all ? listOf(check.has.map(fieldWords), "and") : anyOf(check.has);
    return `${capital(ELEMENTS[check.any])} gives ${fields}, in any of the documents.`;
  }
  if ("view" in check) return viewWords(check);
  if ("covers" in check)
    return `The documents speak of ${listOf(check.covers.map(matterWords), "and")}. Where they do, a person judges whether what they say is enough.`;
  if ("threats" in check) return THREATS[check.threats];
  if ("trace" in check) return traceWords(check);
  if ("writing" in check) return WRITING[check.writing];
  if ("varied" in check) {
    return `${capital(ELEMENTS[check.each])} has words of its own where it gives ${fieldWords(check.varied)}.`;
  }
  if ("has" in check) {
    const elements = ELEMENTS[check.each] + filterWords(check.where);
    return `${capital(elements)} gives ${anyOf(check.has)}${unlessWords(check.unless)}.`;
  }
  if ("value" in check) {
    const elements = ELEMENTS[check.each] + filterWords(check.where);
    return `In ${elements}, ${fieldWords(check.value)} that is given is ${RULES[check.is]}${unlessWords(check.unless)}.`;
  }
  if ("refers" in check) return REFERENCES[check.refers];
  if ("agrees" in check) return AGREEMENTS[check.agrees];
  if ("answered" in check) return ANSWERED[check.answered];
  if ("present" in check) {
    const held = check.with === undefined ? "" : `, and it lists ${check.with}`;
    return `A readable document of one of the roles above is part of the submission${held}.`;
  }
  if ("topic" in check) return topicWords(check);
  const about = check.table.map((group) => group.join(" or ")).join(", and of ");
  return `In tables whose header speaks of ${about}, every row has something in a column for ${check.column.join(" or ")}.`;
}

function topicWords({ topic, needs }: TopicCheck): string {
  const known = catalogue().topics.find((one) => one.id === topic);
  const wanted = known?.elements.filter(({ id }) => needs?.includes(id)).map(({ says }) => says) ?? [];
  const asked = wanted.length > 0 ? `It gives ${wanted.join(", and ")}.` : (known?.counts ?? "");
  return `One of the documents above addresses ${known?.title ?? topic} in words of its own. ${asked}`.trim();
}

function viewWords({ view, covers, shows }: ViewCheck): string {
  if (shows) return `${VIEWS[view]} has a diagram and explaining text.`;
  if (covers) return `${VIEWS[view]} speaks of ${listOf(covers.map(matterWords), "and")}.`;
  return `${VIEWS[view]} stands as a heading, a document or a diagram, or a sentence says why it does not.`;
}

function matterWords({ name, words }: Matter): string {
  return `${name} (${words.map((word) => `"${word.replaceAll("*", "…")}"`).join(", ")})`;
}

function traceWords(check: TraceCheck): string {
  if (check.to === "definitions")
    return "Ids of a numbering of which three or more are defined are defined wherever they are used.";
  const over =
    check.over && check.over.length > 0
      ? `, directly or over ${listOf(
          check.over.map((kind) => KINDS[kind]),
          "or",
        )}`
      : "";
  return `All ${KINDS[check.trace]} with ids are joined to ${KINDS[check.to]}${over}, by rows, entries and sections where both ids are defined.`;
}

function listOf(all: readonly string[], word: string): string {
  return all.length < 2 ? all.join("") : `${all.slice(0, -1).join(", ")} ${word} ${all.at(-1)}`;
}

function fieldWords(field: string): string {
  if (field.endsWith("?")) return `${fieldWords(field.slice(0, -1))} (or a statement that it is not known)`;
  const known = FIELDS[field];
  if (known !== undefined) return known;
  return field.startsWith("property.") ? `a property \`${field.slice("property.".length)}\`` : `\`${field}\``;
}

function anyOf(fields: string | readonly string[]): string {
  const list = typeof fields === "string" ? [fields] : fields;
  return list.map(fieldWords).join(", or ");
}

function unlessWords(unless: string | readonly string[] | undefined): string {
  return unless === undefined ? "" : `, unless it gives ${anyOf(unless)}`;
}

function filterWords(filter: Filter | undefined): string {
  if (filter === undefined) return "";
  const field = fieldWords(filter.field);
  if (filter.is === undefined) return filter.not ? ` that does not give ${field}` : ` that gives ${field}`;
  const words = filter.is.map((word) => `"${word}"`).join(" or ");
  return ` whose ${field.replace(/^an? /, "")} is ${filter.not ? "not " : ""}${words}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
