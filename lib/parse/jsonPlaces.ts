import { type ContainerIndex, PLACE } from "./jsonScan.ts";
import type { Place } from "./jsonSpot.ts";

/** Where one member or element stands; an element has no key, its value stands for it. */
export function placeAt({ places, perPlace }: ContainerIndex, i: number): Place {
  const from = i * perPlace;
  if (perPlace === PLACE) return placeIn(places, from);
  const start = places[from] ?? 0;
  const end = places[from + 1] ?? 0;
  return { keyStart: start, keyEnd: end, start, end };
}

/** A member's place from the bare numbers of an index. */
export function placeIn(places: ArrayLike<number>, from: number): Place {
  return {
    keyStart: places[from] ?? 0,
    keyEnd: places[from + 1] ?? 0,
    start: places[from + 2] ?? 0,
    end: places[from + 3] ?? 0,
  };
}

/** The same place in a text of which `base` stands before the part that it was found in. */
export function moved({ keyStart, keyEnd, start, end }: Place, base: number): Place {
  return { keyStart: keyStart + base, keyEnd: keyEnd + base, start: start + base, end: end + base };
}
