import type { FileKind } from "../model/readFile.ts";
import { csvHeader } from "../parse/csv.ts";
import { type Detected, nothing, notYet, UNKNOWN_KIND } from "./detected.ts";
import { detectXml } from "./detectXml.ts";
import { isKevHeader } from "./kev/readKevCsv.ts";
import { detectSupport } from "./support/detectSupport.ts";

/** Only the beginning is looked at: the mark of every format stands there. */
const HEAD = 100_000;

/**
 * Recognises files that are neither JSON nor Markdown.
 * @param supportData somebody said that the file is a component-support addendum
 */
export function detectText(name: string, text: string, supportData: boolean): Detected {
  const head = text.slice(0, HEAD);
  return (
    detectXml(head, text) ??
    detectTagValue(head) ??
    detectYaml(name, head) ??
    detectKevCsv(head) ??
    detectSupport(name, head, supportData) ??
    detectOther(name, head) ?? { ...nothing(), refusal: UNKNOWN_KIND }
  );
}

function detectKevCsv(head: string): Detected | undefined {
  if (!isKevHeader(csvHeader(head))) return undefined;
  return { kind: "kev", format: "CISA KEV", version: "", serialization: "csv", reader: "KEV" };
}

function detectTagValue(head: string): Detected | undefined {
  const mark = /^\ufeff?[ \t]*SPDXVersion[ \t]*:[ \t]*(?:SPDX-)?([\d.]*)/m.exec(head);
  if (!mark && !(/^\ufeff?[ \t]*PackageName:/m.test(head) && /^[ \t]*SPDXID:/m.test(head))) return undefined;
  return { kind: "sbom", format: "SPDX", version: mark?.[1] ?? "", serialization: "tag-value", reader: "SPDX" };
}

function detectYaml(name: string, head: string): Detected | undefined {
  const keys = new Set<string>();
  for (const match of head.matchAll(/^\ufeff?["']?([A-Za-z_][\w-]{0,60})["']?[ \t]*:/gm)) keys.add(match[1] ?? "");
  const has = (...all: readonly string[]) => all.every((key) => keys.has(key));
  const yaml = (kind: FileKind, format: string, said = format) =>
    notYet({ kind, format, version: "", serialization: "yaml" }, said);
  if (has("spdxVersion") || has("SPDXID", "packages")) {
    const version = /^\ufeff?["']?spdxVersion["']?[ \t]*:[ \t]*["']?SPDX-([\d.]+)/m.exec(head)?.[1] ?? "";
    return { kind: "sbom", format: "SPDX", version, serialization: "yaml", reader: "SPDX" };
  }
  if (has("bomFormat")) return yaml("sbom", "CycloneDX", "CycloneDX YAML");
  if (has("otmVersion")) return yaml("threat-model", "OTM", "Open Threat Model (OTM)");
  if (has("threagile_version") || (has("technical_assets") && (has("trust_boundaries") || has("data_assets")))) {
    return yaml("threat-model", "Threagile");
  }
  if (has("scope", "trust_zones", "data_flows")) return yaml("threat-model", "TM-BOM");
  if (has("ID", "schemaVersion", "scope")) return yaml("threat-model", "corda Threat Model");
  if (has("title", "goals") && (has("attacks") || has("mitigations") || has("facts"))) {
    return yaml("threat-model", "deciduous");
  }
  if (/^schema:[ \t]*["']?threat-model-sidecar\//m.test(head)) return yaml("threat-model", "Alpha-Omega threat model");
  if (/\.ya?ml$/.test(name) && has("data-flows", "elements")) return yaml("threat-model", "TicTaaC");
  return undefined;
}

function detectOther(name: string, head: string): Detected | undefined {
  const text = (kind: FileKind, format: string, serialization: string) =>
    notYet({ kind, format, version: "", serialization });
  if (/^\s*threatmodel\s+"/m.test(head)) return text("threat-model", "threatcl", "hcl");
  if (/^\s*@start[a-z]+/m.test(head)) return text("unknown", "PlantUML", "text");
  if (/^\s*(?:strict\s+)?(?:di)?graph\s+[^{\n]{0,100}\{/m.test(head)) return text("unknown", "Graphviz", "text");
  if (/\.(?:mmd|mermaid)$/.test(name)) return text("unknown", "Mermaid", "text");
  return undefined;
}
