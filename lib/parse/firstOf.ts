/** Looks for several words in one text from its start to its end; each stretch is looked at once for each word. */
export class FirstOf {
  readonly #text: string;
  readonly #words: readonly string[];
  /** Where each word stands next. */
  readonly #next: number[];

  constructor(text: string, words: readonly string[]) {
    this.#text = text;
    this.#words = words;
    this.#next = words.map(() => -1);
  }

  /** The first place at or behind `from` where one of the words stands; the length of the text where there is none. `from` never goes back. */
  from(from: number): number {
    let first = this.#text.length;
    for (let i = 0; i < this.#words.length; i++) {
      let next = this.#next[i] ?? -1;
      if (next < from) {
        const found = this.#text.indexOf(this.#words[i] ?? "", from);
        next = found < 0 ? this.#text.length : found;
        this.#next[i] = next;
      }
      if (next < first) first = next;
    }
    return first;
  }
}
