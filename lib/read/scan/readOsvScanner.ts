import type { Scan, ScanFinding } from "../../model/scan.ts";
import { ABSENT, type Stated } from "../../model/stated.ts";
import type { JsonDocument } from "../../parse/json.ts";
import type { Spot } from "../../parse/spot.ts";
import { asList, asObject, firstGiven, type JsonObject, own, ownText, statedMember } from "../sbom/statedJson.ts";
import { anchorOf, scanAnchor } from "./scanAnchor.ts";

/** Reads the JSON report of OSV-Scanner, which names neither its version nor the day. */
export function readOsvScanner(json: JsonDocument): Scan {
  return {
    kind: "scan",
    format: "OSV-Scanner",
    anchor: scanAnchor(json, ABSENT),
    tool: ABSENT,
    version: ABSENT,
    timestamp: ABSENT,
    findings: { [Symbol.iterator]: () => findings(json) },
  };
}

function* findings(json: JsonDocument): Generator<ScanFinding> {
  for (const { value: result, spot: place } of json.elements("results")) {
    const packages = asList(own(asObject(result), "packages"));
    for (const [i, one] of packages.entries()) {
      const entry = asObject(one);
      if (entry) yield* vulnerabilities(entry, place.child("packages", i));
    }
  }
}

/** A package with the vulnerabilities that were found in it. */
function* vulnerabilities(entry: JsonObject, place: Spot): Generator<ScanFinding> {
  const found = asObject(own(entry, "package"));
  const spots = { entry: place, package: place.child("package") };
  const severities = maxSeverities(entry, place);
  for (const [i, value] of asList(own(entry, "vulnerabilities")).entries()) {
    const vulnerability = asObject(value);
    if (!vulnerability) continue;
    const spot = spots.entry.child("vulnerabilities", i);
    const id = statedMember(vulnerability, spot, "id");
    const specific = asObject(own(vulnerability, "database_specific"));
    yield {
      id,
      aliases: asList(own(vulnerability, "aliases")).filter((one) => typeof one === "string"),
      component: statedMember(found, spots.package, "name"),
      version: statedMember(found, spots.package, "version"),
      purl: statedMember(found, spots.package, "purl"),
      severity: firstGiven(
        () => severities.get(id.state === "given" ? id.value : "") ?? ABSENT,
        () => statedMember(specific, spot.child("database_specific"), "severity"),
      ),
      anchor: anchorOf(id, spot),
      span: spot,
    };
  }
}

/** The highest score of each group of ids that mean the same. */
function maxSeverities(entry: JsonObject, place: Spot): ReadonlyMap<string, Stated<string>> {
  const severities = new Map<string, Stated<string>>();
  for (const [i, value] of asList(own(entry, "groups")).entries()) {
    const group = asObject(value);
    if (!ownText(group, "max_severity")) continue;
    const stated = statedMember(group, place.child("groups", i), "max_severity");
    for (const id of asList(own(group, "ids"))) if (typeof id === "string") severities.set(id, stated);
  }
  return severities;
}
