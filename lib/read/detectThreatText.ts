import { type Detected, notYet, type ReaderName } from "./detected.ts";

/** Members of a Threagile model, any one of which makes a file a part of such a model. */
const THREAGILE_PARTS = ["technical_assets", "individual_risk_categories", "custom_risk_categories"];

/** Recognises threat models that are kept as YAML, HCL or a text of their own. */
export function detectThreatText(name: string, head: string): Detected | undefined {
  const keys = new Set<string>();
  for (const match of head.matchAll(/^\ufeff?["']?([A-Za-z_][\w-]{0,60})["']?[ \t]*:/gm)) keys.add(match[1] ?? "");
  return detectRead(head, keys) ?? detectNamed(name, head, keys) ?? detectThreatcl(head);
}

function detectRead(head: string, keys: ReadonlySet<string>): Detected | undefined {
  const yaml = (reader: ReaderName, version = ""): Detected => ({
    kind: "threat-model",
    format: reader,
    version,
    serialization: "yaml",
    reader,
  });
  if (keys.has("otmVersion")) return yaml("OTM", scalarIn(head, "otmVersion"));
  if (keys.has("threagile_version")) return yaml("Threagile", scalarIn(head, "threagile_version"));
  if (THREAGILE_PARTS.some((part) => keys.has(part))) return yaml("Threagile");
  if (keys.has("trust_boundaries") && head.includes("technical_assets_inside:")) return yaml("Threagile");
  if (keys.has("data_assets") && head.includes("justification_cia_rating:")) return yaml("Threagile");
  if (keys.has("risk_tracking") && head.includes("justification:")) return yaml("Threagile");
  if (["scope", "trust_zones", "data_flows"].every((key) => keys.has(key))) return yaml("TM-BOM");
  return undefined;
}

function scalarIn(head: string, key: string): string {
  return new RegExp(`^["']?${key}["']?[ \\t]*:[ \\t]*["']?([\\w.-]{1,30})`, "m").exec(head)?.[1] ?? "";
}

/** Formats that are known and not read. */
function detectNamed(name: string, head: string, keys: ReadonlySet<string>): Detected | undefined {
  const has = (...all: readonly string[]) => all.every((key) => keys.has(key));
  const named = (format: string, said = format) =>
    notYet({ kind: "threat-model", format, version: "", serialization: "yaml" }, said);
  if (has("ID", "schemaVersion", "scope") || has("ID", "scope", "threats")) return named("corda Threat Model");
  if (has("title", "goals") && ["attacks", "mitigations", "facts"].some((key) => keys.has(key))) {
    return named("deciduous", "The attack tree format deciduous");
  }
  if (/^schema:[ \t]*["']?threat-model-sidecar\//m.test(head)) {
    return named("Alpha-Omega threat model", "The Alpha-Omega sidecar of a threat model");
  }
  if (/\.ya?ml$/.test(name) && (has("data-flows", "elements") || isTictaacMitigations(head))) return named("TicTaaC");
  const isThreatspec =
    /^\s*(?:#|\/\/|\*)?\s*@(?:mitigates|exposes|accepts|transfers)\s+\S.* (?:against|to|with) /m.test(head);
  return isThreatspec ? named("threatspec", "A text with threatspec annotations") : undefined;
}

/** Ids of threats below what was decided about them. */
function isTictaacMitigations(head: string): boolean {
  return (
    /^(?:mitigated|accepted|avoided|transferred|notApplicable):/m.test(head) &&
    /^[ \t]*-?[ \t]*(?:id:)?[ \t]*["']?[0-9a-f]{32,64}\b/m.test(head)
  );
}

function detectThreatcl(head: string): Detected | undefined {
  if (!/^\s*threatmodel\s+"/m.test(head)) return undefined;
  const version = /^\s*spec_version\s*=\s*"([\w.-]{1,30})"/m.exec(head)?.[1] ?? "";
  return { kind: "threat-model", format: "threatcl", version, serialization: "hcl", reader: "threatcl" };
}

/** Recognises files that are one diagram. */
export function detectDiagram(name: string, head: string): Detected | undefined {
  const diagram = (reader: "PlantUML" | "Mermaid" | "Graphviz"): Detected => ({
    kind: "diagram",
    format: reader,
    version: "",
    serialization: "text",
    reader,
  });
  if (/^\s*@start(?:uml|c4|dot)\b/m.test(head)) return diagram("PlantUML");
  const other = /^\s*@start([a-z]+)/m.exec(head)?.[1];
  if (other !== undefined) {
    return notYet(
      { kind: "diagram", format: "PlantUML", version: "", serialization: "text" },
      `PlantUML of the kind \`${other}\``,
    );
  }
  if (/^\s*(?:strict\s+)?(?:di)?graph\s+[^{\n]{0,100}\{/m.test(head)) return diagram("Graphviz");
  const isMermaid =
    /\.(?:mmd|mermaid)$/.test(name) || /^(?:\s*%%[^\n]*\n)*\s*(?:flowchart|graph)\s+(?:TB|TD|BT|RL|LR)\b/.test(head);
  return isMermaid ? diagram("Mermaid") : undefined;
}
