import { GrowingList } from "./growingList.ts";

/** A byte of this value says that the line goes on in the next one. */
const LONG = 255;

/** Bytes between the lines whose number and start are kept. */
const STRIDE = 128;

/** A line of more UTF-16 units than this is kept by itself, so that nobody has to step through it. */
const HUGE = 4096;

/** Lines that `scanBrackets.wat` has met, written as they are kept here. The same one is filled again and again. */
export interface LineLengths {
  count: number;
  /** Where the line starts that is open behind them. */
  start: number;
  /** How many of the bytes count. */
  size: number;
  readonly bytes: Uint8Array;
  /** How many lines to keep, and number, start and place in `bytes` of each; number and place counted from the first of these. */
  keeps: number;
  readonly kept: Int32Array;
}

/** Where lines start, in about a byte a line: a table of offsets would take four, which for a huge file is felt. */
export class LineIndex {
  #lengths = new Uint8Array(1 << 12);
  #count = 0;
  /** Number and start of the lines that are kept, and where their lengths begin. */
  readonly #lines = new GrowingList();
  readonly #starts = new GrowingList();
  readonly #places = new GrowingList();
  #line = 0;
  #start = 0;

  constructor() {
    this.#keep();
  }

  /** Where the line starts that is open. */
  get start(): number {
    return this.#start;
  }

  /** Bytes since the last line that is kept. */
  get since(): number {
    return this.#count - this.#places.at(this.#places.length - 1);
  }

  /** Notes that the line which is open ends before `start`, where the next one starts. */
  add(start: number): void {
    let length = start - this.#start;
    const isHuge = length > HUGE;
    // Nobody steps through a line that is kept, so its length is not written.
    if (isHuge) this.#keep();
    else {
      this.#reserve(HUGE / LONG + 1);
      for (; length >= LONG; length -= LONG) this.#lengths[this.#count++] = LONG;
      this.#lengths[this.#count++] = length;
    }
    this.#start = start;
    this.#line++;
    if (isHuge || this.since >= STRIDE) this.#keep();
  }

  /** Notes many lines at once. */
  append({ count, start, size, bytes, keeps, kept }: LineLengths): void {
    for (let i = 0; i < keeps * 3; i += 3) {
      this.#lines.push(this.#line + (kept[i] ?? 0));
      this.#starts.push(kept[i + 1] ?? 0);
      this.#places.push(this.#count + (kept[i + 2] ?? 0));
    }
    this.#reserve(size);
    for (let i = 0; i < size; i++) this.#lengths[this.#count++] = bytes[i] ?? 0;
    this.#line += count;
    this.#start = start;
  }

  /** Line of an offset (from 0) and where that line starts. */
  at(offset: number): { line: number; start: number } {
    const kept = this.#starts.lastNotAfter(offset);
    let line = this.#lines.at(kept);
    let start = this.#starts.at(kept);
    if (this.#lines.at(kept + 1) === line + 1) return { line, start };
    let next = start;
    for (let i = this.#places.at(kept); i < this.#count; i++) {
      const length = this.#lengths[i] ?? 0;
      next += length;
      if (next > offset) break;
      if (length === LONG) continue;
      start = next;
      line++;
    }
    return { line, start };
  }

  #keep(): void {
    this.#lines.push(this.#line);
    this.#starts.push(this.#start);
    this.#places.push(this.#count);
  }

  #reserve(bytes: number): void {
    while (this.#count + bytes > this.#lengths.length) this.#grow();
  }

  #grow(): void {
    const bigger = new Uint8Array(this.#lengths.length * 2);
    bigger.set(this.#lengths);
    this.#lengths = bigger;
  }
}
