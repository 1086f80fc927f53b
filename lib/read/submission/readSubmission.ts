import type { Problem, Span } from "../../model/span.ts";
import { ABSENT } from "../../model/stated.ts";
import type { DocumentEntry, SubmissionConfig } from "../../model/submission.ts";
import { CHARACTERISTICS, DOCUMENTATION_LEVELS, PATHWAYS, ROLES, SEVERITIES } from "../../model/vocabulary.ts";
import type { YamlDocument, YamlEntry, YamlMap, YamlNode } from "../../parse/yaml.ts";
import { Fields, isEmpty } from "./fields.ts";
import { firstText } from "./firstText.ts";

const KEYS = ["device", "submission", "as-of", "profile", "documents", "kev", "requirements", "sources"] as const;
const DEVICE_KEYS = [
  "name",
  "version",
  "manufacturer",
  "support-ends",
  "characteristics",
  "cyber-device",
  "documentation-level",
] as const;
const SUBMISSION_KEYS = ["pathway", "planned"] as const;
const DOCUMENT_KEYS = ["path", "role"] as const;
const STATUSES = ["current", "historical", "withdrawn"] as const;

/**
 * Reads `premarket.yaml`. Whatever cannot be used is left out (absent) and reported at its place with the nearest
 * known word; the rest of the file counts all the same. Ids of requirements and sources are not looked up here.
 */
export function readSubmission(yaml: YamlDocument): { config: SubmissionConfig; problems: Problem[] } {
  const fields = new Fields();
  const anchor = firstText(yaml);
  const root = rootMap(yaml, fields, anchor);
  refuseExclude(fields, root);
  const entries = fields.entries(without(root, "exclude"), KEYS, "premarket.yaml");
  const documents = entries.get("documents");
  const device = readDevice(fields, entries.get("device"));
  const config: SubmissionConfig = {
    kind: "submission",
    format: "premarket.yaml",
    anchor: device.name.state === "given" ? device.name.span : anchor,
    device,
    ...readPlan(fields, entries.get("submission")),
    asOf: fields.date(entries.get("as-of")),
    profile: fields.text(entries.get("profile")),
    documents: readDocuments(fields, documents, yaml.problems.length > 0 ? undefined : anchor),
    documentsAnchor: documents?.keySpan ?? anchor,
    kev: readPath(fields, entries.get("kev")),
    requirements: readRequirements(fields, entries.get("requirements")),
    sources: readSources(fields, entries.get("sources")),
  };
  return { config, problems: [...yaml.problems, ...fields.problems] };
}

/** Earlier versions took the key and did nothing with it, which is worse than to say so. */
function refuseExclude(fields: Fields, root: YamlMap): void {
  const entry = root.entries.find(({ key }) => key === "exclude");
  if (entry) {
    const message = "`exclude` does nothing, because only what `documents` lists is part of a submission; take it out.";
    fields.report(message, entry.keySpan);
  }
}

function without(map: YamlMap, key: string): YamlMap {
  return { ...map, entries: map.entries.filter((entry) => entry.key !== key) };
}

function rootMap(yaml: YamlDocument, fields: Fields, anchor: Span): YamlMap {
  if (yaml.root?.kind === "map") return yaml.root;
  if (yaml.root && !isEmpty(yaml.root)) {
    fields.report("premarket.yaml starts with something else than a key; it needs keys such as `documents:`.", anchor);
  }
  return { kind: "map", entries: [], span: anchor };
}

function readDevice(fields: Fields, entry: YamlEntry | undefined): SubmissionConfig["device"] {
  const map = fields.map(entry, "name: Infusion Pump");
  const of = map ? fields.entries(map, DEVICE_KEYS, "`device`") : new Map<string, YamlEntry>();
  return {
    name: fields.text(of.get("name")),
    version: fields.text(of.get("version")),
    manufacturer: fields.text(of.get("manufacturer")),
    supportEnds: fields.date(of.get("support-ends")),
    characteristics: fields.words(of.get("characteristics"), CHARACTERISTICS, "characteristic"),
    cyberDevice: fields.truth(of.get("cyber-device")),
    documentationLevel: fields.word(of.get("documentation-level"), DOCUMENTATION_LEVELS, "documentation level"),
  };
}

