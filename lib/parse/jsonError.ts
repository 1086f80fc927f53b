import type { Problem } from "../model/span.ts";
import { MAX_DEPTH } from "./jsonScan.ts";

const CLOSERS: Readonly<Record<string, string>> = { "{": "}", "[": "]" };
const NUMBER = /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?$/;
const ESCAPE = /^(?:["\\/bfnrt]|u[0-9A-Fa-f]{4})/;
const WORDS_OF_OTHERS: Readonly<Record<string, string>> = {
  True: "true",
  False: "false",
  None: "null",
  undefined: "null",
  NaN: "null",
};

/** Thrown and caught inside this file only: the scan ends at the first error. */
class Stop {
  readonly problem: Problem;
  constructor(message: string, start: number, end: number) {
    this.problem = { message, span: { start, end } };
  }
}

/**
 * Looks for the first syntax error of the JSON value that begins at or after `from` and says in plain words what is wrong there.
 * Undefined when the value is sound; what follows after it is not looked at.
 */
export function firstJsonError(text: string, from = 0): Problem | undefined {
  try {
    new Checker(text, from).run();
    return undefined;
  } catch (error) {
    if (error instanceof Stop) return error.problem;
    throw error;
  }
}

/** Walks with a stack of its own, so that no depth of nesting can exhaust the call stack. */
class Checker {
  readonly #text: string;
  /** Offsets of the brackets that are open. */
  readonly #open: number[] = [];
  #at: number;

  constructor(text: string, from: number) {
    this.#text = text;
    this.#at = from;
  }

  run(): void {
    this.#space();
    if (this.#at >= this.#text.length) throw new Stop("The file is empty.", 0, this.#text.length);
    let complete = this.#value();
    while (this.#open.length > 0) {
      this.#space();
      complete = complete ? this.#afterValue() : this.#firstInside();
    }
  }

  /** Right after an opening bracket. Gives true when a value was completed. */
  #firstInside(): boolean {
    if (this.#peek() === this.#closer()) return this.#close();
    return this.#memberOrElement();
  }

  /** After a member or element: a comma and the next one, or the closing bracket. */
  #afterValue(): boolean {
    const character = this.#peek();
    if (character === this.#closer()) return this.#close();
    if (character === ",") {
      const comma = this.#at++;
      this.#space();
      if (this.#peek() === this.#closer()) {
        throw new Stop("A comma stands before the closing bracket; take it out.", comma, comma + 1);
      }
      return this.#memberOrElement();
    }
    this.#needMore();
    if (character === "}" || character === "]") this.#wrongCloser();
    this.#refuseComment();
    if (character === ":") {
      throw new Stop("A colon stands where a comma or the closing bracket should be.", this.#at, this.#at + 1);
    }
    const what = this.#inObject() ? "members" : "elements";
    const end = character === '"' ? this.#stringEnd() : this.#wordEnd();
    throw new Stop(`A comma is missing between two ${what}.`, this.#at, end);
  }

  #memberOrElement(): boolean {
    this.#needMore();
    if (this.#inObject()) this.#key();
    return this.#value();
  }

  #key(): void {
    const start = this.#at;
    if (this.#peek() !== '"') {
      if (this.#peek() === "]") this.#wrongCloser();
      this.#refuseComment();
      if (this.#peek() === ",") throw new Stop("A member is missing before this comma.", start, start + 1);
      throw new Stop("A key stands between double quotes in JSON, and this one does not.", start, this.#wordEnd());
    }
    this.#string();
    const end = this.#at;
    this.#space();
    this.#needMore();
    if (this.#peek() !== ":") throw new Stop("A colon is missing after this key.", start, end);
    this.#at++;
    this.#space();
    this.#needMore();
    if (this.#peek() === "," || this.#peek() === "}") throw new Stop("This key has no value.", start, end);
  }

  /** Gives false when the value is an object or array that is open now. */
  #value(): boolean {
    const character = this.#peek();
    if (character === "{" || character === "[") {
      if (this.#open.length >= MAX_DEPTH) {
        const message = `Brackets are nested more than ${MAX_DEPTH} levels deep here; Premarket does not read such a file.`;
        throw new Stop(message, this.#at, this.#at + 1);
      }
      this.#open.push(this.#at++);
      return false;
    }
    if (character === '"') this.#string();
    else this.#word();
    return true;
  }

  #string(): void {
    const text = this.#text;
    const start = this.#at;
    for (let i = start + 1; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (code === 0x22) {
        this.#at = i + 1;
        return;
      }
      if (code === 0x5c) {
        if (!ESCAPE.test(text.slice(i + 1, i + 6))) this.#badEscape(i);
        i++;
      } else if (code === 0x0a || code === 0x0d) {
        throw new Stop("The text that opens with this quote has no closing quote on its line.", start, i);
      } else if (code < 0x20) {
        throw new Stop("A raw control character stands in this text; write it as an escape such as \\t.", i, i + 1);
      }
    }
    throw new Stop("The file ends inside a text that opens with this quote.", start, start + 1);
  }

  #badEscape(at: number): never {
    const shown = this.#text.slice(at, at + 2);
    throw new Stop(`\`${shown}\` is not an escape that JSON knows; a backslash itself is written twice.`, at, at + 2);
  }

  #word(): void {
    const start = this.#at;
    this.#refuseComment();
    const end = this.#wordEnd();
    const word = this.#text.slice(start, end);
    this.#at = end;
    if (word === "true" || word === "false" || word === "null" || NUMBER.test(word)) return;
    if (word.startsWith("'"))
      throw new Stop("A text stands between double quotes in JSON, not single ones.", start, end);
    const meant = Object.hasOwn(WORDS_OF_OTHERS, word) ? ` JSON writes \`${WORDS_OF_OTHERS[word]}\`.` : "";
    if (/^[,:}\]]/.test(word)) throw new Stop(`A value is missing before this \`${word[0]}\`.`, start, start + 1);
    const shown = word.length > 40 ? `${word.slice(0, 40)}...` : word;
    throw new Stop(`\`${shown}\` is not a JSON value.${meant}`, start, end);
  }

  /** End of the run of characters that a person would see as one word; at least one character. */
  #wordEnd(): number {
    const text = this.#text;
    let i = this.#at + 1;
    while (i < text.length && !/[\s,:{}[\]"]/.test(text[i] ?? "")) i++;
    return Math.min(i, text.length);
  }

  #stringEnd(): number {
    const start = this.#at;
    this.#string();
    const end = this.#at;
    this.#at = start;
    return end;
  }

  #refuseComment(): void {
    if (!/^\/[/*]/.test(this.#text.slice(this.#at, this.#at + 2))) return;
    throw new Stop("JSON knows no comments; take this one out.", this.#at, this.#at + 2);
  }

  /** The file must not end here. */
  #needMore(): void {
    if (this.#at < this.#text.length) return;
    const open = this.#open.at(-1) ?? 0;
    const what = this.#inObject() ? "an object that opens on this brace" : "a list that opens on this bracket";
    throw new Stop(`The file ends inside ${what}.`, open, open + 1);
  }

  #wrongCloser(): never {
    const what = this.#inObject() ? "object" : "list";
    const message = `\`${this.#peek()}\` stands where a \`${this.#closer()}\` should close the ${what}.`;
    throw new Stop(message, this.#at, this.#at + 1);
  }

  #close(): true {
    this.#open.pop();
    this.#at++;
    return true;
  }

  #closer(): string {
    return CLOSERS[this.#text[this.#open.at(-1) ?? 0] ?? ""] ?? "";
  }

  #inObject(): boolean {
    return this.#text[this.#open.at(-1) ?? 0] === "{";
  }

  #peek(): string {
    return this.#text[this.#at] ?? "";
  }

  #space(): void {
    while (/[ \t\r\n]/.test(this.#peek())) this.#at++;
  }
}
