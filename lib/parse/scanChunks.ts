import type { FileChunks } from "../model/sourceFile.ts";
import { BracketScanner, LONGEST_BLOCK, STEP } from "./bracketScanner.ts";
import { ChunkedText } from "./chunkedText.ts";
import { GrowingList } from "./growingList.ts";
import type { JsonIndex } from "./jsonIndex.ts";
import { arrayIndex, type ContainerIndex, keyText, objectIndex, PLACE } from "./jsonScan.ts";

/** About so many bytes lie between two places whose offset in UTF-16 units is kept. */
const PIN_EVERY = 4096;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const SPACE = 0x20;
const TAB = 0x09;
const FEED = 0x0a;
const RETURN = 0x0d;
/** `[` and `]` differ from `{` and `}` in this bit only. */
const FOLD = 0x20;
const MARK = [0xef, 0xbb, 0xbf] as const;

/** What has to come next where no value is open. */
const Next = {
  root: 0,
  keyOrEnd: 1,
  key: 2,
  colon: 3,
  value: 4,
  elementOrEnd: 5,
  element: 6,
  afterMember: 7,
  afterElement: 8,
  nothing: 9,
} as const;

/** What is open. */
const Open = { nothing: 0, text: 1, scalar: 2, brackets: 3 } as const;

/** Thrown and caught inside this file only. */
const GIVE_UP = Symbol("give up");

/**
 * Reads a huge JSON object once from end to end without parsing it: where its members, the elements of its lists and its lines stand.
 * Undefined where anything is out of the ordinary (no object, no sound UTF-8, brackets that do not fit, text behind the end): such a file is
 * taken as one text, where there is all the time to say what is wrong.
 */
export function scanChunks(chunks: FileChunks): ChunkedText | undefined {
  if (chunks.size >= 2 ** 32) return undefined;
  try {
    return new ChunkScan(chunks).run();
  } catch (error) {
    if (error === GIVE_UP) return undefined;
    throw error;
  }
}

class ChunkScan {
  readonly #chunks: FileChunks;
  readonly #text: ChunkedText;
  readonly #scanner = new BracketScanner();
  readonly #block: Uint8Array;
  readonly #blockSize: number;
  #next: number = Next.root;
  #open: number = Open.nothing;
  /** Brackets have just been opened. */
  #fresh = false;
  /** The byte before was a backslash that escapes the next one. */
  #escaped = false;
  /** UTF-16 offset of a byte of the block = its place in the block + this; becomes less with every byte that starts no unit. */
  #shift = 0;
  /** Byte of the last pin. */
  #pinned = 0;
  /** Byte offset of the block in the file. */
  #at = 0;
  /** UTF-16 offsets: the object, the last key, the value that is open, the list around it. */
  #start = 0;
  #end = 0;
  #keyStart = 0;
  #keyEnd = 0;
  #from = 0;
  #arrayStart = 0;
  readonly #members: number[] = [];
  readonly #arrays = new Map<number, ContainerIndex>();
  #elements: GrowingList | undefined;

  constructor(chunks: FileChunks) {
    this.#chunks = chunks;
    this.#text = new ChunkedText(chunks);
    this.#block = this.#scanner.block;
    this.#blockSize = Math.min(chunks.blockSize ?? LONGEST_BLOCK, LONGEST_BLOCK);
  }

