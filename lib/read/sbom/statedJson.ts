import type { Span } from "../../model/span.ts";
import { ABSENT, type Stated } from "../../model/stated.ts";
import { inner } from "../../parse/json.ts";
import type { Spot } from "../../parse/spot.ts";
import { isDeclaredUnknown } from "./declaredUnknown.ts";

export type JsonObject = Readonly<Record<string, unknown>>;

export function asObject(value: unknown): JsonObject | undefined {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as JsonObject) : undefined;
}

export function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/**
 * A member of a parsed object. Only names that no object inherits are asked for here (`name`, `version`, ...), so the look at the
 * prototype can be spared; it would be felt over 100,000 components.
 */
export function own(object: JsonObject | undefined, key: string): unknown {
  return object?.[key];
}

/** The text of a member, or undefined where it is absent or no text. */
export function ownText(object: JsonObject | undefined, key: string): string | undefined {
  const value = own(object, key);
  return typeof value === "string" ? value : undefined;
}

/** What a JSON value says where a text is expected; `null` and empty containers are stand-ins, numbers count as written. */
export function statedText(value: unknown, spot: Spot, via?: string): Stated<string> {
  if (typeof value === "string") {
    if (isDeclaredUnknown(value)) return { state: "unknown", raw: value, span: inner(spot) };
    return { state: "given", value, span: inner(spot), via };
  }
  if (typeof value === "number" || typeof value === "boolean") {
    return { state: "given", value: String(value), span: spot, via };
  }
  // No word stands there in YAML, so none is quoted to the reader.
  if (value === null) return { state: "unknown", raw: "", span: spot };
  if (Array.isArray(value)) return value.length === 0 ? { state: "unknown", raw: "[]", span: spot } : ABSENT;
  const isEmpty = typeof value === "object" && Object.keys(value).length === 0;
  return isEmpty ? { state: "unknown", raw: "{}", span: spot } : ABSENT;
}

/** What one member of an object says. */
export function statedMember(object: JsonObject | undefined, spot: Spot, key: string, via?: string): Stated<string> {
  const value = own(object, key);
  if (value === undefined) return ABSENT;
  if (typeof value !== "string") return statedText(value, spot.child(key), via);
  const span = new TextInside(spot, key);
  return isDeclaredUnknown(value) ? { state: "unknown", raw: value, span } : { state: "given", value, span, via };
}

/** The text of a string somewhere inside a value. Nothing is looked up until somebody asks, which of 100,000 components hardly anybody does. */
export class TextInside implements Span {
  readonly #spot: Spot;
  /** A member's name, else the whole way to the value. */
  readonly #path: string | readonly (string | number)[];
  #found: Span | undefined;

  constructor(spot: Spot, path: string | readonly (string | number)[]) {
    this.#spot = spot;
    this.#path = path;
  }

  get start(): number {
    return this.#find().start;
  }

  get end(): number {
    return this.#find().end;
  }

  excerpt(most: number): string | undefined {
    return this.#find().excerpt?.(most);
  }

  #find(): Span {
    const path = this.#path;
    this.#found ??= inner(typeof path === "string" ? this.#spot.child(path) : this.#spot.child(...path));
    return this.#found;
  }
}

/** The first fact that is given, else the first that is declared unknown, else absent. Later ones are read only when needed. */
export function firstGiven<T>(...candidates: readonly (() => Stated<T>)[]): Stated<T> {
  let best: Stated<T> = ABSENT;
  for (const candidate of candidates) {
    const stated = candidate();
    if (stated.state === "given") return stated;
    if (best.state === "absent") best = stated;
  }
  return best;
}

/** The bracket that opens a value (its first key or tag, where there is none): where something is shown that has no better place. */
export function opening(spot: Spot): Span {
  return spot.opening;
}

/** The name's text between its quotes, else the opening bracket. */
export function nameAnchor(object: JsonObject | undefined, spot: Spot, key: string): Span {
  return ownText(object, key) ? inner(spot.child(key)) : opening(spot);
}
