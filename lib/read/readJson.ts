import type { Model } from "../model/readFile.ts";
import type { Problem } from "../model/span.ts";
import type { JsonDocument } from "../parse/json.ts";
import type { Detected } from "./detected.ts";
import { hasComponents } from "./detectJson.ts";
import { csafNotes, cycloneDxNotes, openVexNotes, spdx2Notes, spdx3Notes } from "./jsonNotes.ts";
import { readKevJson } from "./kev/readKevJson.ts";
import { readThreatValue } from "./readThreats.ts";
import { inside } from "./sbom/jsonSource.ts";
import { readCycloneDx } from "./sbom/readCycloneDx.ts";
import { readSpdx2, spdx2ShapeProblems } from "./sbom/readSpdx2.ts";
import { readSpdx3 } from "./sbom/readSpdx3.ts";
import { ShapeWatch } from "./sbom/shapeNotes.ts";
import { Spdx3Graph } from "./sbom/spdx3Graph.ts";
import { asObject, own } from "./sbom/statedJson.ts";
import { readGrype } from "./scan/readGrype.ts";
import { readOsvScanner } from "./scan/readOsvScanner.ts";
import { readSarif } from "./scan/readSarif.ts";
import { readTrivy } from "./scan/readTrivy.ts";
import { ValueView } from "./threats/valueView.ts";
import { readCsaf } from "./vex/readCsaf.ts";
import { readCycloneDxVex } from "./vex/readCycloneDxVex.ts";
import { readOpenVex } from "./vex/readOpenVex.ts";
import { readSpdx3Vex } from "./vex/readSpdx3Vex.ts";

/** What a JSON file says, with notes that do not stand in the way of reading it. */
export interface JsonReading {
  readonly models: readonly Model[];
  /** Asked for after the walk over the elements, or it is walked for them. */
  readonly notes: readonly Problem[];
}

/** Hands a JSON document to the reader that its detection names. */
export function readJson(json: JsonDocument, detected: Detected): JsonReading {
  if (!json.usable) return { models: [], notes: [] };
  switch (detected.reader) {
    case "CycloneDX":
      return cycloneDxReading(json, detected);
    case "SPDX":
      return spdx2Reading(json, detected);
    case "wrapped SPDX":
      return { models: [readSpdx2(inside(json, "sbom"))], notes: [] };
    case "SPDX 3":
      return spdx3Reading(json, detected);
    case "OpenVEX":
      return { models: [readOpenVex(json)], notes: openVexNotes(json, detected.version) };
    case "CSAF":
      return { models: [readCsaf(json)], notes: csafNotes(json, detected.version) };
    case "Grype":
      return { models: [readGrype(json)], notes: [] };
    case "Trivy":
      return { models: [readTrivy(json)], notes: [] };
    case "OSV-Scanner":
      return { models: [readOsvScanner(json)], notes: [] };
    case "SARIF":
      return { models: [readSarif(json)], notes: [] };
    case "KEV":
      return { models: [readKevJson(json)], notes: [] };
    default:
      return readThreatValue(ValueView.root(json), detected);
  }
}

/** A VEX alone, an SBOM alone, or both where an SBOM also says how its vulnerabilities were judged. */
function cycloneDxReading(json: JsonDocument, { kind, version }: Detected): JsonReading {
  if (kind === "vex") return { models: [readCycloneDxVex(json)], notes: cycloneDxNotes(json, version) };
  const shape = new ShapeWatch();
  const sbom = readCycloneDx(json, shape);
  const models = hasAnalysis(json) && hasComponents(json) ? [sbom, readCycloneDxVex(json)] : [sbom];
  return {
    models,
    get notes() {
      return [...cycloneDxNotes(json, version), ...shape.problems({ components: sbom.components })];
    },
  };
}

function spdx2Reading(json: JsonDocument, { version }: Detected): JsonReading {
  const shape = new ShapeWatch();
  const sbom = readSpdx2(json, "json", shape);
  return {
    models: [sbom],
    get notes() {
      return [...spdx2Notes(json, version), ...spdx2ShapeProblems(shape, sbom)];
    },
  };
}

/** A VEX alone, or an SBOM with the statements that stand beside it. */
function spdx3Reading(json: JsonDocument, { kind, version }: Detected): JsonReading {
  const graph = new Spdx3Graph(json);
  const vex = readSpdx3Vex(graph);
  const models = kind === "vex" && vex ? [vex] : [readSpdx3(graph), ...(vex ? [vex] : [])];
  return { models, notes: spdx3Notes(json, graph, version) };
}

function hasAnalysis(json: JsonDocument): boolean {
  for (const { value } of json.elementsWith("vulnerabilities", '"analysis"')) {
    if (asObject(own(asObject(value), "analysis"))) return true;
  }
  return false;
}
