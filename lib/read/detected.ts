import type { FileKind } from "../model/readFile.ts";

/** The reader that understands a file. */
export type ReaderName =
  | "CycloneDX"
  | "SPDX"
  | "wrapped SPDX"
  | "SPDX 3"
  | "OpenVEX"
  | "CSAF"
  | "Grype"
  | "Trivy"
  | "OSV-Scanner"
  | "SARIF"
  | "Threat Dragon"
  | "component support"
  | "KEV"
  | "Microsoft TMT"
  | "OTM"
  | "Threagile"
  | "Threagile risks"
  | "Threat Composer"
  | "pytm"
  | "TM-BOM"
  | "threatcl"
  | "draw.io"
  | "PlantUML"
  | "Mermaid"
  | "Graphviz"
  | "CycloneDX model"
  | "CycloneDX claims";

/** What a file turns out to be. */
export interface Detected {
  readonly kind: FileKind;
  /** As its makers write it; empty where unknown. */
  readonly format: string;
  readonly version: string;
  readonly serialization: string;
  /** Absent when the file is not read; `refusal` then says why in one sentence. */
  readonly reader?: ReaderName;
  readonly refusal?: string;
}

export const UNKNOWN_KIND =
  "This file is not a kind that Premarket knows; list a document of the submission instead, or leave it out.";

/** A file of which nothing is known. */
export function nothing(): Detected {
  return { kind: "unknown", format: "", version: "", serialization: "" };
}

/** A format that is known by name and left for later. `said` is what the user knows it as. */
export function notYet(found: Omit<Detected, "reader" | "refusal">, said = found.format): Detected {
  return { ...found, refusal: `${said} is recognised but not read yet.` };
}

/** A JSON file that a reader here understands. */
export function readBy(reader: ReaderName, kind: FileKind, format: string, version: string): Detected {
  return { kind, format, version, serialization: "json", reader };
}

/** A version as text, however it is written. */
export function versionText(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? String(value).trim() : "";
}