function readPlan(fields: Fields, entry: YamlEntry | undefined): Pick<SubmissionConfig, "pathway" | "planned"> {
  const map = fields.map(entry, "pathway: 510k");
  if (!map) return { pathway: ABSENT, planned: ABSENT };
  const of = fields.entries(map, SUBMISSION_KEYS, "`submission`");
  return { pathway: readPathway(fields, of.get("pathway")), planned: fields.date(of.get("planned")) };
}

/** `none` is a pathway here, though elsewhere it stands for a value that is not known. */
function readPathway(fields: Fields, entry: YamlEntry | undefined): SubmissionConfig["pathway"] {
  if (entry?.value.kind === "scalar" && entry.value.text === "none") {
    return { state: "given", value: "none", span: entry.value.span };
  }
  return fields.word(entry, PATHWAYS, "pathway");
}

function readDocuments(fields: Fields, entry: YamlEntry | undefined, anchor: Span | undefined): DocumentEntry[] {
  if (!entry || isEmpty(entry.value)) {
    const place = entry?.keySpan ?? anchor;
    if (place) fields.report("premarket.yaml lists no documents; add `documents:` with a path and a role each.", place);
    return [];
  }
  if (entry.value.kind !== "seq") {
    fields.report("`documents` is a list; start each entry with `- path:`.", entry.value.span);
    return [];
  }
  const documents: DocumentEntry[] = [];
  const seen = new Set<string>();
  for (const node of entry.value.items) {
    const document = readDocument(fields, node);
    if (!document) continue;
    if (seen.has(document.path)) {
      fields.report(
        `${document.path} is listed a second time; list it once with all its roles, such as \`role: [sbom, vex]\`.`,
        document.pathSpan,
      );
      continue;
    }
    seen.add(document.path);
    documents.push(document);
  }
  return documents;
}

function readDocument(fields: Fields, node: YamlNode): DocumentEntry | undefined {
  if (node.kind === "scalar" && typeof node.value === "string") {
    return { path: checkedPath(fields, node.text, node.span), pathSpan: node.span, roles: [], span: node.span };
  }
  if (node.kind !== "map") {
    fields.report("This entry names no document; write `- path: file` and `role: ...` below it.", node.span);
    return undefined;
  }
  const of = fields.entries(node, DOCUMENT_KEYS, "a document");
  const path = fields.text(of.get("path"));
  const roles = fields.words(of.get("role"), ROLES, "role");
  if (path.state !== "given") {
    const place = path.state === "unknown" ? path.span : (node.entries[0]?.keySpan ?? node.span);
    fields.report("This document has no path; add `path:` with the file's place relative to premarket.yaml.", place);
    return undefined;
  }
  return { path: checkedPath(fields, path.value, path.span), pathSpan: path.span, roles, span: node.span };
}

function readPath(fields: Fields, entry: YamlEntry | undefined): SubmissionConfig["kev"] {
  const path = fields.text(entry);
  return path.state === "given" ? { ...path, value: checkedPath(fields, path.value, path.span) } : path;
}

/** Backslashes work on one system only; they are read as slashes so that the run goes on. */
function checkedPath(fields: Fields, path: string, span: Span): string {
  if (!path.includes("\\")) return path;
  const forward = path.replaceAll("\\", "/");
  fields.report(`The path ${path} has backslashes; write ${forward}, which works on every system.`, span);
  return forward;
}

function readRequirements(fields: Fields, entry: YamlEntry | undefined): SubmissionConfig["requirements"] {
  const found = new Map<string, { severity: (typeof SEVERITIES)[number] | "off"; span: Span }>();
  const map = fields.map(entry, "ntia-component-hash: information");
  for (const one of map?.entries ?? []) {
    const severity = fields.word(one, [...SEVERITIES, "off"] as const, "severity");
    if (severity.state === "given") found.set(one.key, { severity: severity.value, span: one.keySpan });
  }
  return found;
}

function readSources(fields: Fields, entry: YamlEntry | undefined): SubmissionConfig["sources"] {
  const found = new Map<string, { status: string; span: Span }>();
  const map = fields.map(entry, "fda-ots-2005: { status: historical }");
  for (const one of map?.entries ?? []) {
    const settings = fields.map(one, "status: historical");
    if (!settings) continue;
    const status = fields.word(
      fields.entries(settings, ["status"], "a source").get("status"),
      STATUSES,
      "status of a source",
    );
    if (status.state === "given") found.set(one.key, { status: status.value, span: one.keySpan });
  }
  return found;
}
