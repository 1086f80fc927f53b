import type { Span } from "../../model/span.ts";
import { ABSENT, type Stated } from "../../model/stated.ts";
import type { JsonDocument } from "../../parse/json.ts";
import type { Spot } from "../../parse/spot.ts";
import type { YamlDocument } from "../../parse/yaml.ts";
import { plainYaml, YamlSpot } from "../../parse/yamlSpot.ts";
import { isStandIn } from "../prose/standIn.ts";

/** The place of a value and of the key that it stands behind. */
export interface KeyedSpot extends Spot {
  /** The key, with quotes or without; the value itself for an item of a list. */
  readonly key: Span;
  child(...path: (string | number)[]): KeyedSpot;
}

/** A member of a map whose keys are the author's own. */
export interface ViewEntry {
  readonly key: string;
  /** The key without quotes. */
  readonly keySpan: Span;
  readonly view: ValueView;
}

/** A JSON or YAML value of unknown shape together with its place. Members that are not there give `undefined`, never an error. */
export class ValueView {
  readonly value: unknown;
  readonly spot: KeyedSpot;
  readonly #text: string;

  constructor(value: unknown, spot: KeyedSpot, text: string) {
    this.value = value;
    this.spot = spot;
    this.#text = text;
  }

  static root(json: JsonDocument): ValueView {
    return new ValueView(json.root(), json.at([]), json.text.toString());
  }

  static ofYaml({ text, root }: YamlDocument): ValueView {
    return new ValueView(root ? plainYaml(root) : undefined, new YamlSpot(text, root), text);
  }

  /** A value further in; `undefined` where one of the steps leads nowhere. */
  get(...path: readonly (string | number)[]): ValueView | undefined {
    let value: unknown = this.value;
    for (const key of path) {
      if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
      value = (value as Readonly<Record<string | number, unknown>>)[key];
    }
    return new ValueView(value, this.spot.child(...path), this.#text);
  }

  /** The elements of an array member; none where it is something else. */
  items(...path: readonly (string | number)[]): ValueView[] {
    const list = this.get(...path);
    if (!Array.isArray(list?.value)) return [];
    return list.value.map((value: unknown, index) => new ValueView(value, list.spot.child(index), this.#text));
  }

  /** The members of a map; none where it is something else. */
  entries(...path: readonly (string | number)[]): ViewEntry[] {
    const map = this.get(...path);
    if (typeof map?.value !== "object" || map.value === null || Array.isArray(map.value)) return [];
    return Object.entries(map.value).map(([key, value]) => {
      const spot = map.spot.child(key);
      return { key, keySpan: new KeyText(spot, this.#text), view: new ValueView(value, spot, this.#text) };
    });
  }

  has(...path: readonly (string | number)[]): boolean {
    return this.get(...path) !== undefined;
  }

  /** A text, or a number as text. */
  string(...path: readonly (string | number)[]): string | undefined {
    const value = this.get(...path)?.value;
    if (typeof value === "number" && Number.isFinite(value)) return String(value);
    return typeof value === "string" ? value : undefined;
  }

  /** The texts of a list; what is no text is left out. */
  strings(...path: readonly (string | number)[]): string[] {
    return this.items(...path).flatMap((one) => (typeof one.value === "string" ? [one.value] : []));
  }

  number(...path: readonly (string | number)[]): number | undefined {
    const value = this.get(...path)?.value;
    const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
    return typeof number === "number" && Number.isFinite(number) ? number : undefined;
  }

  /** A member's text as a fact, blanks collapsed; the span is the text between the quotes. */
  text(...path: readonly (string | number)[]): Stated<string> {
    const found = this.get(...path);
    const written = found?.string();
    if (found === undefined || written === undefined) return ABSENT;
    const value = written.replace(/\s+/g, " ").trim();
    const span = found.spot.inner;
    return isStandIn(value) ? { state: "unknown", raw: value, span } : { state: "given", value, span };
  }

  /** Like `text`, for members that the tool always writes: empty means that nothing was said. */
  textOrAbsent(...path: readonly (string | number)[]): Stated<string> {
    const text = this.text(...path);
    return text.state === "unknown" && text.raw === "" ? ABSENT : text;
  }

  /** A list of texts as one fact. */
  list(...path: readonly (string | number)[]): Stated<string> {
    const found = this.get(...path);
    const words = this.strings(...path);
    if (found === undefined || words.length === 0) return ABSENT;
    return { state: "given", value: words.join(", "), span: found.spot };
  }

  /** A box that was ticked. Not ticked is not "no": the tool writes `false` for every box that nobody touched. */
  ticked(...path: readonly (string | number)[]): Stated<boolean> {
    const found = this.flag(...path);
    return found.state === "given" && found.value ? found : ABSENT;
  }

  /** Yes or no, for a format in which somebody wrote either; also where it is quoted. */
  flag(...path: readonly (string | number)[]): Stated<boolean> {
    const found = this.get(...path);
    if (found === undefined) return ABSENT;
    const { value, spot } = found;
    if (value === true || /^(?:true|yes)$/i.test(String(value)))
      return { state: "given", value: true, span: spot.inner };
    if (value === false || /^(?:false|no)$/i.test(String(value)))
      return { state: "given", value: false, span: spot.inner };
    return ABSENT;
  }

  /** The opening bracket, first key or first character, for what has no better place. */
  get opening(): Span {
    return this.spot.opening;
  }
}

/** Where a member names a thing; without it the opening of the thing itself. */
export function anchorAt(view: ValueView, name: string): Span {
  const text = view.text(name);
  return text.state === "absent" ? view.opening : text.span;
}

/** A key without its quotes, looked for when somebody asks. */
class KeyText implements Span {
  readonly #spot: KeyedSpot;
  readonly #text: string;

  constructor(spot: KeyedSpot, text: string) {
    this.#spot = spot;
    this.#text = text;
  }

  get start(): number {
    return this.#spot.key.start + this.#margin();
  }

  get end(): number {
    return this.#spot.key.end - this.#margin();
  }

  #margin(): number {
    const { start, end } = this.#spot.key;
    return this.#text[start] === '"' && end - start > 2 ? 1 : 0;
  }
}
