import type { Span } from "../model/span.ts";
import type { JsonPath } from "../parse/json.ts";
import type { EditNode, Json } from "./editNode.ts";
import { type JsonElement, jsonElement } from "./jsonElement.ts";
import { addElement, addMember } from "./jsonLayout.ts";

/** The JSON object at `span`, ready to be added to; undefined where it is broken. */
export function jsonNode(text: string, span: Span): EditNode | undefined {
  const element = jsonElement(text, span);
  return element && new JsonNode(text, element, []);
}

class JsonNode implements EditNode {
  readonly #text: string;
  readonly #element: JsonElement;
  readonly #path: JsonPath;

  constructor(text: string, element: JsonElement, path: JsonPath) {
    this.#text = text;
    this.#element = element;
    this.#path = path;
  }

  get value(): unknown {
    return this.#element.value(this.#path);
  }

  member(key: string): EditNode | undefined {
    const path = [...this.#path, key];
    return this.#element.value(path) === undefined ? undefined : new JsonNode(this.#text, this.#element, path);
  }

  addMember(key: string, value: Json) {
    return addMember(this.#text, this.#span(), { key, value });
  }

  addItem(value: Json) {
    const list = this.value;
    const last =
      Array.isArray(list) && list.length > 0 ? this.#element.spot([...this.#path, list.length - 1]) : undefined;
    return addElement(this.#text, this.#span(), { value, last });
  }

  #span(): Span {
    return this.#path.length === 0 ? this.#element.span : this.#element.spot(this.#path);
  }
}
