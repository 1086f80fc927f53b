/** One character as a terminal shows it. */
export interface Cell {
  readonly text: string;
  /** Columns that it takes. */
  readonly width: number;
}

/** Characters that make a terminal do something or turn the reading order round; a file that we show must not be able to. */
const HARMFUL =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufff9-\ufffb]/g;

/** Text from a file, safe to print: control characters become their visible pictures. Line feeds and tabs stay. */
export function printable(text: string): string {
  return text.replace(HARMFUL, (character) => {
    const code = character.charCodeAt(0);
    if (code < 0x20) return String.fromCharCode(0x2400 + code);
    return code === 0x7f ? "\u2421" : "\ufffd";
  });
}

/** Splits text into what a terminal shows one after the other. A tab counts two columns, a lone surrogate becomes U+FFFD. */
export function cellsOf(text: string): Cell[] {
  return Array.from(text, (character) => {
    if (character === "\t") return { text: "  ", width: 2 };
    const shown = printable(character);
    const code = shown.codePointAt(0) ?? 0;
    if (code >= 0xd800 && code <= 0xdfff) return { text: "\ufffd", width: 1 };
    return { text: shown, width: widthOf(code) };
  });
}

/** Columns of a text in a terminal. */
export function columnsOf(text: string): number {
  return cellsOf(text).reduce((sum, cell) => sum + cell.width, 0);
}

/** Marks that join the character before them, variation selectors and zero-width characters. */
const NARROW: readonly (readonly [number, number])[] = [
  [0x0300, 0x036f],
  [0x0483, 0x0489],
  [0x0591, 0x05bd],
  [0x0610, 0x061a],
  [0x064b, 0x065f],
  [0x1ab0, 0x1aff],
  [0x1dc0, 0x1dff],
  [0x200b, 0x200d],
  [0x2060, 0x2064],
  [0x20d0, 0x20ff],
  [0xfe00, 0xfe0f],
  [0xfe20, 0xfe2f],
  [0xfeff, 0xfeff],
  [0x1f3fb, 0x1f3ff],
  [0xe0100, 0xe01ef],
];

/** East Asian wide and full-width characters and the emoji that are drawn over two columns. */
const WIDE: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x231a, 0x231b],
  [0x23e9, 0x23ec],
  [0x2614, 0x2615],
  [0x26a1, 0x26a1],
  [0x2705, 0x2705],
  [0x274c, 0x274e],
  [0x2753, 0x2757],
  [0x2e80, 0x303e],
  [0x3041, 0x33ff],
  [0x3400, 0x4dbf],
  [0x4e00, 0x9fff],
  [0xa000, 0xa4cf],
  [0xa960, 0xa97f],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff00, 0xff60],
  [0xffe0, 0xffe6],
  [0x1f1e6, 0x1f1ff],
  [0x1f300, 0x1f64f],
  [0x1f680, 0x1f6ff],
  [0x1f900, 0x1f9ff],
  [0x20000, 0x3fffd],
];

function widthOf(code: number): number {
  if (code < 0x300) return 1;
  if (within(NARROW, code)) return 0;
  return within(WIDE, code) ? 2 : 1;
}

function within(ranges: readonly (readonly [number, number])[], code: number): boolean {
  return ranges.some(([first, last]) => code >= first && code <= last);
}

/** Breaks a text into lines of at most `width` columns, at spaces. A word that is longer stays whole. */
export function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  let taken = 0;
  for (const word of text.split(/\s+/).filter((one) => one !== "")) {
    const columns = columnsOf(word);
    if (line !== "" && taken + 1 + columns > width) {
      lines.push(line);
      line = "";
      taken = 0;
    }
    line = line === "" ? word : `${line} ${word}`;
    taken += columns + (taken === 0 ? 0 : 1);
  }
  return line === "" ? lines : [...lines, line];
}
