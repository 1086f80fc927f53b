import type { ReadFile } from "../model/readFile.ts";
import type { Problem } from "../model/span.ts";
import type { XmlDocument } from "../parse/xml.ts";
import type { Detected } from "./detected.ts";
import { hasXmlComponents } from "./detectXml.ts";
import type { ParsedXml } from "./parseSource.ts";
import { cycloneDxXmlMark, vulnerabilityElements } from "./sbom/cycloneDxXmlParts.ts";
import { readCycloneDxXml } from "./sbom/readCycloneDxXml.ts";
import { readSpdx2, spdx2ShapeProblems } from "./sbom/readSpdx2.ts";
import { ShapeWatch } from "./sbom/shapeNotes.ts";
import { spdx2RdfSource } from "./sbom/spdx2RdfSource.ts";
import { spdx2XmlSource } from "./sbom/spdx2XmlSource.ts";
import type { SpdxSource } from "./sbom/spdxSource.ts";
import { ATTACK_TREE, isNamedAttack } from "./threats/readDiagramText.ts";
import { readDrawio } from "./threats/readDrawio.ts";
import { readTm7, tm7Notes } from "./threats/readTm7.ts";
import { KNOWN_CYCLONEDX, KNOWN_SPDX2, versionNote } from "./versionNote.ts";
import { readCycloneDxXmlVex } from "./vex/readCycloneDxXmlVex.ts";

/** XML came two versions before JSON. */
const KNOWN_CYCLONEDX_XML = { ...KNOWN_CYCLONEDX, from: 0 };

type XmlReading = Pick<ReadFile, "models" | "problems" | "readable">;

/** What an XML file says; nothing where its tags do not fit together. */
export function readXml({ source: file, xml, detected }: ParsedXml): XmlReading {
  if (!xml.usable) return { models: [], problems: xml.problems, readable: false };
  if (detected.format === "CycloneDX") {
    return cycloneDxReading(xml, detected);
  }
  if (detected.reader === "Microsoft TMT") {
    return { models: [readTm7(xml)], problems: [...xml.problems, ...tm7Notes(xml)], readable: true };
  }
  if (detected.reader === "draw.io") return readDrawioFile(xml, file.path);
  const isRdf = detected.serialization === "rdf";
  const source = isRdf ? spdx2RdfSource(xml) : spdx2XmlSource(xml);
  const shape = new ShapeWatch();
  const sbom = readSpdx2(source, isRdf ? "rdf" : "xml", shape);
  return {
    models: [sbom],
    readable: true,
    get problems() {
      return [...xml.problems, ...spdxNotes(source, detected), ...spdx2ShapeProblems(shape, sbom)];
    },
  };
}

/** A drawing of which no page can be read is no document at all. */
function readDrawioFile(xml: XmlDocument, path: string): XmlReading {
  const { model, problems } = readDrawio(xml);
  if (model.elements.length > 0 && isNamedAttack(path, model)) {
    return { models: [], problems: [{ message: ATTACK_TREE, span: model.anchor }], readable: false };
  }
  const readable = model.elements.length + model.flows.length > 0 || problems.length === 0;
  return { models: readable ? [model] : [], problems: [...xml.problems, ...problems], readable };
}

/** A VEX alone, an SBOM alone, or both where an SBOM also says how its vulnerabilities were judged. */
function cycloneDxReading(xml: XmlDocument, detected: Detected): XmlReading {
  const problems = [...xml.problems, ...cycloneDxNotes(xml, detected)];
  if (detected.kind === "vex") return { models: [readCycloneDxXmlVex(xml)], problems, readable: true };
  const shape = new ShapeWatch();
  const sbom = readCycloneDxXml(xml, shape);
  return {
    models: hasAnalysis(xml) && hasXmlComponents(xml) ? [sbom, readCycloneDxXmlVex(xml)] : [sbom],
    readable: true,
    get problems() {
      return [...problems, ...shape.problems({ components: sbom.components })];
    },
  };
}

function hasAnalysis(xml: XmlDocument): boolean {
  for (const vulnerability of vulnerabilityElements(xml)) if (vulnerability.child("analysis")) return true;
  return false;
}

function cycloneDxNotes(xml: XmlDocument, { version }: Detected): Problem[] {
  const message = versionNote("CycloneDX", version, KNOWN_CYCLONEDX_XML);
  return message === undefined ? [] : [{ message, span: cycloneDxXmlMark(xml) }];
}

function spdxNotes(source: SpdxSource, { version }: Detected): Problem[] {
  const message = versionNote("SPDX", version, KNOWN_SPDX2);
  if (message === undefined) return [];
  const isStated = source.member("spdxVersion") !== undefined;
  return [{ message, span: isStated ? source.at(["spdxVersion"]).inner : source.at([]).opening }];
}
