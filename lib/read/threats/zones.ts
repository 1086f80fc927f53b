/** What stands around each thing, for formats that name it. */
export class Zones {
  readonly #parents = new Map<string, string>();

  /** @param parent id of the boundary directly around a thing or a boundary; undefined for one that stands free */
  put(id: string, parent: string | undefined): void {
    if (parent !== undefined && parent !== id) this.#parents.set(id, parent);
  }

  /** The boundaries around a thing, innermost first. A circle ends where it closes. */
  around(id: string): string[] {
    const seen = new Set<string>([id]);
    const zones: string[] = [];
    for (let next = this.#parents.get(id); next !== undefined && !seen.has(next); next = this.#parents.get(next)) {
      seen.add(next);
      zones.push(next);
    }
    return zones;
  }
}

/** The boundaries that hold exactly one of two ends. Unknown where it is not known of both where they stand. */
export function crossing(
  from: readonly string[] | "unknown" | undefined,
  to: readonly string[] | "unknown" | undefined,
): readonly string[] | "unknown" {
  if (from === undefined || to === undefined || from === "unknown" || to === "unknown") return "unknown";
  return [...from.filter((zone) => !to.includes(zone)), ...to.filter((zone) => !from.includes(zone))];
}
