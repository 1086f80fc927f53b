/** Words longer than this are not compared letter by letter. */
const LONGEST = 60;

/**
 * The known word that somebody most likely meant, or undefined when none is near:
 * the same but for case and separators, one beginning with the other, or a few letters off.
 */
export function nearestWord(written: string, known: readonly string[]): string | undefined {
  const plain = squeeze(written);
  if (plain === "" || plain.length > LONGEST) return undefined;
  const same = known.find((word) => squeeze(word) === plain);
  if (same !== undefined) return same;
  let best: string | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const word of known) {
    const distance = editDistance(plain, squeeze(word));
    if (distance < least) {
      least = distance;
      best = word;
    }
  }
  if (least <= Math.max(1, Math.floor(plain.length / 4))) return best;
  if (plain.length < 4) return undefined;
  return known.find((word) => squeeze(word).startsWith(plain)) ?? known.find((word) => plain.startsWith(squeeze(word)));
}

function squeeze(word: string): string {
  return word.toLowerCase().replace(/[\s_.()-]/g, "");
}

/** Insertions, deletions, replacements and swaps of neighbours that turn one word into the other. */
function editDistance(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min(at(last, j) + 1, at(row, j - 1) + 1, at(last, j - 1) + (same ? 0 : 1));
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) cost = Math.min(cost, at(beforeLast, j - 2) + 1);
      row.push(cost);
    }
    beforeLast = last;
    last = row;
  }
  return at(last, b.length);
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Number.POSITIVE_INFINITY;
}
