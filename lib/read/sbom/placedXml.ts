import type { Span } from "../../model/span.ts";
import type { Spot } from "../../parse/spot.ts";
import type { XmlElement, XmlText } from "../../parse/xml.ts";

/**
 * A value as the JSON form of a format would have it, with the places of an XML file: the readers of SPDX 2 walk such a tree,
 * whatever it was read from.
 */
export class PlacedXml implements Spot {
  readonly value: unknown;
  readonly start: number;
  readonly end: number;
  readonly opening: Span;
  readonly #raw: string | undefined;
  readonly #children: ReadonlyMap<string | number, PlacedXml>;

  private constructor(
    value: unknown,
    place: { readonly span: Span; readonly opening: Span; readonly raw?: string },
    children: ReadonlyMap<string | number, PlacedXml> = NOTHING,
  ) {
    this.value = value;
    this.start = place.span.start;
    this.end = place.span.end;
    this.opening = place.opening;
    this.#raw = place.raw;
    this.#children = children;
  }

  /** A text, at the place where it stands in `source`. */
  static text({ value, start, end }: XmlText, source: string): PlacedXml {
    const span = { start, end };
    return new PlacedXml(value, { span, opening: span, raw: source.slice(start, end) });
  }

  /** A word that stands at a place without being written there: the tail of an IRI, what nested elements say. */
  static word(value: string, span: Span): PlacedXml {
    return new PlacedXml(value, { span, opening: span });
  }

  static list(items: readonly PlacedXml[]): PlacedXml {
    const span = { start: items[0]?.start ?? 0, end: items.at(-1)?.end ?? 0 };
    const value = items.map((item) => item.value);
    return new PlacedXml(value, { span, opening: items[0]?.opening ?? span }, new Map(items.entries()));
  }

  static object(element: XmlElement, members: ReadonlyMap<string, PlacedXml>): PlacedXml {
    // Without a prototype, because an element may be called `__proto__`.
    const value: Record<string, unknown> = Object.create(null);
    for (const [key, member] of members) value[key] = member.value;
    return new PlacedXml(value, { span: element, opening: element.opening }, members);
  }

  get inner(): Span {
    return { start: this.start, end: this.end };
  }

  child(...path: (string | number)[]): Spot {
    let at: PlacedXml = this;
    for (const key of path) {
      const next = at.#children.get(key);
      if (!next) break;
      at = next;
    }
    return at;
  }

  part(text: string): Span {
    const at = text === "" ? -1 : (this.#raw?.indexOf(text) ?? -1);
    return at < 0 ? this.inner : { start: this.start + at, end: this.start + at + text.length };
  }
}

const NOTHING: ReadonlyMap<string | number, PlacedXml> = new Map();
