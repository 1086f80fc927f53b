/** What the server and its own client say to each other beyond the Language Server Protocol. Other editors need none of it. */

/** Client to server: how a document came out. {@link StatusParams} to {@link StatusReport}. */
export const STATUS_REQUEST = "premarket/status";
/** Client to server: the page of one requirement. {@link PageParams} to {@link RequirementPage} or null. */
export const PAGE_REQUEST = "premarket/requirementPage";
/** Client to server: every requirement, for a list to pick from. No parameters, to {@link RequirementEntry}[]. */
export const REQUIREMENTS_REQUEST = "premarket/requirements";
/** Server to client, a notification without parameters: some document has been checked anew. */
export const CHECKED_NOTIFICATION = "premarket/didCheck";
/** Server to client: the text of a file. {@link FileParams} to {@link FileText} or null. */
export const READ_REQUEST = "premarket/readFile";
/** Server to client: a mark that changes with the file. {@link FileParams} to {@link FileStamp} or null. */
export const STAMP_REQUEST = "premarket/fileStamp";
/** The command behind "open requirement"; its argument is the requirement's id. The client runs it where it can. */
export const OPEN_REQUIREMENT = "premarket.openRequirement";

/** What a client may say when it starts the server. */
export interface InitializationOptions {
  /** The client answers {@link READ_REQUEST} and {@link STAMP_REQUEST}. */
  readonly readsFiles?: boolean;
  /** The client runs {@link OPEN_REQUIREMENT} itself. */
  readonly opensRequirements?: boolean;
}

export interface StatusParams {
  readonly uri: string;
}

export interface StatusReport {
  readonly state: "checked" | "not checked";
  /** Why the file is not checked, in one sentence; also set when it was checked with a reservation. */
  readonly reason?: string;
  readonly profile?: string;
  readonly profileReason?: string;
  /** Path or URI of the premarket.yaml in use. */
  readonly config?: string;
  /** The day that everything is compared with, `YYYY-MM-DD`. */
  readonly asOf?: string;
  /** Findings in this document. */
  readonly counts?: { readonly error: number; readonly warning: number; readonly information: number };
}

export interface PageParams {
  readonly id: string;
}

export interface RequirementPage {
  readonly id: string;
  readonly title: string;
  readonly markdown: string;
}

export interface RequirementEntry {
  readonly id: string;
  readonly title: string;
  /** Source and citation, as one line. */
  readonly cite: string;
}

export interface FileParams {
  readonly uri: string;
}

export interface FileText {
  readonly text: string;
}

export interface FileStamp {
  readonly stamp: string;
}
