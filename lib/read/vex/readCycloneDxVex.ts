import type { Vex } from "../../model/vex.ts";
import type { JsonSource } from "../sbom/jsonSource.ts";
import { cycloneDxAuthor, cycloneDxVulnerabilities, documentAnchor } from "../sbom/readCycloneDx.ts";
import { asObject, statedMember } from "../sbom/statedJson.ts";

/** Reads what a CycloneDX document says about vulnerabilities (1.4 and later), alone in a file or beside components. */
export function readCycloneDxVex(json: JsonSource): Vex {
  const version = json.member("specVersion");
  return {
    kind: "vex",
    format: "CycloneDX",
    version: typeof version === "string" ? version : "",
    serialization: "json",
    anchor: documentAnchor(json),
    author: cycloneDxAuthor(json),
    timestamp: statedMember(asObject(json.member("metadata")), json.at(["metadata"]), "timestamp"),
    vulnerabilities: cycloneDxVulnerabilities(json),
  };
}
