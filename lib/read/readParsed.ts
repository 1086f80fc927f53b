import type { FileKind, Model, ReadFile } from "../model/readFile.ts";
import type { SourceText } from "../model/sourceText.ts";
import type { Problem, Span } from "../model/span.ts";
import type { Role } from "../model/vocabulary.ts";
import type { Detected } from "./detected.ts";
import { readKevCsv } from "./kev/readKevCsv.ts";
import type {
  Parsed,
  ParsedCsv,
  ParsedDiagram,
  ParsedHcl,
  ParsedJson,
  ParsedProse,
  ParsedSpdxYaml,
  ParsedSupportYaml,
  ParsedTagValue,
  ParsedThreatYaml,
  ParsedXml,
} from "./parseSource.ts";
import { readProse } from "./prose/readProse.ts";
import { recogniseRoles } from "./prose/recogniseRole.ts";
import { readJson } from "./readJson.ts";
import { readSpdxText } from "./readSpdxText.ts";
import { readDiagram, readThreatHcl, readThreatYaml } from "./readThreats.ts";
import { readXml } from "./readXml.ts";
import { readOwnFile } from "./submission/readOwnFile.ts";
import { NO_SUPPORT_COLUMNS, readSupportCsv } from "./support/readSupportCsv.ts";
import { readSupportTables } from "./support/readSupportTables.ts";
import { readSupportYaml } from "./support/readSupportYaml.ts";
import { readMarkdownThreats } from "./threats/readMarkdownThreats.ts";

/**
 * Reads a parsed file into what it says. Never throws for bad content.
 * `problems` and `readable` of a very large JSON file follow the walk over its elements: ask after the walk, or pay for a second one.
 */
export function readParsed(parsed: Parsed): ReadFile {
  if (parsed.syntax === "json") return readJsonFile(parsed);
  if (parsed.syntax === "prose") return readText(parsed);
  if (parsed.syntax === "own") return readOwnFile(parsed);
  if (parsed.syntax === "tag-value" || parsed.syntax === "spdx-yaml") return readSpdxFile(parsed);
  if (parsed.syntax === "csv" || parsed.syntax === "support-yaml") return readTableFile(parsed);
  if (parsed.syntax === "xml") return readXmlFile(parsed);
  if (parsed.syntax === "threat-yaml" || parsed.syntax === "hcl" || parsed.syntax === "diagram")
    return readThreatFile(parsed);
  const { source, text, detected } = parsed;
  const notReadYet = detected.format !== "";
  const problems = refusals(detected, text);
  return { ...base(parsed, detected), source, text, readable: false, notReadYet, problems, models: [] };
}

function readJsonFile(parsed: ParsedJson): ReadFile {
  const { source, text, json, detected } = parsed;
  const reading = readJson(json, detected);
  const { models } = reading;
  const readable = () => json.usable && detected.reader !== undefined;
  return {
    ...base(parsed, detected),
    source,
    text,
    roles: source.roles.length > 0 ? source.roles : suggestedRoles(detected.kind, models),
    models,
    get readable() {
      return readable();
    },
    get notReadYet() {
      return json.usable && detected.reader === undefined && detected.format !== "";
    },
    get problems() {
      const { problems } = json;
      return [
        ...problems,
        ...(json.usable ? [...refusals(detected, text), ...misfiled(parsed), ...reading.notes] : []),
      ];
    },
  };
}

/** Roles whose documents hold threats of their own. */
const THREAT_ROLES: ReadonlySet<Role> = new Set<Role>(["threat-model", "security-risk-assessment"]);

function readText({ source, text, document, format }: ParsedProse): ReadFile {
  const prose = readProse(document, format);
  const roles = source.roles.length > 0 ? source.roles : recogniseRoles(prose);
  // A traceability matrix or a plan repeats threats in its tables; where roles are declared, only the threat documents are asked for them.
  const asked = source.roles.length === 0 || source.roles.some((role) => THREAT_ROLES.has(role));
  const threats = asked ? readMarkdownThreats(prose) : undefined;
  const support = roles.includes("component-support") ? readSupportTables(prose) : undefined;
  return {
    source,
    text,
    kind: threats && roles.includes("threat-model") ? "threat-model" : "prose",
    format,
    version: "",
    serialization: format === "Markdown" ? "markdown" : "rst",
    readable: true,
    problems: [],
    roles,
    models: [prose, ...(threats ? [threats] : []), ...(support ? [support] : [])],
  };
}

