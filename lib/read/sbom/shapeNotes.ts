import type { Problem, Span } from "../../model/span.ts";
import { inner } from "../../parse/json.ts";
import type { Spot } from "../../parse/spot.ts";
import { nearestWord } from "../submission/nearestWord.ts";
import { opening } from "./statedJson.ts";

/** So many different things are told of one file; a file that is wrong in more ways than these is another format. */
const MOST_KINDS = 30;

interface Kind {
  readonly message: string;
  readonly span: Span;
  count: number;
}

/**
 * What is not of the shape that a format prescribes, as far as it keeps something from being read or from being understood. One note for
 * each kind at its first place, with a count: a generator makes the same mistake in each of a hundred thousand components.
 */
export class ShapeNotes {
  readonly #kinds = new Map<string, Kind>();

  /**
   * @param kind one sentence without its full stop, or what tells this kind from others
   * @param place where it stands; asked only for the first of its kind
   * @param message the sentence, where it is not the kind
   */
  add(kind: string, place: () => Span, message: () => string = () => kind): void {
    const known = this.#kinds.get(kind);
    if (known) known.count++;
    else if (this.#kinds.size < MOST_KINDS) this.#kinds.set(kind, { message: message(), span: place(), count: 1 });
  }

  problems(): Problem[] {
    return [...this.#kinds.values()].map(({ message, span, count }) => {
      const more = count === 1 ? "" : ` The same stands at ${count - 1} more ${count === 2 ? "place" : "places"}.`;
      return { message: `${message}.${more}`, span };
    });
  }
}

/** Keeps the notes of the first whole walk over the elements of a file, so that no walk is made for the notes alone. */
export class ShapeWatch {
  readonly #kept = new Map<string, ShapeNotes>();

  /** Hands the elements of a list on and looks at each in passing. */
  *over<T>(list: string, elements: Iterable<T>, look: (notes: ShapeNotes, element: T) => void): Generator<T> {
    if (this.#kept.has(list)) {
      yield* elements;
      return;
    }
    const notes = new ShapeNotes();
    for (const element of elements) {
      look(notes, element);
      yield element;
    }
    this.#kept.set(list, notes);
  }

  /** The notes about some lists; a list that nobody has walked is walked now. */
  problems(lists: Readonly<Record<string, Iterable<unknown>>>): Problem[] {
    return Object.entries(lists).flatMap(([list, elements]) => {
      if (!this.#kept.has(list)) for (const _ of elements);
      return this.#kept.get(list)?.problems() ?? [];
    });
  }
}

/** A member that should be a text and is something else. */
export function noteText(notes: ShapeNotes, key: string, value: unknown, place: () => Span): void {
  if (value === undefined || typeof value === "string") return;
  if (typeof value === "number" || typeof value === "boolean") {
    notes.add(
      `\`${key}\` is a ${typeof value} here and not a text, so other tools refuse the file; put it in quotes`,
      place,
    );
  } else if (value === null) {
    notes.add(`\`${key}\` is null here, so other tools refuse the file; write a text or leave it out`, place);
  } else {
    const found = Array.isArray(value) ? "a list" : "an object";
    notes.add(`\`${key}\` is ${found} here and not a text, so it is not read; write a text`, place);
  }
}

/** A member that should be a list and is something else. */
export function noteList(notes: ShapeNotes, key: string, value: unknown, place: () => Span): void {
  if (value === undefined || Array.isArray(value)) return;
  notes.add(`\`${key}\` is not a list here, so nothing in it is read; write a list in square brackets`, place);
}

/** A word that is none of those of the format; case and separators do not count. */
export function noteWord(notes: ShapeNotes, { what, word, known, place }: WordInQuestion): void {
  if (known.has(word) || known.has(folded(word))) return;
  notes.add(`${what} ${word.slice(0, 100)}`, place, () => {
    const shown = word.length > 40 ? `${word.slice(0, 37)}...` : word;
    const near = nearestWord(word, [...new Set(known.values())]);
    return `\`${shown}\` is no ${what}${near === undefined ? "" : `; perhaps \`${near}\` is meant`}`;
  });
}

interface WordInQuestion {
  /** What it should be: `hash algorithm of CycloneDX, so hashes of it are not judged`. */
  readonly what: string;
  readonly word: string;
  /** The words as the format writes them, by how it writes them and by how {@link folded} does. */
  readonly known: ReadonlyMap<string, string>;
  readonly place: () => Span;
}

/** Words with blanks between them, ready for {@link noteWord}. */
export function wordsOf(words: string): ReadonlyMap<string, string> {
  return new Map(words.split(" ").flatMap((word) => [[word, word] as const, [folded(word), word] as const]));
}

/** Where a value is shown: a text without its quotes, of something long the bracket that opens it. */
export function shownPlace(spot: Spot, value: unknown): Span {
  if (typeof value === "string") return inner(spot);
  return typeof value === "object" && value !== null ? opening(spot) : spot;
}

function folded(word: string): string {
  return word.toLowerCase().replace(/[^a-z0-9]/g, "");
}
