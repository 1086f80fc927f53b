import type { FileChunks } from "../model/sourceFile.ts";
import type { SourceText } from "../model/sourceText.ts";
import { GrowingList } from "./growingList.ts";
import type { JsonIndex } from "./jsonIndex.ts";
import { LineIndex } from "./lineIndex.ts";

/** A stretch of more UTF-16 units than this is not kept at hand. */
const LONGEST_KEPT = 1 << 20;

/** The text of a huge UTF-8 file. A stretch is read and decoded when somebody asks for it; the last one stays at hand. */
export class ChunkedText implements SourceText {
  /** UTF-16 units of the whole text. */
  length = 0;
  /** Where the members of its JSON object and the elements of its lists stand. */
  index: JsonIndex | undefined;
  readonly #chunks: FileChunks;
  /** Byte and UTF-16 offsets of the same places between characters, ascending. */
  readonly #bytes = new GrowingList();
  readonly #units = new GrowingList();
  readonly #lines = new LineIndex();
  #buffer = new Uint8Array(0);
  #window = "";
  #base = 0;

  constructor(chunks: FileChunks) {
    this.#chunks = chunks;
  }

  /** Notes a place between two characters, in bytes and in UTF-16 units; what has to be read begins and ends at such places. The last one is the end. */
  pin(byte: number, unit: number): void {
    this.#bytes.push(byte);
    this.#units.push(unit);
    this.length = unit;
  }

  /** Notes where a line starts; in ascending order. */
  addLine(start: number): void {
    this.#lines.add(start);
  }

  lineAt(offset: number): { line: number; start: number } {
    return this.#lines.at(offset);
  }

  slice(start = 0, end = this.length): string {
    const to = Math.min(end, this.length);
    if (start >= to) return "";
    if (start >= this.#base && to <= this.#base + this.#window.length) {
      return this.#window.slice(start - this.#base, to - this.#base);
    }
    const { text, base } = this.#decoded(start, to);
    if (text.length <= LONGEST_KEPT) {
      this.#window = text;
      this.#base = base;
    }
    return text.slice(start - base, to - base);
  }

  toString(): string {
    return this.slice(0, this.length);
  }

  /** Lets the file go when the checks are done; whoever shows a stretch later pays for opening it. */
  close(): void {
    this.#window = "";
    this.#buffer = new Uint8Array(0);
    this.#chunks.close();
  }

  #decoded(start: number, end: number): { readonly text: string; readonly base: number } {
    const first = this.#units.lastNotAfter(start);
    const before = this.#units.lastNotAfter(end - 1);
    const last = Math.min(before + 1, this.#units.length - 1);
    const at = this.#bytes.at(first);
    const size = this.#bytes.at(last) - at;
    if (this.#buffer.length < size) this.#buffer = new Uint8Array(size);
    const bytes = this.#buffer.subarray(0, size);
    const filled = this.#chunks.read(bytes, at);
    return { text: this.#chunks.decode(bytes.subarray(0, filled)), base: this.#units.at(first) };
  }
}
