import type { TextDocument } from "vscode-languageserver-textdocument";
import type { ServerHost } from "./host.ts";
import { uriKey } from "./uris.ts";

/** A file as it is at one moment: what the editor holds where it is open, else what the host reads. */
export interface FileText {
  readonly uri: string;
  /** Equal versions mean equal text. */
  readonly version: string;
  text(): Promise<string>;
  /** The text, where it has been read already. */
  known(): string | undefined;
  /** SHA-256 of the text in UTF-8, lower-case hex. */
  sha256(): Promise<string>;
}

/** Above this many characters a document is checked when it is saved, not while it is edited. */
const CHECKED_ON_SAVE = 5_000_000;

/** How long a host's answer about a closed file is believed without asking again, in milliseconds. */
const BELIEVED = 1000;

/** The texts of open and closed files, each read and digested once per version. */
export class FileTexts {
  readonly #host: ServerHost;
  readonly #open = new Map<string, FileText>();
  /** The last state of each closed file that was asked for. */
  readonly #last = new Map<string, FileText>();
  readonly #closed = new Map<string, { readonly at: number; readonly file: Promise<FileText | undefined> }>();

  constructor(host: ServerHost) {
    this.#host = host;
  }

  /** Takes over an open document's present text, unless it is so big that it is only checked when saved. */
  update(document: TextDocument, saved = false): void {
    const key = uriKey(document.uri);
    if (this.#open.has(key) && !saved && isCheckedOnSave(document)) return;
    const text = document.getText();
    const last = this.#last.get(key);
    // Opening a file changes nothing yet, so what was made of its text still holds.
    this.#open.set(key, last?.known() === text ? last : fileText(document.uri, `open ${document.version}`, text));
  }

  close(uri: string): void {
    this.#open.delete(uriKey(uri));
    this.#closed.delete(uriKey(uri));
  }

  /** Forgets what is known about a closed file, because it has changed. */
  forget(uri: string): void {
    this.#closed.delete(uriKey(uri));
    this.#last.delete(uriKey(uri));
  }

  /**
   * The file as it is now; undefined when there is none.
   * @param within folder that it must not be linked out of
   */
  async get(uri: string, within?: string): Promise<FileText | undefined> {
    const key = uriKey(uri);
    const open = this.#open.get(key);
    if (open !== undefined) return open;
    const asked = this.#closed.get(key);
    const now = Date.now();
    if (asked !== undefined && now - asked.at < BELIEVED) return asked.file;
    const file = this.#ask(uri, within);
    this.#closed.set(key, { at: now, file });
    return file;
  }

  async #ask(uri: string, within: string | undefined): Promise<FileText | undefined> {
    const key = uriKey(uri);
    const stamp = await this.#host.stamp(uri);
    const last = this.#last.get(key);
    if (stamp === undefined) return undefined;
    if (last?.version === stamp) return last;
    const file = fileText(uri, stamp, () => this.#host.readText(uri, within));
    this.#last.set(key, file);
    return file;
  }
}

/** Whether a document is so big that its text is only looked at when it is opened and saved. */
export function isCheckedOnSave(document: TextDocument): boolean {
  return document.getText().length > CHECKED_ON_SAVE;
}

function fileText(uri: string, version: string, source: string | (() => Promise<string>)): FileText {
  let known = typeof source === "string" ? source : undefined;
  let text: Promise<string> | undefined;
  let digest: Promise<string> | undefined;
  const read = async () => {
    known = typeof source === "string" ? source : await source();
    return known;
  };
  const file: FileText = {
    uri,
    version,
    text: () => {
      text ??= read();
      return text;
    },
    known: () => known,
    sha256: () => {
      digest ??= file.text().then(sha256);
      return digest;
    },
  };
  return file;
}

async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
