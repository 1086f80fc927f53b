import type { Scan, ScanFinding } from "../../model/scan.ts";
import type { JsonDocument } from "../../parse/json.ts";
import { asList, asObject, own, ownText, statedMember } from "../sbom/statedJson.ts";
import { anchorOf, scanAnchor } from "./scanAnchor.ts";

/** Reads the JSON report of Grype. */
export function readGrype(json: JsonDocument): Scan {
  const descriptor = asObject(json.member("descriptor"));
  const spot = json.at(["descriptor"]);
  const tool = statedMember(descriptor, spot, "name");
  return {
    kind: "scan",
    format: "Grype",
    anchor: scanAnchor(json, tool),
    tool,
    version: statedMember(descriptor, spot, "version"),
    timestamp: statedMember(descriptor, spot, "timestamp"),
    findings: { [Symbol.iterator]: () => matches(json) },
  };
}

function* matches(json: JsonDocument): Generator<ScanFinding> {
  for (const { value, spot } of json.elements("matches")) {
    const match = asObject(value);
    if (!match) continue;
    const vulnerability = asObject(own(match, "vulnerability"));
    const artifact = asObject(own(match, "artifact"));
    const id = statedMember(vulnerability, spot.child("vulnerability"), "id");
    const place = spot.child("artifact");
    yield {
      id,
      aliases: asList(own(match, "relatedVulnerabilities")).flatMap((one) => ownText(asObject(one), "id") ?? []),
      component: statedMember(artifact, place, "name"),
      version: statedMember(artifact, place, "version"),
      purl: statedMember(artifact, place, "purl"),
      severity: statedMember(vulnerability, spot.child("vulnerability"), "severity"),
      anchor: anchorOf(id, spot),
      span: spot,
    };
  }
}
