import { csvHeader } from "../../parse/csv.ts";
import { type Detected, nothing } from "../detected.ts";
import { NO_SUPPORT_COLUMNS } from "./readSupportCsv.ts";
import { supportColumns } from "./supportColumns.ts";

/** A component that is itself a key: `openssl@3.5.4:`, `pkg:npm/left-pad@1.3.0:`. */
const COMPONENT_KEY = /^[ \t]*["']?(?:pkg:|[\w.+/-]{1,200}@)[^\s"']{1,300}["']?:[ \t]*(?:#.*)?\r?$/m;

const YAML_KEY = /^[ \t-]*["']?([A-Za-z][\w .-]{0,60}?)["']?[ \t]*:/gm;

/**
 * Recognises a table of support data: CSV by its header row, YAML by the keys of its components.
 * @param declared somebody said that the file is about support
 */
export function detectSupport(name: string, head: string, declared: boolean): Detected | undefined {
  if (/\.ya?ml$/i.test(name)) return detectSupportYaml(head, declared);
  if (supportColumns(csvHeader(head), declared)) return found("csv");
  if (!declared) return undefined;
  // The header of a declared table may stand below a title; its reader looks for it.
  if (/\.(?:csv|tsv)$/i.test(name)) return found("csv");
  return { ...nothing(), refusal: NO_SUPPORT_COLUMNS };
}

function detectSupportYaml(head: string, declared: boolean): Detected | undefined {
  const keys = new Set<string>();
  for (const match of head.matchAll(YAML_KEY)) keys.add(match[1] ?? "");
  const named = COMPONENT_KEY.test(head) || [...keys].some((key) => supportColumns([key, "support level"], false));
  const says = [...keys].some((key) => supportColumns(["component", key], declared));
  return says && (named || declared) ? found("yaml") : undefined;
}

function found(serialization: "csv" | "yaml"): Detected {
  return {
    kind: "component-support",
    format: serialization === "csv" ? "CSV" : "YAML",
    version: "",
    serialization,
    reader: "component support",
  };
}
