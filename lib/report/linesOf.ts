/** A place as people count: line and column from 1, the column in UTF-16 code units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/**
 * Turns offsets into lines and columns; the one place that does. `\n`, `\r\n` and `\r` end a line, as in an editor.
 * The table of line starts grows only as far as somebody asks, so a huge file without findings costs nothing.
 * @returns a function from a UTF-16 offset (clamped to the text) to its position
 */
export function linesOf(text: string): (offset: number) => Position {
  const starts = [0];
  const ends = lineEnds(text);
  let next = ends.next();
  return (offset) => {
    const at = Math.max(0, Math.min(offset, text.length));
    while (!next.done && next.value <= at) {
      starts.push(next.value);
      next = ends.next();
    }
    const line = lastNotAfter(starts, at);
    return { line: line + 1, column: at - (starts[line] ?? 0) + 1 };
  };
}

/** Offsets just behind each line end. Native searches: they pass over a long line far faster than a loop would. */
function* lineEnds(text: string): Generator<number, void> {
  let feed = text.indexOf("\n");
  let carriage = text.indexOf("\r");
  while (feed >= 0 || carriage >= 0) {
    if (carriage >= 0 && (feed < 0 || carriage < feed)) {
      const pair = feed === carriage + 1;
      if (!pair) yield carriage + 1;
      carriage = text.indexOf("\r", carriage + 1);
    } else {
      yield feed + 1;
      feed = text.indexOf("\n", feed + 1);
    }
  }
}

function lastNotAfter(starts: readonly number[], at: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}