  run(): ChunkedText {
    for (let size = this.#read(); size > 0; size = this.#read()) {
      const from = this.#at === 0 && MARK.every((byte, i) => this.#block[i] === byte) ? MARK.length : 0;
      this.#shift -= from;
      this.#pin(from);
      this.#scan(from, size);
      this.#at += size;
      this.#shift += size;
    }
    if (this.#next !== Next.nothing) throw GIVE_UP;
    this.#pin(0);
    this.#text.index = this.#index();
    return this.#text;
  }

  #index(): JsonIndex {
    const keys: string[] = [];
    for (let i = 0; i < this.#members.length; i += PLACE) {
      const key = keyText(this.#text.slice(this.#members[i], this.#members[i + 1]));
      if (key === undefined) throw GIVE_UP;
      keys.push(key);
    }
    return { start: this.#start, top: objectIndex(this.#members, keys, this.#end), arrays: this.#arrays };
  }

  /** Reads the next block and gives its size. */
  #read(): number {
    const block = this.#block;
    const filled = this.#chunks.read(block.subarray(0, this.#blockSize), this.#at);
    const size = this.#at + filled < this.#chunks.size ? wholeLines(block, filled) : filled;
    if (!this.#chunks.isUtf8(block.subarray(0, size))) throw GIVE_UP;
    block.fill(SPACE, size, size + STEP);
    return size;
  }

  #pin(i: number): void {
    this.#pinned = this.#at + i;
    this.#text.pin(this.#pinned, i + this.#shift);
  }

  #scan(from: number, size: number): void {
    const block = this.#block;
    let i = from;
    while (i < size) {
      if (this.#open === Open.brackets) i = this.#inBrackets(i, size);
      else if (this.#open === Open.text) i = this.#inText(i, size);
      else if (this.#open === Open.scalar) i = this.#inScalar(i, size);
      else i = this.#between(block[i] ?? 0, i);
    }
  }

  /** Goes on inside an object or array until its last bracket closes or the block ends; gives the place behind. */
  #inBrackets(from: number, size: number): number {
    const scanner = this.#scanner;
    const { start, since } = this.#text.lines;
    const behind = scanner.run(from, size, { fresh: this.#fresh, shift: this.#shift, start, since });
    if (behind < 0) throw GIVE_UP;
    this.#fresh = false;
    this.#shift = scanner.shift;
    this.#text.lines.append(scanner.lines);
    if (scanner.depth === 0) this.#close(behind);
    return behind;
  }

  /** The place behind the quote that ends the string which is open at `from`; behind `size` where the string goes on in the next block. */
  #toQuote(from: number, size: number): number {
    const block = this.#block;
    for (let i = from; i < size; i++) {
      const c = block[i] ?? 0;
      const escaped = this.#escaped;
      this.#escaped = c === BACKSLASH && !escaped;
      if (c === QUOTE && !escaped) return i + 1;
      if (c < SPACE) throw GIVE_UP;
      if (c >= 0xf0) this.#shift++;
      else if (c >= 0x80 && c < 0xc0) this.#shift--;
    }
    return size + 1;
  }

  #inText(i: number, size: number): number {
    const behind = this.#toQuote(i, size);
    if (behind > size) return size;
    this.#close(behind);
    return behind;
  }

  #inScalar(from: number, size: number): number {
    let i = from;
    for (; i < size; i++) {
      const c = this.#block[i] ?? 0;
      if (c === COMMA || c <= SPACE || (c | FOLD) === CLOSE_BRACE) {
        this.#close(i);
        return i;
      }
      if (c === COLON || c === QUOTE || c >= 0x80 || (c | FOLD) === OPEN_BRACE) throw GIVE_UP;
    }
    return i;
  }

  /** Takes one byte between the values that are looked at one by one. */
  #between(c: number, i: number): number {
    if (c <= SPACE) this.#blank(c, i);
    else if (c === QUOTE && (this.#next === Next.key || this.#next === Next.keyOrEnd)) this.#begin(Open.text, i);
    else if (c === COLON && this.#next === Next.colon) this.#next = Next.value;
    else if (c === COMMA && this.#next === Next.afterMember) this.#next = Next.key;
    else if (c === COMMA && this.#next === Next.afterElement) this.#next = Next.element;
    else if (c === CLOSE_BRACE || c === CLOSE_BRACKET) this.#closeOuter(c, i);
    else if (this.#next === Next.value || this.#next === Next.element || this.#next === Next.elementOrEnd)
      this.#value(c, i);
    else if (c === OPEN_BRACE && this.#next === Next.root) {
      this.#start = i + this.#shift;
      this.#next = Next.keyOrEnd;
    } else throw GIVE_UP;
    return i + 1;
  }

  #value(c: number, i: number): void {
    if (c === OPEN_BRACKET && this.#next === Next.value) {
      this.#arrayStart = i + this.#shift;
      this.#elements = new GrowingList();
      this.#next = Next.elementOrEnd;
    } else if (c === QUOTE) this.#begin(Open.text, i);
    else if ((c | FOLD) === OPEN_BRACE) {
      this.#begin(Open.brackets, i);
      this.#fresh = true;
    } else if (c === COMMA || c === COLON || c >= 0x80) throw GIVE_UP;
    else this.#begin(Open.scalar, i);
  }

  #begin(open: number, i: number): void {
    this.#open = open;
    this.#from = i + this.#shift;
  }

  /** A key, a member's value or an element ends before the byte at `i`. */
  #close(i: number): void {
    const end = i + this.#shift;
    this.#open = Open.nothing;
    if (this.#next === Next.key || this.#next === Next.keyOrEnd) {
      this.#keyStart = this.#from;
      this.#keyEnd = end;
      this.#next = Next.colon;
    } else if (this.#elements) {
      this.#elements.push(this.#from);
      this.#elements.push(end);
      this.#next = Next.afterElement;
    } else this.#endMember(this.#from, end);
    if (this.#at + i - this.#pinned >= PIN_EVERY) this.#pin(i);
  }

  #closeOuter(c: number, i: number): void {
    const end = i + 1 + this.#shift;
    if (c === CLOSE_BRACKET && (this.#next === Next.elementOrEnd || this.#next === Next.afterElement)) {
      const pairs = this.#elements?.view() ?? [];
      this.#arrays.set(this.#arrayStart, arrayIndex(pairs, end));
      this.#elements = undefined;
      this.#endMember(this.#arrayStart, end);
    } else if (c === CLOSE_BRACE && (this.#next === Next.keyOrEnd || this.#next === Next.afterMember)) {
      this.#end = end;
      this.#next = Next.nothing;
    } else throw GIVE_UP;
  }

  #endMember(start: number, end: number): void {
    this.#members.push(this.#keyStart, this.#keyEnd, start, end);
    this.#next = Next.afterMember;
  }

  #blank(c: number, i: number): void {
    if (c === FEED) this.#text.lines.add(i + 1 + this.#shift);
    // A return alone would end a line too; hardly any file has one.
    else if (c === RETURN) {
      if (this.#block[i + 1] !== FEED) throw GIVE_UP;
    } else if (c !== SPACE && c !== TAB) throw GIVE_UP;
  }
}

/** How much of a block can be taken without cutting a character or a line end in two. */
function wholeLines(block: Uint8Array, filled: number): number {
  let i = filled;
  if (block[filled - 1] === RETURN) return filled - 1;
  while (i > 0 && filled - i < 4) {
    const c = block[--i] ?? 0;
    if (c < 0x80) return filled;
    if (c >= 0xc0) return i;
  }
  return filled;
}
