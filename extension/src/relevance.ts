import { type Disposable, EventEmitter, FileType, type TextDocument, Uri, workspace } from "vscode";
import { sniff } from "../../lib/server/sniff.ts";

const CONFIG_NAME = "premarket.yaml";

/** Languages of the documents that Premarket reads. */
export const LANGUAGES: readonly string[] = [
  "json",
  "jsonc",
  "markdown",
  "yaml",
  "xml",
  "spdx-tag-value",
  "restructuredtext",
  "hcl",
  "plantuml",
  "mermaid",
  "dot",
];

/** Schemes of editors that show a copy of something, not a file that a person edits. */
const NOT_FILES: ReadonlySet<string> = new Set([
  "untitled",
  "git",
  "output",
  "premarket",
  "vscode",
  "vscode-settings",
  "vscode-userdata",
  "walkThrough",
  "walkThroughSnippet",
  "comment",
  "search-editor",
]);

const MOST_LEVELS = 40;

/** Decides whether a document has anything for Premarket, so that everybody else's windows stay as they are. */
export class Relevance implements Disposable {
  readonly #changed = new EventEmitter<void>();
  readonly #watcher = workspace.createFileSystemWatcher(`**/${CONFIG_NAME}`, false, true, true);
  readonly #folders = new Map<string, Promise<boolean>>();
  readonly onDidChange = this.#changed.event;

  constructor() {
    this.#watcher.onDidCreate(() => {
      this.#folders.clear();
      this.#changed.fire();
    });
  }

  /** True for a document below a premarket.yaml, and for one that looks like an SBOM, a VEX file or a threat model. */
  async of(document: TextDocument): Promise<boolean> {
    const { uri, languageId } = document;
    if (NOT_FILES.has(uri.scheme) || !LANGUAGES.includes(languageId)) return false;
    const name = uri.path.slice(uri.path.lastIndexOf("/") + 1);
    return name === CONFIG_NAME || sniff(name, document.getText()) || (await this.#hasConfig(uri));
  }

  dispose(): void {
    this.#watcher.dispose();
    this.#changed.dispose();
  }

  /** Whether a premarket.yaml stands in the folder of a file or above it; outside the disk, not above the workspace. */
  async #hasConfig(uri: Uri): Promise<boolean> {
    const top = uri.scheme === "file" ? undefined : workspace.getWorkspaceFolder(uri)?.uri.path;
    let folder = Uri.joinPath(uri, "..");
    for (let level = 0; level < MOST_LEVELS; level++) {
      if (await this.#holdsConfig(folder)) return true;
      const above = Uri.joinPath(folder, "..");
      if (folder.path === top || above.path === folder.path) return false;
      folder = above;
    }
    return false;
  }

  #holdsConfig(folder: Uri): Promise<boolean> {
    const key = folder.toString();
    const known = this.#folders.get(key) ?? isFile(Uri.joinPath(folder, CONFIG_NAME));
    this.#folders.set(key, known);
    return known;
  }
}

async function isFile(uri: Uri): Promise<boolean> {
  try {
    return ((await workspace.fs.stat(uri)).type & FileType.File) !== 0;
  } catch {
    return false;
  }
}
