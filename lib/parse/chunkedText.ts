import type { FileChunks } from "../model/sourceFile.ts";
import type { SourceText } from "../model/sourceText.ts";
import { GrowingList } from "./growingList.ts";
import type { JsonIndex } from "./jsonIndex.ts";
import { LineIndex } from "./lineIndex.ts";

/** A stretch of more UTF-16 units than this is not kept at hand. */
const LONGEST_KEPT = 1 << 20;

/** Bytes of room before and behind what is read. */
const MARGIN = 1;

/** UTF-16 offsets of a stretch. */
interface Units {
  readonly from: number;
  readonly behind: number;
}

/** A stretch that is at hand, and the offset of the first unit of `text`. */
interface Window extends Units {
  readonly text: string;
  readonly base: number;
}

const NOTHING: Window = { text: "", base: 0, from: 0, behind: 0 };

/** The text of a huge UTF-8 file. A stretch is read and decoded when somebody asks for it; the last one stays at hand. */
export class ChunkedText implements SourceText {
  /** UTF-16 units of the whole text. */
  length = 0;
  /** Where the members of its JSON object and the elements of its lists stand. */
  index: JsonIndex | undefined;
  /** Where its lines start. */
  readonly lines = new LineIndex();
  readonly #chunks: FileChunks;
  /** Byte and UTF-16 offsets of the same places between characters, ascending. */
  readonly #bytes = new GrowingList();
  readonly #units = new GrowingList();
  #buffer = new Uint8Array(0);
  #window: Window = NOTHING;

  constructor(chunks: FileChunks) {
    this.#chunks = chunks;
  }

  /** Notes a place between two characters, in bytes and in UTF-16 units; what has to be read begins and ends at such places. The last one is the end. */
  pin(byte: number, unit: number): void {
    this.#bytes.push(byte);
    this.#units.push(unit);
    this.length = unit;
  }

  lineAt(offset: number): { line: number; start: number } {
    return this.lines.at(offset);
  }

  slice(start = 0, end = this.length): string {
    const to = Math.min(end, this.length);
    if (start >= to) return "";
    const { from, behind, text, base } = this.#window;
    if (start >= from && to <= behind) return text.slice(start - base, to - base);
    const read = this.#decoded(start, to);
    if (read.text.length <= LONGEST_KEPT) this.#window = read;
    return read.text.slice(start - read.base, to - read.base);
  }

  bracketed(start: number, end: number): string {
    const { bytes, units } = this.#read(start, end);
    // The bytes around the stretch are not needed, so the brackets take their place.
    const first = forward(bytes, MARGIN, start - units.from);
    const last = backward(bytes, bytes.length - MARGIN, units.behind - end);
    bytes[first - 1] = 0x5b;
    bytes[last] = 0x5d;
    const text = this.#chunks.decode(bytes.subarray(first - 1, last + 1));
    this.#window = { text, base: start - 1, from: start, behind: end };
    return text;
  }

  toString(): string {
    return this.slice(0, this.length);
  }

  /** Lets the file go when the checks are done; whoever shows a stretch later pays for opening it. */
  close(): void {
    this.#window = NOTHING;
    this.#buffer = new Uint8Array(0);
    this.#chunks.close();
  }

  #decoded(start: number, end: number): Window {
    const { bytes, units } = this.#read(start, end);
    const text = this.#chunks.decode(bytes.subarray(MARGIN, bytes.length - MARGIN));
    return { text, base: units.from, ...units };
  }

  /** Reads from the pin before a stretch to the one behind it, with a byte of room at both ends. */
  #read(start: number, end: number): { readonly bytes: Uint8Array; readonly units: Units } {
    const first = this.#units.lastNotAfter(start);
    const last = Math.min(this.#units.lastNotAfter(end - 1) + 1, this.#units.length - 1);
    const at = this.#bytes.at(first);
    const size = this.#bytes.at(last) - at;
    if (this.#buffer.length < size + 2 * MARGIN) this.#buffer = new Uint8Array(size + 2 * MARGIN);
    const filled = this.#chunks.read(this.#buffer.subarray(MARGIN, MARGIN + size), at);
    const bytes = this.#buffer.subarray(0, filled + 2 * MARGIN);
    return { bytes, units: { from: this.#units.at(first), behind: this.#units.at(last) } };
  }
}

/** Place of the byte so many UTF-16 units further on. */
function forward(bytes: Uint8Array, from: number, units: number): number {
  let i = from;
  for (let left = units; left > 0; left--) {
    const c = bytes[i] ?? 0;
    i += c < 0x80 ? 1 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4;
    if (c >= 0xf0) left--;
  }
  return i;
}

/** Place of the byte so many UTF-16 units further back. */
function backward(bytes: Uint8Array, from: number, units: number): number {
  let i = from;
  for (let left = units; left > 0; ) {
    const c = bytes[--i] ?? 0;
    if (c < 0x80 || c >= 0xc0) left -= c >= 0xf0 ? 2 : 1;
  }
  return i;
}
