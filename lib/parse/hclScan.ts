import type { Span } from "../model/span.ts";

/** A text of the file with its place. */
interface Lexeme {
  readonly text: string;
  readonly span: Span;
}

const WORD = /[\p{L}_][\p{L}\p{N}_-]*/uy;
const HEREDOC = /<<-?[ \t]*([A-Za-z_][\w-]*)[ \t]*\r?\n/y;
const ESCAPES: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", '"': '"', "\\": "\\" };

/** The letters of an HCL file, one step at a time. */
export class HclScan {
  readonly text: string;
  at = 0;

  constructor(text: string) {
    this.text = text;
    if (text.charCodeAt(0) === 0xfeff) this.at = 1;
  }

  get atEnd(): boolean {
    return this.at >= this.text.length;
  }

  sees(what: string): boolean {
    return this.text.startsWith(what, this.at);
  }

  /** The next letters as a place. */
  here(length: number): Span {
    const start = Math.min(this.at, Math.max(0, this.text.length - 1));
    return { start, end: Math.min(start + length, this.text.length) };
  }

  /** Blanks, line ends and comments. */
  skipSpace(): void {
    for (;;) {
      const before = this.at;
      while (/\s/.test(this.text[this.at] ?? "")) this.at++;
      this.#skipComment();
      if (this.at === before) return;
    }
  }

  /** Blanks and comments between two words of one line. */
  skipBlanks(): void {
    for (;;) {
      while (this.sees(" ") || this.sees("\t")) this.at++;
      if (!this.sees("/*")) return;
      this.#skipComment();
    }
  }

  word(): Lexeme | undefined {
    WORD.lastIndex = this.at;
    const text = WORD.exec(this.text)?.[0];
    if (text === undefined) return undefined;
    const span = { start: this.at, end: this.at + text.length };
    this.at = span.end;
    return { text, span };
  }

  /** A text in quotes; undefined where the line ends before it does. */
  quoted(): Lexeme | undefined {
    const start = this.at + 1;
    const end = this.#closingQuote(start);
    if (end < 0) return undefined;
    this.at = end + 1;
    const raw = this.text.slice(start, end);
    const text = raw.replace(/\\(["\\nrt])/g, (_, letter) => ESCAPES[letter] ?? letter);
    return { text, span: raw === "" ? { start: start - 1, end: end + 1 } : { start, end } };
  }

  /** A text of several lines between two marks (`<<EOT`); undefined where the second one is missing. */
  heredoc(): Lexeme | undefined {
    HEREDOC.lastIndex = this.at;
    const open = HEREDOC.exec(this.text);
    if (open?.[1] === undefined) return undefined;
    const start = this.at + open[0].length;
    for (let line = start; line < this.text.length; ) {
      const lineEnd = this.text.indexOf("\n", line);
      const end = lineEnd < 0 ? this.text.length : lineEnd;
      if (this.text.slice(line, end).trim() === open[1]) {
        this.at = end;
        const raw = this.text.slice(start, line);
        const text = raw.trim();
        const from = start + raw.indexOf(text);
        return { text, span: text === "" ? { start: line, end } : { start: from, end: from + text.length } };
      }
      line = end + 1;
    }
    return undefined;
  }

  /** True where nothing follows that would make an expression of what stands before. */
  endsValue(): boolean {
    return /^[ \t]*(?:$|[\r\n,\]})#]|\/\/|\/\*)/.test(this.text.slice(this.at, this.at + 200));
  }

  /** What stands up to the end of the line, a comma or a closing bracket, whichever is outside all brackets and texts. */
  expression(from: number): Span {
    let depth = 0;
    let at = from;
    for (; at < this.text.length; at++) {
      const letter = this.text[at] ?? "";
      if (letter === '"') {
        const end = this.#closingQuote(at + 1);
        if (end < 0) break;
        at = end;
      } else if ("([{".includes(letter)) depth++;
      else if (depth > 0 && ")]}".includes(letter)) depth--;
      else if (depth === 0 && (",)]}\n#".includes(letter) || this.text.startsWith("//", at))) break;
    }
    this.at = at;
    const text = this.text.slice(from, at).trimEnd();
    return { start: from, end: from + text.length };
  }

  /** `${...}` inside a text may hold quotes of its own. */
  #closingQuote(from: number): number {
    let depth = 0;
    for (let at = from; at < this.text.length; at++) {
      const letter = this.text[at];
      if (letter === "\n") return -1;
      if (letter === "\\") at++;
      else if (letter === "{" && /[$%]/.test(this.text[at - 1] ?? "")) depth++;
      else if (letter === "}" && depth > 0) depth--;
      else if (letter === '"' && depth === 0) return at;
    }
    return -1;
  }

  #skipComment(): void {
    if (this.sees("#") || this.sees("//")) {
      const end = this.text.indexOf("\n", this.at);
      this.at = end < 0 ? this.text.length : end;
    } else if (this.sees("/*")) {
      const end = this.text.indexOf("*/", this.at);
      this.at = end < 0 ? this.text.length : end + 2;
    }
  }
}
