/**
 * Numbers for the ids of one SBOM, shared by the checks of its graph: a hundred thousand long ids are looked up once instead of once per check,
 * and what the checks note about them are plain lists.
 */
export class IdTable {
  readonly #numbers = new Map<string, number>();
  #last = "";
  #lastNumber = -1;
  #before = "";
  #beforeNumber = -1;

  /** The number of an id, given on first use. */
  number(id: string): number {
    // Several checks ask for the same id, or the same two ends of an edge, one after the other.
    if (id === this.#last) return this.#lastNumber;
    if (id === this.#before) return this.#beforeNumber;
    let number = this.#numbers.get(id);
    if (number === undefined) {
      number = this.#numbers.size;
      this.#numbers.set(id, number);
    }
    this.#before = this.#last;
    this.#beforeNumber = this.#lastNumber;
    this.#last = id;
    this.#lastNumber = number;
    return number;
  }

  get count(): number {
    return this.#numbers.size;
  }
}
