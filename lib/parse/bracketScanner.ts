import compiled from "./scanBrackets.json" with { type: "json" };

/** Bytes of the longest block. */
export const LONGEST_BLOCK = 1 << 18;

/** Bytes that the scanner takes in one step; so many spaces have to stand behind a block. */
export const STEP = 64;

/** Where the scanner writes: depth, shift, number of lines, then the lines. */
const OUT = LONGEST_BLOCK + STEP;

type Scan = (from: number, end: number, out: number, fresh: number, shift: number) => number;

/** Runs through the inside of JSON values in a block of bytes; what it does is told in `scanBrackets.wat`. */
export class BracketScanner {
  /** The block, with room for the spaces behind it. */
  readonly block: Uint8Array;
  /** UTF-16 offsets of the line starts that the last run met. */
  lines: Int32Array;
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
    this.#out = new Int32Array(buffer, OUT);
    this.lines = this.#out.subarray(0, 0);
    this.#scan = exports.scan as Scan;
  }

  /**
   * Goes on from a place inside a value; gives the place behind its last bracket (`depth` is 0 then), `size` where it goes on in the next
   * block, or -1 where something is out of the ordinary.
   * @param fresh the value has just been opened
   */
  run(from: number, size: number, { fresh, shift }: { readonly fresh: boolean; readonly shift: number }): number {
    const behind = this.#scan(from, size, OUT, +fresh, shift);
    const [depth = 0, after = 0, count = 0] = this.#out;
    this.depth = depth;
    this.shift = after;
    this.lines = this.#out.subarray(3, 3 + count);
    return behind;
  }
}

let compiledModule: WebAssembly.Module | undefined;

function wasmModule(): WebAssembly.Module {
  compiledModule ??= new WebAssembly.Module(Uint8Array.from(atob(compiled.wasm), (letter) => letter.charCodeAt(0)));
  return compiledModule;
}
