import type { Scan, ScanFinding } from "../../model/scan.ts";
import type { Span } from "../../model/span.ts";
import { ABSENT, type Stated } from "../../model/stated.ts";
import type { JsonDocument } from "../../parse/json.ts";
import type { Spot } from "../../parse/spot.ts";
import { asList, asObject, firstGiven, type JsonObject, own, ownText, statedMember } from "../sbom/statedJson.ts";
import { anchorOf, scanAnchor } from "./scanAnchor.ts";

/** An id of a vulnerability inside that of a rule (`CVE-2024-1234-openssl`). */
const VULNERABILITY = /\b(?:CVE-\d{4}-\d{4,12}|GHSA(?:-[0-9a-z]{4}){3})\b/i;

/** How scanners write the component into the text of a result, each with the words before name and version: Grype, then Trivy. */
const IN_MESSAGE = [
  {
    pattern: /\bpackage: (?<name>[^\s,]{1,300}), version (?<version>[^\s,]{1,300})/,
    before: { name: "package: ", version: ", version " },
  },
  {
    pattern: /^Package: (?<name>[^\r\n]{1,300})\r?\nInstalled Version: (?<version>[^\r\n]{1,300})/,
    before: { name: "Package: ", version: "Installed Version: " },
  },
] as const;

/** Reads the results of every run of a SARIF file, whichever tool wrote it. */
export function readSarif(json: JsonDocument): Scan {
  const [first] = json.elements("runs");
  const run = asObject(first?.value);
  const spot = first?.spot ?? json.at([]);
  const driver = asObject(own(asObject(own(run, "tool")), "driver"));
  const driverSpot = spot.child("tool", "driver");
  const tool = statedMember(driver, driverSpot, "name");
  const invocation = asObject(asList(own(run, "invocations"))[0]);
  const invoked = spot.child("invocations", 0);
  return {
    kind: "scan",
    format: "SARIF",
    anchor: scanAnchor(json, tool),
    tool,
    version: firstGiven(
      () => statedMember(driver, driverSpot, "version"),
      () => statedMember(driver, driverSpot, "semanticVersion"),
    ),
    timestamp: firstGiven(
      () => statedMember(invocation, invoked, "endTimeUtc"),
      () => statedMember(invocation, invoked, "startTimeUtc"),
    ),
    findings: { [Symbol.iterator]: () => findings(json) },
  };
}

function* findings(json: JsonDocument): Generator<ScanFinding> {
  for (const { value, spot } of json.elements("runs")) {
    const run = asObject(value);
    const rules = rulesOf(run, spot);
    for (const [i, one] of asList(own(run, "results")).entries()) {
      const result = asObject(one);
      if (result) yield findingOf(result, spot.child("results", i), rules);
    }
  }
}

interface Rule {
  readonly value: JsonObject;
  readonly spot: Spot;
}

interface Rules {
  readonly list: readonly (Rule | undefined)[];
  readonly byId: ReadonlyMap<string, Rule>;
}

function rulesOf(run: JsonObject | undefined, spot: Spot): Rules {
  const written = asList(own(asObject(own(asObject(own(run, "tool")), "driver")), "rules"));
  const list = written.map((one, i) => {
    const value = asObject(one);
    return value && { value, spot: spot.child("tool", "driver", "rules", i) };
  });
  const byId = new Map<string, Rule>();
  for (const rule of list) {
    const id = ownText(rule?.value, "id");
    if (rule && id !== undefined && !byId.has(id)) byId.set(id, rule);
  }
  return { list, byId };
}

function findingOf(result: JsonObject, spot: Spot, rules: Rules): ScanFinding {
  const reference = asObject(own(result, "rule"));
  const ruleId = firstGiven(
    () => statedMember(result, spot, "ruleId"),
    () => statedMember(reference, spot.child("rule"), "id"),
  );
  const index = own(result, "ruleIndex") ?? own(reference, "index");
  const rule =
    (typeof index === "number" ? rules.list[index] : undefined) ??
    (ruleId.state === "given" ? rules.byId.get(ruleId.value) : undefined);
  const stated = ruleId.state === "given" || !rule ? ruleId : statedMember(rule.value, rule.spot, "id");
  const properties = asObject(own(rule?.value, "properties"));
  const id = vulnerabilityIn(stated);
  return {
    id,
    aliases: [],
    ...componentIn(result, spot),
    purl: purlOf(properties, rule?.spot.child("properties") ?? spot),
    severity: firstGiven(
      () => (rule ? statedMember(properties, rule.spot.child("properties"), "security-severity") : ABSENT),
      () => statedMember(result, spot, "level"),
    ),
    anchor: anchorOf(id, spot),
    span: spot,
  };
}

/** The CVE or GHSA in the id of a rule; the id itself where it names neither. */
function vulnerabilityIn(ruleId: Stated<string>): Stated<string> {
  if (ruleId.state !== "given") return ruleId;
  const found = VULNERABILITY.exec(ruleId.value.slice(0, 500))?.[0];
  return found === undefined ? ruleId : { ...ruleId, value: found, via: "ruleId" };
}

function componentIn(result: JsonObject, spot: Spot): Pick<ScanFinding, "component" | "version"> {
  const text = ownText(asObject(own(result, "message")), "text") ?? "";
  const place = spot.child("message", "text");
  for (const { pattern, before } of IN_MESSAGE) {
    const { name, version } = pattern.exec(text.slice(0, 2000))?.groups ?? {};
    if (name === undefined || version === undefined) continue;
    return {
      component: { state: "given", value: name, span: after(place, before.name, name), via: "message" },
      version: { state: "given", value: version, span: after(place, before.version, version), via: "message" },
    };
  }
  return { component: ABSENT, version: ABSENT };
}

/** A part of the text by the words before it, because a name such as `npm` may stand in the text more than once. */
function after(place: Spot, words: string, part: string): Span {
  const both = place.part(words + part);
  return both.end - both.start === words.length + part.length
    ? { start: both.start + words.length, end: both.end }
    : place.inner;
}

/** A rule of Grype names the packages that it was found in; which one a result is about can be told when it is one. */
function purlOf(properties: JsonObject | undefined, spot: Spot): Stated<string> {
  const purls = asList(own(properties, "purls"));
  const [purl] = purls;
  if (purls.length !== 1 || typeof purl !== "string" || !purl.startsWith("pkg:")) return ABSENT;
  return { state: "given", value: purl, span: spot.child("purls", 0).inner, via: "purls" };
}
