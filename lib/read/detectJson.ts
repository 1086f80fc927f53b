import type { FileKind } from "../model/readFile.ts";
import type { JsonDocument } from "../parse/json.ts";
import { type Detected, nothing, notYet, readBy, UNKNOWN_KIND, versionText } from "./detected.ts";
import { detectThreatModelJson } from "./detectThreatModelJson.ts";
import { isKevJson } from "./kev/readKevJson.ts";
import { jsonLookalike } from "./lookalikes.ts";
import { asList, asObject, own, ownText } from "./sbom/statedJson.ts";
import { MODEL_MEMBERS } from "./threats/readCycloneDxModel.ts";
import { openVexVersion } from "./vex/readOpenVex.ts";

/** Recognises what a JSON file is by the members that stand in it. */
export function detectJson(json: JsonDocument): Detected {
  if (!json.usable) return detectBroken(json.text.slice(0, 100_000));
  return (
    detectSbom(json) ??
    detectVex(json) ??
    detectThreatModelJson(json) ??
    detectKev(json) ??
    detectScan(json) ??
    jsonLookalike(json) ?? { ...nothing(), serialization: "json", refusal: UNKNOWN_KIND }
  );
}

function detectSbom(json: JsonDocument): Detected | undefined {
  const version = versionText(json.member("specVersion"));
  const names = new Set(json.memberNames());
  if (/^cyclonedx$/i.test(versionText(json.member("specFormat")))) {
    if (MODEL_MEMBERS.some((member) => names.has(member))) {
      return readBy("CycloneDX model", "threat-model", "CycloneDX", version);
    }
    return notYet({ kind: "sbom", format: "CycloneDX", version, serialization: "json" }, `CycloneDX ${version}`);
  }
  const isCycloneDx = /^cyclonedx$/i.test(versionText(json.member("bomFormat")));
  if (isCycloneDx || (version !== "" && (names.has("components") || names.has("vulnerabilities")))) {
    const other = detectClaims(json, names, version) ?? detectEarlyModel(json, version);
    if (other) return other;
    return readBy("CycloneDX", cycloneDxKind(json), "CycloneDX", version);
  }
  const spdx = json.member("spdxVersion");
  if (spdx !== undefined || (names.has("SPDXID") && names.has("packages"))) {
    return readBy("SPDX", "sbom", "SPDX", versionText(spdx).replace(/^SPDX-/i, ""));
  }
  return detectWrapped(json) ?? detectSpdx3(json, names);
}

/** Claims about standards, with nothing that is made of components: no SBOM, though it bears the name. */
function detectClaims(json: JsonDocument, names: ReadonlySet<string>, version: string): Detected | undefined {
  if (!names.has("declarations") && !names.has("definitions")) return undefined;
  if (names.has("metadata") || names.has("vulnerabilities") || hasComponents(json)) return undefined;
  if (asList(own(asObject(json.member("declarations")), "claims")).length > 0) {
    return readBy("CycloneDX claims", "threat-model", "CycloneDX", version);
  }
  const refusal =
    "This CycloneDX file defines standards and claims nothing about a device, so nothing in it is checked.";
  return { kind: "unknown", format: "CycloneDX", version, serialization: "json", refusal };
}

/** UTF-16 units of the longest threat model that was drawn by hand. */
const LONGEST_DRAWN = 4_000_000;

/** What early versions of Threat Dragon exported: a threat model dressed as components, which no CycloneDX allows. */
function detectEarlyModel(json: JsonDocument, version: string): Detected | undefined {
  // Nobody draws a model of this size, and a huge SBOM would be searched from end to end.
  if (json.text.length > LONGEST_DRAWN) return undefined;
  for (const { value } of json.elementsWith("components", '"threat-model"')) {
    if (ownText(asObject(value), "type") !== "threat-model") continue;
    const refusal =
      "This is an early Threat Dragon export that is no valid CycloneDX; export the model again as Threat Dragon or TM-BOM.";
    return { kind: "threat-model", format: "CycloneDX", version, serialization: "json", refusal };
  }
  return undefined;
}

/** SPDX inside one more object: exports of a hosting service (`sbom`), and the old `Document` form. */
function detectWrapped(json: JsonDocument): Detected | undefined {
  const wrapped = asObject(json.member("sbom"));
  const version = versionText(own(wrapped, "spdxVersion")).replace(/^SPDX-/i, "");
  if (version !== "") return readBy("wrapped SPDX", "sbom", "SPDX", version);
  const old =
    versionText(own(asObject(json.member("Document")), "spdxVersion")) ||
    versionText(own(asObject(json.member("Document")), "specVersion"));
  if (!/^SPDX-/i.test(old)) return undefined;
  const found = { kind: "sbom", format: "SPDX", version: old.slice(5), serialization: "json" } as const;
  return notYet(found, "The old SPDX JSON form inside `Document`");
}

function detectSpdx3(json: JsonDocument, names: ReadonlySet<string>): Detected | undefined {
  const contexts = [json.member("@context")].flat();
  const context = contexts.find((one) => typeof one === "string" && one.includes("spdx.org/rdf/3"));
  if (context === undefined && !(names.has("@graph") && json.text.toString().includes("spdxId"))) return undefined;
  const version = typeof context === "string" ? (/rdf\/(3[\d.]*\d)/.exec(context)?.[1] ?? "3") : "3";
  const kind = isSpdx3Vex(json.text.toString()) ? "vex" : "sbom";
  return { kind, format: "SPDX", version, serialization: "json-ld", reader: "SPDX 3" };
}

