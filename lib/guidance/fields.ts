/** Reads the keys of one YAML mapping and complains with the place when one is missing, of the wrong type, or left over. */
export class Fields {
  readonly where: string;
  readonly #map: Record<string, unknown>;
  readonly #seen = new Set<string>();

  /** @param nameKey the key whose value names this mapping in complaints */
  constructor(value: unknown, where: string, nameKey?: string) {
    if (typeof value !== "object" || value === null || Array.isArray(value))
      throw new Error(`${where}: expected a mapping`);
    this.#map = value as Record<string, unknown>;
    const name = nameKey === undefined ? undefined : this.#map[nameKey];
    this.where = typeof name === "string" ? `${where}, ${name}` : where;
  }

  fail(key: string, message: string): never {
    throw new Error(`${this.where}, ${key}: ${message}`);
  }

  has(key: string): boolean {
    return Object.hasOwn(this.#map, key);
  }

  optional(key: string): unknown {
    this.#seen.add(key);
    return this.has(key) ? (this.#map[key] ?? undefined) : undefined;
  }

  text(key: string): string {
    return this.optionalText(key) ?? this.fail(key, "is missing");
  }

  optionalText(key: string): string | undefined {
    const value = this.optional(key);
    if (value === undefined) return undefined;
    if (value instanceof Date) return value.toISOString().slice(0, 10);
    if (typeof value !== "string") return this.fail(key, "expected text");
    return value.trim();
  }

  texts(key: string): string[] {
    if (!this.has(key)) this.fail(key, "is missing");
    return this.optionalTexts(key);
  }

  /** A list of texts; a single text counts as a list of one. */
  optionalTexts(key: string): string[] {
    const value = this.optional(key);
    if (value === undefined) return [];
    const list = Array.isArray(value) ? value : [value];
    return list.map((item) => (typeof item === "string" ? item : this.fail(key, "expected a list of texts")));
  }

  list(key: string): unknown[] {
    if (!this.has(key)) this.fail(key, "is missing");
    return this.optionalList(key);
  }

  optionalList(key: string): unknown[] {
    const value = this.optional(key);
    if (value === undefined) return [];
    return Array.isArray(value) ? value : this.fail(key, "expected a list");
  }

  word<T extends string>(key: string, words: readonly T[]): T {
    return this.optionalWord(key, words) ?? this.fail(key, "is missing");
  }

  optionalWord<T extends string>(key: string, words: readonly T[]): T | undefined {
    const value = this.optionalText(key);
    if (value === undefined) return undefined;
    return words.find((word) => word === value) ?? this.fail(key, `\`${value}\` is none of ${words.join(", ")}`);
  }

  /** A misspelt key would otherwise change nothing and nobody would notice. */
  nothingElse(): void {
    for (const key of Object.keys(this.#map)) {
      if (!this.#seen.has(key)) this.fail(key, "is not a key that is known here");
    }
  }
}
