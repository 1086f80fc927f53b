import { placeAt } from "./jsonPlaces.ts";
import { type ContainerIndex, indexContainer } from "./jsonScan.ts";

/** Where the members of a JSON value stand and the elements of those members that are arrays. */
export interface JsonIndex {
  /** Offset of the opening bracket. */
  readonly start: number;
  readonly top: ContainerIndex;
  /** By the offset of their opening brackets. */
  readonly arrays: ReadonlyMap<number, ContainerIndex>;
}

/**
 * Indexes the object or array that opens at `start`; undefined where its brackets, commas and colons do not fit together.
 * @param byLines elements may be found by their lines, which parsing has to confirm
 */
export function indexJson(text: string, start: number, byLines: boolean): JsonIndex | undefined {
  const found: { member: number; index: ContainerIndex }[] = [];
  const onArray = (member: number, index: ContainerIndex) => found.push({ member, index });
  const top = indexContainer(text, start, { byLines, onArray });
  if (!top) return byLines ? indexJson(text, start, false) : undefined;
  const arrays = new Map(found.map(({ member, index }) => [placeAt(top, member).start, index]));
  return { start, top, arrays };
}

/** The stretch that can be looked into by itself: the element of a large array that an offset lies in, else the member, else everything. */
export function stretchAround({ start, top, arrays }: JsonIndex, offset: number): { start: number; end: number } {
  if (top.count === 0) return { start, end: top.end };
  const member = placeAt(top, lastBefore(top, offset));
  if (offset < member.start) return { start, end: top.end };
  const array = arrays.get(member.start);
  if (!array || array.count === 0 || offset === member.start) return member;
  return placeAt(array, lastBefore(array, offset));
}

/** The last member or element that begins at or before an offset; the first where none does. */
export function lastBefore({ places, perPlace, count }: ContainerIndex, offset: number): number {
  let low = 0;
  let high = count - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((places[middle * perPlace] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
