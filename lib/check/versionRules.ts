import type { Component } from "../model/sbom.ts";
import type { Judged, Judgement } from "./judged.ts";

/** One exact version tells what is shipped. */
export function exactVersion({ value, element }: Judged): Judgement {
  const text = String(value).trim();
  if (isExactVersion(text) || (text === "0.0.0" && isPublished(element as Partial<Component>))) return "right";
  return { expected: "one exact version" };
}

/** A few packages were never published under another number than 0.0.0; their entries come with a package URL and the hash of the published file. */
function isPublished({ purl, hashes }: Partial<Component>): boolean {
  return purl?.state === "given" && hashes?.state === "given";
}

/** Ranges and moving names do not tell what is shipped. Source: NTIA attribute "Version"; facts 4.2. */
export function isExactVersion(text: string): boolean {
  if (/^(latest|newest|current|any|unspecified|snapshot|head|main|master|\*|x|0\.0\.0)$/i.test(text)) return false;
  // Distributions write pre-releases with a tilde inside; a tilde in front is a range.
  if (/^[\^~]|[*^<>=|]/.test(text)) return false;
  return !/(^|\.)[xX]$/.test(text) && !/\s-\s/.test(text) && !/\$\{|^\[|^\(|,/.test(text);
}
