import type { Problem, Span } from "../model/span.ts";

/** A table of text with delimiters, with the place of every cell (RFC 4180; semicolons, tabs and bars serve as well as commas). */
export interface CsvDocument {
  readonly text: string;
  readonly records: readonly CsvRecord[];
  readonly problems: readonly Problem[];
}

export interface CsvRecord {
  readonly cells: readonly CsvCell[];
  readonly span: Span;
}

export interface CsvCell {
  /** Without quotes and padding; doubled quotes are one. */
  readonly text: string;
  /** What `text` was made of; an empty cell is the empty place between its delimiters. */
  readonly span: Span;
}

const DELIMITERS = [",", ";", "\t", "|"] as const;

/** Reads a table. Never throws for bad content: a quote that is not closed is reported at its place and ends the last cell at the end of the file. */
export function parseCsv(text: string): CsvDocument {
  const start = text.startsWith("\ufeff") ? 1 : 0;
  const announced = /^sep=([,;|\t])\r?\n/.exec(text.slice(start, start + 8));
  const delimiter = announced?.[1] ?? likelyDelimiter(firstLine(text, start));
  const scan = new CsvScan(text, delimiter);
  return { text, ...scan.records(start + (announced?.[0].length ?? 0)) };
}

/** The cells of one line, for looking at a header before the table is read. */
export function csvHeader(text: string): string[] {
  const line = firstLine(text, text.startsWith("\ufeff") ? 1 : 0);
  const { records } = new CsvScan(line, likelyDelimiter(line)).records(0);
  return (records[0]?.cells ?? []).map((cell) => cell.text);
}

function firstLine(text: string, from: number): string {
  const start = from + Math.max(0, text.slice(from, from + 100_000).search(/\S/));
  return /^[^\r\n]{0,10000}/.exec(text.slice(start, start + 10_000))?.[0] ?? "";
}

function likelyDelimiter(line: string): string {
  const bare = line.replace(/"[^"]*"/g, "");
  const counts = DELIMITERS.map((delimiter) => bare.split(delimiter).length);
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ",";
}

class CsvScan {
  readonly #text: string;
  readonly #delimiter: string;
  readonly #problems: Problem[] = [];

  constructor(text: string, delimiter: string) {
    this.#text = text;
    this.#delimiter = delimiter;
  }

  records(from: number): { records: CsvRecord[]; problems: Problem[] } {
    const records: CsvRecord[] = [];
    let at = from;
    while (at < this.#text.length) {
      const cells: CsvCell[] = [];
      const start = at;
      for (;;) {
        const { cell, next } = this.#cell(at);
        cells.push(cell);
        at = next;
        if (this.#text[at] !== this.#delimiter) break;
        at++;
      }
      // A blank line is no record.
      if (cells.length > 1 || cells[0]?.text !== "") records.push({ cells, span: { start, end: at } });
      if (this.#text[at] === "\r") at++;
      if (this.#text[at] === "\n") at++;
    }
    return { records, problems: this.#problems };
  }

  /** One cell and where the delimiter or line break after it stands. */
  #cell(from: number): { cell: CsvCell; next: number } {
    let at = from;
    while (this.#text[at] === " ") at++;
    if (this.#text[at] !== '"') return this.#plain(from);
    const open = at;
    let close = this.#text.indexOf('"', open + 1);
    while (close >= 0 && this.#text[close + 1] === '"') close = this.#text.indexOf('"', close + 2);
    if (close < 0) {
      this.#problems.push({
        message: "This quotation mark is never closed, so the rest of the file is one cell; close it.",
        span: { start: open, end: open + 1 },
      });
      close = this.#text.length;
    }
    const raw = this.#text.slice(open + 1, close);
    const next = this.#endOfCell(Math.min(close + 1, this.#text.length));
    return { cell: trimmed(raw, open + 1, true), next };
  }

  #plain(from: number): { cell: CsvCell; next: number } {
    const next = this.#endOfCell(from);
    return { cell: trimmed(this.#text.slice(from, next), from, false), next };
  }

  #endOfCell(from: number): number {
    for (let at = from; at < this.#text.length; at++) {
      const letter = this.#text[at];
      if (letter === this.#delimiter || letter === "\n" || letter === "\r") return at;
    }
    return this.#text.length;
  }
}

function trimmed(raw: string, from: number, quoted: boolean): CsvCell {
  const bare = raw.trim();
  const start = from + (bare === "" ? 0 : raw.indexOf(bare));
  return { text: quoted ? bare.replaceAll('""', '"') : bare, span: { start, end: start + bare.length } };
}
