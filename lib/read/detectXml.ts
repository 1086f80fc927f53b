import type { FileKind } from "../model/readFile.ts";
import type { XmlDocument, XmlElement } from "../parse/xml.ts";
import { decodeEntities } from "../parse/xmlText.ts";
import { type Detected, notYet } from "./detected.ts";
import { xmlLookalike } from "./lookalikes.ts";
import { cycloneDxXmlVersion, vulnerabilityElements } from "./sbom/cycloneDxXmlParts.ts";
import { gathered } from "./sbom/statedXml.ts";

/** Recognises an XML file by its first element; undefined for one that is no XML or that nobody asks for. */
export function detectXml(head: string, text: string): Detected | undefined {
  const root = firstElement(head);
  if (root === undefined) return undefined;
  const local = root.slice(root.indexOf(":") + 1);
  const cycloneDx = /cyclonedx\.org\/schema\/bom\/(\d[\d.]*)/.exec(head);
  // Without its namespace the file is known by what stands in it.
  const isBom = cycloneDx || /<(?:[\w.-]{1,40}:)?(?:metadata|components)\b/.test(head);
  if (local === "bom" && isBom) return sbom("CycloneDX", cycloneDx?.[1] ?? "", "xml");
  if (local === "RDF" && head.includes("spdx.org/rdf/terms")) return sbom("SPDX", spdxVersion(text), "rdf");
  if (local === "Document" && text.includes("<spdxVersion>")) return sbom("SPDX", spdxVersion(text), "xml");
  const other = (kind: FileKind, format: string, said = format) =>
    notYet({ kind, format, version: "", serialization: "xml" }, said);
  if (local === "ThreatModel" && head.includes("ThreatModeling.Model")) {
    const version = /<Version>(\d[\d.]{0,20})</.exec(text)?.[1] ?? "";
    return { kind: "threat-model", format: "Microsoft TMT", version, serialization: "xml", reader: "Microsoft TMT" };
  }
  if (local === "KnowledgeBase" && head.includes("<Manifest")) return tmtTemplate(head);
  if (local === "mxfile" || local === "mxGraphModel") {
    return { kind: "diagram", format: "draw.io", version: "", serialization: "xml", reader: "draw.io" };
  }
  if (local === "SBOMVulnerabilityDisclosure") {
    return other("vex", "REA Vulnerability Disclosure", "The REA Vulnerability Disclosure Report");
  }
  return xmlLookalike(local, head);
}

/** A template holds what may threaten any system, and no system. */
function tmtTemplate(head: string): Detected {
  const manifest = /<Manifest\b[^>]{0,2000}/.exec(head)?.[0] ?? "";
  const part = (name: string) => decodeEntities(new RegExp(`\\s${name}="([^"]{0,200})"`).exec(manifest)?.[1] ?? "");
  const named = part("name") === "" ? "" : ` "${part("name")}"`;
  const refusal = `This is the template${named} of the Microsoft Threat Modeling Tool, which describes no device; list the model (.tm7) that was made with it.`;
  return { kind: "unknown", format: "Microsoft TMT template", version: part("version"), serialization: "xml", refusal };
}

/** What only the whole of a CycloneDX file tells: whether it is an SBOM or a VEX. As in JSON, it is a VEX when it speaks of vulnerabilities and not of components of its own. */
export function detectParsedXml(xml: XmlDocument, detected: Detected): Detected {
  const root = xml.root();
  if (detected.format !== "CycloneDX" || !root) return detected;
  return { ...detected, version: cycloneDxXmlVersion(xml) || detected.version, kind: cycloneDxKind(xml, root) };
}

/** True when the document lists at least one component besides the product itself. */
export function hasXmlComponents(xml: XmlDocument): boolean {
  const root = xml.root();
  return [root?.along("components", "component"), root?.along("metadata", "component", "components", "component")].some(
    (component) => component !== undefined,
  );
}

function cycloneDxKind(xml: XmlDocument, root: XmlElement): "sbom" | "vex" {
  const lists = hasXmlComponents(xml);
  const serial = root.attribute("serialNumber")?.value.replace(/^urn:uuid:/i, "") ?? "";
  let elsewhere = false;
  for (const vulnerability of vulnerabilityElements(xml)) {
    if (!lists) return "vex";
    for (const target of gathered(vulnerability, "affects", "target")) {
      const ref = target.child("ref")?.text?.value ?? "";
      if (!ref.startsWith("urn:cdx:") || (serial !== "" && ref.includes(serial))) return "sbom";
      elsewhere = true;
    }
  }
  return elsewhere ? "vex" : "sbom";
}

function sbom(reader: "CycloneDX" | "SPDX", version: string, serialization: "xml" | "rdf"): Detected {
  return { kind: "sbom", format: reader, version, serialization, reader };
}

/** In XML `<spdxVersion>`, in RDF the property `specVersion` under any prefix. */
function spdxVersion(text: string): string {
  return /(?:spdxVersion|specVersion)>\s{0,100}SPDX-(\d+(?:\.\d+)*)/.exec(text)?.[1] ?? "";
}

/** Name of the first element, with its prefix: what stands before it are declarations and comments. */
function firstElement(head: string): string | undefined {
  let at = 0;
  for (;;) {
    at += /^[\s\ufeff]*/.exec(head.slice(at, at + 10_000))?.[0].length ?? 0;
    const close = head.startsWith("<!--", at) ? "-->" : /^<[?!]/.test(head.slice(at, at + 2)) ? ">" : undefined;
    if (close === undefined) return /^<([A-Za-z_][\w.:-]{0,100})/.exec(head.slice(at, at + 110))?.[1];
    const end = head.indexOf(close, Math.max(at, subsetEnd(head, at)));
    if (end < 0) return undefined;
    at = end + close.length;
  }
}

/** Where the brackets of a document type declaration close, so that what it declares is not taken for the file's own elements. */
function subsetEnd(head: string, at: number): number {
  if (!head.startsWith("<!DOCTYPE", at)) return at;
  const open = head.indexOf("[", at);
  return open >= 0 && open < head.indexOf(">", at) ? head.indexOf("]", open) : at;
}
