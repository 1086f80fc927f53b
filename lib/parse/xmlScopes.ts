/** The prefixes that one element declares. */
export interface XmlScope {
  readonly element: number;
  readonly outer: XmlScope | undefined;
  /** Namespace by prefix; the default namespace under the empty one. */
  readonly prefixes: Map<string, string>;
}

/** Which prefix stands for which namespace, and where. */
export class XmlScopes {
  /** In the order of their elements. */
  readonly #all: XmlScope[] = [];

  /** Elements that declare a prefix. */
  get count(): number {
    return this.#all.length;
  }

  open(element: number, outer: XmlScope | undefined): XmlScope {
    const scope: XmlScope = { element, outer, prefixes: new Map() };
    this.#all.push(scope);
    return scope;
  }

  /**
   * The scope that an element stands in, its own declarations included.
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

  /** True where an element declares a prefix for this namespace. */
  declares(namespace: string): boolean {
    return this.#all.some(({ prefixes }) => [...prefixes.values()].includes(namespace));
  }

  /** The namespace of a prefix; undefined where none is declared. */
  find(scope: XmlScope | undefined, prefix: string): string | undefined {
    if (prefix === "xml") return "http://www.w3.org/XML/1998/namespace";
    for (let at = scope; at; at = at.outer) {
      const namespace = at.prefixes.get(prefix);
      if (namespace !== undefined) return namespace;
    }
    return undefined;
  }
}
