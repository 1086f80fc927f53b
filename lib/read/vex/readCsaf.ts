import type { Vex } from "../../model/vex.ts";
import { inner, type JsonDocument } from "../../parse/json.ts";
import { asObject, opening, own, ownText, statedMember } from "../sbom/statedJson.ts";
import { CsafProducts } from "./csafProducts.ts";
import { csafStatements } from "./csafStatements.ts";

/** Reads a CSAF 2.0 or 2.1 document as a VEX; its category does not matter here. */
export function readCsaf(json: JsonDocument): Vex {
  const document = asObject(json.member("document"));
  const spot = json.at(["document"]);
  const tracking = asObject(own(document, "tracking"));
  return {
    kind: "vex",
    format: "CSAF",
    version: ownText(document, "csaf_version") ?? "",
    serialization: "json",
    get anchor() {
      const mark = ["title", "csaf_version"].find((key) => ownText(document, key));
      return mark ? inner(spot.child(mark)) : opening(spot);
    },
    get author() {
      return statedMember(asObject(own(document, "publisher")), spot.child("publisher"), "name");
    },
    get timestamp() {
      return statedMember(tracking, spot.child("tracking"), "current_release_date");
    },
    vulnerabilities: {
      *[Symbol.iterator]() {
        const products = new CsafProducts(json.member("product_tree"));
        for (const { value, spot: place } of json.elements("vulnerabilities")) {
          const vulnerability = asObject(value);
          if (vulnerability) yield* csafStatements(vulnerability, place, products);
        }
      },
    },
  };
}
