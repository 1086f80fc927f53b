import type { Prose } from "../model/prose.ts";
import type { SourceFile } from "../model/sourceFile.ts";
import type { SourceText } from "../model/sourceText.ts";
import { type CsvDocument, parseCsv } from "../parse/csv.ts";
import { type HclDocument, parseHcl } from "../parse/hcl.ts";
import { type JsonDocument, parseJson } from "../parse/json.ts";
import { parseMarkdown } from "../parse/markdown.ts";
import type { BlockCache, ProseDocument } from "../parse/proseDocument.ts";
import { parseRst } from "../parse/rst.ts";
import { parseTagValue, type TagValueDocument } from "../parse/tagValue.ts";
import { parseXml, type XmlDocument } from "../parse/xml.ts";
import { parseYaml, type YamlDocument } from "../parse/yaml.ts";
import { detectSyntax } from "./detect.ts";
import { type Detected, nothing, UNKNOWN_KIND } from "./detected.ts";
import { detectJson } from "./detectJson.ts";
import { detectParsedXml } from "./detectXml.ts";
import type { DiagramLanguage } from "./threats/readDiagramText.ts";

/** A file after parsing, told apart by how it was parsed. */
export type Parsed =
  | ParsedJson
  | ParsedProse
  | ParsedOwnFile
  | ParsedTagValue
  | ParsedSpdxYaml
  | ParsedXml
  | ParsedCsv
  | ParsedSupportYaml
  | ParsedThreatYaml
  | ParsedHcl
  | ParsedDiagram
  | ParsedOther;

interface ParsedBase {
  readonly source: SourceFile;
  readonly text: SourceText;
}

export interface ParsedJson extends ParsedBase {
  readonly syntax: "json";
  readonly json: JsonDocument;
  readonly detected: Detected;
}

export interface ParsedProse extends ParsedBase {
  readonly syntax: "prose";
  readonly format: Prose["format"];
  readonly document: ProseDocument;
}

/** `premarket.yaml` or one of the files beside it. */
export type ParsedOwnFile = ParsedBase & { readonly syntax: "own" } & (
    | { readonly holds: "submission" | "waivers" | "reviews"; readonly yaml: YamlDocument }
    | { readonly holds: "baseline"; readonly json: JsonDocument }
  );

export interface ParsedTagValue extends ParsedBase {
  readonly syntax: "tag-value";
  readonly tagValue: TagValueDocument;
  readonly detected: Detected;
}

export interface ParsedSpdxYaml extends ParsedBase {
  readonly syntax: "spdx-yaml";
  readonly yaml: YamlDocument;
  readonly detected: Detected;
}

export interface ParsedXml extends ParsedBase {
  readonly syntax: "xml";
  readonly xml: XmlDocument;
  readonly detected: Detected;
}

/** A component-support addendum, or a KEV catalog. */
export interface ParsedCsv extends ParsedBase {
  readonly syntax: "csv";
  readonly csv: CsvDocument;
  readonly detected: Detected;
}

/** A component-support addendum. */
export interface ParsedSupportYaml extends ParsedBase {
  readonly syntax: "support-yaml";
  readonly yaml: YamlDocument;
  readonly detected: Detected;
}

/** A threat model in YAML. */
export interface ParsedThreatYaml extends ParsedBase {
  readonly syntax: "threat-yaml";
  readonly yaml: YamlDocument;
  readonly detected: Detected;
}

export interface ParsedHcl extends ParsedBase {
  readonly syntax: "hcl";
  readonly hcl: HclDocument;
  readonly detected: Detected;
}

/** A file that is one diagram. */
export interface ParsedDiagram extends ParsedBase {
  readonly syntax: "diagram";
  readonly language: DiagramLanguage;
  readonly detected: Detected;
}

/** A file that is recognised at most. */
export interface ParsedOther extends ParsedBase {
  readonly syntax: "other";
  readonly detected: Detected;
}

/** Of a text that is not held whole, this much tells the syntax. */
const HEAD = 100_000;

/**
 * Finds out what a file is and parses it. Never throws for bad content.
 * @param blocks keeps parsed sections of Markdown by their text, so that an edit parses one section
 */
export function parseSource(source: SourceFile, text: SourceText, blocks?: BlockCache): Parsed {
  const syntax = detectSyntax(source, typeof text === "string" ? text : text.slice(0, HEAD));
  if (syntax === "markdown") {
    return { syntax: "prose", format: "Markdown", source, text, document: parseMarkdown(text.toString(), blocks) };
  }
  if (syntax === "rst") {
    return { syntax: "prose", format: "reStructuredText", source, text, document: parseRst(text.toString(), blocks) };
  }
  if (syntax === "submission" || syntax === "waivers" || syntax === "reviews") {
    return { syntax: "own", holds: syntax, source, text, yaml: parseYaml(text.toString()) };
  }
  if (syntax === "baseline") return { syntax: "own", holds: syntax, source, text, json: parseJson(text) };
  if (syntax !== "json") return parseText(source, text.toString(), syntax);
  const json = parseJson(text);
  const detected = detectJson(json);
  // Many configuration files begin with a bracket; a JSON error in one of them would only puzzle.
  if (!json.usable && detected.format === "" && !/json$/i.test(source.path)) {
    return { syntax: "other", source, text, detected: { ...nothing(), refusal: UNKNOWN_KIND } };
  }
  return { syntax, source, text, json, detected };
}

/** Parses a file that is neither JSON nor Markdown by what it was recognised as. */
function parseText(source: SourceFile, text: string, detected: Detected): Parsed {
  if (detected.reader === "SPDX" && detected.serialization === "tag-value") {
    return { syntax: "tag-value", source, text, tagValue: parseTagValue(text), detected };
  }
  if (detected.reader === "SPDX" && detected.serialization === "yaml") {
    return { syntax: "spdx-yaml", source, text, yaml: parseYaml(text), detected };
  }
  if (detected.reader === "component support" || detected.reader === "KEV") {
    if (detected.serialization === "csv") return { syntax: "csv", source, text, csv: parseCsv(text), detected };
    return { syntax: "support-yaml", source, text, yaml: parseYaml(text), detected };
  }
  if (detected.reader && detected.kind === "threat-model" && detected.serialization === "yaml") {
    return { syntax: "threat-yaml", source, text, yaml: parseYaml(text), detected };
  }
  const { reader } = detected;
  if (reader === "PlantUML" || reader === "Mermaid" || reader === "Graphviz") {
    return { syntax: "diagram", source, text, language: reader, detected };
  }
  if (detected.serialization === "hcl") return { syntax: "hcl", source, text, hcl: parseHcl(text), detected };
  if (detected.reader && (detected.serialization === "xml" || detected.serialization === "rdf")) {
    const xml = parseXml(text);
    return { syntax: "xml", source, text, xml, detected: detectParsedXml(xml, detected) };
  }
  return { syntax: "other", source, text, detected };
}
