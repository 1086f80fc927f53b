import type { ReadFile } from "./readFile.ts";
import type { SubmissionConfig } from "./submission.ts";
import type { Role } from "./vocabulary.ts";

/** The files of a run as the checks see them: read, with their roles, and with the facts that decide what applies. */
export interface Submission {
  /** True with a `premarket.yaml`; without one every file is checked alone and what other documents would owe is not evaluated. */
  readonly configured: boolean;
  readonly config: SubmissionConfig | undefined;
  /** The file that `config` was read from. */
  readonly configFile: ReadFile | undefined;
  /** Readable documents in the order of `premarket.yaml`, else of the run. */
  readonly documents: readonly SubmissionDocument[];
  /** Roles whose document is named but missing or unreadable: what it owes is not evaluated. */
  readonly unreadRoles: ReadonlyMap<Role, string>;
  /** The day that everything is compared with, `YYYY-MM-DD`. */
  readonly asOf: string;
}

export interface SubmissionDocument {
  readonly path: string;
  readonly roles: readonly Role[];
  readonly file: ReadFile;
}
