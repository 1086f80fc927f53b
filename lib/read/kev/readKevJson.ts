import type { KevCatalog, KevEntry } from "../../model/kev.ts";
import { inner, type JsonDocument } from "../../parse/json.ts";
import { asObject, opening, ownText, statedMember } from "../sbom/statedJson.ts";

/** Reads CISA's own JSON (`catalogVersion`, `dateReleased`, `vulnerabilities[].cveID`). */
export function readKevJson(json: JsonDocument): KevCatalog {
  const member = (key: string) => statedMember({ [key]: json.member(key) }, json.at([]), key);
  const entries = new Map<string, KevEntry>();
  for (const { value, spot } of json.elements("vulnerabilities")) {
    const object = asObject(value);
    const id = ownText(object, "cveID")?.trim().toUpperCase();
    if (!id || entries.has(id)) continue;
    const added = ownText(object, "dateAdded") ?? "";
    entries.set(id, {
      get span() {
        return inner(spot.child("cveID"));
      },
      added,
    });
  }
  const version = member("catalogVersion");
  return {
    kind: "kev",
    format: "JSON",
    get anchor() {
      return version.state === "given" ? version.span : opening(json.at([]));
    },
    version,
    released: member("dateReleased"),
    entries,
  };
}

/** True for a JSON file that has the members of the catalog. */
export function isKevJson(json: JsonDocument): boolean {
  const names = json.memberNames();
  if (!names.includes("vulnerabilities")) return false;
  if (names.includes("catalogVersion")) return true;
  for (const { value } of json.elements("vulnerabilities")) {
    const first = asObject(value);
    return ownText(first, "cveID") !== undefined && ownText(first, "dateAdded") !== undefined;
  }
  return false;
}
