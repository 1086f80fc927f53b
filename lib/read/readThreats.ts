import type { Model } from "../model/readFile.ts";
import type { Problem } from "../model/span.ts";
import type { Detected } from "./detected.ts";
import type { ParsedDiagram, ParsedHcl, ParsedThreatYaml } from "./parseSource.ts";
import { readCycloneDxClaims } from "./threats/readCycloneDxClaims.ts";
import { readCycloneDxModel } from "./threats/readCycloneDxModel.ts";
import { readDiagramText } from "./threats/readDiagramText.ts";
import { readOtm } from "./threats/readOtm.ts";
import { readPytm } from "./threats/readPytm.ts";
import { readThreagile, readThreagileRisks, threagileNotes } from "./threats/readThreagile.ts";
import { readThreatComposer } from "./threats/readThreatComposer.ts";
import { readThreatcl, threatclNotes } from "./threats/readThreatcl.ts";
import { readThreatDragon, threatDragonNotes } from "./threats/readThreatDragon.ts";
import { readTmBom } from "./threats/readTmBom.ts";
import { hclBlocks, jsonBlocks } from "./threats/threatclBlock.ts";
import { ValueView } from "./threats/valueView.ts";

/** What a threat model says, with notes that do not stand in the way of reading it. */
interface ThreatReading {
  readonly models: readonly Model[];
  readonly notes: readonly Problem[];
}

/** Reads a threat model that is a tree of JSON or YAML values; nothing for any other file. */
export function readThreatValue(root: ValueView, detected: Detected): ThreatReading {
  const serialization = detected.serialization === "yaml" ? "yaml" : "json";
  switch (detected.reader) {
    case "Threat Dragon":
      return { models: [readThreatDragon(root)], notes: threatDragonNotes(root) };
    case "OTM":
      return { models: [readOtm(root, serialization)], notes: [] };
    case "Threagile":
      return { models: [readThreagile(root, serialization)], notes: threagileNotes(root) };
    case "Threagile risks":
      return { models: [readThreagileRisks(root)], notes: [] };
    case "Threat Composer":
      return { models: [readThreatComposer(root)], notes: [] };
    case "TM-BOM":
      return { models: [readTmBom(root, serialization)], notes: [] };
    case "CycloneDX claims":
      return { models: [readCycloneDxClaims(root)], notes: [] };
    case "CycloneDX model":
      return { models: [readCycloneDxModel(root)], notes: [preRelease(root)] };
    case "threatcl":
      return {
        models: readThreatcl(jsonBlocks(root), detected.version, "json"),
        notes: threatclNotes(jsonBlocks(root)),
      };
    case "pytm":
      return { models: [readPytm(root)], notes: [] };
    default:
      return { models: [], notes: [] };
  }
}

function preRelease(root: ValueView): Problem {
  const message = "CycloneDX 2.0 is not released yet; the file is read as its draft of July 2026 has it.";
  return { message, span: root.get("specVersion")?.spot.inner ?? root.opening };
}

/** What a YAML threat model says; nothing where it is no map at all. */
export function readThreatYaml({ yaml, detected }: ParsedThreatYaml) {
  if (yaml.root?.kind !== "map") return { models: [], problems: yaml.problems, readable: false };
  const { models, notes } = readThreatValue(ValueView.ofYaml(yaml), detected);
  return { models, problems: [...yaml.problems, ...notes], readable: true };
}

/** What an HCL file says; nothing after the first mistake in it. */
export function readThreatHcl({ hcl, detected }: ParsedHcl) {
  const root = hclBlocks(hcl);
  const models = readThreatcl(root, detected.version, "hcl");
  return { models, problems: [...hcl.problems, ...threatclNotes(root)], readable: models.length > 0 };
}

/** What a file says that is one diagram. */
export function readDiagram({ source, text, language }: ParsedDiagram) {
  const { model, problems } = readDiagramText(text.toString(), language, source.path);
  return { models: model ? [model] : [], problems, readable: model !== undefined };
}
