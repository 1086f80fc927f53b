import { type ContainerIndex, PLACE } from "./jsonScan.ts";
import type { Place } from "./jsonSpot.ts";

/** The last element that begins at or before an offset. */
export function elementAround(index: ContainerIndex, offset: number): number {
  let low = 0;
  let high = index.count - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (placeAt(index, middle).start <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Where one member or element stands. */
export function placeAt(index: ContainerIndex, i: number): Place {
  return placeIn(index.places, i * PLACE);
}

/** The same from the bare numbers of an index. */
export function placeIn(places: readonly number[], from: number): Place {
  return {
    keyStart: places[from] ?? 0,
    keyEnd: places[from + 1] ?? 0,
    start: places[from + 2] ?? 0,
    end: places[from + 3] ?? 0,
  };
}
