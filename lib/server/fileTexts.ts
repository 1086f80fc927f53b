import type { TextDocument } from "vscode-languageserver-textdocument";
import type { ServerHost } from "./host.ts";
import { uriKey } from "./uris.ts";

/** A file as it is at one moment: what the editor holds where it is open, else what the host reads. */
export interface FileText {
  readonly uri: string;
  /** Equal versions mean equal text. */
  readonly version: string;
  text(): Promise<string>;
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
  readonly #closed = new Map<string, { readonly asked: number; readonly file: Promise<FileText | undefined> }>();

  constructor(host: ServerHost) {
    this.#host = host;
  }

  /** Takes over an open document's present text, unless it is so big that it is only checked when saved. */
  update(document: TextDocument, saved = false): void {
    const key = uriKey(document.uri);
    if (this.#open.has(key) && !saved && isCheckedOnSave(document)) return;
    this.#open.set(key, fileText(document.uri, `open ${document.version}`, document.getText()));
  }

  close(uri: string): void {
    this.#open.delete(uriKey(uri));
    this.#closed.delete(uriKey(uri));
  }

  /** Forgets what is known about a closed file, because it has changed. */
  forget(uri: string): void {
    this.#closed.delete(uriKey(uri));
  }

  /** The file as it is now; undefined when there is none. */
  async get(uri: string): Promise<FileText | undefined> {
    const key = uriKey(uri);
    const open = this.#open.get(key);
    if (open !== undefined) return open;
    const known = this.#closed.get(key);
    const now = Date.now();
    if (known !== undefined && now - known.asked < BELIEVED) return known.file;
    const file = this.#ask(uri, known?.file);
    this.#closed.set(key, { asked: now, file });
    return file;
  }

  async #ask(uri: string, before: Promise<FileText | undefined> | undefined): Promise<FileText | undefined> {
    const stamp = await this.#host.stamp(uri);
    if (stamp === undefined) return undefined;
    const last = await before;
    return last?.version === stamp ? last : fileText(uri, stamp, () => this.#host.readText(uri));
  }
}

/** Whether a document is so big that its text is only looked at when it is opened and saved. */
export function isCheckedOnSave(document: TextDocument): boolean {
  return document.getText().length > CHECKED_ON_SAVE;
}

function fileText(uri: string, version: string, source: string | (() => Promise<string>)): FileText {
  let text: Promise<string> | undefined;
  let digest: Promise<string> | undefined;
  const read = () => {
    text ??= typeof source === "string" ? Promise.resolve(source) : source();
    return text;
  };
  return {
    uri,
    version,
    text: read,
    sha256: () => {
      digest ??= read().then(sha256);
      return digest;
    },
  };
}

async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
