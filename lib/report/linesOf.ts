import type { SourceText } from "../model/sourceText.ts";

/** A place as people count: line and column from 1, the column in UTF-16 code units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** One line start in so many is kept: a table of five million lines would take longer to fill than the lines to find. */
const STRIDE = 32;

/**
 * Turns offsets into lines and columns; the one place that does. `\n`, `\r\n` and `\r` end a line, as in an editor.
 * Lines are counted only as far as somebody asks, so a huge file without findings costs nothing.
 * @returns a function from a UTF-16 offset (clamped to the text) to its position
 */
export function linesOf(text: SourceText): (offset: number) => Position {
  const inside = (offset: number) => Math.max(0, Math.min(offset, text.length));
  if (text.lineAt) return (offset) => countedPosition(text, inside(offset));
  let lines: Lines | undefined;
  return (offset) => {
    lines ??= new Lines(text.toString());
    return lines.at(inside(offset));
  };
}

/** For a text whose lines were counted while it was read. */
function countedPosition(text: SourceText, offset: number): Position {
  const { line, start } = text.lineAt?.(offset) ?? { line: 0, start: 0 };
  return { line: line + 1, column: offset - start + 1 };
}

class Lines {
  readonly #text: string;
  readonly #stride: number;
  readonly #next: (from: number) => number;
  /** Start of every line whose number (from 0) is a multiple of the stride, as far as lines are counted. */
  readonly #starts = [0];
  /** The furthest line counted so far, its start, and the start of the one behind it. */
  #line = 0;
  #start = 0;
  #behind: number;

  constructor(text: string) {
    this.#text = text;
    const returns = text.includes("\r");
    this.#stride = returns ? 1 : STRIDE;
    this.#next = returns ? nextOfAnyKind(text) : (from) => this.#nextFeed(from);
    this.#behind = this.#next(0);
  }

  at(offset: number): Position {
    while (this.#behind <= offset) this.#count();
    if (offset >= this.#start) return { line: this.#line + 1, column: offset - this.#start + 1 };
    const kept = lastNotAfter(this.#starts, offset);
    let line = kept * this.#stride;
    let start = this.#starts[kept] ?? 0;
    // With a stride of 1 the kept line is the line itself.
    while (this.#stride > 1) {
      const next = this.#nextFeed(start);
      if (next > offset) break;
      start = next;
      line++;
    }
    return { line: line + 1, column: offset - start + 1 };
  }

  #count(): void {
    this.#line++;
    this.#start = this.#behind;
    if (this.#line % this.#stride === 0) this.#starts.push(this.#start);
    this.#behind = this.#next(this.#start);
  }

  #nextFeed(from: number): number {
    const at = this.#text.indexOf("\n", from);
    return at < 0 ? Number.POSITIVE_INFINITY : at + 1;
  }
}

/** For texts with carriage returns. Each kind is searched again only when it has been passed, so a lone `\r` far away is found once. */
function nextOfAnyKind(text: string): (from: number) => number {
  const search = (mark: string, from: number) => {
    const at = text.indexOf(mark, from);
    return at < 0 ? Number.POSITIVE_INFINITY : at;
  };
  let feed = search("\n", 0);
  let carriage = search("\r", 0);
  return (from) => {
    if (feed < from) feed = search("\n", from);
    if (carriage < from) carriage = search("\r", from);
    if (feed < carriage) return feed + 1;
    return carriage + (feed === carriage + 1 ? 2 : 1);
  };
}

function lastNotAfter(starts: readonly number[], at: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}
