import type { Model } from "../model/readFile.ts";
import type { Problem } from "../model/span.ts";
import { inner, type JsonDocument } from "../parse/json.ts";
import { type Detected, versionText } from "./detected.ts";
import { hasComponents } from "./detectJson.ts";
import { inside } from "./sbom/jsonSource.ts";
import { readCycloneDx } from "./sbom/readCycloneDx.ts";
import { readSpdx2 } from "./sbom/readSpdx2.ts";
import { asObject, opening, own } from "./sbom/statedJson.ts";
import { readThreatDragon } from "./threats/readThreatDragon.ts";
import { readCycloneDxVex } from "./vex/readCycloneDxVex.ts";

/** The newest versions whose members are all known. */
const NEWEST_CYCLONEDX = 7;
const NEWEST_SPDX2 = 3;

/** What a JSON file says, with notes that do not stand in the way of reading it. */
export interface JsonReading {
  readonly models: readonly Model[];
  readonly notes: readonly Problem[];
}

/** Hands a JSON document to the reader that its detection names. */
export function readJson(json: JsonDocument, detected: Detected): JsonReading {
  if (!json.usable) return { models: [], notes: [] };
  switch (detected.reader) {
    case "CycloneDX":
      return { models: cycloneDxModels(json, detected), notes: cycloneDxNotes(json, detected.version) };
    case "SPDX":
      return { models: [readSpdx2(json)], notes: spdxNotes(json, detected.version) };
    case "wrapped SPDX":
      return { models: [readSpdx2(inside(json, "sbom"))], notes: [] };
    case "Threat Dragon":
      return { models: [readThreatDragon(json)], notes: [] };
    default:
      return { models: [], notes: [] };
  }
}

/** A VEX alone, an SBOM alone, or both where an SBOM also says how its vulnerabilities were judged. */
function cycloneDxModels(json: JsonDocument, { kind }: Detected): Model[] {
  if (kind === "vex") return [readCycloneDxVex(json)];
  return hasAnalysis(json) && hasComponents(json)
    ? [readCycloneDx(json), readCycloneDxVex(json)]
    : [readCycloneDx(json)];
}

function hasAnalysis(json: JsonDocument): boolean {
  for (const { value } of json.elementsWith("vulnerabilities", '"analysis"')) {
    if (asObject(own(asObject(value), "analysis"))) return true;
  }
  return false;
}

function cycloneDxNotes(json: JsonDocument, version: string): Problem[] {
  const notes: Problem[] = [];
  const format = json.member("bomFormat");
  if (format === undefined) {
    const message = 'The file does not say that it is CycloneDX; other tools look for `"bomFormat": "CycloneDX"`.';
    notes.push({ message, span: opening(json.at([])) });
  } else if (format !== "CycloneDX") {
    const message = "The format is spelled differently from what other tools look for; write `CycloneDX`.";
    notes.push({ message, span: inner(json.at(["bomFormat"])) });
  }
  const note = versionNote("CycloneDX", version, { major: 1, from: 2, to: NEWEST_CYCLONEDX });
  if (note) notes.push({ message: note, span: versionSpan(json, "specVersion") });
  return notes;
}

function spdxNotes(json: JsonDocument, version: string): Problem[] {
  const note = versionNote("SPDX", version, { major: 2, from: 0, to: NEWEST_SPDX2 });
  return note ? [{ message: note, span: versionSpan(json, "spdxVersion") }] : [];
}

function versionNote(
  format: string,
  version: string,
  known: { readonly major: number; readonly from: number; readonly to: number },
): string | undefined {
  const last = `${known.major}.${known.to}`;
  if (version === "") return `The file does not say which version of ${format} it follows; it is read as ${last}.`;
  const parts = /^(\d+)\.(\d+)(?:\.\d+)*$/.exec(version);
  const minor = Number(parts?.[2]);
  if (parts && Number(parts[1]) === known.major && minor >= known.from && minor <= known.to) return undefined;
  return `${format} ${version} is not a version that Premarket knows; what it shares with ${last} is read.`;
}

function versionSpan(json: JsonDocument, name: string): Problem["span"] {
  return versionText(json.member(name)) === "" ? opening(json.at([])) : inner(json.at([name]));
}
