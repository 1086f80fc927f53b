import type { LineLengths } from "./lineIndex.ts";
import compiled from "./scanBrackets.json" with { type: "json" };

/** Bytes of the longest block. */
export const LONGEST_BLOCK = 1 << 18;

/** Bytes that the scanner takes in one step; so many spaces have to stand behind a block. */
export const STEP = 64;

/** Where the scanner writes: six numbers, then the lines that are kept. The room is enough for what a block can hold. */
const OUT = LONGEST_BLOCK + STEP;
const HEAD = 6;

/** Where it writes the lengths of lines. */
const LENGTHS = OUT + (1 << 16);

type Scan = (...numbers: readonly number[]) => number;

/** What is known where a run begins. */
export interface RunStart {
  /** The value has just been opened. */
  readonly fresh: boolean;
  /** UTF-16 offset of a byte = its place in the block + this. */
  readonly shift: number;
  /** UTF-16 offset at which the open line starts, and the bytes written since the last line that was kept. */
  readonly start: number;
  readonly since: number;
}

/** Runs through the inside of JSON values in a block of bytes; what it does is told in `scanBrackets.wat`. */
export class BracketScanner {
  /** The block, with room for the spaces behind it. */
  readonly block: Uint8Array;
  /** The lines that ended in the last run. */
  readonly lines: LineLengths;
  /** Brackets that are open after the last run. */
  depth = 0;
  /** UTF-16 offset of a byte = its place in the block + this, after the last run. */
  shift = 0;
  readonly #scan: Scan;
  readonly #out: Int32Array;

  constructor() {
    const { exports } = new WebAssembly.Instance(wasmModule());
    const { buffer } = exports.memory as WebAssembly.Memory;
    this.block = new Uint8Array(buffer, 0, OUT);
    this.#out = new Int32Array(buffer, OUT, (LENGTHS - OUT) / 4);
    const bytes = new Uint8Array(buffer, LENGTHS);
    this.lines = { count: 0, start: 0, size: 0, bytes, keeps: 0, kept: this.#out.subarray(HEAD) };
    this.#scan = exports.scan as Scan;
  }

  /**
   * Goes on from a place inside a value; gives the place behind its last bracket (`depth` is 0 then), `size` where it goes on in the next
   * block, or -1 where something is out of the ordinary.
   */
  run(from: number, size: number, { fresh, shift, start, since }: RunStart): number {
    const behind = this.#scan(from, size, OUT, LENGTHS, +fresh, shift, start, since);
    const out = this.#out;
    this.depth = out[0] ?? 0;
    this.shift = out[1] ?? 0;
    this.lines.count = out[2] ?? 0;
    // Offsets are unsigned; those beyond 2^31 would come out negative.
    this.lines.start = (out[3] ?? 0) >>> 0;
    this.lines.size = out[4] ?? 0;
    this.lines.keeps = out[5] ?? 0;
    return behind;
  }
}

let compiledModule: WebAssembly.Module | undefined;

function wasmModule(): WebAssembly.Module {
  compiledModule ??= new WebAssembly.Module(Uint8Array.from(atob(compiled.wasm), (letter) => letter.charCodeAt(0)));
  return compiledModule;
}
