/** One namespace declaration, in force in its element and everything inside. */
export interface XmlScope {
  readonly element: number;
  /** The declaration that was in force before: of the same element, or of one around it. */
  readonly outer: XmlScope | undefined;
  /** Empty for the default namespace. */
  readonly prefix: string;
  readonly namespace: string;
  /** How many declarations are in force with it. */
  readonly count: number;
}

/** Which prefix stands for which namespace, and where. */
export class XmlScopes {
  /** In the order of their elements. */
  readonly #all: XmlScope[] = [];

  /** True where no element but the root declares anything. */
  get onlyRoot(): boolean {
    return (this.#all.at(-1)?.element ?? 0) === 0;
  }

  add(scope: XmlScope): XmlScope {
    this.#all.push(scope);
    return scope;
  }

  /** True where an element declares a prefix for this namespace. */
  declares(namespace: string): boolean {
    return this.#all.some((scope) => scope.namespace === namespace);
  }

  /**
   * The declarations that an element stands under, its own included.
   * @param after tells the number of the first element after an element and everything in it
   */
  of(element: number, after: (element: number) => number): XmlScope | undefined {
    let low = 0;
    let high = this.#all.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#all[middle]?.element ?? 0) <= element) low = middle + 1;
      else high = middle;
    }
    let scope = this.#all[low - 1];
    while (scope && after(scope.element) <= element) scope = scope.outer;
    return scope;
  }

  /** The namespace of a prefix; undefined where none is declared. */
  find(scope: XmlScope | undefined, prefix: string): string | undefined {
    if (prefix === "xml") return "http://www.w3.org/XML/1998/namespace";
    for (let at = scope; at; at = at.outer) if (at.prefix === prefix) return at.namespace;
    return undefined;
  }
}
