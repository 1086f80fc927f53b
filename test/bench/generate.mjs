// Seeded, deterministic inputs for the bench: the same bytes on every machine.

import { once } from "node:events";
import { createWriteStream } from "node:fs";

const NAMES = [
  "core",
  "crypto",
  "parser",
  "telemetry",
  "bluetooth",
  "buffer",
  "codec",
  "driver",
  "kernel",
  "logger",
  "queue",
  "sensor",
  "storage",
  "tls",
];
const SUPPLIERS = [
  "Calder Medical",
  "OpenSSL Software Foundation",
  "The Apache Software Foundation",
  "Müller & Söhne GmbH",
  "Red Hat, Inc.",
];
const ECOSYSTEMS = ["npm", "pypi", "maven", "cargo", "nuget", "generic"];

/** A small seeded generator of numbers from 0 to 1 (mulberry32). */
export function seeded(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** The forms in which the same SBOM is written: name of the file behind the number of components, and how each part is written. */
export const FORMS = {
  "cdx.json": {
    head: cdxJsonHead,
    component: cdxJsonComponent,
    middle: cdxJsonMiddle,
    edges: cdxJsonEdges,
    foot: "\n  ]\n}\n",
  },
  "spdx.json": {
    head: spdxJsonHead,
    component: spdxJsonPackage,
    middle: spdxJsonMiddle,
    edges: spdxJsonEdges,
    foot: "\n  ]\n}\n",
  },
  "cdx.xml": {
    head: xmlHead,
    component: xmlComponent,
    middle: xmlMiddle,
    edges: xmlEdges,
    foot: "  </dependencies>\n</bom>\n",
  },
  spdx: { head: tagValueHead, component: tagValuePackage, middle: () => "", edges: tagValueEdges, foot: "" },
};

/** Writes an SBOM of `count` components, each printed over several lines, in which some suppliers, hashes and end-of-support dates are missing. */
export async function writeSbom(file, count, form = "cdx.json") {
  const { head, component, middle, edges, foot } = FORMS[form];
  const random = seeded(42);
  const out = createWriteStream(file);
  const write = async (text) => {
    if (!out.write(text)) await once(out, "drain");
  };
  await write(head());
  const refs = [];
  for (let i = 0; i < count; i++) {
    const one = componentOf(random, i);
    refs.push(one["bom-ref"]);
    await write(component(one, i, i === count - 1));
  }
  await write(middle(refs.slice(0, 40)));
  for (let i = 0; i < count; i++) {
    const targets = [i + 1, i + 40].filter((at) => at < count);
    await write(edges(i, targets, refs));
  }
  await write(foot);
  out.end();
  await once(out, "finish");
}

function cdxJsonHead() {
  return `{\n  "bomFormat": "CycloneDX",\n  "specVersion": "1.6",\n  "version": 1,\n  "metadata": ${indent(METADATA, "  ")},\n  "components": [\n`;
}

function cdxJsonComponent(component, _, isLast) {
  return `    ${indent(component, "    ")}${isLast ? "\n" : ",\n"}`;
}

function cdxJsonMiddle(first) {
  return `  ],\n  "dependencies": [\n    ${indent({ ref: "root", dependsOn: first }, "    ")}`;
}

function cdxJsonEdges(i, targets, refs) {
  return `,\n    ${indent({ ref: refs[i], dependsOn: targets.map((at) => refs[at]) }, "    ")}`;
}

const SPDX_PRODUCT = {
  SPDXID: "SPDXRef-root",
  name: "Meridian IV",
  versionInfo: "3.2.0",
  supplier: "Organization: Calder Medical",
  downloadLocation: "NOASSERTION",
  primaryPackagePurpose: "DEVICE",
};

function spdxJsonHead() {
  const head = {
    spdxVersion: "SPDX-2.3",
    dataLicense: "CC0-1.0",
    SPDXID: "SPDXRef-DOCUMENT",
    name: "Meridian IV 3.2.0",
    documentNamespace: "https://example.org/spdx/meridian-iv-3.2.0",
    creationInfo: { created: "2026-01-15T10:00:00Z", creators: ["Organization: Calder Medical"] },
  };
  return `${JSON.stringify(head, null, 2).slice(0, -2)},\n  "packages": [\n    ${indent(SPDX_PRODUCT, "    ")},\n`;
}

function spdxJsonPackage(component, i, isLast) {
  return `    ${indent(spdxPackage(component, i), "    ")}${isLast ? "\n" : ",\n"}`;
}

function spdxPackage({ name, version, supplier, description, hashes, purl, properties }, i) {
  const end = properties[1]?.value;
  return {
    SPDXID: `SPDXRef-${i}`,
    name,
    versionInfo: version,
    ...(supplier && { supplier: `Organization: ${supplier.name}` }),
    downloadLocation: `https://example.org/${name}.tgz`,
    filesAnalyzed: false,
    ...(hashes && { checksums: [{ algorithm: "SHA256", checksumValue: hashes[0].content }] }),
    licenseConcluded: "MIT",
    licenseDeclared: "MIT",
    copyrightText: "NOASSERTION",
    description,
    comment: "supportLevel=actively maintained",
    ...(end && { validUntilDate: `${end}T00:00:00Z` }),
    externalRefs: [{ referenceCategory: "PACKAGE-MANAGER", referenceType: "purl", referenceLocator: purl }],
  };
}

function relationship(from, relationshipType, to) {
  return { spdxElementId: from, relationshipType, relatedSpdxElement: to };
}

function spdxJsonMiddle(first) {
  const all = [
    relationship("SPDXRef-DOCUMENT", "DESCRIBES", "SPDXRef-root"),
    ...first.map((_, i) => relationship("SPDXRef-root", "DEPENDS_ON", `SPDXRef-${i}`)),
  ];
  return `  ],\n  "relationships": [\n${all.map((one) => `    ${indent(one, "    ")}`).join(",\n")}`;
}

function spdxJsonEdges(i, targets) {
  return targets
    .map((at) => `,\n    ${indent(relationship(`SPDXRef-${i}`, "DEPENDS_ON", `SPDXRef-${at}`), "    ")}`)
    .join("");
}

function xmlHead() {
  const { timestamp, authors, component } = METADATA;
  return `<?xml version="1.0" encoding="UTF-8"?>
<bom xmlns="http://cyclonedx.org/schema/bom/1.6" version="1">
  <metadata>
    <timestamp>${timestamp}</timestamp>
    <authors>
      <author>
        <name>${authors[0].name}</name>
      </author>
    </authors>
    <component type="${component.type}" bom-ref="${component["bom-ref"]}">
      <supplier>
        <name>${component.supplier.name}</name>
      </supplier>
      <name>${component.name}</name>
      <version>${component.version}</version>
    </component>
  </metadata>
  <components>
`;
}

function xmlComponent({ supplier, name, version, description, hashes, purl, externalReferences, properties, ...rest }) {
  return `    <component type="${rest.type}" bom-ref="${xmlText(rest["bom-ref"])}">
${
  supplier
    ? `      <supplier>
        <name>${xmlText(supplier.name)}</name>
        <url>${supplier.url[0]}</url>
      </supplier>
`
    : ""
}      <name>${name}</name>
      <version>${version}</version>
      <description>${xmlText(description)}</description>
${
  hashes
    ? `      <hashes>
        <hash alg="${hashes[0].alg}">${hashes[0].content}</hash>
      </hashes>
`
    : ""
}      <licenses>
        <license>
          <id>MIT</id>
        </license>
      </licenses>
      <purl>${xmlText(purl)}</purl>
      <externalReferences>
        <reference type="vcs">
          <url>${externalReferences[0].url}</url>
        </reference>
      </externalReferences>
      <properties>
${properties.map((one) => `        <property name="${one.name}">${one.value}</property>\n`).join("")}      </properties>
    </component>
`;
}

function xmlMiddle(first) {
  return `  </components>\n  <dependencies>\n${xmlDependency("root", first)}`;
}

function xmlEdges(i, targets, refs) {
  return xmlDependency(
    refs[i],
    targets.map((at) => refs[at]),
  );
}

function xmlDependency(ref, targets) {
  const inside = targets.map((target) => `      <dependency ref="${xmlText(target)}"/>\n`).join("");
  return `    <dependency ref="${xmlText(ref)}">\n${inside}    </dependency>\n`;
}

function xmlText(text) {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}

function tagValueHead() {
  return `SPDXVersion: SPDX-2.3
DataLicense: CC0-1.0
SPDXID: SPDXRef-DOCUMENT
DocumentName: Meridian IV 3.2.0
DocumentNamespace: https://example.org/spdx/meridian-iv-3.2.0
Creator: Organization: Calder Medical
Created: 2026-01-15T10:00:00Z
Relationship: SPDXRef-DOCUMENT DESCRIBES SPDXRef-root

PackageName: Meridian IV
SPDXID: SPDXRef-root
PackageVersion: 3.2.0
PackageSupplier: Organization: Calder Medical
PackageDownloadLocation: NOASSERTION
PrimaryPackagePurpose: DEVICE
${Array.from({ length: 40 }, (_, i) => `Relationship: SPDXRef-root DEPENDS_ON SPDXRef-${i}\n`).join("")}`;
}

function tagValuePackage(component, i) {
  const one = spdxPackage(component, i);
  return `
##### Package: ${one.name}

PackageName: ${one.name}
SPDXID: ${one.SPDXID}
PackageVersion: ${one.versionInfo}
${one.supplier ? `PackageSupplier: ${one.supplier}\n` : ""}PackageDownloadLocation: ${one.downloadLocation}
FilesAnalyzed: false
${one.checksums ? `PackageChecksum: SHA256: ${one.checksums[0].checksumValue}\n` : ""}PackageLicenseConcluded: MIT
PackageLicenseDeclared: MIT
PackageCopyrightText: NOASSERTION
PackageDescription: <text>${one.description}</text>
PackageComment: <text>${one.comment}</text>
${one.validUntilDate ? `ValidUntilDate: ${one.validUntilDate}\n` : ""}ExternalRef: PACKAGE-MANAGER purl ${one.externalRefs[0].referenceLocator}
`;
}

function tagValueEdges(i, targets) {
  return targets.map((at) => `Relationship: SPDXRef-${i} DEPENDS_ON SPDXRef-${at}\n`).join("");
}

const METADATA = {
  timestamp: "2026-01-15T10:00:00Z",
  authors: [{ name: "Calder Medical" }],
  component: {
    type: "device",
    "bom-ref": "root",
    name: "Meridian IV",
    version: "3.2.0",
    supplier: { name: "Calder Medical" },
  },
};

function componentOf(random, i) {
  const pick = (list) => list[Math.floor(random() * list.length)];
  const hex = (digits) => Array.from({ length: digits }, () => Math.floor(random() * 16).toString(16)).join("");
  const name = `${pick(NAMES)}-${pick(NAMES)}-${i}`;
  const version = `${Math.floor(random() * 9)}.${Math.floor(random() * 40)}.${1 + Math.floor(random() * 30)}`;
  const ecosystem = pick(ECOSYSTEMS);
  const purl = `pkg:${ecosystem}/${ecosystem === "maven" ? "org.example/" : ""}${name}@${version}`;
  return {
    type: "library",
    "bom-ref": purl,
    ...(random() < 0.97 && { supplier: { name: pick(SUPPLIERS), url: ["https://example.org/"] } }),
    name,
    version,
    description: `The ${name} library handles "${pick(NAMES)}" for ${pick(NAMES)} in embedded systems.`,
    ...(random() < 0.98 && { hashes: [{ alg: "SHA-256", content: hex(64) }] }),
    licenses: [{ license: { id: "MIT" } }],
    purl,
    externalReferences: [{ type: "vcs", url: `https://git.example.org/${name}.git` }],
    properties: [
      { name: "cdx:fda:level-of-support", value: "actively maintained" },
      ...(random() < 0.9
        ? [{ name: "cdx:lifecycle:milestone:endOfSupport", value: `20${30 + Math.floor(random() * 9)}-06-30` }]
        : []),
    ],
  };
}

function indent(value, pad) {
  return JSON.stringify(value, null, 2).replaceAll("\n", `\n${pad}`);
}

/** A management plan of about `lines` lines with sections, tables and lists. */
export function longPlan(lines) {
  const random = seeded(7);
  const pick = () => NAMES[Math.floor(random() * NAMES.length)];
  const out = [
    "---",
    "title: Cybersecurity management plan",
    "date: 2026-05-04",
    "version: 1.4",
    "---",
    "",
    "# Cybersecurity management plan",
    "",
  ];
  for (let section = 1; out.length < lines; section++) {
    out.push(
      `## ${section} Care of the ${pick()} ${pick()}`,
      "",
      `The ${pick()} is watched weekly and patched within 30 days; the ${pick()} team answers for it.`,
      "",
    );
    out.push(
      "| Component | Version | Owner |",
      "| --- | --- | --- |",
      ...Array.from({ length: 5 }, (_, i) => `| ${pick()} | 1.${i}.2 | ${pick()} team |`),
      "",
    );
    out.push(`- The ${pick()} log is kept for *two years*.`, `- [x] Reviewed with \`${pick()}\`.`, "");
  }
  return out.slice(0, lines).join("\n");
}
