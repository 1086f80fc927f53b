import type { Part, SbomModel } from "./sbomModel.ts";

export function cycloneDxJson(sbom: SbomModel): string {
  const document = {
    bomFormat: "CycloneDX",
    specVersion: "1.6",
    version: 1,
    metadata: {
      timestamp: sbom.timestamp,
      authors: sbom.author === undefined ? undefined : [{ name: sbom.author }],
      component: jsonPart(sbom.product),
    },
    components: sbom.parts.map(jsonPart),
    dependencies: targetsOf(sbom).map(([ref, dependsOn]) => ({ ref, dependsOn })),
  };
  return `${JSON.stringify(document, undefined, 2)}\n`;
}

function jsonPart(part: Part): object {
  const { id, name, version, supplier, purl, cpe, hash, license } = part;
  const properties = propertiesOf(part).map(([key, value]) => ({ name: key, value }));
  return {
    type: part.type ?? "library",
    "bom-ref": id,
    supplier: supplier === undefined ? undefined : { name: supplier },
    name,
    version,
    hashes: hash && [{ alg: hash[0], content: hash[1] }],
    licenses: license === undefined ? undefined : [{ expression: license }],
    cpe,
    purl,
    properties: properties.length > 0 ? properties : undefined,
  };
}

function propertiesOf({ level, end, justification, manager }: Part): [string, string][] {
  const all: [string, string | undefined][] = [
    ["cdx:fda:level-of-support", level],
    ["cdx:lifecycle:milestone:endOfSupport", end],
    ["cdx:fda:justification", justification],
    ["syft:package:type", manager],
  ];
  return all.flatMap(([name, value]): [string, string][] => (value === undefined ? [] : [[name, value]]));
}

/** Each id that something leads from, with its targets. */
function targetsOf({ edges }: SbomModel): [string, string[]][] {
  const targets = new Map<string, string[]>();
  for (const [from, to] of edges) targets.set(from, [...(targets.get(from) ?? []), to]);
  return [...targets];
}

export function cycloneDxXml(sbom: SbomModel): string {
  const { timestamp, author } = sbom;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<bom xmlns="http://cyclonedx.org/schema/bom/1.6" version="1">',
    "  <metadata>",
    ...(timestamp === undefined ? [] : [`    <timestamp>${timestamp}</timestamp>`]),
    ...(author === undefined
      ? []
      : ["    <authors>", `      <author><name>${xml(author)}</name></author>`, "    </authors>"]),
    ...xmlPart(sbom.product, "    "),
    "  </metadata>",
    "  <components>",
    ...sbom.parts.flatMap((part) => xmlPart(part, "    ")),
    "  </components>",
    "  <dependencies>",
    ...targetsOf(sbom).flatMap(([from, targets]) => [
      `    <dependency ref="${xml(from)}">`,
      ...targets.map((to) => `      <dependency ref="${xml(to)}"/>`),
      "    </dependency>",
    ]),
    "  </dependencies>",
    "</bom>",
    "",
  ].join("\n");
}

function xmlPart(part: Part, indent: string): string[] {
  const { id, name, type, version, supplier, purl, cpe, hash, license } = part;
  const properties = propertiesOf(part).map(([key, value]) => `<property name="${key}">${xml(value)}</property>`);
  const list = (tag: string, items: readonly string[]) =>
    items.length === 0 ? [] : [`<${tag}>`, ...items.map((item) => `  ${item}`), `</${tag}>`];
  const text = (tag: string, value: string | undefined) =>
    value === undefined ? [] : [`<${tag}>${xml(value)}</${tag}>`];
  return [
    `<component type="${type ?? "library"}" bom-ref="${id}">`,
    ...[
      ...list("supplier", text("name", supplier)),
      ...text("name", name),
      ...text("version", version),
      ...list("hashes", hash ? [`<hash alg="${hash[0]}">${hash[1]}</hash>`] : []),
      ...list("licenses", text("expression", license)),
      ...text("cpe", cpe),
      ...text("purl", purl),
      ...list("properties", properties),
    ].map((line) => `  ${line}`),
    "</component>",
  ].map((line) => indent + line);
}

export function xml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
