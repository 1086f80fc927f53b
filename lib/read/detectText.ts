import type { FileKind } from "../model/readFile.ts";
import { type Detected, nothing, notYet, UNKNOWN_KIND } from "./detected.ts";

/** Only the beginning is looked at: the mark of every format stands there. */
const HEAD = 100_000;

/** Recognises files that are neither JSON nor Markdown. None of them is read so far. */
export function detectText(name: string, text: string): Detected {
  const head = text.slice(0, HEAD);
  return (
    detectXml(head) ??
    detectTagValue(head) ??
    detectYaml(name, head) ??
    detectOther(name, head) ?? { ...nothing(), refusal: UNKNOWN_KIND }
  );
}

function detectXml(head: string): Detected | undefined {
  if (!/^[\s\ufeff]*</.test(head)) return undefined;
  const root = /<([A-Za-z_][\w.:-]{0,100})/.exec(head)?.[1];
  if (root === undefined) return undefined;
  const local = root.slice(root.indexOf(":") + 1);
  const xml = (kind: FileKind, format: string, version = "", said = format) =>
    notYet({ kind, format, version, serialization: "xml" }, said);
  const cycloneDx = /cyclonedx\.org\/schema\/bom\/(\d[\d.]*)/.exec(head);
  if (local === "bom" && cycloneDx) return xml("sbom", "CycloneDX", cycloneDx[1], "CycloneDX XML");
  const spdx = /SPDX-(\d\.\d)/.exec(head)?.[1];
  if (local === "RDF" && head.includes("spdx.org/rdf/")) {
    return notYet({ kind: "sbom", format: "SPDX", version: spdx ?? "", serialization: "rdf" }, "SPDX RDF");
  }
  if (local === "Document" && /<spdxVersion>/.test(head)) return xml("sbom", "SPDX", spdx, "SPDX XML");
  if (local === "ThreatModel" && head.includes("ThreatModeling.Model")) {
    return xml("threat-model", "Microsoft TMT", "", "The Microsoft Threat Modeling Tool format");
  }
  if (local === "KnowledgeBase" && head.includes("<Manifest")) {
    return xml("threat-model", "Microsoft TMT", "", "A Microsoft Threat Modeling Tool template");
  }
  if (local === "mxfile" || local === "mxGraphModel") return xml("unknown", "draw.io");
  if (local === "SBOMVulnerabilityDisclosure") {
    return xml("vex", "REA Vulnerability Disclosure", "", "The REA Vulnerability Disclosure Report");
  }
  return undefined;
}

function detectTagValue(head: string): Detected | undefined {
  const mark = /^SPDXVersion:[ \t]*(?:SPDX-)?([\d.]*)/m.exec(head);
  if (!mark && !(/^PackageName:/m.test(head) && /^SPDXID:/m.test(head))) return undefined;
  return notYet(
    { kind: "sbom", format: "SPDX", version: mark?.[1] ?? "", serialization: "tag-value" },
    "SPDX tag-value",
  );
}

function detectYaml(name: string, head: string): Detected | undefined {
  const keys = new Set<string>();
  for (const match of head.matchAll(/^["']?([A-Za-z_][\w-]{0,60})["']?[ \t]*:/gm)) keys.add(match[1] ?? "");
  const has = (...all: readonly string[]) => all.every((key) => keys.has(key));
  const yaml = (kind: FileKind, format: string, said = format) =>
    notYet({ kind, format, version: "", serialization: "yaml" }, said);
  if (has("spdxVersion") || has("SPDXID", "packages")) {
    const version = /^["']?spdxVersion["']?[ \t]*:[ \t]*["']?SPDX-([\d.]+)/m.exec(head)?.[1] ?? "";
    return notYet({ kind: "sbom", format: "SPDX", version, serialization: "yaml" }, "SPDX YAML");
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
  if (name.endsWith(".rst")) return text("prose", "reStructuredText", "rst");
  if (/^\s*@start[a-z]+/m.test(head)) return text("unknown", "PlantUML", "text");
  if (/^\s*(?:strict\s+)?(?:di)?graph\s+[^{\n]{0,100}\{/m.test(head)) return text("unknown", "Graphviz", "text");
  if (/\.(?:mmd|mermaid)$/.test(name)) return text("unknown", "Mermaid", "text");
  return undefined;
}