/** Statements about vulnerabilities, and nothing that is made of components. */
function isSpdx3Vex(text: string): boolean {
  if (!/Vex(?:Affected|NotAffected|Fixed|UnderInvestigation)VulnAssessmentRelationship/.test(text)) return false;
  return !/[/_]Sbom"|"Bom"|"(?:dependsOn|contains|hasStaticLink|hasDynamicLink)"/.test(text);
}

function detectVex(json: JsonDocument): Detected | undefined {
  const context = json.member("@context");
  if ([context].flat().some((one) => typeof one === "string" && one.includes("openvex"))) {
    return readBy("OpenVEX", "vex", "OpenVEX", openVexVersion(context));
  }
  const document = asObject(json.member("document"));
  const version = versionText(own(document, "csaf_version"));
  if (version === "") return undefined;
  const isVex = /^csaf_vex$/i.test(versionText(own(document, "category")));
  if (isVex || json.memberNames().includes("vulnerabilities")) return readBy("CSAF", "vex", "CSAF", version);
  const refusal = "This CSAF document speaks of no vulnerability; a VEX has the category `csaf_vex`.";
  return { kind: "unknown", format: "CSAF", version, serialization: "json", refusal };
}

/** A CycloneDX file is a VEX when it speaks of vulnerabilities and lists no components, or speaks of those of another file only. */
function cycloneDxKind(json: JsonDocument): "sbom" | "vex" {
  if (!json.memberNames().includes("vulnerabilities")) return "sbom";
  const lists = hasComponents(json);
  const serial = versionText(json.member("serialNumber")).replace(/^urn:uuid:/i, "");
  let elsewhere = false;
  for (const { value } of json.elements("vulnerabilities")) {
    if (!lists) return "vex";
    for (const target of asList(own(asObject(value), "affects"))) {
      const ref = ownText(asObject(target), "ref") ?? "";
      if (!ref.startsWith("urn:cdx:") || (serial !== "" && ref.includes(serial))) return "sbom";
      elsewhere = true;
    }
  }
  return elsewhere ? "vex" : "sbom";
}

/** True when the document lists at least one component besides the product itself. */
export function hasComponents(json: JsonDocument): boolean {
  for (const _ of json.elements("components")) return true;
  const product = asObject(own(asObject(json.member("metadata")), "component"));
  return asList(own(product, "components")).length > 0;
}

function detectKev(json: JsonDocument): Detected | undefined {
  return isKevJson(json) ? readBy("KEV", "kev", "CISA KEV", versionText(json.member("catalogVersion"))) : undefined;
}

function detectScan(json: JsonDocument): Detected | undefined {
  const names = new Set(json.memberNames());
  const scan = (format: string) => notYet({ kind: "scan", format, version: "", serialization: "json" });
  const tool = ownText(asObject(json.member("descriptor")), "name");
  if (names.has("matches") && tool === "grype") return readBy("Grype", "scan", "Grype", "");
  if (names.has("SchemaVersion") && (names.has("Results") || names.has("ArtifactName"))) {
    return readBy("Trivy", "scan", "Trivy", "");
  }
  if (names.has("runs") && (names.has("version") || names.has("$schema"))) return readBy("SARIF", "scan", "SARIF", "");
  if (names.has("schema_version") && names.has("id") && names.has("affected")) return scan("OSV");
  if (names.has("auditReportVersion")) return scan("npm audit");
  if (names.has("reportSchema") && names.has("scanInfo")) return scan("OWASP Dependency-Check");
  if (names.has("vulnerabilities") && names.has("packageManager") && names.has("ok")) return scan("Snyk");
  if (ownText(asObject(json.member("meta")), "application") === "Dependency-Track") return scan("Dependency-Track");
  const osvScanner = readBy("OSV-Scanner", "scan", "OSV-Scanner", "");
  for (const { value } of json.elements("results")) {
    return own(asObject(value), "packages") === undefined ? undefined : osvScanner;
  }
  // A scan that finds nothing has an empty list of results and tells only how it was set up.
  return names.has("results") && names.has("experimental_config") ? osvScanner : undefined;
}

/** A JSON text that does not parse is still named when its mark can be seen, so that a person knows what was meant. */
function detectBroken(head: string): Detected {
  const named = (kind: FileKind, format: string, version = ""): Detected => ({
    kind,
    format,
    version,
    serialization: "json",
  });
  if (/"bomFormat"\s*:\s*"CycloneDX"/i.test(head)) {
    return named("sbom", "CycloneDX", /"specVersion"\s*:\s*"([\d.]+)"/.exec(head)?.[1]);
  }
  const spdx = /"spdxVersion"\s*:\s*"SPDX-([\d.]+)"/.exec(head);
  if (spdx) return named("sbom", "SPDX", spdx[1]);
  if (/"@context"\s*:\s*"[^"]{0,100}openvex/.test(head)) return named("vex", "OpenVEX");
  if (/"csaf_version"\s*:/.test(head)) return named("vex", "CSAF");
  if (/"diagrams"\s*:\s*\[/.test(head) && /"summary"\s*:/.test(head)) return named("threat-model", "Threat Dragon");
  return { ...nothing(), serialization: "json" };
}
