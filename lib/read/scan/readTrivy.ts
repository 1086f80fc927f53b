import type { Scan, ScanFinding } from "../../model/scan.ts";
import { ABSENT, type Stated } from "../../model/stated.ts";
import type { JsonDocument } from "../../parse/json.ts";
import { asList, asObject, own, statedMember } from "../sbom/statedJson.ts";
import { anchorOf, scanAnchor } from "./scanAnchor.ts";

/** Reads the JSON report of Trivy (schema version 2); of its results only the vulnerabilities. */
export function readTrivy(json: JsonDocument): Scan {
  const tool: Stated<string> = toolMark(json);
  return {
    kind: "scan",
    format: "Trivy",
    anchor: scanAnchor(json, tool),
    tool,
    version: statedMember(asObject(json.member("Trivy")), json.at(["Trivy"]), "Version"),
    timestamp: statedMember({ CreatedAt: json.member("CreatedAt") }, json.at([]), "CreatedAt"),
    findings: { [Symbol.iterator]: () => vulnerabilities(json) },
  };
}

/** The file does not name its tool; the version of its schema is what it is known by. */
function toolMark(json: JsonDocument): Stated<string> {
  if (json.member("SchemaVersion") === undefined) return ABSENT;
  return { state: "given", value: "Trivy", span: json.at(["SchemaVersion"]), via: "SchemaVersion" };
}

function* vulnerabilities(json: JsonDocument): Generator<ScanFinding> {
  for (const { value: result, spot: place } of json.elements("Results")) {
    const list = asList(own(asObject(result), "Vulnerabilities"));
    for (const [i, value] of list.entries()) {
      const found = asObject(value);
      if (!found) continue;
      const spot = place.child("Vulnerabilities", i);
      const id = statedMember(found, spot, "VulnerabilityID");
      yield {
        id,
        aliases: asList(own(found, "VendorIDs")).filter((one) => typeof one === "string"),
        component: statedMember(found, spot, "PkgName"),
        version: statedMember(found, spot, "InstalledVersion"),
        purl: statedMember(asObject(own(found, "PkgIdentifier")), spot.child("PkgIdentifier"), "PURL"),
        severity: statedMember(found, spot, "Severity"),
        anchor: anchorOf(id, spot),
        span: spot,
      };
    }
  }
}
