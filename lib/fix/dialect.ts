import { type EditNode, textOf } from "./editNode.ts";

/** Whose words an element uses; decides which structure carries a fact. */
export type Dialect = "CycloneDX" | "SPDX 2" | "SPDX 3" | "OpenVEX" | "CSAF";

/** The dialect of an element of a JSON file: what it holds tells, else the file around it. */
export function jsonDialect(node: EditNode, text: string): Dialect {
  const has = (key: string) => node.member(key) !== undefined;
  if (has("SPDXID") || has("spdxVersion")) return "SPDX 2";
  if ((has("spdxId") || has("@id")) && (has("type") || has("@type")) && !has("status")) return "SPDX 3";
  if (has("product_status")) return "CSAF";
  if ((has("status") && has("vulnerability")) || has("statements")) return "OpenVEX";
  return spdxVersionOf(text) === undefined ? "CycloneDX" : "SPDX 2";
}

/** What an SPDX 3 element is: `software_Package`, without the address that may stand in front. */
export function spdx3Type(node: EditNode): string {
  const type = textOf(node.value, "type") ?? textOf(node.value, "@type") ?? "";
  return type.slice(Math.max(type.lastIndexOf("/"), type.lastIndexOf("#")) + 1);
}

/** The version that an SPDX 2 text states in any of its syntaxes (`2.3`), found without parsing: this runs while a person types. */
export function spdxVersionOf(text: string): string | undefined {
  return /(?:spdxVersion|SPDXVersion|specVersion)["']?\s{0,100}[:>]\s{0,100}["']?SPDX-([\d.]{1,10})/.exec(text)?.[1];
}
