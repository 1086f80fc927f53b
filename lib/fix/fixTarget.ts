import type { Span } from "../model/span.ts";
import { parseXml, type XmlElement } from "../parse/xml.ts";
import { CycloneDxXmlNode } from "./cycloneDxXmlEdits.ts";
import { jsonDialect } from "./dialect.ts";
import { jsonNode } from "./jsonEdits.ts";
import { SpdxRdfNode } from "./spdxRdfEdits.ts";
import { SpdxXmlNode } from "./spdxXmlEdits.ts";
import type { FixTarget } from "./structureFor.ts";
import { tagValuePackage, tagValueRoot } from "./tagValueEdits.ts";
import { yamlNode, yamlRoot } from "./yamlEdits.ts";

const TAG_VALUE = /^\ufeff?\s*(?:SPDXVersion|PackageName|DataLicense)\s*:/m;
const SPDX_YAML = /^\ufeff?["']?spdxVersion["']?\s*:/m;

/** The element at a place, in whichever syntax the file has; undefined where no fix can add to it. */
export function elementTarget(text: string, span: Span): FixTarget | undefined {
  const first = text[span.start];
  if (first === "{" && text[span.end - 1] === "}" && !SPDX_YAML.test(text)) {
    const node = jsonNode(text, span);
    return node && { node, text, dialect: jsonDialect(node, text) };
  }
  if (first === "<") {
    const document = parseXml(text.slice(span.start, span.end));
    const root = document.usable ? document.root() : undefined;
    return root && xmlTarget(text, root, span.start);
  }
  if (SPDX_YAML.test(text)) {
    const node = yamlNode(text, span);
    return node && { node, text, dialect: "SPDX 2" };
  }
  return TAG_VALUE.test(text) ? { node: tagValuePackage(text, span), text, dialect: "SPDX 2" } : undefined;
}

function xmlTarget(text: string, root: XmlElement, shift: number): FixTarget | undefined {
  const places = { text, shift };
  if (["component", "vulnerability", "bom"].includes(root.local)) {
    return { node: new CycloneDxXmlNode(places, root), text, dialect: "CycloneDX" };
  }
  if (root.local === "packages" || root.local === "Document") {
    return { node: new SpdxXmlNode(places, root), text, dialect: "SPDX 2" };
  }
  if (root.local === "Package" || root.local === "SpdxDocument") {
    return { node: new SpdxRdfNode(places, root), text, dialect: "SPDX 2" };
  }
  return undefined;
}

/** The whole document; undefined where the text is something else, or more than one value. */
export function documentTarget(text: string): FixTarget | undefined {
  const start = /^\ufeff?\s*/.exec(text)?.[0].length ?? 0;
  if (text[start] === "{") return jsonDocument(text, start);
  if (text[start] === "<") return xmlDocument(text);
  if (SPDX_YAML.test(text)) {
    const node = yamlRoot(text);
    return node && { node, text, dialect: "SPDX 2" };
  }
  return TAG_VALUE.test(text) ? { node: tagValueRoot(text), text, dialect: "SPDX 2" } : undefined;
}

function jsonDocument(text: string, start: number): FixTarget | undefined {
  const end = text.lastIndexOf("}") + 1;
  if (end <= start || text.slice(end).trim() !== "") return undefined;
  const node = jsonNode(text, { start, end });
  const isKnown = node && ["bomFormat", "specVersion", "spdxVersion", "statements"].some((mark) => node.member(mark));
  return isKnown ? { node, text, dialect: jsonDialect(node, text) } : undefined;
}

/** In RDF the document is one of the things that the file describes. */
function xmlDocument(text: string): FixTarget | undefined {
  const document = parseXml(text);
  const root = document.root();
  if (root?.local !== "RDF") return root && xmlTarget(text, root, 0);
  for (const element of document.elements()) if (element.local === "SpdxDocument") return xmlTarget(text, element, 0);
  return undefined;
}
