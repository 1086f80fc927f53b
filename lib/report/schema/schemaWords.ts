/** A JSON Schema, or a part of one. */
export type Schema = { readonly [keyword: string]: unknown };

/** The dialect that editors understand. */
export const DRAFT = "http://json-schema.org/draft-07/schema#";

export function text(description?: string): Schema {
  return { type: "string", ...(description === undefined ? {} : { description }) };
}

export function list(description: string, items: Schema): Schema {
  return { type: "array", ...(description === "" ? {} : { description }), items };
}

/** An object with these members and no others. */
export function object(properties: Readonly<Record<string, Schema>>, required: readonly string[] = []): Schema {
  return {
    type: "object",
    properties,
    ...(required.length > 0 ? { required: [...required] } : {}),
    additionalProperties: false,
  };
}
