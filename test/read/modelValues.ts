import type { Component, Sbom } from "../../lib/model/sbom.ts";
import type { Stated } from "../../lib/model/stated.ts";
import type { Vulnerability } from "../../lib/model/vex.ts";

/** A stated fact without its place, for documents that say the same in different syntaxes. */
export function value<T>(stated: Stated<T>): string {
  if (stated.state !== "given") return stated.state;
  return `${JSON.stringify(stated.value)}${stated.via ? ` via ${stated.via}` : ""}`;
}

export function componentValues(one: Component): unknown {
  const { support, hashes } = one;
  return {
    depth: one.depth,
    type: one.type,
    ...Object.fromEntries(
      (["id", "name", "version", "supplier", "purl", "cpe", "swid", "license"] as const).map((key) => [
        key,
        value(one[key]),
      ]),
    ),
    hashes: hashes.state === "given" ? hashes.value.map((hash) => `${hash.algorithm} ${hash.content}`) : [hashes.state],
    support: [support.level, support.end, support.endOfLife, support.justification, support.plan].map(value),
  };
}

export function vulnerabilityValues(one: Vulnerability): unknown {
  return {
    facts: [one.id, one.state, one.justification, one.detail, one.action].map((stated) => value<string>(stated)),
    affects: one.affects.map(({ ref }) => ref),
    properties: one.properties.map((property) => `${property.name}=${property.value}`),
  };
}

/** Everything that an SBOM says, without places and without the syntax. */
export function sbomValues(sbom: Sbom): unknown {
  return {
    format: sbom.format,
    version: sbom.version,
    author: value(sbom.author),
    timestamp: value(sbom.timestamp),
    tools: sbom.tools.map(value),
    product: sbom.product && componentValues(sbom.product),
    components: [...sbom.components].map(componentValues),
    edges: [...sbom.dependencies].map(({ from, to }) => `${from} -> ${to}`),
    entries: [...sbom.graphEntries],
    otherIds: [...sbom.otherIds].sort(),
    completeness: value(sbom.completeness),
    vulnerabilities: [...sbom.vulnerabilities].map(vulnerabilityValues),
  };
}
