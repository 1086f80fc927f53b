import type { JsonDocument, JsonElement, JsonPath, JsonSpot } from "../../parse/json.ts";
import { asList, asObject, own } from "./statedJson.ts";

/** What a reader needs of a JSON document: the whole file, or one object inside it. */
export type JsonSource = Pick<JsonDocument, "text" | "member" | "memberNames" | "elements" | "elementsWith" | "at">;

/** The object under a top-level member as if it were the document: some tools wrap an SBOM in one more object. */
export function inside(json: JsonDocument, name: string): JsonSource {
  const value = asObject(json.member(name));
  const all = (list: string): JsonElement[] =>
    asList(own(value, list)).map((element, i) => ({ value: element, spot: json.at([name, list, i]) }));
  return {
    text: json.text,
    member: (key) => own(value, key),
    memberNames: () => Object.keys(value ?? {}),
    elements: all,
    elementsWith: (list, ...needles) =>
      all(list).filter(({ spot }) => {
        const written = json.text.slice(spot.start, spot.end);
        return needles.some((needle) => written.includes(needle));
      }),
    at: (path: JsonPath): JsonSpot => json.at([name, ...path]),
  };
}
