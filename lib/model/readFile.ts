import type { BaselineFile } from "./baseline.ts";
import type { ComponentSupport } from "./componentSupport.ts";
import type { KevCatalog } from "./kev.ts";
import type { Prose } from "./prose.ts";
import type { ReviewFile } from "./review.ts";
import type { Sbom } from "./sbom.ts";
import type { Scan } from "./scan.ts";
import type { SourceFile } from "./sourceFile.ts";
import type { SourceText } from "./sourceText.ts";
import type { Problem } from "./span.ts";
import type { SubmissionConfig } from "./submission.ts";
import type { ThreatModel } from "./threatModel.ts";
import type { Vex } from "./vex.ts";
import type { Role } from "./vocabulary.ts";
import type { WaiverFile } from "./waiver.ts";

/** The kinds of file that Premarket tells apart. */
export type FileKind =
  | "sbom"
  | "component-support"
  | "vex"
  | "scan"
  | "kev"
  | "threat-model"
  | "diagram"
  | "prose"
  | "submission"
  | "waivers"
  | "baseline"
  | "reviews"
  | "unknown";

export type Model =
  | Sbom
  | ComponentSupport
  | Vex
  | Scan
  | KevCatalog
  | ThreatModel
  | Prose
  | SubmissionConfig
  | WaiverFile
  | BaselineFile
  | ReviewFile;

/** A file after reading: what it is, what it says, and what could not be understood. */
export interface ReadFile {
  readonly source: SourceFile;
  readonly text: SourceText;
  readonly kind: FileKind;
  /** As its makers write it (`CycloneDX`, `Threat Dragon`, `Markdown`); empty where unknown. */
  readonly format: string;
  readonly version: string;
  readonly serialization: string;
  /** False when the file could not be understood at all, or is of a format that is not read yet; `problems` says why. */
  readonly readable: boolean;
  readonly problems: readonly Problem[];
  /** True for a format that is known by name but not read yet; it is refused, not broken. */
  readonly notReadYet?: boolean;
  /** Declared roles, else the roles that content suggests. */
  readonly roles: readonly Role[];
  /** What the file says. A Markdown threat model is `prose` and `threat-model` both; a CycloneDX file may be `sbom` and `vex`. */
  readonly models: readonly Model[];
}
