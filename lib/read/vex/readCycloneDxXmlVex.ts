import type { Vex } from "../../model/vex.ts";
import type { XmlDocument } from "../../parse/xml.ts";
import {
  cycloneDxXmlAnchor,
  cycloneDxXmlAuthor,
  cycloneDxXmlVersion,
  cycloneDxXmlVulnerabilities,
} from "../sbom/cycloneDxXmlParts.ts";
import { statedXmlChild } from "../sbom/statedXml.ts";

/** Reads what a CycloneDX XML document says about vulnerabilities, alone in a file or beside components. */
export function readCycloneDxXmlVex(xml: XmlDocument): Vex {
  return {
    kind: "vex",
    format: "CycloneDX",
    version: cycloneDxXmlVersion(xml),
    serialization: "xml",
    anchor: cycloneDxXmlAnchor(xml),
    author: cycloneDxXmlAuthor(xml),
    timestamp: statedXmlChild(xml.root()?.child("metadata"), "timestamp"),
    vulnerabilities: cycloneDxXmlVulnerabilities(xml),
  };
}
