import type { JsonDocument } from "../parse/json.ts";
import { type Detected, notYet, type ReaderName, readBy, versionText } from "./detected.ts";
import { asList, asObject, own } from "./sbom/statedJson.ts";

/** Recognises the threat models that are kept as JSON. Some are read, the others known by name. */
export function detectThreatModelJson(json: JsonDocument): Detected | undefined {
  return detectThreatDragon(json) ?? detectByMembers(json) ?? detectList(json);
}

function detectThreatDragon(json: JsonDocument): Detected | undefined {
  const names = new Set(json.memberNames());
  const version = versionText(json.member("version"));
  const detail = asObject(json.member("detail"));
  const diagrams = own(detail, "diagrams");
  const isEmpty = names.has("summary") && own(detail, "contributors") !== undefined;
  if (isEmpty || (Array.isArray(diagrams) && (names.has("summary") || isDiagram(diagrams[0])))) {
    return readBy("Threat Dragon", "threat-model", "Threat Dragon", version);
  }
  if (names.has("tmfVersion") && own(asObject(json.member("project")), "title") !== undefined) {
    const found = { kind: "threat-model", format: "Threat Dragon", version: "", serialization: "json" } as const;
    return notYet(found, "The next format of Threat Dragon");
  }
  return undefined;
}

function isDiagram(value: unknown): boolean {
  const diagram = asObject(value);
  return own(diagram, "cells") !== undefined || own(diagram, "diagramJson") !== undefined;
}

function detectByMembers(json: JsonDocument): Detected | undefined {
  const names = new Set(json.memberNames());
  const has = (...all: readonly string[]) => all.every((name) => names.has(name));
  const any = (...some: readonly string[]) => some.some((name) => names.has(name));
  const model = (reader: ReaderName, version: unknown = "") =>
    readBy(reader, "threat-model", reader, versionText(version));
  const $schema = versionText(json.member("$schema"));
  if (isThreatComposer(json, names)) return model("Threat Composer", json.member("schema"));
  if (has("otmVersion")) return model("OTM", json.member("otmVersion"));
  if ($schema.includes("threat-model-library") || has("scope", "trust_zones", "data_flows")) {
    return model("TM-BOM", /\/v(\d+(?:\.\d+)*)\//.exec($schema)?.[1]);
  }
  if (has("threagile_version") || (has("technical_assets") && any("trust_boundaries", "data_assets"))) {
    return model("Threagile", json.member("threagile_version"));
  }
  if (has("flows", "elements") && (has("findings") || isPytmInput(json))) return model("pytm");
  if (has("spec_version", "threatmodel")) return model("threatcl", json.member("spec_version"));
  return detectNamed(json, names);
}

/** What pytm takes in names the class of each element, as its report does. */
function isPytmInput(json: JsonDocument): boolean {
  return own(asObject(asList(json.member("elements"))[0]), "__class__") !== undefined;
}

function isThreatComposer(json: JsonDocument, names: ReadonlySet<string>): boolean {
  const parts = ["threats", "assumptions", "mitigations", "applicationInfo", "brainstorm"];
  return typeof json.member("schema") === "number" && parts.some((part) => names.has(part)) && !names.has("$schema");
}

/** Formats that are known and not read. */
function detectNamed(json: JsonDocument, names: ReadonlySet<string>): Detected | undefined {
  const has = (...all: readonly string[]) => all.every((name) => names.has(name));
  const named = (format: string, said = format) =>
    notYet({ kind: "threat-model", format, version: "", serialization: "json" }, said);
  if (isAttackFlow(json, names)) return named("Attack Flow");
  if (has("threats", "controls", "components", "mitigations")) return named("threatspec");
  if (has("spec_version", "repository", "commit", "components")) return named("Alpha-Omega threat model");
  if (has("metadata", "feature_classes", "control_objectives")) return named("TrustOnCloud");
  const first = asObject(asList(json.member("elements"))[0]);
  if (has("elements", "flows") && own(first, "alias") !== undefined) return named("tmforge", "A tmforge manifest");
  if (names.has("mxfile")) return named("draw.io", "A draw.io drawing turned into JSON");
  return undefined;
}

function isAttackFlow(json: JsonDocument, names: ReadonlySet<string>): boolean {
  if (names.has("objects") && names.has("schema") && names.has("location")) return true;
  return json.member("type") === "bundle" && json.text.toString().includes('"attack-flow"');
}

/** The risks that Threagile works out are a bare list. */
function detectList(json: JsonDocument): Detected | undefined {
  if (json.memberNames().length > 0 || !json.text.toString().includes('"synthetic_id"')) return undefined;
  const first = asObject(asList(json.root())[0]);
  if (own(first, "synthetic_id") === undefined || own(first, "exploitation_likelihood") === undefined) return undefined;
  return readBy("Threagile risks", "threat-model", "Threagile", "");
}
