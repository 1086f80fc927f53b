import { PackageURL } from "packageurl-js";
import parseLicense from "spdx-expression-parse";
import type { Component } from "../model/sbom.ts";
import type { Judged, Judgement } from "./judged.ts";
import { remembering } from "./remembering.ts";
import { isExactVersion } from "./versionRules.ts";

/** The everyday forms, which need no full reading: plain names and versions, with a namespace where the type asks for one. */
const PLAIN_PURL =
  /^pkg:(?:(?:npm|pypi|cargo|nuget|gem|generic|golang)\/|(?:maven|golang|deb|rpm|apk|github)\/(?:[\w.-]+\/){1,8})[\w.-]+@([\w.+-]+)$/;

/** Maven asks for a group; without one the reader only throws, which is slow over a whole SBOM. Source: purl-spec, maven. */
const NO_GROUP = /^pkg:maven\/[^/]*$/;

/** A package URL's version (empty where it has none); undefined where it is no package URL. Source: purl-spec. */
export const purlVersion = remembering((text): string | undefined => {
  const plain = PLAIN_PURL.exec(text);
  if (plain) return plain[1];
  if (NO_GROUP.test(text)) return undefined;
  try {
    return PackageURL.fromString(text).version ?? "";
  } catch {
    return undefined;
  }
});

export function purlAgrees({ value, element }: Judged): Judgement {
  const found = purlVersion(String(value));
  const { version } = element as Component;
  if (!found || version.state !== "given") return "not judged";
  const stated = version.value.trim();
  if (found === stated || isSameVersion(found, stated) || isSameVersion(stated, found)) return "right";
  return { expected: stated, found, related: [version] };
}

/** A leading `v` or `go` is spelling; distributions leave the epoch or the revision out of one of the two. */
function isSameVersion(long: string, short: string): boolean {
  const plain = long.replace(/^(?:v|go)(?=\d)/, "");
  return plain === short.replace(/^(?:v|go)(?=\d)/, "") || plain.startsWith(`${short}-`) || plain.endsWith(`:${short}`);
}

export function isCpe(text: string): boolean {
  if (text.startsWith("cpe:2.3:")) return /^cpe:2\.3:[aho*-](:(?:[^:\\\s]|\\\S){1,200}){10}$/.test(text);
  return /^cpe:\/[aho]?(:[^:\s]{0,200}){1,6}$/i.test(text);
}

/**
 * At least one identifier of the component is open to a search by vulnerability scanners: a package URL with a version, or a CPE name with
 * vendor, product and version. `pkg:generic` is in no database, but a maker's own software and much firmware have nothing better, so it is not judged.
 */
export function matchable({ element }: Judged): Judgement {
  const { purl, cpe, version } = element as Component;
  const purlText = purl.state === "given" ? purl.value : undefined;
  const cpeText = cpe.state === "given" ? cpe.value : undefined;
  // What cannot be read at all is reported by the rules for its syntax.
  const found = purlText === undefined ? undefined : purlVersion(purlText);
  const isCpeName = cpeText !== undefined && isCpe(cpeText);
  if (found || (isCpeName && namesVersion(cpeText))) {
    return isCpeName || !/^pkg:generic\//i.test(purlText ?? "") ? "right" : "not judged";
  }
  // A range or no version at all is reported as such, and leaves nothing to write into an identifier.
  if (version.state !== "given" || !isExactVersion(version.value.trim())) return "not judged";
  if (found === "") return { expected: "its package URL has no version", found: purlText };
  return isCpeName ? { expected: "its CPE name leaves vendor, product or version open", found: cpeText } : "not judged";
}

function namesVersion(cpe: string): boolean {
  const parts = cpe.startsWith("cpe:2.3:")
    ? cpe.split(/(?<!\\):/).slice(3, 6)
    : cpe.slice("cpe:/".length).split(":").slice(1, 4);
  return parts.length === 3 && parts.every((part) => !["", "*", "-"].includes(part));
}

/** Fields that hold an expression or an identifier of the SPDX list, and no free name. */
const EXPRESSION_FIELDS = /^(?:expression|license id|licenseDeclared|licenseConcluded|has\w+License)$/;

const isExpression = remembering((text): boolean => {
  try {
    parseLicense(text.trim());
    return true;
  } catch {
    return false;
  }
});

export function licenseExpression({ value, via }: Judged): Judgement {
  if (via === undefined || !EXPRESSION_FIELDS.test(via)) return "not judged";
  return isExpression(String(value)) ? "right" : { expected: "an SPDX license expression such as MIT OR Apache-2.0" };
}