function readSpdxFile(parsed: ParsedTagValue | ParsedSpdxYaml): ReadFile {
  const { source, text, detected } = parsed;
  const reading = readSpdxText(parsed);
  return {
    ...base(parsed, detected),
    source,
    text,
    models: reading.models,
    readable: reading.readable,
    // Asked for after the walk over the packages, which collects some of them.
    get problems() {
      return reading.problems;
    },
  };
}

function readTableFile(parsed: ParsedCsv | ParsedSupportYaml): ReadFile {
  const { source, text, detected } = parsed;
  const declared = source.roles.includes("component-support");
  const file = { ...base(parsed, detected), source, text };
  if (parsed.syntax === "csv" && detected.reader === "KEV") {
    return { ...file, readable: true, problems: parsed.csv.problems, models: [readKevCsv(parsed.csv)] };
  }
  const read =
    parsed.syntax === "csv"
      ? readSupportCsv(parsed.csv, declared)
      : { model: readSupportYaml(parsed.yaml, declared), problems: parsed.yaml.problems };
  if (read?.model) return { ...file, readable: true, problems: read.problems, models: [read.model] };
  const said = read?.problems ?? [];
  const problems = said.length > 0 ? said : refusals({ ...detected, refusal: NO_SUPPORT_COLUMNS }, text);
  return { ...file, readable: false, problems, models: [] };
}

function readXmlFile(parsed: ParsedXml): ReadFile {
  const { source, text, detected } = parsed;
  const reading = readXml(parsed);
  const roles = source.roles.length > 0 ? source.roles : suggestedRoles(detected.kind, reading.models);
  return {
    ...base(parsed, detected),
    source,
    text,
    roles,
    models: reading.models,
    readable: reading.readable,
    // Asked for after the walk over the components, which collects some of them.
    get problems() {
      return reading.problems;
    },
  };
}

function readThreatFile(parsed: ParsedThreatYaml | ParsedHcl | ParsedDiagram): ReadFile {
  const { source, text, detected } = parsed;
  const read =
    parsed.syntax === "hcl"
      ? readThreatHcl(parsed)
      : parsed.syntax === "diagram"
        ? readDiagram(parsed)
        : readThreatYaml(parsed);
  return { ...base(parsed, detected), source, text, ...read };
}

function base(
  parsed: Parsed,
  detected: Detected,
): Omit<ReadFile, "source" | "text" | "readable" | "problems" | "models"> {
  const { kind, format, version, serialization } = detected;
  const roles = parsed.source.roles.length > 0 ? parsed.source.roles : suggestedRoles(kind, []);
  return { kind, format, version, serialization, roles };
}

/** The roles that a file has by what it is, when nobody declared any. */
function suggestedRoles(kind: FileKind, models: readonly Model[]): readonly Role[] {
  if (kind === "sbom") return models.some((model) => model.kind === "vex") ? ["sbom", "vex"] : ["sbom"];
  if (kind === "vex" || kind === "threat-model" || kind === "scan" || kind === "component-support") return [kind];
  return kind === "diagram" ? ["architecture-views"] : [];
}

/** The results of a scanner under the role of the SBOM that was scanned; their names are often alike. */
function misfiled({ source, detected, text }: Parsed & { readonly detected: Detected }): Problem[] {
  if (detected.kind !== "scan" || !source.roles.includes("sbom") || source.roles.includes("scan")) return [];
  const message = `These are results of ${detected.format} and no SBOM; list the SBOM that was scanned, and this file with the role \`scan\`.`;
  return [{ message, span: firstLine(text) }];
}

/** The one sentence about a file that is not read, on its first line. */
function refusals({ refusal }: Detected, text: SourceText): Problem[] {
  return refusal === undefined ? [] : [{ message: refusal, span: firstLine(text) }];
}

function firstLine(text: SourceText): Span {
  const start = Math.max(0, text.slice(0, 100_000).search(/[^\s\ufeff]/));
  const line = /^[^\r\n]{0,200}/.exec(text.slice(start, start + 200))?.[0] ?? "";
  return { start, end: start + line.trimEnd().length };
}
