/** A list of numbers below 2^32 that grows; four bytes each, whatever stands in it. */
export class GrowingList {
  #numbers: Uint32Array;
  length = 0;

  constructor(capacity = 64) {
    this.#numbers = new Uint32Array(capacity);
  }

  push(number: number): void {
    if (this.length === this.#numbers.length) {
      const bigger = new Uint32Array(this.#numbers.length * 2);
      bigger.set(this.#numbers);
      this.#numbers = bigger;
    }
    this.#numbers[this.length++] = number;
  }

  /** A number of the list; 0 beyond its end. */
  at(index: number): number {
    return index < this.length ? (this.#numbers[index] ?? 0) : 0;
  }

  /** The numbers so far; not for use after another one is added. */
  view(): Uint32Array {
    return this.#numbers.subarray(0, this.length);
  }

  /** Number of the last of ascending entries that is not greater than a limit; 0 where there is none. */
  lastNotAfter(limit: number): number {
    let low = 0;
    let high = this.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#numbers[middle] ?? 0) <= limit) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
