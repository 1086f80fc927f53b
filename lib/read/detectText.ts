import { csvHeader } from "../parse/csv.ts";
import { type Detected, nothing, notYet, UNKNOWN_KIND } from "./detected.ts";
import { detectDiagram, detectThreatText } from "./detectThreatText.ts";
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
    detectYaml(head) ??
    detectThreatText(name, head) ??
    detectKevCsv(head) ??
    detectSupport(name, head, supportData) ??
    detectDiagram(name, head) ?? { ...nothing(), refusal: UNKNOWN_KIND }
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

function detectYaml(head: string): Detected | undefined {
  const keys = new Set<string>();
  for (const match of head.matchAll(/^\ufeff?["']?([A-Za-z_][\w-]{0,60})["']?[ \t]*:/gm)) keys.add(match[1] ?? "");
  const has = (...all: readonly string[]) => all.every((key) => keys.has(key));
  if (has("spdxVersion") || has("SPDXID", "packages")) {
    const version = /^\ufeff?["']?spdxVersion["']?[ \t]*:[ \t]*["']?SPDX-([\d.]+)/m.exec(head)?.[1] ?? "";
    return { kind: "sbom", format: "SPDX", version, serialization: "yaml", reader: "SPDX" };
  }
  if (has("bomFormat")) {
    return notYet({ kind: "sbom", format: "CycloneDX", version: "", serialization: "yaml" }, "CycloneDX YAML");
  }
  return undefined;
}
